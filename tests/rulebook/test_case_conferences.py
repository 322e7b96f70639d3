"""Case progress: the conference of agencies about cases of high risk."""

from datetime import date

from firstbell.responses.case_progress.rules import conferences
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2027, 1, 29)
WRITTEN = "Written out in a sentence."


def calling(on: str, area: str, chair: str) -> tuple[str, ...]:
    return verdict_of(conferences.may_call, date.fromisoformat(on), area, chair, TODAY)


def referring(grounds: str, grade: str, heard: str, why: str, on: str) -> tuple[str, ...]:
    known = conferences.Standing(grade, date.fromisoformat(heard) if heard else None)
    return verdict_of(conferences.may_refer, grounds.split(), why, known, date.fromisoformat(on), TODAY)


def repeating(heard: str, on: str) -> tuple[str, ...]:
    found = conferences.repeat_of(date.fromisoformat(on), map(date.fromisoformat, heard.split()), TODAY)
    return (found.isoformat() if found else "",)


def researching(agency: str, text: str, entered: str) -> tuple[str, ...]:
    return verdict_of(conferences.may_research, agency, text, entered.split())


def correcting(agency: str, text: str, why: str, entered: str) -> tuple[str, ...]:
    return verdict_of(conferences.may_correct_research, agency, text, why, entered.split())


def tasking(agency: str, text: str, due: str) -> tuple[str, ...]:
    return verdict_of(conferences.may_set_task, agency, text, date.fromisoformat(due), date(2027, 1, 20))


def finishing(done: str, on: str, how: str) -> tuple[str, ...]:
    already = date.fromisoformat(done) if done else None
    return verdict_of(conferences.may_finish, already, date.fromisoformat(on), how, TODAY)


def tasks(due: str, today: str) -> tuple[str, ...]:
    return (conferences.state(date.fromisoformat(due), date.fromisoformat(today)),)


PAGE = Page(
    "case-conferences",
    "Conferences of agencies",
    "What comes before a conference (MARAC), who finds out what, and who does what. Nothing here is a score. Today is "
    "Friday 29 January 2027.",
    (
        Table(
            "A conference may be called",
            "DOMAIN.md section 5",
            "For today or a day ahead, with an area and a chair.",
            calling,
            """
on         | area    | chair        => may | why not
2027-02-03 | Stoke   | DI Chowdhury => yes |
2027-01-29 | Stoke   | DI Chowdhury => yes |
2027-01-28 | Stoke   | DI Chowdhury => no  | 28 January 2027 is past.
2027-02-03 |         | DI Chowdhury => no  | A conference has an area and a chair.
2027-02-03 | Stoke   |              => no  | A conference has an area and a chair.
""",
        ),
        Table(
            "A case may be referred to it",
            "DOMAIN.md section 5",
            "On one ground or several, each borne out: a high grade by the grade that counts, a repeat by the days, "
            "and the others by words.",
            referring,
            f"""
grounds | grade | heard before | why | conference => may | why not
high_grade | high | | | 2027-02-03 => yes |
repeat | standard | 2026-06-01 | | 2027-02-03 => yes |
professional_judgement | standard | | {WRITTEN} | 2027-02-03 => yes |
high_grade escalation | high | | {WRITTEN} | 2027-01-29 => yes |
high_grade | medium | | | 2027-02-03 => no | The grade that counts is not high.
high_grade | | | | 2027-02-03 => no | The grade that counts is not high.
repeat | high | | | 2027-02-03 => no | No conference heard of this victim in the 12 months before.
escalation | high | | worse | 2027-02-03 \
=> no | It is not written out what the judgement rests on, or what is getting worse.
professional_judgement | high | | | 2027-02-03 \
=> no | It is not written out what the judgement rests on, or what is getting worse.
hunch | high | | {WRITTEN} | 2027-02-03 => no | There is no such ground, or none.
 | high | | {WRITTEN} | 2027-02-03 => no | There is no such ground, or none.
high_grade | high | | | 2027-01-28 => no | That conference met on 28 January 2027.
""",
        ),
        Table(
            "A repeat within 12 months",
            "ours, after the practice of conferences; to be checked by a force",
            "The last day on which a conference heard of the same victim, from the same day a year earlier on. It is a "
            "fact that is shown, and no score.",
            repeating,
            """
heard                 | conference => repeat of
2026-02-03            | 2027-02-03 => 2026-02-03
2026-02-02            | 2027-02-03 =>
2026-06-01 2026-09-01 | 2027-02-03 => 2026-09-01
2027-02-03            | 2027-02-03 =>
2027-01-29            | 2027-02-03 => 2027-01-29
2027-01-29            | 2027-01-29 =>
2027-02-01            | 2027-02-03 =>
2027-03-01            | 2027-02-03 =>
2027-01-20            | 2028-02-29 =>
                      | 2027-02-03 =>
""",
        ),
        Table(
            "Research may be entered",
            "DOMAIN.md section 5",
            "By each agency once a case; that it knows nothing is written out too.",
            researching,
            """
agency  | text                               | entered => may | why not
housing | Moved in March, rent in arrears.   | police  => yes |
housing | Nothing is known of this family.   |         => yes |
housing | Moved in March, rent in arrears.   | housing => no  | The research of housing is entered already.
church  | Comes every Sunday with the boys.  |         => no  | 'church' is no agency of a conference.
housing | nothing | \
=> no | It is not written out what the agency knows; that it knows nothing is written out too.
""",
        ),
        Table(
            "Research may be corrected",
            "ours",
            "By a further entry of the same agency, with why.",
            correcting,
            f"""
agency  | text      | why       | entered => may | why not
housing | {WRITTEN} | {WRITTEN} | housing => yes |
housing | {WRITTEN} | {WRITTEN} | police  => no  | There is no research of housing to correct.
housing | {WRITTEN} | typo      | housing => no  | It is not written out why the research is corrected.
housing | no | {WRITTEN} | housing \
=> no | It is not written out what the agency knows; that it knows nothing is written out too.
church  | {WRITTEN} | {WRITTEN} | church  => no  | 'church' is no agency of a conference.
""",
        ),
        Table(
            "A task may be set",
            "DOMAIN.md section 5",
            "An agency owns it. The conference is on 20 January.",
            tasking,
            f"""
agency  | text      | due        => may | why not
housing | {WRITTEN} | 2027-01-20 => yes |
housing | {WRITTEN} | 2027-01-19 => no  | The conference is on 20 January 2027, after that.
        | {WRITTEN} | 2027-01-27 => no  | A task has an agency that owns it.
church  | {WRITTEN} | 2027-01-27 => no  | 'church' is no agency of a conference.
housing | see to it | 2027-01-27 => no  | It is not written out what the agency does.
""",
        ),
        Table(
            "A task may be finished",
            "DOMAIN.md section 5",
            "Once, with how it was done.",
            finishing,
            f"""
done       | on         | how       => may | why not
           | 2027-01-29 | {WRITTEN} => yes |
           | 2027-01-30 | {WRITTEN} => no  | 30 January 2027 lies ahead.
           | 2027-01-29 | done      => no  | It is not written out how it was done.
2027-01-27 | 2027-01-29 | {WRITTEN} => no  | It was done on 27 January 2027.
""",
        ),
        Table(
            "How a task stands that is not done",
            "ours",
            "Due until its day is over in London.",
            tasks,
            """
due        | today      => it is
2027-01-29 | 2027-01-29 => due
2027-01-29 | 2027-01-30 => overdue
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


def test_a_year_before_a_leap_day_is_the_28th() -> None:
    assert conferences.year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert conferences.year_before(date(2029, 2, 28)) == date(2028, 2, 28)
