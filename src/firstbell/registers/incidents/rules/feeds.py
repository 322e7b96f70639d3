"""Whether a feed still runs (R16): an empty queue is not a green light."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, lgamma, log
from statistics import median

from firstbell.pure.periods import london, london_moment

OK, SILENT, THIN = "ok", "silent", "thin"

WEEKS_BACK = 8
FEWEST_WEEKS = 3
DAY = timedelta(hours=24)
RARELY = 0.001


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a force's feed stands. ``state`` is ok, silent or thin; ``sentence`` says it to a person, empty where ok."""

    force: str
    last_line_at: datetime
    state: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What arrived of one feed: versions that were new in the last day, and in the same day of each earlier week."""

    force: str
    last_line_at: datetime
    lately: int
    earlier: tuple[int, ...]


def alarm_reference(number: int) -> str:
    """What an alarm is called in an e-mail, which says nothing else of it."""
    return f"FA-{number:06}"


def windows(now: datetime, first_line_at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The day that ends now and the same day, by London clocks, of up to eight weeks before: each (after, until).

    Weeks that began before the feed's first line are left out: they say nothing about the feed.
    """
    clock = london(now)
    ends = (london_moment(clock.date() - timedelta(weeks=n), clock.time()) for n in range(1, WEEKS_BACK + 1))
    return ((now - DAY, now), *((end - DAY, end) for end in ends if end - DAY >= first_line_at))


def health(arrivals: Arrivals, now: datetime, *, silent_hours: int, thin_ratio: float) -> FeedHealth:
    """Silent goes before thin; a nightly file that is late today is not thin, it is on its way to being silent."""
    silence = now - arrivals.last_line_at
    if silence > timedelta(hours=silent_hours):
        since = f"{london(arrivals.last_line_at):%-d %B %Y at %H:%M}"
        hours = int(silence.total_seconds() // 3600)
        sentence = f"No line has come from the incident feed of {arrivals.force} since {since}, for {hours} hours."
        return FeedHealth(arrivals.force, arrivals.last_line_at, SILENT, sentence)
    if silence <= DAY and is_thin(arrivals.lately, arrivals.earlier, thin_ratio):
        sentence = (
            f"The incident feed of {arrivals.force} brought {arrivals.lately} in the last day, "
            f"where {median(arrivals.earlier):.0f} are usual on this day of the week."
        )
        return FeedHealth(arrivals.force, arrivals.last_line_at, THIN, sentence)
    return FeedHealth(arrivals.force, arrivals.last_line_at, OK)


def is_thin(lately: int, earlier: Sequence[int], ratio: float) -> bool:
    """Whether so few in a day are too few beside the same day of earlier weeks.

    Measured against the weeks' median, so that neither a back-load nor an outage among them counts. Too few is below
    ``ratio`` of it, and at odds of less than one in a thousand were reports to come as they did (Poisson); never on
    fewer than three weeks.
    """
    if len(earlier) < FEWEST_WEEKS:
        return False
    usual = median(earlier)
    return lately < ratio * usual and chance_of_at_most(lately, usual) < RARELY


def chance_of_at_most(count: int, mean: float) -> float:
    """The chance of ``count`` or fewer where ``mean`` (above 0) are usual, by the Poisson distribution."""
    return sum(exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(count + 1))
