"""What a release must be, whatever its counts: each rule, broken by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from firstbell.pure.disclosure import (
    DISTRICT,
    FEWER,
    FORCE,
    MSOA,
    Area,
    Areas,
    Cell,
    Figure,
    Period,
    Release,
    exact,
    first_release,
    refuse_areas,
    refuse_form,
    revision,
    rounded,
)
from firstbell.pure.refusal import Refused
from world.counted import CATEGORIES, areas, counted, month, quarter, table, year
from world.publishers import beats

MSOAS = first_release("msoas", "reports", areas(), dict.fromkeys(table(MSOA, year(0)), 40))
BY_SEX = first_release("by sex", "reports", areas(), dict.fromkeys(table(DISTRICT, quarter(0), "sex"), 40), CATEGORIES)
FORCE_MONTH = first_release("month", "reports", areas(), dict.fromkeys(table(FORCE, month(0)), 40))


def of(cells: Sequence[Cell], **changed: object) -> Release:
    return replace(first_release("new", "reports", areas(), dict.fromkeys(cells, 40), CATEGORIES), **changed)


def area(code: str, level: str, blocks: str, homes: int = 3000) -> Area:
    return Area(code, level, frozenset(blocks.split()), homes)


def by_code(*some: Area) -> Areas:
    return {one.code: one for one in some}


@pytest.mark.parametrize("release", [MSOAS, BY_SEX, FORCE_MONTH], ids=lambda one: one.reference)
def test_what_the_rule_allows(release: Release) -> None:
    refuse_form(release, [])
    refuse_form(release, [one for one in (MSOAS, BY_SEX, FORCE_MONTH) if one is not release])


# --- areas ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "why"),
    [
        ("lsoa", "an LSOA is some 650 homes"),
        ("point", "a point on a map is a home"),
        ("postcode", "a postcode is some fifteen homes"),
        ("output area", "an output area is some 125 homes"),
        ("ward", "wards cut across MSOAs"),
        ("beat", "beats cut across MSOAs"),
        ("parish", "nobody has said"),
    ],
)
def test_no_figures_by_anything_else(level: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        refuse_areas(by_code(*areas().values(), area("X", level, "W1a")))


@pytest.mark.parametrize(
    ("some", "why"),
    [
        ([area("A", MSOA, "1"), area("D", DISTRICT, "1 2"), area("F", FORCE, "1 2", 399)], "F has fewer than 400"),
        ([area("A", MSOA, "1 2"), area("B", MSOA, "2 3")], "A and B overlap|B and A overlap"),
        ([area("A", MSOA, "1"), area("D", DISTRICT, "2"), area("F", FORCE, "1 2", 9000)], "A lies in no single area"),
        (
            [area("A", MSOA, "1 2"), area("D", DISTRICT, "1"), area("E", DISTRICT, "2"), area("F", FORCE, "1 2", 9000)],
            "A lies in no single area",
        ),
        (
            [area("A", MSOA, "1"), area("D", DISTRICT, "1 2", 3399), area("F", FORCE, "1 2 3", 9000)],
            "D and A differ by fewer than 400 homes",
        ),
    ],
)
def test_areas_that_are_no_hierarchy(some: list[Area], why: str) -> None:
    with pytest.raises(Refused, match=why):
        refuse_areas(by_code(*some))


def test_what_is_placed_no_further_has_a_row_without_homes() -> None:
    elsewhere = area("elsewhere", DISTRICT, "refuges", 0)
    force = replace(areas()["Force"], blocks=areas()["Force"].blocks | {"refuges"})
    refuse_areas({**areas(), "Force": force, "elsewhere": elsewhere})


def test_a_district_may_be_a_single_msoa() -> None:
    refuse_areas(by_code(area("A", MSOA, "1"), area("D", DISTRICT, "1"), area("F", FORCE, "1 2", 9000)))


# --- tables -----------------------------------------------------------------------------------------------------------


def with_figure(release: Release, figure: Figure) -> Release:
    return replace(release, figures={**release.figures, next(iter(release.figures)): figure})


def less_one(release: Release) -> Mapping[Cell, Figure]:
    return dict(list(release.figures.items())[1:])


WEST_MOVED = {**areas(), "W1": area("W1", MSOA, "W1a", 1500), "W2": area("W2", MSOA, "W1b W2a W2b", 4500)}
BOTH = (("sex", "female"), ("age", "under 25"))
HALF_YEAR = Period(date(2025, 1, 1), 6)
OFF = Period(date(2025, 2, 1), 3)
ROLLING = Period(date(2025, 4, 1), 12)


@pytest.mark.parametrize(
    ("candidate", "released", "why"),
    [
        (of([]), [], "has no figures"),
        (of(table(MSOA, year(0)), reference="msoas"), [MSOAS], "msoas has been released"),
        (of([Cell("Nowhere", year(0))]), [], "Nowhere is none of the areas"),
        (of(table(MSOA, quarter(0))), [], "by msoa a figure is of 12 months or more"),
        (of(table(DISTRICT, month(0))), [], "by district a figure is of 3 months or more"),
        (of(table(MSOA, year(0), "sex")), [], "by msoa figures are broken down by nothing"),
        (of([Cell("West", quarter(0), BOTH)]), [], "by district figures are broken down by 1"),
        (of(table(DISTRICT, HALF_YEAR)), [], "January 2025 to June 2025 is no month, quarter or year"),
        (of(table(DISTRICT, OFF)), [], "begins inside a quarter"),
        (of(table(DISTRICT, ROLLING)), [MSOAS], "overlap: the months in which they differ"),
        (of([*table(DISTRICT, ROLLING), *table(DISTRICT, year(0))]), [], "overlap: the months in which they differ"),
        (of(table(MSOA, year(0))[1:]), [], "is not whole: W1"),
        (of(table(DISTRICT, quarter(0), "sex")[1:]), [], "is not whole: West"),
        (of(table(DISTRICT, quarter(0), "sex"), categories={}), [], "Nobody has said what categories"),
        (of(table(MSOA, year(0)), areas=WEST_MOVED), [MSOAS], "msoas counted by other areas"),
        (of(table(FORCE, quarter(0)), areas=WEST_MOVED), [FORCE_MONTH], "month counted by other areas"),
        (
            of(table(DISTRICT, quarter(0), "sex"), categories={"sex": ("female", "male", "not known")}),
            [BY_SEX],
            "by sex has other categories of sex",
        ),
        (with_figure(of(table(MSOA, year(0))), FEWER), [MSOAS], "msoas has another figure for W1"),
        (with_figure(of(table(MSOA, year(0))), exact(41)), [], "W1, .* was not made by the rule"),
        (with_figure(of(table(MSOA, year(0))), Figure(None, 1, 7)), [], "W1, .* was not made by the rule"),
        (with_figure(of(table(MSOA, year(0))), Figure(10, 8, 12)), [], "W1, .* was not made by the rule"),
    ],
)
def test_what_is_refused(candidate: Release, released: list[Release], why: str) -> None:
    with pytest.raises(Refused, match=why) as no:
        refuse_form(candidate, released)
    assert no.value.remedy


def test_a_beat_is_refused_whatever_is_said_of_it() -> None:
    with pytest.raises(Refused, match="beats cut across MSOAs"):
        refuse_form(*beats(counted(0), rounded), [])


def test_new_areas_and_categories_may_begin_with_a_new_year() -> None:
    refuse_form(of(table(MSOA, year(1)), areas=WEST_MOVED), [MSOAS])


def test_another_measure_is_another_matter() -> None:
    refuse_form(of(table(MSOA, year(0)), areas=WEST_MOVED, measure="notices"), [MSOAS])


def test_a_figure_may_be_repeated() -> None:
    refuse_form(of(table(MSOA, year(0))), [MSOAS])


def test_a_period_is_whole_months() -> None:
    for wrong in ((date(2025, 1, 2), 1), (date(2025, 1, 1), 0), (date(2025, 1, 1), 121), (date(9990, 1, 1), 1)):
        with pytest.raises(Refused, match="whole number of months"):
            Period(*wrong)


def test_nothing_changes_a_release() -> None:
    figures = dict(MSOAS.figures)
    frozen = replace(MSOAS, figures=figures)
    figures.clear()
    assert frozen == MSOAS
    with pytest.raises(TypeError):
        frozen.figures[Cell("W1", year(0))] = FEWER


# --- revisions --------------------------------------------------------------------------------------------------------

REVISED = revision("revised", MSOAS, dict.fromkeys(MSOAS.figures, 70))


def test_a_release_is_revised_once_and_as_a_whole() -> None:
    refuse_form(REVISED, [MSOAS])
    with pytest.raises(Refused, match="has been revised"):
        refuse_form(replace(REVISED, reference="again"), [MSOAS, REVISED])
    with pytest.raises(Refused, match="as a whole"):
        revision("part", MSOAS, dict.fromkeys(less_one(MSOAS), 70))


@pytest.mark.parametrize(
    ("candidate", "why"),
    [
        (replace(REVISED, revises="another"), "another is no first release"),
        (replace(REVISED, figures=dict.fromkeys(MSOAS.figures, rounded(45))), "was not made by the rule"),
        (replace(REVISED, figures=dict(MSOAS.figures)), "was not made by the rule"),
    ],
)
def test_a_revision_that_is_none(candidate: Release, why: str) -> None:
    with pytest.raises(Refused, match=why):
        refuse_form(candidate, [MSOAS])


def test_a_release_repeated_is_not_a_way_to_revise_twice() -> None:
    again = replace(MSOAS, reference="again")
    later = revision("later", again, dict.fromkeys(MSOAS.figures, 90))
    refuse_form(later, [MSOAS, again])
    with pytest.raises(Refused, match="another figure"):
        refuse_form(later, [MSOAS, again, REVISED])
