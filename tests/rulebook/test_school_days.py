"""R6: which days pupils come, and the first bell after a moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.periods import LONDON, london, london_moment
from firstbell.pure.school_days import (
    NO_CALENDAR,
    Block,
    SchoolCalendar,
    bank_holiday,
    calendar_from,
    due_by_authority,
    due_by_establishment,
    is_pupil_day,
    next_pupil_day,
    pupil_day,
)
from rulebook.strategies import moments

BELL = time(8, 30)
AUTUMN = Block(date(2026, 9, 2), date(2026, 10, 23))
BEFORE_CHRISTMAS = Block(date(2026, 11, 2), date(2026, 12, 18))
SPRING = Block(date(2027, 1, 4), date(2027, 2, 12))
SUMMER = Block(date(2027, 4, 12), date(2027, 7, 21))
NEXT_YEAR = Block(date(2027, 9, 2), date(2027, 10, 22))
YEAR = SchoolCalendar((AUTUMN, BEFORE_CHRISTMAS, SPRING, SUMMER, NEXT_YEAR))
"""Nobody has told us of the block between 22 February and 25 March 2027."""


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2026-11-02", "known"),  # the first day of a block
        ("2026-12-18", "known"),  # its last
        ("2026-11-07", None),  # a Saturday
        ("2026-10-28", None),  # half-term lies between two blocks
        ("2026-12-23", None),  # and so do the holidays
        ("2027-05-03", None),  # the early May bank holiday lies within a block
        ("2027-08-11", None),  # the summer holiday
        ("2027-02-17", "assumed"),  # in a gap of eight weeks: a block is missing, and which days nobody knows
        ("2027-03-29", None),  # Easter Monday, whoever knows what
        ("2026-08-26", "assumed"),  # before the first block
        ("2027-11-03", "assumed"),  # after the last
        ("2027-11-06", None),  # weekends are not assumed
        ("2026-08-31", None),  # nor is a bank holiday
    ],
)
def test_a_day_with_pupils_is_known_or_assumed(day: str, known: str | None) -> None:
    found = pupil_day(YEAR, date.fromisoformat(day))
    assert (found.confidence if found else None) == known


def test_without_a_calendar_every_working_day_is_assumed() -> None:
    week = [date(2026, 8, 31) + timedelta(days=n) for n in range(7)]
    assert [day.isoformat() for day in week if is_pupil_day(NO_CALENDAR, day)] == [
        "2026-09-01",
        "2026-09-02",
        "2026-09-03",
        "2026-09-04",
    ]


def test_a_block_of_a_boarding_school_may_run_every_day() -> None:
    boarding = SchoolCalendar((Block(date(2027, 4, 19), date(2027, 5, 28), every_day=True),))
    assert is_pupil_day(boarding, date(2027, 5, 3))  # bank holiday
    assert is_pupil_day(boarding, date(2027, 5, 2))  # Sunday
    assert not is_pupil_day(boarding, date(2027, 5, 29))  # Saturday after it


def test_own_terms_replace_the_authority_s_and_closures_add_up() -> None:
    inset, snow = date(2026, 11, 9), date(2026, 11, 10)
    own = calendar_from([BEFORE_CHRISTMAS], [AUTUMN, SPRING], [inset, snow])
    assert (own.blocks, own.source) == ((BEFORE_CHRISTMAS,), "own")
    assert not is_pupil_day(own, inset)
    assert not is_pupil_day(own, snow)
    assert calendar_from([], [SPRING, AUTUMN], []).blocks == (AUTUMN, SPRING)
    assert calendar_from([], [AUTUMN], []).source == "authority"
    assert calendar_from([], [], []) == NO_CALENDAR


def test_a_closure_counts_also_where_the_term_is_not_known() -> None:
    closed = SchoolCalendar(closures=frozenset({date(2026, 11, 23)}))
    assert next_pupil_day(closed, datetime(2026, 11, 20, 23, tzinfo=UTC), BELL).day == date(2026, 11, 24)


def test_a_block_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Block(date(2026, 9, 2), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("reported", "due", "confidence"),
    [
        ("2026-11-19 22:05", "2026-11-20 08:30", "known"),
        ("2026-11-20 07:50", "2026-11-20 08:30", "known"),
        ("2026-11-20 08:29:59", "2026-11-20 08:30", "known"),
        ("2026-11-20 08:30", "2026-11-23 08:30", "known"),  # strictly after
        ("2026-11-20 08:40", "2026-11-23 08:30", "known"),
        ("2026-10-23 23:00", "2026-11-02 08:30", "known"),  # Friday before half-term
        ("2026-10-24 23:30", "2026-11-02 08:30", "known"),  # the night the clocks go back
        ("2026-12-18 09:00", "2027-01-04 08:30", "known"),
        ("2027-07-21 12:00", "2027-09-02 08:30", "known"),  # the whole summer
        ("2027-10-22 12:00", "2027-10-25 08:30", "assumed"),  # nothing is known beyond
        ("2027-02-12 16:00", "2027-02-15 08:30", "assumed"),
    ],
)
def test_due_by_is_the_first_bell_of_a_pupil_day(reported: str, due: str, confidence: str) -> None:
    moment = datetime.fromisoformat(reported).replace(tzinfo=LONDON)
    found, told = due_by_establishment(moment, YEAR, BELL)
    assert (f"{london(found):%Y-%m-%d %H:%M}", told, found.tzinfo) == (due, confidence, UTC)


def test_the_bell_is_london_s_on_either_side_of_a_clock_change() -> None:
    before, _ = due_by_establishment(datetime(2026, 10, 22, 20, tzinfo=UTC), NO_CALENDAR, BELL)
    after, _ = due_by_establishment(datetime(2026, 10, 25, 20, tzinfo=UTC), NO_CALENDAR, BELL)
    assert (before.hour, after.hour) == (7, 8)  # UTC
    spring, _ = due_by_establishment(datetime(2026, 3, 29, 20, tzinfo=UTC), NO_CALENDAR, BELL)
    assert spring == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        ("2026-11-20 08:29", "2026-11-20"),
        ("2026-11-20 08:30", "2026-11-23"),
        ("2026-10-23 23:00", "2026-10-26"),  # an authority works through half-term
        ("2026-12-24 22:00", "2026-12-29"),  # Christmas, a weekend, and Boxing Day's substitute
        ("2027-03-25 12:00", "2027-03-30"),  # Good Friday to Easter Monday
    ],
)
def test_an_authority_is_told_by_the_bell_of_its_next_working_day(reported: str, due: str) -> None:
    moment = datetime.fromisoformat(reported).replace(tzinfo=LONDON)
    assert due_by_authority(moment, BELL) == london_moment(date.fromisoformat(due), BELL)


GOV_UK = {  # https://www.gov.uk/bank-holidays.json, england-and-wales
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", GOV_UK)
def test_bank_holidays_are_those_of_gov_uk(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    found = [f"{day:%m-%d}" for day in days if day.year == year and day.weekday() < 5 and bank_holiday(day)]
    assert " ".join(found) == GOV_UK[year]


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MOMENTS = moments(date(2024, 3, 1), date(2028, 11, 30))


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    starts = draw(st.lists(DAYS, max_size=6))
    lengths = st.integers(0, 110)
    blocks = tuple(Block(first, first + timedelta(days=draw(lengths)), draw(st.booleans())) for first in starts)
    return SchoolCalendar(blocks, frozenset(draw(st.lists(DAYS, max_size=20))), "own" if blocks else "none")


@given(calendars(), MOMENTS, st.times())
def test_a_deadline_lies_after_the_report_on_the_first_pupil_day(
    calendar: SchoolCalendar, reported: datetime, bell: time
) -> None:
    bell = bell.replace(tzinfo=None, fold=0, hour=max(bell.hour, 3))  # no school rings while the clocks change
    due, confidence = due_by_establishment(reported, calendar, bell)
    day = london(due).date()
    assert due > reported
    assert london(due).time() == bell
    found = pupil_day(calendar, day)
    assert found is not None
    assert found.confidence == confidence
    first = london(reported).date()
    between = (first + timedelta(days=n) for n in range((day - first).days))
    assert not any(is_pupil_day(calendar, d) and london_moment(d, bell) > reported for d in between)


@given(calendars(), MOMENTS, MOMENTS)
def test_a_later_report_is_never_due_earlier(calendar: SchoolCalendar, one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    assert due_by_establishment(earlier, calendar, BELL)[0] <= due_by_establishment(later, calendar, BELL)[0]


@given(calendars(), DAYS)
def test_an_assumed_day_is_a_working_day_outside_every_block(calendar: SchoolCalendar, day: date) -> None:
    found = pupil_day(calendar, day)
    inside = any(block.first_day <= day <= block.last_day for block in calendar.blocks)
    if found and found.confidence == "assumed":
        assert not inside
        assert day.weekday() < 5
    assert found is None or day not in calendar.closures


@given(MOMENTS)
def test_an_authority_s_deadline_is_that_of_a_place_without_a_calendar(reported: datetime) -> None:
    assert due_by_authority(reported, BELL) == due_by_establishment(reported, NO_CALENDAR, BELL)[0]
