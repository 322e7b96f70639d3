"""Terms and closures, from CSV and from calendar files."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.school_days import Block, is_pupil_day
from firstbell.registers.schools import intake, queries

pytestmark = pytest.mark.django_db

Take = Callable[..., TakenIn]
STOKE = "E06000021"
AUTUMN = Block(date(2026, 9, 2), date(2026, 10, 23))
NOVEMBER = Block(date(2026, 11, 2), date(2026, 12, 18))


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    """Takes text in as a file; the register has 100001 and 100002, both of Stoke-on-Trent."""

    def text(kind: str, *lines: str, name: str = "days.csv", **options: str) -> TakenIn:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        taken: TakenIn = getattr(intake, f"take_in_{kind}")(path=path, by=by, now=now, **options)
        return taken

    text("establishments", "URN,EstablishmentName,LA (code)", "100001,A,861", "100002,B,861")
    return text


def terms(*rows: str) -> tuple[str, ...]:
    return ("calendar,first_day,last_day", *rows)


def closures(*rows: str) -> tuple[str, ...]:
    return ("calendar,date,reason", *rows)


def test_an_establishment_follows_its_authority(take: Take) -> None:
    assert take("terms", *terms("861,2026-09-02,2026-10-23", f"{STOKE},2026-11-02,2026-12-18")).changed == 2
    calendar = queries.calendar_of("100001")
    assert (calendar.blocks, calendar.source) == ((AUTUMN, NOVEMBER), "authority")


def test_own_terms_replace_the_authority_s_and_closures_of_both_count(take: Take) -> None:
    take("terms", *terms("861,2026-09-02,2026-10-23", "100001,2026-11-02,2026-12-18"))
    take("closures", *closures("100001,2026-11-09,INSET", "861,2026-11-10,snow"))
    calendar = queries.calendar_of("100001")
    assert (calendar.blocks, calendar.source) == ((NOVEMBER,), "own")
    assert [is_pupil_day(calendar, date(2026, 11, day)) for day in (9, 10, 11)] == [False, False, True]
    assert queries.calendar_of("100002").closures == frozenset({date(2026, 11, 10)})


def test_nobody_knows_the_calendar_of_a_stranger(take: Take) -> None:
    assert queries.calendar_of("999999").source == "none"
    assert queries.calendar_of("100001").source == "none"


def test_an_academy_keeps_the_terms_that_its_school_had(take: Take) -> None:
    take("terms", *terms("100001,2026-11-02,2026-12-18", "861,2026-09-02,2026-10-23"))
    take("establishments", "URN,EstablishmentName,EstablishmentStatus (name)", "100001,A,Closed")
    take("links", "URN,LinkURN,LinkType", "100001,100002,Successor")
    assert queries.calendar_of("100002").blocks == (NOVEMBER,)


def test_the_same_file_twice_changes_nothing(take: Take) -> None:
    rows = terms("861,2026-09-02,2026-10-23", "861,2026-09-02,2026-10-23", "861,2026-11-02,2026-12-18")
    first, again = take("terms", *rows), take("terms", *rows)
    assert (first.changed, again.changed, again.unchanged) == (2, 0, 3)
    assert take("closures", *closures("861,2026-11-09,INSET")).changed == 1
    assert take("closures", *closures("861,2026-11-09,INSET")).unchanged == 1
    assert take("closures", *closures("861,2026-11-09,heating")).changed == 1


def test_a_block_takes_the_place_of_all_that_it_overlaps(take: Take) -> None:
    take("terms", *terms("861,2026-09-02,2026-10-23", "861,2026-11-02,2026-12-18", "860,2026-09-02,2026-10-23"))
    take("terms", *terms("861,2026-09-03,2026-10-23"))
    assert queries.calendar_of("100001").blocks == (Block(date(2026, 9, 3), date(2026, 10, 23)), NOVEMBER)


def test_two_blocks_of_a_file_may_not_overlap(take: Take) -> None:
    taken = take("terms", *terms("861,2026-09-02,2026-10-23", "861,2026-10-20,2026-12-18", "860,2026-10-20,2026-12-18"))
    assert (taken.changed, taken.rejected) == (2, 1)
    assert [(row.line, row.reason) for row in take_ins.rejects()] == [(3, "overlaps the block on line 2")]


def test_a_block_may_run_every_day(take: Take) -> None:
    take("terms", "calendar,first_day,last_day,every_day", "100001,2026-11-02,2026-12-18,yes")
    assert is_pupil_day(queries.calendar_of("100001"), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("861,31/02/2026,2026-12-18", "first_day"),
        ("861,2026-02-31,2026-12-18", "first_day"),
        ("861,2026-09-02,", "last_day"),
        ("861,2026-09-02,2026-09-01", "last_day"),
        ("861,2026-09-02,2027-09-02", "last_day"),  # no block of pupil days is a year
        ("nowhere,2026-09-02,2026-10-23", "calendar"),
        ("E07000192,2026-09-02,2026-10-23", "calendar"),
        ("100009,2026-09-02,2026-10-23", "calendar"),
    ],
)
def test_mistakes_in_terms_are_rejected_with_their_field(take: Take, row: str, field: str) -> None:
    assert take("terms", *terms(row, "861,2026-11-02,2026-12-18")).changed == 1
    assert [(reject.line, reject.field) for reject in take_ins.rejects()] == [(2, field)]


@pytest.mark.parametrize(
    ("row", "field"),
    [("861,2026-02-31,INSET", "date"), ("861,,INSET", "date"), (",2026-11-09,INSET", "calendar")],
)
def test_mistakes_in_closures_are_rejected_with_their_field(take: Take, row: str, field: str) -> None:
    assert take("closures", *closures(row, "861,2026-11-09,INSET")).changed == 1
    assert [(reject.line, reject.field) for reject in take_ins.rejects()] == [(2, field)]


def event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", *lines, "END:VEVENT")


def ics(*events: tuple[str, ...], name: str = "") -> list[str]:
    named = [f"X-WR-CALNAME:{name}"] if name else []
    return ["BEGIN:VCALENDAR", "VERSION:2.0", *named, *(line for one in events for line in one), "END:VCALENDAR"]


DAY = ("DTSTART;VALUE=DATE:20261109", "DTEND;VALUE=DATE:20261110", "SUMMARY:INSET\\, all staff")


def test_a_calendar_file_says_terms(take: Take) -> None:
    autumn = event("DTSTART;VALUE=DATE:20260902", "DTEND;VALUE=DATE:20261024", "SUMMARY:Autumn")
    november = event("DTSTART:20261102T083000Z", "DTEND:20261218T153000Z")
    taken = take("terms", *ics(autumn, november), name="terms.ics", calendar="861")
    assert taken.changed == 2
    assert queries.calendar_of("100001").blocks == (AUTUMN, NOVEMBER)
    assert take("terms", *ics(autumn, november), name="terms.ics", calendar="861").unchanged == 2


def test_a_calendar_file_says_closures(take: Take) -> None:
    two_days = event("DTSTART;VALUE=DATE:20261112", "DTEND;VALUE=DATE:20261114")
    midnight = event("DTSTART;TZID=Europe/London:20261116T000000", "DTEND;TZID=Europe/London:20261117T000000")
    no_end = event("DTSTART;VALUE=DATE:20261118")
    length = event("DTSTART;VALUE=DATE:20261119", "DURATION:P2D")
    cancelled = event("DTSTART;VALUE=DATE:20261124", "STATUS:CANCELLED")
    events = (event(*DAY), two_days, midnight, no_end, length, cancelled)
    assert take("closures", *ics(*events), name="c.ics", calendar="100001").changed == 5
    found = sorted(day.day for day in queries.calendar_of("100001").closures)
    assert found == [9, 12, 13, 16, 18, 19, 20]


@pytest.mark.parametrize("place", ["given", "calendar", "file"])
def test_something_says_whose_calendar_it_is(take: Take, place: str) -> None:
    options = {"calendar": "100001"} if place == "given" else {}
    name = "100001 closures 2026.ics" if place == "file" else "closures.ics"
    take("closures", *ics(event(*DAY), name="School 100001" if place == "calendar" else ""), name=name, **options)
    assert queries.calendar_of("100001").closures == frozenset({date(2026, 11, 9)})


def test_a_calendar_file_of_nobody_is_unusable(take: Take) -> None:
    with pytest.raises(Unusable) as caught:
        take("closures", *ics(event(*DAY)), name="closures.ics")
    assert "whose calendar" in caught.value.reason


@pytest.mark.parametrize("lines", [["calendar,date", "861,2026-11-09"], ics()])
def test_what_is_no_calendar_file_is_unusable(take: Take, lines: list[str]) -> None:
    with pytest.raises(Unusable):
        take("closures", *lines, name="closures.ics", calendar="861")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (event("SUMMARY:INSET"), "days cannot be read"),
        (event("DTSTART;VALUE=DATE:20261332"), "days cannot be read"),
        (event(*DAY, "RRULE:FREQ=WEEKLY"), "repeats"),
        (event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20270101"), "more than 200 days"),
        (("BEGIN:VEVENT", *DAY), "cut off"),
    ],
)
def test_an_event_that_cannot_be_used_is_rejected(take: Take, lines: tuple[str, ...], reason: str) -> None:
    whole = ics(event("DTSTART;VALUE=DATE:20261123"), lines)
    if "cut off" in reason:
        whole.pop()
    taken = take("closures", *whole, name="closures.ics", calendar="861")
    assert (taken.changed, taken.rejected) == (1, 1)
    (reject,) = take_ins.rejects()
    assert reject.line == 6
    assert reason in reject.reason
