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


def clock_in_words(moment: datetime) -> str:
    """The London time as people write it: ``8:30am``, ``9pm``, ``midday``, ``midnight``."""
    here = london(moment)
    if (here.hour, here.minute) in ((0, 0), (12, 0)):
        return "midday" if here.hour else "midnight"
    minutes = f":{here.minute:02}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{'am' if here.hour < 12 else 'pm'}"


def day_in_words(day: date) -> str:
    """``27 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """``Friday 27 November 2026, 8:30am``, on a London clock."""
    return f"{london(moment):%A} {day_in_words(london_date(moment))}, {clock_in_words(moment)}"
