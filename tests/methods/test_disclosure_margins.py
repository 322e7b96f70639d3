"""Margins stand for all smallest pieces: the same bounds, from a fraction of the unknowns."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from firstbell.pure.disclosure.margins import Axis, Region, axis, margins, pieces
from firstbell.pure.disclosure.possible import Possible
from firstbell.pure.refusal import Refused

PLACES = "abcdef"
MONTHS = range(6)
KINDS = {
    "place": [["abcdef"], ["abc", "def"], ["ab", "c", "de", "f"], ["bc", "a"]],
    "time": [[range(6)], [range(3), range(3, 6)], [[at] for at in MONTHS]],
    "sex": [[["female"], ["male"]]],
    "age": [[["young"], ["old"]]],
}
DIVISIONS = {name: [[frozenset(some) for some in sets] for sets in kinds] for name, kinds in KINDS.items()}
AXES: dict[str, Axis] = {name: axis(divisions) for name, divisions in DIVISIONS.items()}
SHAPE = tuple(len(AXES[name].elements) for name in AXES)


def a_region(*names: str) -> st.SearchStrategy[Region]:
    """Of each axis that is named one of its sets, or everything."""
    sets = {name: [some for each in DIVISIONS[name] for some in each] for name in names}
    ways = {name: st.none() | st.sampled_from(some) for name, some in sets.items()}
    return st.fixed_dictionaries(ways).map(lambda way: {name: some for name, some in way.items() if some is not None})


def some_regions() -> st.SearchStrategy[list[Region]]:
    """Of a few kinds of tables, so that margins are tied to each other; or of any, so that one is enough for all."""
    tables = a_region("place", "time") | a_region("place", "sex") | a_region("place", "age") | a_region("time", "sex")
    return st.lists(tables, min_size=2, max_size=9) | st.lists(a_region(*KINDS), min_size=1, max_size=9)


def mask(region: Region) -> np.ndarray:
    """1 at every smallest piece that is in a region."""
    each = [np.array([one in region.get(name, AXES[name].elements) for one in AXES[name].elements]) for name in AXES]
    inside: np.ndarray = np.einsum("i,j,k,l->ijkl", *(one.astype(int) for one in each))
    return inside


def by_pieces(said: list[tuple[np.ndarray, int, int]], asked: np.ndarray) -> tuple[int, int]:
    """Bounds with an unknown for every piece, in whole numbers."""
    rows = np.array([inside.ravel() for inside, _, _ in said])
    limits = optimize.LinearConstraint(rows, [low for _, low, _ in said], [high for _, _, high in said])
    whole = np.ones(rows.shape[1])
    bounds = optimize.Bounds(0, 10_000_000)
    low, high = (
        optimize.milp(sign * asked.ravel(), constraints=limits, integrality=whole, bounds=bounds).fun
        for sign in (1, -1)
    )
    return round(low), round(-high)


@settings(max_examples=50, deadline=None)
@given(some_regions(), st.integers(0, 99))
def test_margins_give_the_bounds_that_pieces_give(regions: list[Region], seed: int) -> None:
    """With areas that overlap, breakdowns that cross, and figures of any width, in whole numbers."""
    chance = np.random.default_rng(seed)
    counts, widths = chance.poisson(0.7, SHAPE), chance.integers(0, 5, (len(regions), 2)).tolist()
    limits = []
    for region, (below, above) in zip(regions, widths, strict=True):
        true = int((mask(region) * counts).sum())
        limits.append((mask(region), max(0, true - below), true + above))
    unknown = margins(AXES, regions)
    low, high = np.array([(low, high) for _, low, high in limits]).T
    possible = Possible(unknown.ties, unknown.rows(regions), low, high)
    for region in regions:
        row = unknown.rows([region]).toarray()[0]
        assert possible.between(row) == by_pieces(limits, mask(region))


@settings(max_examples=40, deadline=None)
@given(some_regions(), st.integers(0, 99))
def test_true_counts_fit_what_is_said_of_them(regions: list[Region], seed: int) -> None:
    counts = np.random.default_rng(seed).poisson(0.7, SHAPE)
    true = np.array([(mask(region) * counts).sum() for region in regions])
    unknown = margins(AXES, regions)
    found = Possible(unknown.ties, unknown.rows(regions), true, true).least(np.zeros(unknown.unknowns, dtype=int))
    assert (unknown.rows(regions) @ found == true).all()


def test_a_force_needs_few_unknowns() -> None:
    """MSOAs by year and districts by quarter, by sex and by age apart: sums of districts tie them, nothing finer."""
    msoas = [frozenset({at}) for at in range(150)]
    districts = [frozenset(range(at, at + 15)) for at in range(0, 150, 15)]
    years, quarters = ([frozenset(range(at, at + long)) for at in range(0, 36, long)] for long in (12, 3))
    axes = {
        "place": axis([msoas, districts]),
        "time": axis([years, quarters, [frozenset({at}) for at in range(36)]]),
        "sex": axis([[frozenset({at}) for at in range(2)]]),
        "age": axis([[frozenset({at}) for at in range(5)]]),
    }
    everybody: list[Region] = [{"place": one, "time": year} for one, year in product(msoas, years)]
    broken_down: list[Region] = [
        {"place": one, "time": quarter, name: frozenset({at})}
        for one, quarter in product(districts, quarters)
        for name, many in (("sex", 2), ("age", 5))
        for at in range(many)
    ]
    assert margins(axes, everybody + broken_down).unknowns < 150 * 36 * 2 * 5 / 30


def test_pieces_are_what_sets_divide_each_other_into() -> None:
    found = pieces([frozenset("abc"), frozenset("bcd"), frozenset("e")])
    assert sorted("".join(sorted(map(str, piece))) for piece in found) == ["a", "bc", "d", "e"]


def test_figures_that_nothing_fits_are_refused() -> None:
    regions: list[Region] = [{"place": frozenset("abc")}, {"place": frozenset("ab")}]
    unknown = margins(AXES, regions)
    said = Possible(unknown.ties, unknown.rows(regions), np.array([5, 6]), np.array([5, 9]))
    with pytest.raises(Refused, match="No counts fit"):
        said.between(unknown.rows(regions[:1]).toarray()[0])


def test_what_no_figure_is_of_may_be_anything() -> None:
    regions: list[Region] = [{"place": frozenset("abc")}, {"place": frozenset("def")}]
    unknown = margins(AXES, regions)
    said = Possible(unknown.ties, unknown.rows(regions[:1]), np.array([5]), np.array([5]))
    low, high = said.between(unknown.rows(regions[1:]).toarray()[0])
    assert low == 0
    assert high >= 1_000_000


def test_bounds_are_those_of_whole_counts() -> None:
    """Of three places, any two have one record at most: all three together have one, though halves would make one and
    a half."""
    pairs: list[Region] = [{"place": frozenset(pair)} for pair in ("ab", "bc", "ac")]
    everything: Region = {"place": frozenset("abc")}
    regions = [*pairs, everything]
    unknown = margins({"place": axis([[some["place"]] for some in regions])}, regions)
    said = Possible(unknown.ties, unknown.rows(pairs), np.zeros(3, dtype=int), np.ones(3, dtype=int))
    assert said.between(unknown.rows([everything]).toarray()[0]) == (0, 1)
