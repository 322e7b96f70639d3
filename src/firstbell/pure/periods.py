"""Instants and days: stored in UTC, decided in Europe/London (H11)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london(moment: datetime) -> datetime:
    """The same instant on a London clock. A time without an offset is refused: it names no instant."""
    if moment.tzinfo is None:
        raise ValueError("a time without an offset names no instant")
    return moment.astimezone(LONDON)


def london_date(moment: datetime) -> date:
    return london(moment).date()


def london_moment(day: date, clock: time) -> datetime:
    """The instant, in UTC, at which London clocks first show ``clock`` on ``day``."""
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


def years_between(born: date, on: date) -> int:
    """Completed years of age. Somebody born on 29 February comes of age on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def academic_year_start(on: date) -> date:
    """The 1 September that begins the academic year of ``on``."""
    return date(on.year if on.month >= 9 else on.year - 1, 9, 1)


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
