"""How a case ended, and after how many days: plain facts for an estimate by competing risks (METHODS.md section 7)."""

from dataclasses import dataclass
from datetime import date

STOPPED, CHARGED, OTHER, OPEN = "stopped_supporting", "charged", "other_outcome", "open"
ENDS = {
    STOPPED: "The victim stopped supporting",
    CHARGED: "The suspect was charged",
    OTHER: "Another outcome",
    OPEN: "Still open",
}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a case that matter for its end; None for what has not happened."""

    reported: date
    stopped: date | None = None
    charged: date | None = None
    other: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """``days`` from the report, 0 on its day; for a case that is open, until today."""

    days: int
    end: str


def end_of(days: Days, today: date) -> End:
    """What came first. On one day: stopped, then charged, then another outcome, as an outcome is what those lead to."""
    came = [(days.stopped, STOPPED), (days.charged, CHARGED), (days.other, OTHER)]
    on, end = min(((on, end) for on, end in came if on is not None), key=lambda one: one[0], default=(today, OPEN))
    return End((on - days.reported).days, end)
