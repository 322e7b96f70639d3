"""The auditor: what could be found out from figures, who is to be told, and that it is never told a count."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstbell.pure.disclosure import (
    DISTRICT,
    Area,
    Cell,
    Danger,
    Release,
    auditor,
    danger,
    disclosures,
    exact,
    first_release,
    intervals,
    refuse_disclosure,
    revision,
    rounded,
)
from firstbell.pure.refusal import Refused
from world.counted import DISTRICTS, MSOAS, areas, counted, quarter, year
from world.publishers import months_quarters_and_a_year

SEX = {"sex": ("female", "male")}
WEST, EAST, NORTH = (Cell(code, quarter(0)) for code in ("West", "East", "North"))
FEMALE, MALE = (replace(WEST, breakdown=(("sex", one),)) for one in SEX["sex"])

ELSEWHERE = {
    replace(cell, area=code): count
    for code in ("East", "North")
    for cell, count in ((WEST, 400), (FEMALE, 200), (MALE, 200))
}


def release(reference: str, counts: Mapping[Cell, int]) -> Release:
    return first_release(reference, "reports", areas(), counts, SEX)


def by_sex(female: int, male: int) -> Release:
    """West by sex and in total; East and North alike, and large."""
    return release("by sex", {**ELSEWHERE, WEST: female + male, FEMALE: female, MALE: male})


def found(candidate: Release, *released: Release) -> dict[str, tuple[Danger, tuple[str, ...]]]:
    return {one.what: (one.danger, one.because) for one in disclosures(candidate, released)}


# --- what is a danger -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "what"),
    [
        (0, 9, None),
        (0, 6, None),
        (0, 5, Danger.NARROW),
        (0, 0, Danger.EXACT),
        (1, 9, Danger.NON_ZERO),
        (9, 40, Danger.NON_ZERO),
        (10, 12, None),
        (10, 11, None),
        (11, 11, Danger.EXACT),
        (-4, 4, None),
        (-2, 3, Danger.NARROW),
        (-9, -1, Danger.NON_ZERO),
        (-30, -10, None),
        (-11, -11, Danger.EXACT),
    ],
)
def test_what_puts_a_cell_in_danger(low: int, high: int, what: Danger | None) -> None:
    assert danger(low, high) == what


def test_what_was_shown_to_be_ten_or_more_may_be_less_later_but_never_exact() -> None:
    assert danger(3, 30, shown=True) is None
    assert danger(3, 3, shown=True) == Danger.EXACT


# --- what is found ----------------------------------------------------------------------------------------------------


def test_men_are_everybody_less_the_women() -> None:
    """60 in all (58 to 62) and 50 women (48 to 52): 6 to 14 men, though they are hidden."""
    what, because = found(by_sex(51, 8))[MALE.words()]
    assert what == Danger.NON_ZERO
    assert set(because) == {f"{WEST.words()} (by sex)", f"{FEMALE.words()} (by sex)"}


def test_a_hidden_cell_that_can_hardly_be_anything_is_found() -> None:
    """60 in all and 60 women: at most 4 men."""
    assert found(by_sex(61, 1))[MALE.words()][0] == Danger.NARROW


def test_roundings_that_add_up_to_the_most_find_everything() -> None:
    """A year of 222 (220 to 222 when rounded) in quarters of 58, 53, 53, 58: all five figures are two off."""
    quarters = {Cell("West", quarter(at)): count for at, count in enumerate((58, 53, 58, 53))}
    others = {replace(cell, area=code): 300 for cell in quarters for code in ("East", "North")}
    first = release("quarters", {**quarters, **others})
    total = {Cell("West", year(0)): 222, Cell("East", year(0)): 1200, Cell("North", year(0)): 1200}
    assert [one.figures[cell].number for one, cell in ((first, WEST),)] == [60]
    assert {what for what, _ in found(release("year", total), first).values()} == {Danger.EXACT}
    assert len(found(release("year", total), first)) == 5


def test_a_table_with_room_is_let_through() -> None:
    refuse_disclosure(by_sex(50, 40), [])


def test_a_refusal_says_which_cells_and_which_figures_and_no_count() -> None:
    with pytest.raises(Refused) as no:
        refuse_disclosure(by_sex(53, 8), [])
    assert no.value.reason == (
        "by sex: West, January 2025 to March 2025, sex male could be proven not to be nought, from"
        " West, January 2025 to March 2025 (by sex);"
        " West, January 2025 to March 2025, sex female (by sex)."
    )
    assert "whole" in no.value.remedy


def test_a_release_is_tried_beside_everything_released_before() -> None:
    """Women and men in one release are harmless; with everybody in the next they are not."""
    both = by_sex(51, 8)
    sexes = replace(both, figures={cell: figure for cell, figure in both.figures.items() if cell.breakdown})
    totals = {cell: figure for cell, figure in both.figures.items() if not cell.breakdown}
    total = replace(both, reference="total", figures=totals)
    refuse_disclosure(sexes, [])
    refuse_disclosure(total, [])
    assert set(found(total, sexes)[MALE.words()][1]) == {f"{WEST.words()} (total)", f"{FEMALE.words()} (by sex)"}
    assert found(total, replace(sexes, measure="notices")) == {}


def test_msoas_of_a_year_are_tried_beside_districts_of_quarters() -> None:
    """Nobody published a year of West. But its quarters are 197 or more, and three of its MSOAs 196 at most."""
    elsewhere = {Cell(code, quarter(at)): 60 for code in ("East", "North") for at in range(4)}
    west = {Cell(f"W{at}", year(0)): count for at, count in enumerate((60, 60, 70, 8), 1)}
    msoas = release("msoas", {Cell(code, year(0)): 60 for code in MSOAS} | west)
    harmless, telling = (
        release("quarters", elsewhere | {Cell("West", quarter(at)): count for at, count in enumerate(counts)})
        for counts in ((50, 50, 50, 48), (48, 49, 48, 53))
    )
    refuse_disclosure(harmless, [msoas])
    assert set(found(telling, msoas)) == {Cell("W4", year(0)).words()}


def test_what_was_found_before_is_no_news_but_more_of_it_is() -> None:
    """Others published West to the unit, and that is theirs; what follows from it only with ours is ours."""
    theirs = replace(release("theirs", {}), figures={WEST: exact(97)})
    refuse_disclosure(release("ours", {WEST: 97, EAST: 400, NORTH: 400}), [theirs])
    kinds = {"kind": ("violence", "stalking", "other")}
    of_kind = {replace(WEST, area=code, breakdown=(("kind", one),)): 130 for code in DISTRICTS for one in kinds["kind"]}
    in_west = dict(zip(of_kind, (60, 30, 7), strict=False))
    by_kind = first_release("kinds", "reports", areas(), of_kind | in_west | {WEST: 97, EAST: 390, NORTH: 390}, kinds)
    refuse_disclosure(by_kind, [])
    assert set(found(by_kind, theirs)) == {cell.words() for cell, count in in_west.items() if count < 10}


def test_what_an_area_has_beside_its_parts_is_asked_about_too() -> None:
    """Records that are placed no further than the force, and have no row."""
    force = replace(areas()["Force"], blocks=areas()["Force"].blocks | {"refuges"})
    hidden = release("placed", {WEST: 20, EAST: 20, NORTH: 20, Cell("Force", quarter(0)): 69})
    hidden = replace(hidden, areas={**areas(), "Force": force})
    what = f"what {Cell('Force', quarter(0)).words()} has beside its parts"
    assert found(hidden)[what][0] == Danger.NON_ZERO
    with_row = {**hidden.areas, "elsewhere": Area("elsewhere", DISTRICT, frozenset({"refuges"}), 0)}
    row = Cell("elsewhere", quarter(0))
    shown = replace(hidden, areas=with_row, figures={**hidden.figures, row: rounded(9)})
    assert what not in found(shown)
    assert found(shown)[row.words()][0] == Danger.NON_ZERO


def test_hidden_rows_together_are_asked_about_too() -> None:
    """Of 25 people 15 are in the East: so there is somebody in the West or the North, though in neither for sure."""
    rest = f"{Cell('Force', quarter(0)).words()} without {EAST.words()}"
    hidden = release("hidden", {WEST: 5, EAST: 15, NORTH: 4, Cell("Force", quarter(0)): 24})
    assert found(hidden)[rest][0] == Danger.NON_ZERO
    assert not found(release("no total", {WEST: 5, EAST: 15, NORTH: 4}))


def test_the_rest_of_a_year_is_asked_about_too() -> None:
    """A year and three of its quarters are the fourth."""
    quarters = {Cell(code, quarter(at)): 40 for code in ("West", "East", "North") for at in range(3)}
    first = release("quarters", quarters)
    total = release("year", {Cell(code, year(0)): 130 for code in ("West", "East", "North")})
    assert found(total, first)[f"what {Cell('West', year(0)).words()} has beside its parts"][0] == Danger.NON_ZERO


def test_figures_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(Refused, match="No counts fit"):
        disclosures(
            release("force", {Cell("Force", quarter(0)): 100}), [release("districts", {WEST: 60, EAST: 60, NORTH: 60})]
        )


# --- revisions --------------------------------------------------------------------------------------------------------


def revised_to(later: int) -> tuple[Release, Release]:
    first = release("first", {WEST: 15, EAST: 200, NORTH: 200})
    return first, revision("revised", first, {WEST: later, EAST: 200, NORTH: 200})


@pytest.mark.parametrize("later", [0, 9, 14, 15, 16, 18, 25, 40, 90])
def test_a_revision_by_the_rule_tells_of_no_small_change(later: int) -> None:
    first, second = revised_to(later)
    refuse_disclosure(second, [first])


@pytest.mark.parametrize("later", [18, 23, 12, 5])
def test_a_revision_by_rounding_alone_proves_that_somebody_came_or_went(later: int) -> None:
    first, second = revised_to(later)
    second = replace(second, figures={**second.figures, WEST: rounded(later)})
    what, because = found(second, first)[f"the change of {WEST.words()} since first"]
    assert what == Danger.NON_ZERO
    assert set(because) == {f"{WEST.words()} (first)", f"{WEST.words()} (revised)"}


def test_what_fell_below_ten_in_a_revision_is_hidden_like_any_other() -> None:
    """25 were men. Now it is 90 in all (88 to 92) and 80 women (78 to 82), and of men fewer than 10."""
    first = by_sex(35, 25)
    second = revision("revised", first, {**ELSEWHERE, WEST: 90, FEMALE: 82, MALE: 8})
    assert found(second, first)[f"{MALE.words()}, as revised"][0] == Danger.NON_ZERO


# --- always -----------------------------------------------------------------------------------------------------------


def small(counts: tuple[int, ...]) -> Release:
    """Two districts by sex and in total, and the force."""
    two = {code: area for code, area in areas().items() if code in ("West", "East")}
    force = replace(areas()["Force"], blocks=frozenset().union(*(area.blocks for area in two.values())))
    pieces = dict(zip(product(("West", "East"), SEX["sex"]), counts, strict=True))
    tables = {Cell(code, quarter(0), (("sex", sex),)): count for (code, sex), count in pieces.items()}
    tables |= {Cell(code, quarter(0)): pieces[code, "female"] + pieces[code, "male"] for code in two}
    tables[Cell("Force", quarter(0))] = sum(counts)
    return replace(release("small", tables), areas={**two, "Force": force})


def everything_possible(of: Release) -> np.ndarray:
    """All counts of the four pieces, female and male in West and East, that fit the figures: tried one by one."""
    lows, highs = zip(*((figure.low, figure.high) for figure in list(of.figures.values())[:4]), strict=True)
    tried = np.stack(np.meshgrid(*map(np.arange, lows, np.add(highs, 1)), indexing="ij"), -1).reshape(-1, 4)
    west, east = tried[:, :2].sum(1), tried[:, 2:].sum(1)
    totals = list(of.figures.values())[4:]
    fits = [(sums >= one.low) & (sums <= one.high) for sums, one in zip((west, east, west + east), totals, strict=True)]
    return np.column_stack((tried, west, east, west + east))[np.logical_and.reduce(fits)]


four_counts = st.tuples(*[st.integers(0, 14) | st.integers(0, 30)] * 4)


@settings(max_examples=30, deadline=None)
@given(four_counts)
def test_the_bounds_are_those_of_everything_possible(counts: tuple[int, ...]) -> None:
    of = small(counts)
    tried = everything_possible(of)
    between = intervals([of])
    assert [between[cell.words()] for cell in of.figures] == list(zip(tried.min(0), tried.max(0), strict=True))


@settings(max_examples=30, deadline=None)
@given(four_counts)
def test_what_is_let_through_gives_nobody_away_and_what_is_refused_does(counts: tuple[int, ...]) -> None:
    of = small(counts)
    tried = everything_possible(of)
    low, high = tried.min(0), tried.max(0)
    exact_ones = low == high
    small_ones = low < 10
    given_away = exact_ones | (small_ones & ((low > 0) | (high - low < 6)))
    with patch.object(auditor, "EXPLAINED", 0):
        told = found(of)
    assert [cell.words() in told for cell in of.figures] == given_away.tolist()


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 1000))
def test_whatever_is_released_besides_an_interval_never_gets_wider_nor_leaves_the_truth(seed: int) -> None:
    of = counted(seed, busy=60)
    plan = months_quarters_and_a_year(of, rounded)[-2:]
    before: dict[str, tuple[int, int]] = {}
    for many in (1, 2):
        now = intervals(plan[:many])
        assert all(before[what][0] <= now[what][0] <= now[what][1] <= before[what][1] for what in before)
        before = now
    cells = {cell.words(): cell for one in plan for cell in one.figures}
    assert all(low <= of.count(cells[what], areas()) <= high for what, (low, high) in before.items() if what in cells)
