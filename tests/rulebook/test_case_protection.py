"""Case progress: risk and its grades, and orders that protect."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from firstbell.pure.periods import LONDON, london, london_date, london_moment
from firstbell.responses.case_progress.rules import orders, risk
from firstbell.responses.case_progress.rules.orders import Entry, Order
from firstbell.responses.case_progress.rules.warnings import warning_of
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2027, 1, 29)
NOW = datetime(2027, 1, 29, 12, tzinfo=LONDON)
REPORT = date(2027, 1, 11)
WRITTEN = "Written out in a sentence."


def _at(text: str) -> datetime:
    """A London clock's ``2027-01-12 09:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def assessing(tool: str, version: str, answers: str, grade: str, at: str) -> tuple[str, ...]:
    given = dict(one.split("=") for one in answers.split())
    form = {"tool": tool, "version": version, "answers": given, "grade": grade}
    return verdict_of(risk.may_assess, **form, at=_at(at), reported_on=REPORT, now=NOW)


def grading_again(first: str, second: str, why: str, who: str) -> tuple[str, ...]:
    return verdict_of(risk.may_grade_again, risk.Graded(first, "the officer"), second, why, who)


def _end(text: str) -> datetime | None:
    return None if text in ("", "open") else _at(text)


def hearing(served: str) -> tuple[str, ...]:
    return (f"{london(orders.hear_by(_at(served))):%a %Y-%m-%d %H:%M}",)


def making(kind: str, made: str, conditions: str, ends: str) -> tuple[str, ...]:
    return verdict_of(orders.may_make, kind, _at(made), conditions.split(", ") if conditions else [], _end(ends), NOW)


def _order(text: str, *, followed: bool = False) -> Order:
    """``bail 2027-01-12 09:00 open`` or ``.. to 2027-01-20 09:00``; a notice's end is worked out."""
    kind, day, clock, *ends = text.split(" ", 3)
    made = _at(f"{day} {clock}").astimezone(UTC)
    hear_by = orders.hear_by(made) if kind in orders.NOTICES else None
    return Order(
        kind, (Entry(made, ("Stay away",), hear_by or _end("".join(ends).removeprefix("to "))),), hear_by, followed
    )


def following(kind: str, made: str, before: str) -> tuple[str, ...]:
    return verdict_of(orders.may_follow, kind, _at(made), _order(before))


def varying(order: str, at: str, conditions: str, ends: str, why: str) -> tuple[str, ...]:
    said = conditions.split(", ") if conditions else []
    return verdict_of(orders.may_vary, _order(order), _at(at), said, _end(ends), why, NOW)


def discharging(order: str, at: str, why: str) -> tuple[str, ...]:
    return verdict_of(orders.may_discharge, _order(order), _at(at), why, NOW)


def breaching(order: str, at: str, what: str, condition: str) -> tuple[str, ...]:
    return verdict_of(orders.may_breach, _order(order), _at(at), what, condition, NOW)


def warned(order: str, later: str, now: str) -> tuple[str, ...]:
    found = _order(order, followed=later == "an order follows")
    if later.startswith("discharged"):
        at = _at(later.removeprefix("discharged "))
        found = Order(found.kind, (*found.entries, Entry(at, (), at)), found.hear_by)
    if later.startswith("adjourned to"):
        until = _at(later.removeprefix("adjourned to "))
        found = Order(found.kind, (*found.entries, Entry(_at("2027-01-13 09:00"), ("x",), until)), found.hear_by)
    warning = warning_of(found, _at(now))
    return (warning.warning if warning else "",)


PAGE = Page(
    "case-protection",
    "Risk and protection",
    "How risk was graded, and which orders protect. Grades are people's and never computed; nothing is overwritten. "
    " What the Acts say was written down from memory, and a force checks it. Today is Friday "
    "29 January 2027, midday.",
    (
        Table(
            "An assessment may be recorded",
            "DOMAIN.md section 5",
            "By tool and version, each question by its key on the force's form, with the grade that the officer chose. "
            "The case was reported on 11 January.",
            assessing,
            """
tool | version | answers             | grade    | assessed         => may | why not
dash | 2009    | q1=yes q2=no        | standard | 2027-01-12 09:00 => yes |
dara | 1       | q1=not_known        | high     | 2027-01-11 00:00 => yes |
dash | 2009    | q1=not_asked        | high     | 2027-01-29 12:00 => yes |
dash | 2009    | q1=no               | severe   | 2027-01-12 09:00 => no  | 'severe' is no grade.
dash | 2009    | q1=no               |          | 2027-01-12 09:00 => no  | '' is no grade.
dash | 2009    | q1=maybe            | high     | 2027-01-12 09:00 => no  | 'maybe' is no answer, to q1.
dash | 2009    |                     | high     | 2027-01-12 09:00 => no  | No question is answered.
dash | 2009    | =yes                | high     | 2027-01-12 09:00 => no  | A question has no key.
dash |         | q1=yes              | high     | 2027-01-12 09:00 => no  | The version of the questions is missing.
sara | 3       | q1=yes              | high     | 2027-01-12 09:00 => no  | 'sara' is no set of risk questions.
dash | 2009    | q1=yes              | high     | 2027-01-29 12:01 => no  | That assessment lies ahead.
dash | 2009 | q1=yes | high | 2027-01-10 23:59 => no | The case was reported on 11 January 2027, after that.
""",
        ),
        Table(
            "A supervisor grades again",
            "DOMAIN.md section 5",
            "Somebody else than the officer, with a reason where the grade is another, up or down.",
            grading_again,
            f"""
officer's | supervisor's | why       | who         => may | why not
medium    | medium       |           | a sergeant  => yes |
medium    | high         | {WRITTEN} | a sergeant  => yes |
high      | standard     | {WRITTEN} | a sergeant  => yes |
medium    | high         |           | a sergeant  => no  | It is not written out why it is high and not medium.
high      | medium       | typo      | a sergeant  => no  | It is not written out why it is medium and not high.
medium    | medium       |           | The Officer => no  | Whoever graded the risk cannot be its supervisor.
medium    | highest      | {WRITTEN} | a sergeant  => no  | 'highest' is no grade.
""",
        ),
        Table(
            "By when a court must hear of a notice",
            "Crime and Security Act 2010 section 27, from memory, to be checked by a force",
            "48 hours after it was served. Sundays, Good Friday, Christmas Day and bank holidays do not count, so "
            "neither does the Sunday on which clocks change.",
            hearing,
            """
served           => by
2027-01-12 09:30 => Thu 2027-01-14 09:30
2027-01-15 10:00 => Mon 2027-01-18 10:00
2027-01-16 00:00 => Tue 2027-01-19 00:00
2027-01-17 15:00 => Wed 2027-01-20 00:00
2026-12-23 18:00 => Tue 2026-12-29 18:00
2026-12-25 03:00 => Thu 2026-12-31 00:00
2027-03-25 12:00 => Tue 2027-03-30 12:00
2026-03-28 12:00 => Tue 2026-03-31 12:00
2026-03-29 00:30 => Wed 2026-04-01 00:00
2027-10-30 12:00 => Tue 2027-11-02 12:00
2027-10-31 01:30 => Wed 2027-11-03 00:00
""",
        ),
        Table(
            "A notice or order may be recorded",
            "DOMAIN.md section 5; Crime and Security Act 2010 section 28, from memory",
            "As it was served or made. A notice's end is worked out, a DVPO has 14 to 28 days, the first and last "
            "among them, and the others may be open until further order.",
            making,
            """
kind            | made             | conditions      | ends             => may | why not
dvpn            | 2027-01-12 09:00 | Leave the home  |                  => yes |
dapn            | 2027-01-12 09:00 | Leave, no calls |                  => yes |
dvpo            | 2027-01-14 10:00 | Leave the home  | 2027-01-28 00:00 => yes |
dvpo            | 2027-01-14 10:00 | Leave the home  | 2027-02-11 00:00 => yes |
dapo            | 2027-01-14 10:00 | No contact      | open             => yes |
bail            | 2027-01-14 10:00 | No contact      | 2027-02-11 14:00 => yes |
restraining     | 2027-01-14 10:00 | No contact      | open             => yes |
non_molestation | 2027-01-14 10:00 | No contact      | 2028-01-14 00:00 => yes |
dvpo | 2027-01-14 10:00 | Leave | 2027-01-27 23:59 => yes |
dvpo | 2027-01-14 10:00 | Leave | 2027-01-27 00:00 => no | A DVPO is in force for 14 to 28 days.
dvpo | 2027-01-14 10:00 | Leave | 2027-02-11 00:01 => no | A DVPO is in force for 14 to 28 days.
dvpo | 2027-01-14 10:00 | Leave | open             => no | A DVPO is in force for 14 to 28 days.
bail | 2027-01-14 10:00 | Leave | 2027-01-14 10:00 => no | The order would end before it starts.
dapo | 2027-01-14 10:00 | Leave | 2027-01-13 10:00 => no | The order would end before it starts.
dvpn | 2027-01-14 10:00 | Leave | 2027-01-16 10:00 => no | A notice ends when a court must hear of it.
bail | 2027-01-14 10:00 |       | open             => no | The order has no conditions, or an empty one.
bail | 2027-01-29 12:01 | Leave | open             => no | That order lies ahead.
ban  | 2027-01-14 10:00 | Leave | open             => no | 'ban' is no kind of order.
""",
        ),
        Table(
            "An order may follow another",
            "DOMAIN.md section 5",
            "A notice only by the order that it is for.",
            following,
            """
kind | made             | follows                   => may | why not
dvpo | 2027-01-14 09:00 | dvpn 2027-01-12 09:00   => yes |
dapo | 2027-01-14 09:00 | dapn 2027-01-12 09:00   => yes |
bail | 2027-01-14 09:00 | bail 2027-01-12 09:00 open => yes |
dapo | 2027-01-14 09:00 | dvpn 2027-01-12 09:00   => no  | A DVPN is followed by a DVPO.
bail | 2027-01-14 09:00 | dapn 2027-01-12 09:00   => no  | A DAPN is followed by a DAPO.
dvpn | 2027-01-14 09:00 | bail 2027-01-12 09:00 open => no | A notice follows no other order.
dvpo | 2027-01-12 08:59 | dvpn 2027-01-12 09:00 \
=> no | The other order was made after that, on Tuesday 12 January 2027, 9am.
""",
        ),
        Table(
            "An order may be varied",
            "ours",
            "By a new entry with why, while it is in force; what it said before stays.",
            varying,
            f"""
order | at | conditions | ends | why => may | why not
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | No calls | open | {WRITTEN} => yes |
dvpn 2027-01-12 09:00 | 2027-01-13 09:00 | Leave | 2027-01-20 10:00 | {WRITTEN} => yes |
dvpn 2027-01-12 09:00 | 2027-01-13 09:00 | Leave | open | {WRITTEN} \
=> no | A notice that a court adjourns ends with the next hearing.
dvpn 2027-01-12 09:00 | 2027-01-14 09:00 | Leave | 2027-01-20 10:00 | {WRITTEN} => no | The order had ended by then.
dvpo 2027-01-12 09:00 to 2027-01-28 00:00 | 2027-01-13 09:00 | Leave | 2027-02-20 00:00 | {WRITTEN} \
=> no | A DVPO is in force for 14 to 28 days.
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | No calls | 2027-01-13 09:00 | {WRITTEN} \
=> no | The order would end before it starts.
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | | open | {WRITTEN} => no | The order has no conditions, or an empty one.
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | No calls | open | no \
=> no | It is not written out why the order is varied or discharged.
bail 2027-01-12 09:00 open | 2027-01-29 12:01 | No calls | open | {WRITTEN} => no | That lies ahead.
bail 2027-01-12 09:00 open | 2027-01-12 09:00 | No calls | open | {WRITTEN} \
=> no | The latest entry is of Tuesday 12 January 2027, 9am.
""",
        ),
        Table(
            "An order may be discharged",
            "ours",
            "With why, while it is in force.",
            discharging,
            f"""
order | at | why => may | why not
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | {WRITTEN} => yes |
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | => no | It is not written out why the order is varied or discharged.
bail 2027-01-12 09:00 to 2027-01-13 09:00 | 2027-01-13 09:00 | {WRITTEN} => no | The order had ended by then.
bail 2027-01-12 09:00 open | 2027-01-11 09:00 | {WRITTEN} \
=> no | The order was made after that, on Tuesday 12 January 2027, 9am.
""",
        ),
        Table(
            "A breach may be recorded",
            "DOMAIN.md section 5",
            "Against an order that was in force at that time, of a condition that it had then.",
            breaching,
            f"""
order | at | what | condition => may | why not
bail 2027-01-12 09:00 open | 2027-01-12 09:00 | {WRITTEN} | Stay away => yes |
bail 2027-01-12 09:00 to 2027-01-20 09:00 | 2027-01-20 08:59 | {WRITTEN} | Stay away => yes |
dvpn 2027-01-12 09:00 | 2027-01-14 08:59 | {WRITTEN} | Stay away => yes |
bail 2027-01-12 09:00 open | 2027-01-12 08:59 | {WRITTEN} | Stay away \
=> no | The order was made after that, on Tuesday 12 January 2027, 9am.
bail 2027-01-12 09:00 to 2027-01-20 09:00 | 2027-01-20 09:00 | {WRITTEN} | Stay away \
=> no | The order had ended by then.
dvpn 2027-01-12 09:00 | 2027-01-14 09:00 | {WRITTEN} | Stay away => no | The order had ended by then.
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | {WRITTEN} | No calls \
=> no | The order had no such condition at that time.
bail 2027-01-12 09:00 open | 2027-01-13 09:00 | came | Stay away => no | It is not written out what happened.
bail 2027-01-12 09:00 open | 2027-01-29 12:01 | {WRITTEN} | Stay away => no | That breach lies ahead.
""",
        ),
        Table(
            "What a desk is warned of",
            "DOMAIN.md section 5",
            "A notice that waits for a court, with less than 12 of its 48 hours left, or overdue, until an order "
            "follows, or a court discharges or adjourns it; an order that ends within 7 days, or ended in the last 28, "
            "with none after.",
            warned,
            """
order                                     | then | now      => warning
dvpn 2027-01-12 09:00 |                    | 2027-01-12 09:00 => hearing_waits
dvpn 2027-01-12 09:00 |                    | 2027-01-13 21:00 => hearing_waits
dvpn 2027-01-12 09:00 |                    | 2027-01-13 21:01 => hearing_due
dvpn 2027-01-12 09:00 |                    | 2027-01-14 09:00 => hearing_due
dvpn 2027-01-12 09:00 |                    | 2027-01-14 09:01 => hearing_overdue
dapn 2027-01-12 09:00 |                    | 2027-04-14 09:01 => hearing_overdue
dvpn 2027-01-12 09:00 | an order follows   | 2027-01-14 09:01 =>
dvpn 2027-01-12 09:00 | discharged 2027-01-13 09:00 | 2027-01-14 09:01 =>
dvpn 2027-01-12 09:00 | adjourned to 2027-01-20 10:00 | 2027-01-14 09:01 => ends_soon
dvpn 2027-01-12 09:00 | adjourned to 2027-01-20 10:00 | 2027-01-20 10:00 => ended
bail 2027-01-12 09:00 to 2027-01-28 00:00 |  | 2027-01-20 23:59 =>
bail 2027-01-12 09:00 to 2027-01-28 00:00 |  | 2027-01-21 00:00 => ends_soon
bail 2027-01-12 09:00 to 2027-01-28 00:00 |  | 2027-01-27 23:59 => ends_soon
bail 2027-01-12 09:00 to 2027-01-28 00:00 |  | 2027-01-28 00:00 => ended
bail 2027-01-12 09:00 to 2027-01-28 00:00 |  | 2027-02-25 00:00 => ended
bail 2027-01-12 09:00 to 2027-01-28 00:00 |  | 2027-02-25 00:01 =>
bail 2027-01-12 09:00 to 2027-01-28 00:00 | an order follows | 2027-01-28 00:00 =>
bail 2027-01-12 09:00 to 2027-01-28 00:00 | discharged 2027-01-13 09:00 | 2027-01-28 00:00 =>
bail 2027-01-12 09:00 open                |  | 2028-01-28 00:00 =>
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


@pytest.mark.parametrize(("answer", "grade"), list(product(risk.ANSWERS, risk.GRADES)))
def test_the_same_answers_go_with_every_grade(answer: str, grade: str) -> None:
    """Nothing leads from answers to a grade: all yes may be standard, and all no may be high."""
    answers = {f"q{number}": answer for number in range(1, 28)}
    form = {"tool": "dash", "version": "2009", "answers": answers, "grade": grade}
    assert verdict_of(risk.may_assess, **form, at=NOW, reported_on=REPORT, now=NOW) == ("yes", "")


@every(st.integers(0, 5 * 366 * 24 * 60))
def test_just_48_hours_pass_on_days_that_count_whatever_the_clocks_do(minutes: int) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = orders.hear_by(start)
    not_counted = timedelta()
    day = london_date(start)
    while day <= london_date(end):
        midnights = [london_moment(day + timedelta(days=n), time()) for n in (0, 1)]
        if not orders.counts(day):
            not_counted += max(min(midnights[1], end) - max(midnights[0], start), timedelta())
        day += timedelta(days=1)
    assert end - start - not_counted == timedelta(hours=48)


def test_a_condition_is_a_short_text() -> None:
    for letters, may in ((300, "yes"), (301, "no")):
        assert verdict_of(orders.may_make, "bail", NOW, ["x" * letters], None, NOW)[0] == may
