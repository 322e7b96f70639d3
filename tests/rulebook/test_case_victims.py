"""Case progress: what a victim is told by when and what they say, how cases end, and what may be counted."""

from datetime import date, datetime
from typing import Any

import pytest

from firstbell.pure.periods import LONDON
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules import clocks, ends, facts, stances
from firstbell.responses.case_progress.rules.funnel import Cases, Count, Crimes, Incidents, Share, Suspects
from firstbell.responses.case_progress.rules.stances import Stance
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2027, 1, 29)
NOW = datetime(2027, 1, 29, 12, tzinfo=LONDON)
REPORT = date(2027, 1, 11)
UNITS: dict[str, type[Count]] = {"incidents": Incidents, "crimes": Crimes, "suspects": Suspects, "cases": Cases}


def due(happened: str, rights: str) -> tuple[str, ...]:
    day = clocks.due_on(date.fromisoformat(happened), rights == "enhanced")
    return (f"{day:%a} {day.isoformat()}",)


def standing(due_on: str, reached: str, now: str) -> tuple[str, ...]:
    told = datetime.fromisoformat(reached) if reached else None
    return (clocks.state(date.fromisoformat(due_on), told, datetime.fromisoformat(now)),)


def left(due_on: str, today: str) -> tuple[str, ...]:
    return (str(clocks.working_days(date.fromisoformat(due_on), date.fromisoformat(today))),)


def happening(kind: str, on: str) -> tuple[str, ...]:
    return verdict_of(clocks.may_happen, kind, date.fromisoformat(on), REPORT, TODAY)


def attempting(channel: str, at: str, about: str) -> tuple[str, ...]:
    happened = [date.fromisoformat(one) for one in about.split()]
    return verdict_of(clocks.may_attempt, channel, datetime.fromisoformat(at), happened, NOW)


def asking(supports: str, reasons: str, said: str, at: str) -> tuple[str, ...]:
    return verdict_of(
        stances.may_record,
        supports=supports == "yes",
        reasons=reasons.split(),
        said=said,
        at=datetime.fromisoformat(at),
        reported_on=REPORT,
        now=NOW,
    )


def noting(topic: str, fact: str, on: str) -> tuple[str, ...]:
    return verdict_of(facts.may_record, topic, fact, date.fromisoformat(on), TODAY)


def ending(stopped: str, charged: str, other: str) -> tuple[str, ...]:
    days = [date(2027, 1, int(one)) if one else None for one in (stopped, charged, other)]
    found = ends.end_of(ends.Days(REPORT, *days), TODAY)
    return (found.end, str(found.days))


def sharing(part: str, whole: str) -> tuple[str, ...]:
    (some, unit), (all_of_them, of_unit) = part.split(), whole.split()
    try:
        share = UNITS[unit](int(some)).of(UNITS[of_unit](int(all_of_them)))
    except Refused as no:
        return ("", no.reason)
    return (f"{share.percent:g} %", "")


PAGE = Page(
    "case-victims",
    "Victims in a case",
    "What a victim is told by when, and what they say of the case; how cases end, and how they are counted. The "
    "numbers of working days were written down from memory, and a force checks them. Today is Friday 29 January 2027.",
    (
        Table(
            "By when a victim is told",
            "DOMAIN.md section 5; the Victims' Code, to be checked",
            "One working day with enhanced rights, which every victim of domestic abuse has unless it is recorded "
            "otherwise; five without. Working days are Monday to Friday without the bank holidays of England.",
            due,
            """
happened   | rights   => told by
2027-01-11 | enhanced => Tue 2027-01-12
2027-01-15 | enhanced => Mon 2027-01-18
2027-01-16 | enhanced => Mon 2027-01-18
2027-01-17 | enhanced => Mon 2027-01-18
2026-12-24 | enhanced => Tue 2026-12-29
2026-12-25 | enhanced => Tue 2026-12-29
2026-12-31 | enhanced => Mon 2027-01-04
2027-03-25 | enhanced => Tue 2027-03-30
2027-08-27 | enhanced => Tue 2027-08-31
2027-03-26 | other    => Mon 2027-04-05
2027-01-11 | other    => Mon 2027-01-18
2027-01-16 | other    => Fri 2027-01-22
2026-12-23 | other    => Mon 2027-01-04
""",
        ),
        Table(
            "How a clock stands",
            "ours",
            "By London days. Whoever was told on the day that it was due, until midnight, was told in time; told later "
            "is told, and says so. The clocks change on 28 March and 31 October 2027.",
            standing,
            """
due by     | first reached             | now                       => it is
2027-01-12 |                           | 2027-01-12T23:59:00+00:00 => due
2027-01-12 |                           | 2027-01-13T00:00:00+00:00 => overdue
2027-01-12 | 2027-01-11T09:00:00+00:00 | 2027-01-20T09:00:00+00:00 => met
2027-01-12 | 2027-01-12T23:59:00+00:00 | 2027-01-20T09:00:00+00:00 => met
2027-01-12 | 2027-01-13T00:00:00+00:00 | 2027-01-20T09:00:00+00:00 => met_late
2027-03-30 |                           | 2027-03-30T22:59:00+00:00 => due
2027-03-30 |                           | 2027-03-30T23:00:00+00:00 => overdue
2027-03-30 | 2027-03-30T23:30:00+00:00 | 2027-04-20T09:00:00+00:00 => met_late
2027-10-29 | 2027-10-29T22:59:00+00:00 | 2027-11-20T09:00:00+00:00 => met
2027-11-01 | 2027-11-01T23:30:00+00:00 | 2027-11-20T09:00:00+00:00 => met
""",
        ),
        Table(
            "How many working days are left",
            "ours",
            "Until the last day on which a victim may be told; below 0, how many have passed since. 26 and 29 March "
            "2027 are Good Friday and Easter Monday.",
            left,
            """
due by     | today      => working days
2027-01-15 | 2027-01-11 => 4
2027-01-15 | 2027-01-14 => 1
2027-01-15 | 2027-01-15 => 0
2027-01-15 | 2027-01-16 => 0
2027-01-15 | 2027-01-17 => 0
2027-01-15 | 2027-01-18 => -1
2027-01-18 | 2027-01-16 => 1
2027-03-30 | 2027-03-25 => 1
2027-03-25 | 2027-03-30 => -1
2027-03-25 | 2027-04-05 => -5
""",
        ),
        Table(
            "A key event may be recorded",
            "ours",
            "Reported on 11 January. An arrest, a charge, a court date and an outcome start their clock by themselves.",
            happening,
            """
event            | on         => may | why not
released_on_bail | 2027-01-11 => yes |
interviewed      | 2027-01-29 => yes |
interviewed      | 2027-01-30 => no  | 30 January 2027 lies ahead.
bail_changed     | 2027-01-10 => no  | The case was reported on 11 January 2027, after that.
charged          | 2027-01-12 => no  | Its clock starts by itself: suspect charged.
outcome          | 2027-01-12 => no  | Its clock starts by itself: outcome.
rumour           | 2027-01-12 => no  | 'rumour' is no key event.
""",
        ),
        Table(
            "An attempt may be recorded",
            "ours",
            "About events that had happened by then. It is midday.",
            attempting,
            """
channel   | at                        | about events of       => may | why not
telephone | 2027-01-29T11:59:00+00:00 | 2027-01-29            => yes |
advocate  | 2027-01-12T00:00:00+00:00 | 2027-01-11 2027-01-12 => yes |
telephone | 2027-01-29T12:01:00+00:00 | 2027-01-29            => no  | That attempt lies ahead.
telephone | 2027-01-11T23:59:00+00:00 | 2027-01-12 => no | The event of 12 January 2027 came after that attempt.
telephone | 2027-01-12T09:00:00+00:00 | => no | An attempt is about key events, and none is named.
pigeon    | 2027-01-12T09:00:00+00:00 | 2027-01-11            => no  | 'pigeon' is no channel.
""",
        ),
        Table(
            "Whether a victim supports the case",
            "METHODS.md section 7",
            "As somebody asked, in plain words that blame nobody. Whoever stopped has a reason, if only that they "
            "would not say.",
            asking,
            """
supports | reasons         | said       | asked at                  => may | why not
yes      |                 |            | 2027-01-12T09:00:00+00:00 => yes |
no       | afraid children |            | 2027-01-12T09:00:00+00:00 => yes |
no       | would_not_say   |            | 2027-01-12T09:00:00+00:00 => yes |
no       | other           | It's over. | 2027-01-12T09:00:00+00:00 => yes |
no | other | | 2027-01-12T09:00:00+00:00 => no | Another reason is in the victim's words, and there are none.
no | | | 2027-01-12T09:00:00+00:00 \
=> no | Whoever supports the case has no reason not to; whoever stopped supporting has at least one.
yes | afraid | | 2027-01-12T09:00:00+00:00 \
=> no | Whoever supports the case has no reason not to; whoever stopped supporting has at least one.
no       | uncooperative   |            | 2027-01-12T09:00:00+00:00 => no  | 'uncooperative' is none of the reasons.
no       | afraid          |            | 2027-01-30T09:00:00+00:00 => no  | That was asked in the future.
no | afraid | | 2027-01-10T09:00:00+00:00 => no | The case was reported on 11 January 2027, after that.
""",
        ),
        Table(
            "A dated fact may be recorded",
            "ours",
            "From closed lists. Nothing adds them up.",
            noting,
            """
about               | fact      | on         => may | why not
personal_statement  | offered   | 2027-01-12 => yes |
personal_statement  | taken     | 2027-01-29 => yes |
screens             | granted   | 2027-01-12 => yes |
may_stop_supporting | missed    | 2027-01-12 => yes |
personal_statement  | granted   | 2027-01-12 => no  | 'granted' is no fact about it.
may_stop_supporting | high_risk | 2027-01-12 => no  | 'high_risk' is no fact about it.
score               | offered   | 2027-01-12 => no  | 'score' is nothing that facts are about.
screens             | wanted    | 2027-01-30 => no  | 30 January 2027 lies ahead.
""",
        ),
        Table(
            "How a case ended",
            "METHODS.md section 7",
            "What came first; days count from the report on 11 January. On one day, an outcome is what the other led "
            "to. What is not there has not happened.",
            ending,
            """
stopped supporting | charged | another outcome => end | after days
                   |         |                 => open               | 18
16                 |         |                 => stopped_supporting | 5
16                 |         | 20              => stopped_supporting | 5
16                 | 14      |                 => charged            | 3
16                 | 20      |                 => stopped_supporting | 5
                   |         | 11              => other_outcome      | 0
16                 |         | 16              => stopped_supporting | 5
16                 | 16      |                 => stopped_supporting | 5
                   | 16      | 16              => charged            | 5
""",
        ),
        Table(
            "A share is of one unit",
            "DOMAIN.md section 5; METHODS.md section 7",
            "Incidents, crimes, suspects and cases are counted apart, and no share is formed across them.",
            sharing,
            """
part       | of           => is | why not
30 cases   | 120 cases    => 25 % |
0 crimes   | 10 crimes    => 0 %  |
30 cases   | 120 crimes   =>      | A count of cases cannot be a share of crimes.
5 suspects | 10 incidents =>      | A count of suspects cannot be a share of incidents.
5 cases    | 4 cases      =>      | 5 is no share of 4.
0 cases    | 0 cases      =>      | 0 is no share of 0.
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


def test_whoever_stopped_and_came_back_has_not_stopped_and_who_stays_away_stopped_at_first() -> None:
    no, yes = (lambda day: Stance(False, date(2027, 1, day))), (lambda day: Stance(True, date(2027, 1, day)))
    assert stances.stopped_on([]) is None
    assert stances.stopped_on([no(14), yes(16)]) is None
    assert stances.stopped_on([yes(12), no(14), no(16)]) == date(2027, 1, 14)
    assert stances.stopped_on([no(14), yes(16), no(20)]) == date(2027, 1, 20)


def test_a_count_is_no_number_and_nothing_is_made_of_two_shares() -> None:
    share: Any = Cases(30).of(Cases(120))
    count: Any = Cases(3)
    for arithmetic in (lambda: count / Crimes(4), lambda: count / Cases(4), lambda: share * share, lambda: share / 2):
        with pytest.raises(TypeError):
            arithmetic()
    assert share == Share(Cases(30), Cases(120))
    assert Cases(3) != Crimes(3)
