"""Support: what a case is worked with, and how it is closed."""

from datetime import date

from firstbell.responses.support.rules import cases
from firstbell.responses.support.rules.cases import NeedAnswer
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2026, 11, 27)
WRITTEN = "Written out in a sentence."


def needing(need: str, known: str, on: str) -> tuple[str, ...]:
    return verdict_of(cases.may_record_need, need, known.split(), date.fromisoformat(on), TODAY)


def tasking(owner: str, text: str, due: str) -> tuple[str, ...]:
    return verdict_of(cases.may_set_task, owner, text, date.fromisoformat(due), TODAY)


def finishing(done: str, on: str, how: str) -> tuple[str, ...]:
    already = date.fromisoformat(done) if done else None
    return verdict_of(cases.may_finish, already, date.fromisoformat(on), how, TODAY)


def reviewing(on: str, text: str, following: str) -> tuple[str, ...]:
    return verdict_of(cases.may_review, text, date.fromisoformat(on), date.fromisoformat(following), TODAY)


def closing(needs: str, answers: str, outcomes: str) -> tuple[str, ...]:
    """``housing met, money partly why``."""
    given = {
        need: NeedAnswer(answer, *why) for need, answer, *why in map(str.split, answers.split(", ") if answers else ())
    }
    return verdict_of(cases.may_close, needs.split(), given, outcomes.split())


def standing(due: str) -> tuple[str, ...]:
    return (cases.state(date.fromisoformat(due), TODAY),)


PAGE = Page(
    "support-cases",
    "Support: working on a case, and closing it",
    "Needs, goals, tasks and reviews are dated facts; nothing adds them up. Today is Friday 27 November 2026.",
    (
        Table(
            "A need may be recorded",
            "DOMAIN.md section 5; the list is this house's own",
            "From the list, once a case, on the day on which it was found.",
            needing,
            """
need    | known   | found on   => may | why not
housing |         | 2026-11-27 => yes |
housing | money   | 2026-11-20 => yes |
housing | housing | 2026-11-27 => no  | This need is recorded already.
housing |         | 2026-11-28 => no  | 28 November 2026 has not come.
holiday |         | 2026-11-27 => no  | 'holiday' is no need.
""",
        ),
        Table(
            "A task may be set",
            "ours",
            "Somebody owns it, it says what is done, and by which day.",
            tasking,
            f"""
owner  | text      | due        => may | why not
worker | {WRITTEN} | 2026-11-27 => yes |
client | {WRITTEN} | 2026-12-24 => yes |
       | {WRITTEN} | 2026-12-24 => no  | A task has an owner.
Ada    | {WRITTEN} | 2026-12-24 => no  | A task has an owner.
worker | Call      | 2026-12-24 => no  | A task says what is done.
worker | {WRITTEN} | 2026-11-26 => no  | 26 November 2026 is past.
""",
        ),
        Table(
            "A task may be finished",
            "ours",
            "Once, on a day that has come, with how.",
            finishing,
            f"""
done before | done on    | how       => may | why not
            | 2026-11-27 | {WRITTEN} => yes |
            | 2026-11-28 | {WRITTEN} => no  | 28 November 2026 has not come.
            | 2026-11-27 | Done      => no  | A task that is done says how.
2026-11-20  | 2026-11-27 | {WRITTEN} => no  | It was done on 20 November 2026.
""",
        ),
        Table(
            "A case may be reviewed",
            "ours",
            "It says what changed, and by when the next review is: after today, and at most 92 days after this one.",
            reviewing,
            f"""
reviewed on | what changed | next by    => may | why not
2026-11-27  | {WRITTEN}    | 2026-12-27 => yes |
2026-11-27  | {WRITTEN}    | 2027-02-27 => yes |
2026-11-27  | {WRITTEN}    | 2027-02-28 => no  | The next review is after today, and at most 92 days after this one.
2026-11-20  | {WRITTEN}    | 2026-11-27 => no  | The next review is after today, and at most 92 days after this one.
2026-11-28  | {WRITTEN}    | 2026-12-27 => no  | 28 November 2026 has not come.
2026-11-27  | Nothing      | 2026-12-27 => no  | A review says what changed, or that nothing did.
""",
        ),
        Table(
            "A case may be closed",
            "ours",
            "Each need has its answer, with why where it was not wholly met, and the client says how they are.",
            closing,
            """
needs         | answers                        | outcomes         => may | why not
housing       | housing met                    | safer            => yes |
housing money | housing met, money not why     | not_asked        => no  | Each need is answered at the end.
housing money | housing met, money not_met why | not_asked        => yes |
housing money | housing met, money partly why  | safer less_alone => yes |
housing money | housing met                    | safer            => no  | Each need is answered at the end.
housing       | housing met, money met         | safer            => no  | Each need is answered at the end.
housing       | housing partly                 | safer            => no  | Why a need was not wholly met is not said.
              |                                | safer            => no  | No need is recorded, so none can be answered.
housing       | housing met                    |                  => no  | Nothing is stated, or two things at odds.
housing       | housing met                    | none safer       => no  | Nothing is stated, or two things at odds.
housing       | housing met                    | rich             => no  | Nothing is stated, or two things at odds.
""",
        ),
        Table(
            "How a task or a review stands",
            "ours",
            "It is overdue from the day after.",
            standing,
            """
by         => stands
2026-11-28 => due
2026-11-27 => due
2026-11-26 => overdue
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then
