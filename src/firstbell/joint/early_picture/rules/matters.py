"""A household at the hub's table: how it stands, what may be decided, and when it may be closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from firstbell.pure.refusal import Refused, is_written_out

WAITING, IN_HAND, CLOSED = "waiting", "in_hand", "closed"
STATUSES = {WAITING: "Nobody has looked yet", IN_HAND: "In hand", CLOSED: "Closed"}
OPEN = (WAITING, IN_HAND)

ACT, REFER_CHILD, REFER_ADULT, SUPPORT, WATCH, NOTHING = (
    *("act", "refer_child", "refer_adult"),
    *("support", "watch", "nothing"),
)
DECISIONS = {
    ACT: "Agencies act together",
    REFER_CHILD: "Refer to children’s social care",
    REFER_ADULT: "Refer to adult social care",
    SUPPORT: "Offer specialist support, by a safe contact",
    WATCH: "Look again on a day",
    NOTHING: "Do nothing more for now",
}
HARM, NEED, NO_HARM, MISTAKEN, UNKNOWN = "harm", "need", "no_harm", "mistaken", "unknown"
OUTCOMES = {
    HARM: "Abuse was found",
    NEED: "Another need was found",
    NO_HARM: "Nothing was found",
    MISTAKEN: "The reports were mistaken, or meant to harm",
    UNKNOWN: "It could not be found out",
}
"""What turned out when a matter is closed: by these are thresholds reviewed."""
FOUND = frozenset({HARM, NEED})
NORMAL = 1.959964
"""Of a standard normal distribution 95 % lies within this many deviations of the middle."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as far as closing asks. ``done`` also where it was said why it will not be."""

    reference: str
    done: bool


def may_decide(status: str, decision: str, reason: str, again_on: date | None, today: date) -> None:
    """Refused without a reason written out; and to look again needs a day that is to come."""
    _is_open(status)
    if decision not in DECISIONS:
        raise Refused("That is no decision.", f"Choose one of: {', '.join(DECISIONS)}.")
    if not is_written_out(reason):
        raise Refused("The reason is not written out.", "Write it in a sentence: others will read it.")
    if decision == WATCH and (again_on is None or again_on <= today):
        raise Refused("No day is given to look again.", "Name one that is to come.")


def may_discuss(status: str, text: str) -> None:
    _is_open(status)
    if not text.strip():
        raise Refused("Nothing is written.", "Write what was said.")


def may_set_task(status: str, owner: str, text: str, due_on: date, today: date) -> None:
    """Refused without an owner, without words, and for a day that is past."""
    _is_open(status)
    if not owner.strip() or not text.strip():
        raise Refused("A task has an owner and says what is done.", "Name both.")
    if due_on < today:
        raise Refused("That day is past.", "Choose one that is to come.")


def may_close(status: str, outcome: str, reason: str, decided: int, tasks: Collection[TaskFacts]) -> None:
    """Refused before anybody decided, without an outcome and a reason, and with a task that nobody did."""
    _is_open(status)
    if outcome not in OUTCOMES or not is_written_out(reason):
        raise Refused("A matter is closed with what was found, and why.", "Choose what was found, and write why.")
    if not decided:
        raise Refused("Nobody has decided anything yet.", "Decide first.")
    if undone := sorted(one.reference for one in tasks if not one.done):
        raise Refused(f"Tasks are open: {', '.join(undone)}.", "Have them done, or say why they will not be.")


def _is_open(status: str) -> None:
    if status not in OPEN:
        raise Refused("This matter is closed.", "A new one opens when something new is reported.")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of the matters that one threshold opened. ``found`` closed ones had abuse or another need in them;
    ``low`` and ``high`` are the 95 % interval of that share, None where none is closed; ``outcomes`` counts closed ones
    by what was found."""

    threshold: str
    opened: int
    closed: int
    found: int
    low: float | None
    high: float | None
    outcomes: Mapping[str, int]


def reviewed(threshold: str, opened: int, outcomes: Mapping[str, int]) -> Reviewed:
    counted = {code: outcomes.get(code, 0) for code in OUTCOMES}
    closed, found = sum(counted.values()), sum(counted[code] for code in FOUND)
    low, high = _interval(found, closed) if closed else (None, None)
    return Reviewed(threshold, opened, closed, found, low, high, counted)


def _interval(found: int, closed: int) -> tuple[float, float]:
    """Wilson's interval of a share (1927), which stays within 0 and 1 however few there are."""
    share, spread = found / closed, NORMAL**2 / closed
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
