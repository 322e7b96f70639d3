"""Children as clients in their own right: who may be reached alone, and which referrals belong together.

Who may be reached alone is this house's reading, and a service's own policy may be stricter. From 16 a young person
decides as an adult does (as for treatment: Family Law Reform Act 1969, section 8). Under 16 it hangs on whether the
child understands what they agree to (Gillick v West Norfolk [1986] AC 112), which somebody who spoke with them must
write down; under 13, or where no age is known, this house lets nobody decide that they do.
"""

from datetime import date

from firstbell.pure.periods import years_between
from firstbell.pure.refusal import Refused, is_written_out

ADULT, DECIDES, UNDERSTANDS = 18, 16, 13
"""Completed years: of age; decides alone; may be found to understand."""

UNKNOWN = 0
"""The age of a child whose date of birth nobody knows."""


def child_age(born: date | None, is_linked: bool, on: date) -> int | None:
    """Completed years of a child on a London day; None for somebody of age, or whom nothing makes a child."""
    if born is None:
        return UNKNOWN if is_linked else None
    age = years_between(born, on)
    return age if age < ADULT else None


def why_not_alone(age: int | None, understands: str) -> str:
    """Why a client may not be reached but through an adult; "" where they may. ``age`` is a child's, or None.

    ``understands`` is why somebody found that a child of 13 to 15 understands what they agree to.
    """
    if age is None or age >= DECIDES or (age >= UNDERSTANDS and is_written_out(understands)):
        return ""
    return f"A child of this age is reached through an adult who is known to be safe (alone from {DECIDES})."


def may_link(born: date | None, adult_born: date | None, is_same: bool, on: date) -> None:
    """Refused unless one is a child or may be, and the other somebody else who is older."""
    if is_same:
        raise Refused("Nobody is their own child.", "Look at the two references.")
    if born and child_age(born, False, on) is None:
        raise Refused("That client is of age.", "Link a child to an adult, not the other way round.")
    if born and adult_born and adult_born >= born:
        raise Refused("The adult is no older than the child.", "Look at the two dates of birth.")
