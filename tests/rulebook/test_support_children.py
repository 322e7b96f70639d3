"""Support: children as clients in their own right."""

from datetime import date, time

from firstbell.responses.support.rules import children, referrals, safe_contact
from firstbell.responses.support.rules.referrals import Introduction
from firstbell.responses.support.rules.safe_contact import Adult, SafeContactPlan, Way, Window
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2026, 11, 27)
HOURS = (Window(frozenset(range(5)), time(9), time(15)),)
WRITTEN = "Written out in a sentence."


def born(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def ageing(day: str, linked: str) -> tuple[str, ...]:
    age = children.child_age(born(day), linked == "yes", TODAY)
    return ("no child" if age is None else str(age),)


def reaching(age: str, understands: str) -> tuple[str, ...]:
    return ("no" if children.why_not_alone(int(age) if age else None, understands) else "yes",)


def planning(age: str, through: str, safe: str) -> tuple[str, ...]:
    adult = Adult(through, safe) if through else None
    plan = SafeContactPlan((Way("phone", HOURS, adult=adult),), TODAY)
    return verdict_of(safe_contact.check_plan, plan, TODAY, int(age) if age else None)


def linking(child: str, adult: str, same: str) -> tuple[str, ...]:
    return verdict_of(children.may_link, born(child), born(adult), same == "yes", TODAY)


def agreeing(source: str, basis: str, day: str, linked: str) -> tuple[str, ...]:
    said = Introduction(
        referred_from=source,
        basis=basis,
        forenames="Ada",
        surname="Example",
        date_of_birth=born(day),
        with_adult="SR-1" if linked == "yes" else "",
    )
    return verdict_of(referrals.may_refer, said, TODAY)


ALONE = "A child of this age is reached through an adult who is known to be safe (alone from 16)."
NOT_SAID = "Who the adult is, or how they are known to be safe, is not said."

PAGE = Page(
    "support-children",
    "Support: children in their own right",
    "A child is a client like anybody else, with a record, a plan and needs of their own, and is never something of a "
    "parent. Who may be reached alone, and who agrees, is this house's reading; a service's own may be stricter. "
    "Today is Friday 27 November 2026.",
    (
        Table(
            "Who is a child, and how old",
            "ours",
            "In completed years. Of somebody whose referral belongs with an adult's as a child's, and whose date of "
            "birth nobody knows, the youngest is assumed.",
            ageing,
            """
born       | linked as a child => age
2008-11-27 |                   => no child
2008-11-28 |                   => 17
2016-02-29 | yes               => 10
           | yes               => 0
           |                   => no child
""",
        ),
        Table(
            "Who may be reached alone",
            "Family Law Reform Act 1969, section 8, and Gillick v West Norfolk [1986] AC 112, as this house reads them",
            "From 16; from 13 where somebody wrote out why the child understands what they agree to.",
            reaching,
            f"""
age | why they understand => alone
    |                     => yes
17  |                     => yes
16  |                     => yes
15  |                     => no
15  | Clever              => no
15  | {WRITTEN}           => yes
13  | {WRITTEN}           => yes
12  | {WRITTEN}           => no
0   | {WRITTEN}           => no
""",
        ),
        Table(
            "Whom a child is reached through",
            "ours",
            "An adult with a name, of whom it is written out how they are known to be safe. Nobody of age is reached "
            "through somebody else.",
            planning,
            f"""
age | through     | how they are known to be safe => may | why not
9   | Aunt Bea    | {WRITTEN} => yes |
16  | Aunt Bea    | {WRITTEN} => yes |
9   |             |           => no  | {ALONE}
9   | Aunt Bea    | Kind      => no  | {NOT_SAID}
    | Aunt Bea    | {WRITTEN} => no  | Only a child is reached through an adult.
""",
        ),
        Table(
            "Which referrals belong together",
            "ours",
            "A child's and an adult's. Dates of birth that nobody knows forbid nothing.",
            linking,
            """
child      | adult      | one client => may | why not
2016-03-01 | 1990-01-01 |            => yes |
           | 1990-01-01 |            => yes |
2016-03-01 |            |            => yes |
2025-03-01 | 2009-01-01 |            => yes |
1990-01-01 | 2016-03-01 |            => no  | That client is of age.
2016-03-01 | 2016-03-01 |            => no  | The adult is no older than the child.
           |            | yes        => no  | Nobody is their own child.
""",
        ),
        Table(
            "Who agrees to a child's referral",
            "ours",
            "Whoever refers themselves is not turned away at any age.",
            agreeing,
            """
by      | basis    | born       | linked => may | why not
agency  | consent  | 2010-11-27 |        => yes |
agency  | consent  | 2013-11-27 |        => yes |
agency  | consent  | 2013-11-28 |        => no  | A child under 13 does not agree alone.
agency  | consent  |            | yes    => no  | A child under 13 does not agree alone.
oneself | consent  | 2016-11-28 |        => yes |
agency  | parental | 2013-11-28 |        => yes |
agency  | parental | 2010-11-28 |        => yes |
agency  | parental | 2010-11-27 |        => no  | From 16 the client is asked themselves.
agency  | parental |            |        => no  | From 16 the client is asked themselves.
agency  | parental |            | yes    => yes |
agency  | consent  | 2026-11-28 |        => no  | That date of birth has not come.
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then
