"""Terms and closures: what a line may say."""

from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.periods import each_day
from firstbell.registers.schools.rules.columns import Values, day, filled, filled_day, in_order, urn, yes_or_no
from firstbell.registers.schools.rules.people import authority_of

LONGEST = timedelta(days=200)
"""No block of pupil days and no closure is longer; a mistyped year is."""
BLOCK_REQUIRED = ("calendar", "first_day", "last_day")
BLOCK_READ = (*BLOCK_REQUIRED, "every_day")
CLOSURE_REQUIRED = ("calendar", "date")
CLOSURE_READ = (*CLOSURE_REQUIRED, "reason")


@dataclass(frozen=True, slots=True)
class BlockLine:
    calendar: str
    first_day: date
    last_day: date
    every_day: bool

    def overlaps(self, first_day: date, last_day: date) -> bool:
        return self.first_day <= last_day and first_day <= self.last_day


@dataclass(frozen=True, slots=True)
class ClosureLine:
    calendar: str
    first_day: date
    last_day: date
    reason: str

    @property
    def days(self) -> list[date]:
        return each_day(self.first_day, self.last_day)


def block_from(row: Values) -> BlockLine:
    calendar = calendar_from(row)
    first_day, last_day = filled_day(row, "first_day"), filled_day(row, "last_day")
    _span(first_day, last_day, "last_day", "first_day")
    return BlockLine(calendar, first_day, last_day, yes_or_no(row, "every_day"))


def closure_from(row: Values) -> ClosureLine:
    """A day, or from ``date`` to ``last_date`` where a calendar file says so."""
    calendar, first_day = calendar_from(row), filled_day(row, "date")
    last_day = day(row, "last_date") or first_day
    _span(first_day, last_day, "last_date", "date")
    return ClosureLine(calendar, first_day, last_day, row.get("reason", ""))


def calendar_from(row: Values) -> str:
    """Whose calendar: a URN, or an authority named by its GSS code or GIAS's number."""
    text = filled(row, "calendar")
    return urn(row, "calendar") if text.isdecimal() and len(text) >= 5 else authority_of(row, "calendar")


def _span(first_day: date, last_day: date, column: str, other: str) -> None:
    in_order(first_day, last_day, column, other)
    if last_day - first_day > LONGEST:
        raise Unfit(column, f"is more than {LONGEST.days} days after {other}")
