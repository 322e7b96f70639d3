"""Leaving a whole cell out, so that it looks like any other that is left out."""

from datetime import date

from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.rules.planner import DEFERRED, VISITED


def may_defer(*, status: str, arm: str, day: date | None, visited: int, on: date) -> None:
    """Refused once somebody has knocked: a walk that stops in the middle would say where."""
    if status not in ("drawn", "running", "paused") or arm not in (VISITED, DEFERRED) or day is None:
        raise Refused("That cell is not going to be visited in this campaign.", "There is nothing to leave out.")
    if visited or day < on:
        raise Refused(
            "The cell's visits have begun, and every door of it is visited.",
            "Pause the whole campaign if nobody must knock at all.",
        )


def shown_arm(arm: str, day: date | None, on: date) -> str:
    """The arm as anybody may see it: until its day is over, a cell that is left out looks like the others."""
    return VISITED if arm == DEFERRED and day is not None and day >= on else arm
