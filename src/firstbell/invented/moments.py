"""When incidents are reported: one night before half-term, or a whole year with busy Mondays."""

from datetime import date, datetime, time
from functools import cache
from itertools import accumulate
from random import Random

from firstbell.invented.rates import Rates
from firstbell.pure.periods import each_day, london_moment

NIGHT_FROM = london_moment(date(2026, 2, 12), time(7, 40))
NIGHT_UNTIL = london_moment(date(2026, 2, 13), time(5, 50))
RECORDED_BY = london_moment(date(2026, 2, 13), time(6, 5))
RUN_AT = london_moment(date(2026, 2, 13), time(6, 10))
YEAR_FROM = date(2025, 2, 13)
YEAR_UNTIL = date(2026, 2, 11)
MONDAY = 3  # times another day (DOMAIN.md)


def at(text: str) -> datetime:
    """A London time such as ``2026-02-12T07:50`` as an instant."""
    naive = datetime.fromisoformat(text)
    return london_moment(naive.date(), naive.time())


def in_the_night(rng: Random, rates: Rates) -> datetime:
    """A moment from Thursday 07:40 to Friday 05:50, at the hours at which reports come."""
    while True:
        hour, minute = rng.choices(range(24), rates.hours)[0], rng.randrange(60)
        day = date(2026, 2, 12 if (hour, minute) >= (7, 40) else 13)
        moment = london_moment(day, time(hour, minute, rng.randrange(60)))
        if moment <= NIGHT_UNTIL:
            return moment


@cache
def _days() -> tuple[tuple[date, ...], tuple[int, ...]]:
    days = tuple(each_day(YEAR_FROM, YEAR_UNTIL))
    return days, tuple(accumulate(MONDAY if day.weekday() == 0 else 1 for day in days))


def in_the_year(rng: Random, rates: Rates) -> datetime:
    """A moment of the year before, a Monday three times as often as another day."""
    days, weights = _days()
    day = rng.choices(days, cum_weights=weights)[0]
    hour = rng.choices(range(24), rates.hours)[0]
    return london_moment(day, time(hour, rng.randrange(60), rng.randrange(60)))


def recorded(moment: datetime) -> datetime:
    """Nothing of the last night was written after six: the run takes it in at ten past."""
    return min(moment, RECORDED_BY)
