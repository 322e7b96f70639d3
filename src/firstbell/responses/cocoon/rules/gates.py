"""What must be true before anybody visits for a victim: asked, planned for, quiet, and signed off by somebody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out

PROPOSED, CONFIRMED, SIGNED_OFF = "proposed", "safety_confirmed", "signed_off"
WITHDRAWN, DEFERRED, OVER = "withdrawn", "deferred", "over"
OPEN = frozenset({PROPOSED, CONFIRMED, SIGNED_OFF})

CONSENT, SENIOR_REASON = "consent", "senior_reason"
BASES = {
    CONSENT: "The victim was asked and agreed",
    SENIOR_REASON: "A senior officer wrote down why asking would be unsafe",
}
QUIET = {"arrest": "an arrest", "release": "a release", "separation": "a separation", "court": "a court date"}
"""What is followed by a quiet period, in words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An operation as the gates see it. ``officer`` proposed it; nobody is ``""``. ``walking`` may visit its cell."""

    reference: str
    status: str
    officer: str
    confirmed_by: str
    quiet_until: date | None
    quiet_why: str
    walking: frozenset[str] = frozenset()


def may_propose(*, basis: str, basis_reason: str, quiet_until: date | None, quiet_why: str, on: date) -> None:
    """Refused unless the victim agreed, or a senior officer's reason is written out."""
    if basis not in BASES:
        raise Refused(f"{basis!r} is no basis for an operation.", f"Choose one of: {', '.join(BASES)}.")
    if basis == SENIOR_REASON and not is_written_out(basis_reason):
        raise Refused(
            "A senior officer's reason is not written out.", "Have it written in a sentence why asking would be unsafe."
        )
    if bool(quiet_until) != bool(quiet_why) or (quiet_why and quiet_why not in QUIET):
        raise Refused(
            "A quiet period has a last day and what it follows.", f"Give both; it follows one of: {', '.join(QUIET)}."
        )
    if quiet_until and quiet_until < on:
        raise Refused(f"The quiet period ended on {day_in_words(quiet_until)}.", "Leave it out, or give a later day.")


def may_confirm(standing: Standing, by: str) -> None:
    """Refused unless the operation waits for its safety plan, and somebody else than who proposed it confirms it."""
    _wait(standing, PROPOSED, "its safety plan")
    _is_another(by, (standing.officer,), "proposed it")


def may_sign_off(standing: Standing, by: str, on: date) -> None:
    """Refused unless the plan is confirmed, it is quiet no more, and somebody signs who did nothing else for it."""
    _wait(standing, CONFIRMED, "sign-off")
    _is_another(by, (standing.officer, standing.confirmed_by), "proposed or confirmed it")
    _is_another(by, standing.walking, "walks in a campaign")
    if standing.quiet_until and on <= standing.quiet_until:
        raise Refused(
            f"{standing.reference} follows {QUIET[standing.quiet_why]}: it is quiet until "
            f"{day_in_words(standing.quiet_until)}.",
            "Sign it off after that day.",
        )


def may_end(standing: Standing) -> None:
    if standing.status not in OPEN:
        raise Refused(f"{standing.reference} has ended already.", "Nothing more can be done with it.")


def may_walk(pair: Collection[str], involved: Collection[str]) -> None:
    """Refused unless two different people walk who have no part in any operation.

    ``involved`` are all who ever proposed, confirmed or signed one, whichever cell it was for: to say no for one
    cell only would point at it.
    """
    if len(set(pair)) != 2:
        raise Refused("A pair is two different people.", "Name two.")
    if taken := sorted(set(pair) & set(involved)):
        raise Refused(f"{taken[0]} has a part in operations, and cannot visit.", "Choose somebody else.")


def _wait(standing: Standing, status: str, what: str) -> None:
    if standing.status != status:
        raise Refused(
            f"{standing.reference} does not wait for {what}: it is {standing.status.replace('_', ' ')}.",
            "Look at how it stands.",
        )


def _is_another(by: str, taken: Collection[str], did: str) -> None:
    if by in taken:
        raise Refused(f"Whoever {did} cannot do this too.", "Ask a colleague.")
