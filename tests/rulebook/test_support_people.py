"""Support: when all contact stops, what is passed on, both sides of an incident, and two records of one person."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.periods import LONDON
from firstbell.responses.support.rules import ends, people, sides
from firstbell.responses.support.rules.people import Said
from firstbell.responses.support.rules.sides import Side
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2026, 11, 27)
WRITTEN = "Written out in a sentence."


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def stopping(died: str, withdrew: str, worked: str, at: str) -> tuple[str, ...]:
    died_on = date.fromisoformat(died) if died else None
    why = ends.why_stopped(died_on, moment(withdrew) if withdrew else None, worked == "yes", moment(at))
    return ("yes" if why else "no", why)


def dying(on: str, born: str, known: str) -> tuple[str, ...]:
    days = [date.fromisoformat(one) if one else None for one in (born, known)]
    return verdict_of(ends.may_have_died, date.fromisoformat(on), *days, TODAY)


def passing(to: str, seat: str, agreed: str) -> tuple[str, ...]:
    return verdict_of(ends.may_transfer, to, "support:new-era", seat == "yes", agreed.split())


def opposing(one: str, other: str, tie: str) -> tuple[str, ...]:
    person = frozenset({1} if tie == "one person" else {2})
    linked = frozenset({10} if tie == "child and adult" else ())
    first, second = Side(10, frozenset({1}), one == "yes"), Side(20, person, other == "yes", linked)
    assert sides.are_opposed(first, second) == sides.are_opposed(second, first)
    return ("yes" if sides.are_opposed(first, second) else "no",)


def answering(worker: str, others: str) -> tuple[str, ...]:
    return verdict_of(sides.may_answer_for, worker, others.split())


def said(told: str) -> list[Said]:
    """``1-2, 2/3``: one person, then two."""
    return [Said(*map(int, one.replace("/", "-").split("-")), together="-" in one) for one in told.split(", ") if one]


def joining(told: str, record: str) -> tuple[str, ...]:
    found = people.of_one_person({int(record)}, people.standing(said(told)))
    return (" ".join(map(str, sorted(found))),)


def merging(one: str, linked: str, why: str) -> tuple[str, ...]:
    return verdict_of(people.may_merge, one == "yes", linked == "yes", why)


def splitting(one: str, directly: str, apart: str, why: str) -> tuple[str, ...]:
    return verdict_of(people.may_split, one == "yes", directly == "yes", apart == "yes", why)


PAGE = Page(
    "support-people",
    "Support: when contact stops, who is passed on, both sides, and records of one person",
    "What stops all contact stops it whatever a plan says and whatever the reason. Today is Friday 27 November 2026.",
    (
        Table(
            "When all contact stops",
            "ours",
            "From the London day on which a client died; from when they withdrew their consent; and where nobody works "
            "on a case of theirs.",
            stopping,
            """
died on    | withdrew         | worked | at               => stops | why
           |                  | yes    | 2026-11-27T10:00 => no    |
           |                  | no     | 2026-11-27T10:00 => yes   | Nobody works on a case of this client.
2026-11-27 |                  | yes    | 2026-11-26T23:59 => no    |
2026-11-27 |                  | yes    | 2026-11-27T00:00 => yes   | The client died on 27 November 2026.
           | 2026-11-20T10:00 | no     | 2026-11-27T10:00 => yes   | Consent was withdrawn on 20 November 2026.
2026-11-20 | 2026-11-10T10:00 | yes    | 2026-11-27T10:00 => yes   | The client died on 20 November 2026.
""",
        ),
        Table(
            "A death may be recorded",
            "ours",
            "Once, on a day that has come, and not before they were born.",
            dying,
            """
on         | born       | recorded   => may | why not
2026-11-27 |            |            => yes |
2026-11-28 |            |            => no  | Nobody died on that day.
2026-11-20 | 2026-11-21 |            => no  | Nobody died on that day.
2026-11-27 |            | 2026-11-20 => no  | It is recorded that the client died on 20 November 2026.
""",
        ),
        Table(
            "Who may be passed to another service",
            "ours",
            "With the parts that the client agreed to, their name among them where the other service has a seat here.",
            passing,
            """
to                 | has a seat | agreed       => may | why not
support:haven      | yes        | name         => yes |
support:haven      | yes        | name contact => yes |
A service in Derby | no         |              => yes |
support:haven      | yes        | contact      => no  | Without their name nobody can be passed on.
support:haven      | yes        | name diary   => no  | That is nothing that can be passed on.
support:new-era    | yes        | name         => no  | To which other service is not said.
                   | no         | name         => no  | To which other service is not said.
support:nowhere    | no         | name         => no  | There is no service support:nowhere here.
""",
        ),
        Table(
            "Who is on another side of an incident",
            "DOMAIN.md section 8, no. 21",
            "Somebody who is accused in it, and anybody else who is referred from it, accused or not.",
            opposing,
            """
one accused | other accused | what ties them  => opposed
            | yes           |                 => yes
yes         | yes           |                 => yes
            |               |                 => no
yes         |               | one person      => no
yes         |               | child and adult => no
""",
        ),
        Table(
            "Who may be given a case",
            "ours",
            "Whoever answers for nobody on the other side, however their e-mail address is written.",
            answering,
            """
worker            | answer for the other side => may | why not
a@service.example | b@service.example         => yes |
a@service.example | A@service.example         => no  | This worker answers for somebody on the other side.
a@service.example |                           => yes |
""",
        ),
        Table(
            "Which records are one person",
            "ours",
            "By people's word, of which the latest counts, and through others too. 1-2: they are one; 1/2: two.",
            joining,
            """
said               | record => one person
                   | 1      => 1
1-2                | 1      => 1 2
2-1                | 1      => 1 2
1-2, 2-3           | 1      => 1 2 3
1-2, 2-3, 2/1      | 1      => 1
1-2, 2/1, 1-2      | 1      => 1 2
1-2, 3-4           | 4      => 3 4
1-2, 2-3, 1-3, 2/3 | 3      => 1 2 3
""",
        ),
        Table(
            "Two records may be merged",
            "ours",
            "Where they are not one person already, nor a child and the adult that they belong with.",
            merging,
            f"""
one already | child and adult | why       => may | why not
            |                 | {WRITTEN} => yes |
            |                 | Same      => no  | Why they are one person or two is not written out.
yes         |                 | {WRITTEN} => no  | They are one person already.
            | yes             | {WRITTEN} => no  | One is a child and the other the adult that they belong with.
""",
        ),
        Table(
            "Two records may be split",
            "ours",
            "Where somebody said that they are one, or nobody has said anything; not where a third ties them.",
            splitting,
            f"""
one person | said directly | said to be two | why       => may | why not
yes        | yes           |                | {WRITTEN} => yes |
           |               |                | {WRITTEN} => yes |
yes        |               |                | {WRITTEN} => no  | They are one person through another record.
           |               | yes            | {WRITTEN} => no  | They are said to be two people already.
yes        | yes           |                | Wrong     => no  | Why they are one person or two is not written out.
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


RULINGS = st.lists(
    st.builds(Said, st.integers(0, 6), st.integers(0, 6), st.booleans()).filter(lambda one: one.one != one.other),
    max_size=20,
)


@given(RULINGS)
def test_a_person_is_a_person_by_any_of_their_records(told: list[Said]) -> None:
    pairs = people.standing(told)
    for record in range(7):
        found = people.of_one_person({record}, pairs)
        assert record in found
        assert all(people.of_one_person({other}, pairs) == found for other in found)


@given(RULINGS, st.integers(0, 6), st.integers(0, 6))
def test_a_merge_that_is_taken_back_was_never_there(told: list[Said], one: int, other: int) -> None:
    """Whatever was said of others in between: two records that nobody had merged are as they were."""
    before = [say for say in told if say.pair != (min(one, other), max(one, other))]
    half = len(before) // 2
    back = [*before[:half], Said(one, other, True), *before[half:], Said(other, one, False)]
    assert people.standing(back) == people.standing(before)
