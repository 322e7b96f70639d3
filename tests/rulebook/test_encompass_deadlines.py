"""R6: by when somebody must know, and when a notice is shown again."""

from datetime import UTC, date, datetime, time

import pytest

from firstbell.pure.periods import LONDON
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.school_days import Block, SchoolCalendar
from firstbell.responses.encompass.rules import chase, deadlines
from firstbell.responses.encompass.rules.places import Place
from rulebook.invented import in_london, london_time
from rulebook.tables import Page, Table, each_row

AUTUMN = (Block(date(2026, 9, 2), date(2026, 10, 23)), Block(date(2026, 11, 2), date(2026, 12, 18)))
SPRING = (Block(date(2027, 1, 4), date(2027, 2, 12)), Block(date(2027, 2, 22), date(2027, 3, 25)))
SUMMER = (Block(date(2027, 4, 12), date(2027, 7, 21)),)
TERMS = SchoolCalendar(AUTUMN + SPRING + SUMMER, frozenset(), "authority")
CALENDARS = {
    "terms": TERMS,
    "terms, closed on 2026-11-02": SchoolCalendar(TERMS.blocks, frozenset({date(2026, 11, 2)}), "own"),
    "boarding": SchoolCalendar((Block(date(2026, 9, 2), date(2026, 12, 18), every_day=True),), frozenset(), "own"),
    "not known": None,
}
SCHOOL = Place("establishment", "A", None, None, (1,), "")
OFFICER = Place("authority", None, "E06000021", None, (1,), "")
FORCE = Place("force", None, None, "west-mercia", (), "")


def of_establishment(reported: str, calendar: str) -> tuple[str, ...]:
    moment = london_time(reported)
    due, confidence = deadlines.due_by(SCHOOL, reported_at=moment, calendar=CALENDARS[calendar], policy=ForcePolicy())
    return in_london(due), f"{due:%H:%M}", confidence


def with_bell(reported: str, bell: str) -> tuple[str, ...]:
    policy = ForcePolicy(bell=time.fromisoformat(bell))
    due, _ = deadlines.due_by(SCHOOL, reported_at=london_time(reported), calendar=TERMS, policy=policy)
    return (in_london(due),)


def of_others(reported: str) -> tuple[str, ...]:
    moment, policy = london_time(reported), ForcePolicy()
    officer, _ = deadlines.due_by(OFFICER, reported_at=moment, calendar=None, policy=policy)
    force, _ = deadlines.due_by(FORCE, reported_at=moment, calendar=None, policy=policy)
    return in_london(officer), in_london(force), in_london(deadlines.review_due_by(reported_at=moment, policy=policy))


def shown_again(released: str, due: str, calendar: str) -> tuple[str, ...]:
    known = CALENDARS[calendar] or SchoolCalendar()
    again = chase.again_at(london_time(released), date.fromisoformat(due.split()[1]), ForcePolicy(), known)
    return (in_london(again) if again else "no",)


ESTABLISHMENTS = Table(
    "An establishment: the first bell of a pupil day after the report",
    "R6; Readings that matter",
    "All times are London's, the last but one column is UTC. A calendar that is not known: every weekday is "
    "open, bank holidays excepted.",
    of_establishment,
    """
reported             | calendar                    => due by               | in UTC | days are
Thu 2026-11-19 22:05 | terms                       => Fri 2026-11-20 08:30 | 08:30  | known
Fri 2026-11-20 03:00 | terms                       => Fri 2026-11-20 08:30 | 08:30  | known
Fri 2026-11-20 07:50 | terms                       => Fri 2026-11-20 08:30 | 08:30  | known
Fri 2026-11-20 08:29 | terms                       => Fri 2026-11-20 08:30 | 08:30  | known
Fri 2026-11-20 08:30 | terms                       => Mon 2026-11-23 08:30 | 08:30  | known
Fri 2026-11-20 08:40 | terms                       => Mon 2026-11-23 08:30 | 08:30  | known
Fri 2026-10-23 23:00 | terms                       => Mon 2026-11-02 08:30 | 08:30  | known
Fri 2026-10-23 23:00 | terms, closed on 2026-11-02 => Tue 2026-11-03 08:30 | 08:30  | known
Fri 2026-10-23 23:00 | not known                   => Mon 2026-10-26 08:30 | 08:30  | assumed
Sat 2026-10-24 23:30 | not known                   => Mon 2026-10-26 08:30 | 08:30  | assumed
Wed 2026-10-21 22:00 | terms                       => Thu 2026-10-22 08:30 | 07:30  | known
Sun 2027-03-28 00:30 | not known                   => Tue 2027-03-30 08:30 | 07:30  | assumed
Thu 2027-03-25 09:00 | terms                       => Mon 2027-04-12 08:30 | 07:30  | known
Fri 2026-12-18 22:00 | terms                       => Mon 2027-01-04 08:30 | 08:30  | known
Thu 2026-12-24 22:00 | not known                   => Tue 2026-12-29 08:30 | 08:30  | assumed
Sat 2026-11-21 10:00 | boarding                    => Sun 2026-11-22 08:30 | 08:30  | known
Mon 2027-05-03 08:00 | terms                       => Tue 2027-05-04 08:30 | 07:30  | known
""",
)

BELLS = Table(
    "A force may set its own bell",
    "R6 (force setting)",
    "The same terms, another hour.",
    with_bell,
    """
reported             | bell  => due by
Fri 2026-11-20 08:40 | 09:00 => Fri 2026-11-20 09:00
Fri 2026-11-20 08:40 | 08:00 => Mon 2026-11-23 08:00
Thu 2026-11-19 23:00 | 07:45 => Fri 2026-11-20 07:45
""",
)

OTHERS = Table(
    "An authority's officer, another force, and a person who must decide",
    "R4, R5, R6; Readings that matter",
    "An officer: the bell of the next working day. Another force: two hours after the report. A review: the "
    "next weekday's bell, bank holidays too, because the establishment that will be found may be open.",
    of_others,
    """
reported             => officer              | other force          | review
Thu 2026-11-19 22:05 => Fri 2026-11-20 08:30 | Fri 2026-11-20 00:05 | Fri 2026-11-20 08:30
Fri 2026-11-20 07:50 => Fri 2026-11-20 08:30 | Fri 2026-11-20 09:50 | Fri 2026-11-20 08:30
Fri 2026-11-20 08:30 => Mon 2026-11-23 08:30 | Fri 2026-11-20 10:30 | Mon 2026-11-23 08:30
Fri 2026-11-20 23:00 => Mon 2026-11-23 08:30 | Sat 2026-11-21 01:00 | Mon 2026-11-23 08:30
Thu 2026-12-24 22:00 => Tue 2026-12-29 08:30 | Fri 2026-12-25 00:00 | Fri 2026-12-25 08:30
Sun 2026-10-25 00:30 => Mon 2026-10-26 08:30 | Sun 2026-10-25 01:30 | Mon 2026-10-26 08:30
""",
)

AGAIN = Table(
    "Shown again on the first pupil day",
    'R6 ("send now and show again on the first pupil day")',
    "A notice that leaves while no pupils come, or with days without pupils before its deadline, is shown "
    "again at 07:00 of the day it is due.",
    shown_again,
    """
released             | due                  | calendar                    => shown again
Fri 2026-11-20 06:30 | Fri 2026-11-20 08:30 | terms                       => no
Thu 2026-11-19 22:30 | Fri 2026-11-20 08:30 | terms                       => no
Fri 2026-11-20 23:00 | Mon 2026-11-23 08:30 | terms                       => Mon 2026-11-23 07:00
Sat 2026-11-21 06:30 | Mon 2026-11-23 08:30 | terms                       => Mon 2026-11-23 07:00
Sun 2026-11-22 23:30 | Mon 2026-11-23 08:30 | terms                       => Mon 2026-11-23 07:00
Mon 2026-11-23 07:30 | Mon 2026-11-23 08:30 | terms                       => no
Mon 2026-11-23 09:00 | Mon 2026-11-23 08:30 | terms                       => no
Fri 2026-10-23 23:00 | Mon 2026-11-02 08:30 | terms                       => Mon 2026-11-02 07:00
Fri 2026-10-23 23:00 | Tue 2026-11-03 08:30 | terms, closed on 2026-11-02 => Tue 2026-11-03 07:00
Mon 2026-11-02 12:00 | Tue 2026-11-03 08:30 | terms, closed on 2026-11-02 => Tue 2026-11-03 07:00
Mon 2026-11-02 12:00 | Tue 2026-11-03 08:30 | terms                       => no
""",
)

PAGE = Page(
    "encompass-deadlines",
    "R6: by when",
    "The terms of these tables: 2 September to 23 October and 2 November to 18 December 2026; 4 January to 12 "
    "February, 22 February to 25 March, and 12 April to 21 July 2027. The default bell rings at 08:30.",
    (ESTABLISHMENTS, BELLS, OTHERS, AGAIN),
)


@each_row(PAGE)
def test_deadlines(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_without_a_calendar_the_caller_has_asked_it() -> None:
    released = london_time("Mon 2026-11-02 12:00")
    again = chase.again_at(released, date(2026, 11, 3), ForcePolicy())
    assert again == london_time("Tue 2026-11-03 07:00")


@pytest.mark.parametrize("place", [SCHOOL, OFFICER, FORCE], ids=lambda place: place.kind)
def test_deadlines_are_in_utc_whatever_the_offset_of_the_report(place: Place) -> None:
    reported = london_time("Wed 2026-06-10 22:00")
    here, policy = reported.astimezone(LONDON), ForcePolicy()
    due, _ = deadlines.due_by(place, reported_at=here, calendar=None, policy=policy)
    assert (due, due.tzinfo) == (deadlines.due_by(place, reported_at=reported, calendar=None, policy=policy)[0], UTC)
    assert deadlines.review_due_by(reported_at=here, policy=policy).tzinfo is UTC


def test_a_report_without_an_offset_is_refused() -> None:
    reported = datetime(2026, 11, 19, 22, 5, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="names no instant"):
        deadlines.review_due_by(reported_at=reported, policy=ForcePolicy())
