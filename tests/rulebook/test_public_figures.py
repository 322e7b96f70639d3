"""Public figures: what stands in a table, what a revision says, what is never published, when a cell is in danger."""

from datetime import date

from firstbell.pure.disclosure import (
    Area,
    Cell,
    Period,
    danger,
    first_release,
    refuse_areas,
    refuse_dominated,
    refuse_form,
    revised,
    rounded,
)
from rulebook.tables import Page, Row, Table, each_row, verdict_of

FORCE = {"F": Area("F", "force", frozenset("123456"), 60_000)}
DISTRICTS = {code: Area(code, "district", frozenset(blocks), 30_000) for code, blocks in (("D", "123"), ("E", "456"))}
MSOAS = {f"M{at}": Area(f"M{at}", "msoa", frozenset(str(at)), 10_000) for at in range(1, 7)}
AREAS = {**FORCE, **DISTRICTS, **MSOAS}
CATEGORIES = {"sex": ("female", "male or not known"), "age": ("under 25", "25 and over")}


def stands(count: str) -> tuple[str, ...]:
    figure = rounded(int(count))
    return figure.words(), f"{figure.low:,} to {figure.high:,}"


def revising(before: str, later: str) -> tuple[str, ...]:
    return (revised(int(later), rounded(int(before))).words(),)


def publishing(level: str, begins: str, months: str, by: str) -> tuple[str, ...]:
    period = Period(date.fromisoformat(f"{begins}-01"), int(months))
    ways = {"": ((),), "sex": ((("sex", one),) for one in CATEGORIES["sex"])}.get(by)
    both = ((("sex", sex), ("age", age)) for sex in CATEGORIES["sex"] for age in CATEGORIES["age"])
    codes = [area.code for area in AREAS.values() if area.level == level]
    counts = {Cell(code, period, way): 60 for way in ways or both for code in codes}
    return _shortly(verdict_of(refuse_form, first_release("R", "reports", AREAS, counts, CATEGORIES), []))


def by_area(level: str, homes: str) -> tuple[str, ...]:
    return _shortly(verdict_of(refuse_areas, {**FORCE, **DISTRICTS, "X": Area("X", level, frozenset("1"), int(homes))}))


def _shortly(verdict: tuple[str, ...]) -> tuple[str, ...]:
    """Without what it is about, which stands in the row."""
    may, why_not = verdict
    return may, why_not.partition(": ")[2] or why_not


def knowing(low: str, high: str) -> tuple[str, ...]:
    return (str(danger(int(low), int(high)) or "may stand"),)


def summing(parts: str) -> tuple[str, ...]:
    return verdict_of(refuse_dominated, [float(part) for part in parts.split()])


PAGE = Page(
    "public-figures",
    "Public figures",
    "What is published of a count, so that nobody can be found: not in the table, and not from all tables ever"
    " published together. What rows cannot say is tried by attacks: in figures that are made by these rules, and tried"
    " beside all before them, none finds a hidden count, proves that it is not nought, or tells it to within fewer than"
    " 5.",
    (
        Table(
            "What stands in the table",
            "METHODS.md 5.3 (3)",
            "Totals like any other count, each by itself from the true count: rows need not add up, as a note says.",
            stands,
            """
            count  => stands in the table | and says
            0      => fewer than 10       | 0 to 9
            1      => fewer than 10       | 0 to 9
            9      => fewer than 10       | 0 to 9
            10     => 10                  | 10 to 12
            12     => 10                  | 10 to 12
            13     => 15                  | 13 to 17
            17     => 15                  | 13 to 17
            18     => 20                  | 18 to 22
            6713   => 6,715               | 6,713 to 6,717
            18245  => 18,245              | 18,243 to 18,247
            """,
        ),
        Table(
            "What a revision says",
            "METHODS.md 5.2 and 5.3 (2)",
            "A release is revised once and as a whole. A figure that turned because of one late report would prove that"
            " report. So a revision gives a new figure only where 10 or more must have come or gone.",
            revising,
            """
            was | is now => the revision says
            15  | 15     => no large change
            15  | 16     => no large change
            15  | 18     => no large change
            15  | 27     => no large change
            15  | 28     => 30
            15  | 0      => no large change
            27  | 9      => fewer than 10
            22  | 9      => no large change
            4   | 4      => no large change
            4   | 22     => no large change
            4   | 23     => 25
            """,
        ),
        Table(
            "How finely figures are given",
            "METHODS.md 5.3 (1) to (3)",
            "A year by MSOA, a quarter by district, a month for the force, or longer; no series that adds up. By sex,"
            " age or kind only for districts and the force, one at a time.",
            publishing,
            """
            level    | begins  | months | by          => may | why not
            msoa     | 2026-01 | 12     |             => yes |
            msoa     | 2026-01 | 3      |             => no  | by msoa a figure is of 12 months or more.
            msoa     | 2026-01 | 12     | sex         => no  | by msoa figures are broken down by nothing.
            district | 2026-04 | 3      |             => yes |
            district | 2026-04 | 3      | sex         => yes |
            district | 2026-04 | 3      | sex and age => no  | by district figures are broken down by 1.
            district | 2026-04 | 1      |             => no  | by district a figure is of 3 months or more.
            force    | 2026-04 | 1      |             => yes |
            force    | 2026-01 | 5      |             => no  | a series that adds up gives away what each step added.
            force    | 2026-02 | 3      |             => no  | February 2026 to April 2026 begins inside a quarter.
            """,
        ),
        Table(
            "Which areas",
            "METHODS.md 5.3 (1) and (4)",
            "One hierarchy: MSOAs within districts within the force. Areas that overlap give away what is between.",
            by_area,
            """
            level       | homes => may | why not
            msoa        | 3000  => yes |
            msoa        | 399   => no  | X has fewer than 400 homes.
            lsoa        | 650   => no  | an LSOA is some 650 homes, and their figures would be taken from their MSOA's.
            postcode    | 15    => no  | a postcode is some fifteen homes.
            point       | 8     => no  | a point on a map is a home, or near one.
            ward        | 5000  => no  | wards cut across MSOAs, and what lies between them could be found.
            beat        | 5000  => no  | beats cut across MSOAs, and what lies between them could be found.
            """,
        ),
        Table(
            "When a cell is in danger",
            "METHODS.md 5.3 (4); somebody who knows of one record in it is reckoned with",
            "By everything published together a count lies between two numbers. Of a change they may be below nought.",
            knowing,
            """
            at least | at most => the cell
            0        | 9       => may stand
            0        | 6       => may stand
            0        | 5       => could be told to within fewer than 5
            0        | 0       => could be found exactly
            1        | 9       => could be proven not to be nought
            6        | 14      => could be proven not to be nought
            10       | 12      => may stand
            11       | 11      => could be found exactly
            -4       | 4       => may stand
            -9       | -1      => could be proven not to be nought
            11       | 19      => may stand
            """,
        ),
        Table(
            "Sums that one person can be most of",
            "METHODS.md 5.1",
            "Harm, days, costs: below force level only if ten people add to it, no two of them more than nine tenths.",
            summing,
            """
            what each person adds            => may | why not
            10 10 10 10 10 10 10 10 10 10    => yes |
            90 80 10 10 10 10 10 10 10 10    => yes |
            10 10 10 10 10 10 10 10 10       => no  | The sum is of fewer than 10 people.
            900 60 5 5 5 5 5 5 5 5 5 5       => no  | Two people are more than 90% of the sum.
            """,
        ),
    ),
)


@each_row(PAGE)
def test_public_figures(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then
