"""The life of a notice: every status, and which step may follow which (FORMATS, R7, R8, R11)."""

from dataclasses import dataclass

from firstbell.pure.refusal import Refused

DRAFT = "draft"
HELD = "held"
REROUTED = "rerouted"
RELEASED = "released"
SENT = "sent"
DELIVERED = "delivered"
OPENED = "opened"
ACKNOWLEDGED = "acknowledged"
NOT_OUR_PUPIL = "not_our_pupil"
WITHDRAWN = "withdrawn"
HANDED_OVER = "handed_over"

STATUSES = (
    DRAFT,
    HELD,
    REROUTED,
    RELEASED,
    SENT,
    DELIVERED,
    OPENED,
    ACKNOWLEDGED,
    NOT_OUR_PUPIL,
    WITHDRAWN,
    HANDED_OVER,
)

WAITING = frozenset({DRAFT, HELD, REROUTED})
"""Nobody has been told, and a person can still stop it."""
TO_RELEASE = frozenset({DRAFT, REROUTED})
"""The next run checks and releases it."""
UNOPENED = frozenset({RELEASED, SENT, DELIVERED})
AWAITING_ANSWER = UNOPENED | {OPENED}
"""Sent is not done: somebody is still chased (R11)."""
TOLD = frozenset({SENT, DELIVERED, OPENED, ACKNOWLEDGED, HANDED_OVER})
"""The place has been told, and the telling stands ("told from status sent on")."""
ON_ITS_WAY = TOLD | {RELEASED}
FINISHED = frozenset({ACKNOWLEDGED, NOT_OUR_PUPIL, WITHDRAWN, HANDED_OVER})
"""Nothing more is chased."""
CLOSED = frozenset({NOT_OUR_PUPIL, WITHDRAWN})
"""The telling does not stand, or never happened."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that people or jobs take: the statuses it may be taken from, and what to do instead elsewhere."""

    verb: str
    allowed: frozenset[str]
    remedy: str


STEPS: dict[str, Step] = {
    "release": Step(
        "released", frozenset({DRAFT, HELD, REROUTED}), "It has left or is closed: look at its history in the export."
    ),
    "hold": Step(
        "held", WAITING | {RELEASED}, "A notice that has left cannot be held: withdraw it if it should not have gone."
    ),
    "reroute": Step(
        "re-routed", WAITING | AWAITING_ANSWER, "It is closed: decide the child's review to have another place told."
    ),
    "open": Step(
        "opened", AWAITING_ANSWER | {ACKNOWLEDGED, HANDED_OVER}, "It is not here to be read: ask the force's desk."
    ),
    "acknowledge": Step(
        "acknowledged", AWAITING_ANSWER, "Only a notice that was sent and is still open can be: ask the force's desk."
    ),
    "not_our_pupil": Step(
        "answered with 'not our pupil'",
        AWAITING_ANSWER | {ACKNOWLEDGED},
        "Only a notice that was sent can be: ask the force's desk.",
    ),
    "pass_to_next": Step(
        "passed to the next contact", AWAITING_ANSWER, "Somebody has answered it: there is nobody left to be told."
    ),
    "note": Step(
        "given a note",
        AWAITING_ANSWER | {ACKNOWLEDGED},
        "Keep your note in your own safeguarding records, and ask the force's desk.",
    ),
    "pass_on": Step(
        "passed on to another setting", frozenset({ACKNOWLEDGED}), "Acknowledge it first, if it is for your pupil."
    ),
    "withdraw": Step(
        "withdrawn",
        frozenset(STATUSES) - {WITHDRAWN, NOT_OUR_PUPIL},
        "It is closed already: who saw it is in its history.",
    ),
    "hand_over": Step(
        "handed over", AWAITING_ANSWER, "Only a hand-over that was sent can be: send it to the other force first."
    ),
}
"""The one table of transitions."""


def _take(step: str, status: str) -> None:
    taken = STEPS[step]
    if status not in taken.allowed:
        raise Refused(f"A notice that is {status.replace('_', ' ')} cannot be {taken.verb}.", taken.remedy)


def release(status: str) -> None:
    _take("release", status)


def hold(status: str) -> None:
    _take("hold", status)


def reroute(status: str) -> None:
    _take("reroute", status)


def open_(status: str) -> None:
    """Reading again what was opened or acknowledged is allowed, and changes nothing."""
    _take("open", status)


def acknowledge(status: str) -> None:
    _take("acknowledge", status)


def not_our_pupil(status: str) -> None:
    """Also after an acknowledgement: a misdirection noticed late is still a misdirection."""
    _take("not_our_pupil", status)


def pass_to_next(status: str) -> None:
    _take("pass_to_next", status)


def note(status: str) -> None:
    """Also after an acknowledgement: what was done is mostly done later."""
    _take("note", status)


def pass_on(status: str) -> None:
    """Only what was acknowledged: nobody passes on what they have not taken for their own."""
    _take("pass_on", status)


def withdraw(status: str) -> None:
    _take("withdraw", status)


def hand_over(status: str) -> None:
    _take("hand_over", status)
