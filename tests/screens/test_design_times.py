"""Times as people write them, on London's clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from firstbell.interfaces.web.design import times

NOW = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ((2026, 11, 27, 8, 30), "Friday 27 November 2026, 8:30am"),
        ((2026, 7, 1, 23, 5), "Thursday 2 July 2026, 12:05am"),
        ((2026, 7, 1, 11, 0), "Wednesday 1 July 2026, midday"),
        ((2026, 11, 27, 0, 0), "Friday 27 November 2026, midnight"),
        ((2026, 11, 27, 15, 0), "Friday 27 November 2026, 3pm"),
        ((2026, 10, 25, 0, 30), "Sunday 25 October 2026, 1:30am (summer time)"),
        ((2026, 10, 25, 1, 30), "Sunday 25 October 2026, 1:30am (winter time)"),
        ((2026, 10, 25, 2, 30), "Sunday 25 October 2026, 2:30am"),
        ((2026, 3, 29, 1, 0), "Sunday 29 March 2026, 2am"),
    ],
)
def test_a_moment_is_said_as_people_write_it(instant: tuple[int, ...], said: str) -> None:
    assert times.moment(datetime(*instant, tzinfo=UTC)) == said  # type of the parts: year, month, day, hour, minute


def test_the_day_of_a_time_is_londons() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert times.day(late) == "1 July 2026"
    assert times.weekday(late) == "Wednesday 1 July 2026"
    assert times.brief(late) == "Wed 1 Jul 2026, 12:30am"
    assert times.day(date(2026, 6, 30)) == "30 June 2026"


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (timedelta(seconds=-30), "now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(minutes=-59), "59 minutes ago"),
        (timedelta(hours=-1, minutes=-59), "1 hour ago"),
        (timedelta(hours=2), "in 2 hours"),
        (timedelta(days=-3), "24 November 2026"),
    ],
)
def test_how_long_ago(apart: timedelta, said: str) -> None:
    assert times.ago(NOW + apart, NOW) == said


def test_a_welsh_reader_gets_welsh_months() -> None:
    with translation.override("cy"):
        assert times.day(date(2026, 11, 27)) == "27 Tachwedd 2026"
