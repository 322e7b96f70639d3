"""R16: a feed that falls silent, or below its expected volume."""

from datetime import UTC, datetime, timedelta

import pytest

from firstbell.registers.incidents.rules.feeds import Arrivals, chance_of_at_most, health, windows
from rulebook.tables import Page, Table, each_row

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def silence(since: str) -> tuple[str, ...]:
    last = NOW - timedelta(minutes=round(float(since.removesuffix(" h")) * 60))
    found = health(Arrivals("staffordshire", last, 50, (50,) * 8), NOW, silent_hours=26, thin_ratio=0.4)
    return (found.state,)


def volume(lately: str, earlier: str) -> tuple[str, ...]:
    weeks = tuple(int(week) for week in earlier.split())
    found = health(Arrivals("staffordshire", NOW, int(lately), weeks), NOW, silent_hours=26, thin_ratio=0.4)
    return found.state, found.sentence.removeprefix("The incident feed of staffordshire ")


SILENT = Table(
    "A silent feed",
    "R16; Readings that matter (26 hours)",
    "Since the last line that arrived, whether it changed anything or not.",
    silence,
    """
last line before => feed is
0 h              => ok
12 h             => ok
25.9 h           => ok
26 h             => ok
26.1 h           => silent
400 h            => silent
""",
)

THIN = Table(
    "A thin feed",
    "R16",
    "New versions of the last day beside the same day of up to eight weeks before. Too few is below two fifths of "
    "their median, and so few that chance would bring it about once in a thousand such days. Fewer than three weeks "
    "say nothing. One week's back-load or outage does not count.",
    volume,
    """
lately | weeks before            => feed is | because
50     | 52 48 50 51 49 50 47 53 => ok      |
31     | 52 48 50 51 49 50 47 53 => ok      |
20     | 52 48 50 51 49 50 47 53 => ok      |
19     | 52 48 50 51 49 50 47 53 => thin    | brought 19 in the last day, where 50 are usual on this day of the week.
0      | 52 48 50                => thin    | brought 0 in the last day, where 50 are usual on this day of the week.
0      | 52 48                   => ok      |
0      |                         => ok      |
0      | 3 4 3 4 3 4             => ok      |
0      | 7 7 7 7                 => thin    | brought 0 in the last day, where 7 are usual on this day of the week.
2      | 7 7 7 7                 => ok      |
0      | 0 0 0 0                 => ok      |
50     | 18245 50 49 51 50       => ok      |
10     | 50 0 0 49 51 50 52      => thin    | brought 10 in the last day, where 50 are usual on this day of the week.
400    | 3700 3650 3710          => thin    | brought 400 in the last day, where 3700 are usual on this day of the week.
""",
)

PAGE = Page(
    "incident-feeds",
    "Incidents: is the feed still there",
    "An empty queue is not a green light: a scheme was once paused unseen, and a child died. Every feed that ever "
    "brought a line is watched.",
    (SILENT, THIN),
)


@each_row(PAGE)
def test_row(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_weeks_are_compared_by_the_clock_on_the_wall() -> None:
    """Monday 2 November 2026, 06:30 in London: the clocks went back on 25 October, between the second week and now."""
    (after, until), *weeks = windows(datetime(2026, 11, 2, 6, 30, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC))
    assert (after, until) == (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), datetime(2026, 11, 2, 6, 30, tzinfo=UTC))
    assert [f"{end:%d %H:%M}" for _, end in weeks[:3]] == ["26 06:30", "19 05:30", "12 05:30"]
    assert all(end - start == timedelta(hours=24) for start, end in weeks)


def test_weeks_before_the_feed_say_nothing() -> None:
    first = NOW - timedelta(weeks=3, hours=20)
    assert len(windows(NOW, first)) == 1 + 2


@pytest.mark.parametrize(("count", "mean", "chance"), [(0, 7, 0.000912), (1, 3, 0.199148), (20, 50, 1.235e-6)])
def test_the_chance_is_the_poisson_distributions(count: int, mean: float, chance: float) -> None:
    assert chance_of_at_most(count, mean) == pytest.approx(chance, rel=0.05)
