"""Which days pupils come, and by when somebody must know (R6). Days are London days; instants are UTC.

A calendar is blocks of pupil days with closures taken out. Weekends and bank holidays are implied, except in a block
that runs every day (boarding). A day between two blocks is a known holiday. A day before the first block, after the
last, in a gap too long to be a holiday, or without any calendar is *assumed*: every weekday that is not a bank holiday
is open. Assuming too much can only make a deadline earlier.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

import holidays

from firstbell.pure.periods import london, london_moment

Confidence = Literal["known", "assumed"]

LONGEST_HOLIDAY = timedelta(days=35)
"""A gap between blocks that is longer is a term nobody has told us of, not a holiday: the longest are four weeks,"""
LONGEST_SUMMER = timedelta(days=80)
"""except the summer's, which every August lies in: six weeks, up to eleven in colleges and boarding schools."""


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """An unbroken block of pupil days, both ends included. ``every_day``: weekends and bank holidays too."""

    first_day: date
    last_day: date
    every_day: bool = False

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError("a block of pupil days ends before it begins")


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """``blocks`` in order of first day. ``source`` says whose terms these are: ``own``, ``authority`` or ``none``."""

    blocks: tuple[Block, ...] = ()
    closures: frozenset[date] = frozenset()
    source: str = "none"

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(sorted(self.blocks)))


@dataclass(frozen=True, slots=True)
class PupilDay:
    day: date
    confidence: Confidence


NO_CALENDAR = SchoolCalendar()


def calendar_from(own: Iterable[Block], authority: Iterable[Block], closures: Iterable[date]) -> SchoolCalendar:
    """An establishment's own terms replace its authority's; ``closures`` are those of both."""
    own_blocks, authority_blocks = tuple(own), tuple(authority)
    source = "own" if own_blocks else "authority" if authority_blocks else "none"
    return SchoolCalendar(own_blocks or authority_blocks, frozenset(closures), source)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def bank_holiday(day: date) -> str | None:
    """The name of the bank holiday of England and Wales that falls on ``day``, or None."""
    return _bank_holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and bank_holiday(day) is None


def is_pupil_day(calendar: SchoolCalendar, day: date) -> bool:
    return pupil_day(calendar, day) is not None


def pupil_day(calendar: SchoolCalendar, day: date) -> PupilDay | None:
    """The day with its confidence if pupils come on it, else None."""
    if day in calendar.closures:
        return None
    block, confidence = _block_of(calendar.blocks, day)
    if confidence == "known" and block is None:
        return None
    if is_working_day(day) or (block is not None and block.every_day):
        return PupilDay(day, confidence)
    return None


def _block_of(blocks: tuple[Block, ...], day: date) -> tuple[Block | None, Confidence]:
    """The block that covers ``day``; None and *known* in a holiday, None and *assumed* where nobody has told us."""
    after = bisect_right(blocks, day, key=lambda block: block.first_day)
    earlier = blocks[:after]
    covering = [block for block in earlier if block.last_day >= day]
    if covering:
        return next((block for block in covering if block.every_day), covering[0]), "known"
    if not earlier or after == len(blocks):
        return None, "assumed"
    ended = max(block.last_day for block in earlier)
    return None, "known" if _is_holiday(ended, blocks[after].first_day) else "assumed"


def _is_holiday(ended: date, begins: date) -> bool:
    length = begins - ended
    summer = ended < date(ended.year, 8, 15) < begins
    return length <= LONGEST_HOLIDAY or (summer and length <= LONGEST_SUMMER)


def next_pupil_day(calendar: SchoolCalendar, after: datetime, bell: time) -> PupilDay:
    """The first pupil day whose ``bell`` (London) rings strictly after the moment ``after``."""
    day = _first_bell_after(after, bell)
    while (found := pupil_day(calendar, day)) is None:
        day += timedelta(days=1)
    return found


def due_by_establishment(reported_at: datetime, calendar: SchoolCalendar, bell: time) -> tuple[datetime, Confidence]:
    """When an establishment must know, in UTC, and whether its calendar says so or is assumed to."""
    found = next_pupil_day(calendar, reported_at, bell)
    return london_moment(found.day, bell), found.confidence


def due_by_authority(reported_at: datetime, bell: time) -> datetime:
    """When an authority's officer must know, in UTC: the bell of the next working day."""
    day = _first_bell_after(reported_at, bell)
    while not is_working_day(day):
        day += timedelta(days=1)
    return london_moment(day, bell)


def _first_bell_after(moment: datetime, bell: time) -> date:
    """The London day of the first bell strictly after ``moment``; comparing instants, clock changes do not matter."""
    today = london(moment).date()
    return today if london_moment(today, bell) > moment.astimezone(UTC) else today + timedelta(days=1)
