"""How a programme is judged: the lot, what police count, whom it follows, and what an analyst may see of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.evaluation.intention_to_treat import Compared
from firstbell.pure.refusal import Refused
from firstbell.responses.programme.rules import reports, starts
from firstbell.responses.programme.rules.bounds import bounds
from firstbell.responses.programme.rules.figures import shown, widened
from firstbell.responses.programme.rules.reports import Earlier
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2026, 11, 27)


def drawing(status: str, answered: str, drawn: str, why: str) -> tuple[str, ...]:
    return verdict_of(starts.may_draw, status, answered == "yes", drawn == "yes", why)


def starting(today: str, wait_weeks: str, because: str) -> tuple[str, ...]:
    """``today``: so many days after a referral on 27 November 2026."""
    first_day = starts.can_start_from(TODAY, int(wait_weeks)) if wait_weeks else None
    return verdict_of(starts.may_start_on, TODAY + timedelta(days=int(today)), first_day, because)


def drawing_alike(own: str, alike: str, days: str) -> tuple[str, ...]:
    """Each is ``before/recent``; ``days`` since the referral."""
    people = [Earlier(*map(int, one.split("/"))) for one in (own, *alike.split())]
    return verdict_of(reports.check_earlier, people[0], people[1:], TODAY - timedelta(days=int(days)), TODAY)


def counting(window: str, counts: str, people: str, days: str) -> tuple[str, ...]:
    found = [int(one) for one in counts.split()]
    return verdict_of(reports.check_later, window, found, int(people), TODAY - timedelta(days=int(days)), TODAY)


def knowing(days: str, people: str) -> tuple[str, ...]:
    found = {int(one.split(":")[0]): int(one.split(":")[1]) for one in people.split()}
    return verdict_of(reports.check_known, TODAY + timedelta(days=int(days)), found, TODAY)


def comparing(compared: str) -> tuple[str, ...]:
    return verdict_of(reports.must_be_compared, compared)


def following(today: str, compared: str) -> tuple[str, ...]:
    return (reports.judged_before(date.fromisoformat(today), Compared(compared)).isoformat(),)


def showing(count: str) -> tuple[str, ...]:
    found = shown(int(count))
    return ("not shown" if found is None else str(found),)


def widening(answered: str, missing: str) -> tuple[str, ...]:
    """So many answered, each with a 3."""
    found = widened(bounds([3] * int(answered) + [None] * int(missing), (1, 5)), (1, 5))
    return ("", "") if found is None else (f"{found.lowest:.2f}", f"{found.highest:.2f}")


PAGE = Page(
    "programme-judging",
    "The programme: how it is judged",
    "By everybody who was referred, whatever became of them, and against people who were not, or who wait. Whoever is "
    "referred at their worst is reported less afterwards for nothing at all, so before and after alone say nothing.",
    (
        Table(
            "When a lot is drawn for the wait-list",
            "METHODS.md section 8",
            "At the referral, before a question is answered that could steer it, and only where waiting is safe.",
            drawing,
            """
stands   | answered | drawn | why it is safe to wait             => may | why not
referred | no       | no    | Lives alone, far away, has nobody. => yes |
referred | no       | no    | Safe.                              => no  | Why it is safe for them to wait is not said.
referred | yes      | no    | Lives alone, far away, has nobody. => no  | Something is known that could steer the lot.
accepted | no       | no    | Lives alone, far away, has nobody. => no  | Something is known that could steer the lot.
referred | no       | yes   | Lives alone, far away, has nobody. => no  | The lot was drawn already.
""",
        ),
        Table(
            "When somebody can start whom a lot made wait",
            "ours",
            "So many days after the referral, with so many weeks drawn, or no lot. Safety goes before the lot: who "
            "cannot wait starts, and still counts among those who wait.",
            starting,
            """
days | weeks | cannot wait because               => may | why not
0    |       |                                   => yes |
0    | 0     |                                   => yes |
0    | 26    |                                   => no  | The lot lets them start from 28 May 2027.
181  | 26    |                                   => no  | The lot lets them start from 28 May 2027.
182  | 26    |                                   => yes |
30   | 26    | Soon.                             => no  | The lot lets them start from 28 May 2027.
30   | 26    | He has found out where she lives. => yes |
""",
        ),
        Table(
            "Who is drawn to be compared",
            "METHODS.md section 8",
            "People not referred, each with reports in the 104 weeks before and in the last 13 of them, drawn so many "
            "days after the referral: before anybody can know what becomes of them.",
            drawing_alike,
            """
participant | alike       | days => may | why not
4/2         | 4/2 4/2 5/2 | 0    => yes |
0/0         | 0/0         | 181  => yes |
4/2         | 4/2         | 182  => no  | What became of those drawn could be known by now.
4/2         |             | 0    => no  | Between 1 and 10 people are drawn.
4/2         | 4/2 4/2 4/2 4/2 4/2 4/2 4/2 4/2 4/2 4/2 4/2 | 0 => no | Between 1 and 10 people are drawn.
4/5         | 4/2         | 0    => no  | Recent reports are among those before, and none is below nought.
4/2         | 4/-1        | 0    => no  | Recent reports are among those before, and none is below nought.
""",
        ),
        Table(
            "When they are counted again",
            "METHODS.md section 8",
            "The participant and all who were drawn, when 26 or 52 weeks from the referral are over.",
            counting,
            """
window    | counts  | people | days => may | why not
half_year | 1 0 2 0 | 4      | 182  => yes |
half_year | 1 0 2 0 | 4      | 181  => no  | 26 weeks from the referral are not over.
year      | 1 0 2 0 | 4      | 364  => yes |
year      | 1 0 2 0 | 4      | 363  => no  | 52 weeks from the referral are not over.
year      | 1 0 2   | 4      | 364  => no  | Counts are of 4 people, none below nought.
year      | 1 0 2 -1 | 4     | 364  => no  | Counts are of 4 people, none below nought.
year      | 1       | 0      | 364  => no  | Nothing was counted of the time before.
month     | 1       | 1      | 364  => no  | That window is not known.
""",
        ),
        Table(
            "What a force says of all whom it knows",
            "METHODS.md section 2.3",
            "How many people had how many reports, those with none among them, on a day so many from today. How far "
            "reports fall for nothing is worked out from it.",
            knowing,
            """
day | reports:people => may | why not
0   | 0:900 1:80 4:20 => yes |
-90 | 0:900 1:80 4:20 => yes |
1   | 0:900 1:80 4:20 => no | Counts are of a day that has come, of people, none below nought.
0   | 0:900 1:-1     => no  | Counts are of a day that has come, of people, none below nought.
0   | -1:900         => no  | Counts are of a day that has come, of people, none below nought.
0   | 0:0            => no  | Counts are of a day that has come, of people, none below nought.
0   |                => no  | Counts are of a day that has come, of people, none below nought.
""",
        ),
        Table(
            "With whom they are compared",
            "METHODS.md section 8",
            "With those whom a lot made wait, or with people reported as often before.",
            comparing,
            """
compared  => may | why not
wait_list => yes |
matched   => yes |
nobody    => no  | Before and after alone show no effect: people are referred at their worst, and change by themselves.
""",
        ),
        Table(
            "Who is judged",
            "ours",
            "Everybody referred before a 1 April by which their half-year (wait-list) or year (people alike) is over. "
            "The answer changes once a year: nobody can look again and again until it pleases.",
            following,
            """
today      | compared  => referred before
2026-11-27 | wait_list => 2026-04-01
2026-11-27 | matched   => 2025-04-01
2026-09-29 | wait_list => 2025-04-01
2026-09-30 | wait_list => 2026-04-01
2027-03-30 | matched   => 2025-04-01
2027-03-31 | matched   => 2026-04-01
""",
        ),
        Table(
            "What an analyst sees of a count",
            "METHODS.md section 5",
            "Nothing under ten, and the rest to the nearest five, so that subtraction finds no small count.",
            showing,
            """
count => shown
0     => not shown
9     => not shown
10    => 10
12    => 10
13    => 15
48    => 50
""",
        ),
        Table(
            "What an analyst sees of partners’ answers",
            "METHODS.md section 8",
            "So many answered, each with a 3 from 1 (worst) to 5. At least ten count as missing, so that the bounds do "
            "not say how few are; under ten answers nothing is shown.",
            widening,
            """
answered | missing => lowest mean | highest mean
40       | 0       => 2.50        | 3.50
40       | 10      => 2.60        | 3.40
31       | 9       => 2.50        | 3.50
20       | 20      => 2.00        | 4.00
9        | 40      =>             |
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


@given(st.lists(st.integers(1, 5), min_size=10, max_size=60), st.integers(0, 30))
def test_what_an_analyst_sees_holds_the_bounds_and_hides_how_few_are_missing(answers: list[int], missing: int) -> None:
    exact = bounds([*answers, *[None] * missing], (1, 5))
    seen = widened(exact, (1, 5))
    assert seen
    assert seen.lowest <= exact.lowest + 1e-9
    assert seen.highest >= exact.highest - 1e-9
    assert seen.missing == max(missing, 10)
    people = len(answers) + missing
    assert seen.highest - seen.lowest == pytest.approx(4 * max(missing, 10) / people), "as wide as if ten were missing"


@given(st.dates(date(2026, 1, 1), date(2032, 12, 31)), st.sampled_from(Compared))
def test_nobody_is_judged_before_their_window_is_over_and_everybody_within_a_year_after(
    today: date, compared: Compared
) -> None:
    weeks = timedelta(weeks=reports.WINDOWS[reports.WINDOW_OF[compared]])
    last = reports.judged_before(today, compared) - timedelta(days=1)
    assert last + weeks <= today < last + weeks + timedelta(days=367)


def test_a_comparison_that_exists_is_given_back() -> None:
    assert reports.must_be_compared("matched") is Compared.MATCHED
    with pytest.raises(Refused):
        reports.must_be_compared("completed")
