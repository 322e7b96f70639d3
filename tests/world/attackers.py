"""Whoever reads public figures and wants to know who is behind them: each attack with what it finds.

An attack is given what was published, with what that says of itself, and answers with claims. It never sees a count.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from math import ceil, floor
from statistics import mean

import numpy as np
from scipy import optimize, sparse

from world.counted import CATEGORIES
from world.readers import (
    AGE,
    PLACE,
    SEX,
    TIME,
    Claim,
    Known,
    Published,
    Sets,
    closed_in,
    differences,
    inside,
    subtracted,
    sums,
    with_some,
)

Attack = Callable[[Published], Iterable[Claim]]

# --- arithmetic -------------------------------------------------------------------------------------------------------


def subtract_other_areas(published: Published) -> Iterable[Claim]:
    """A hidden area is its district, less the areas that are shown."""
    return subtracted(published.known(), PLACE)


def subtract_other_categories(published: Published) -> Iterable[Claim]:
    """Men are everybody, less the women."""
    return [*subtracted(published.known(), SEX), *subtracted(published.known(), AGE)]


def subtract_other_periods(published: Published) -> Iterable[Claim]:
    """A hidden quarter is the year, less the other three."""
    return subtracted(published.known(), TIME)


def find_the_left_out_row(published: Published) -> Iterable[Claim]:
    """A row that was left out is the total, less all the rows that were not."""
    for whole, parts in sums(published.known(), PLACE):
        rest = whole.sets[PLACE].difference(*(one.sets[PLACE] for one in parts))
        if rest:
            yield whole.less(parts, with_some(whole.sets, PLACE, rest)).claim()


def take_one_area_from_another(published: Published) -> Iterable[Claim]:
    """Two areas differ by a street: figures that differ prove somebody in it."""
    return differences(published.known(), PLACE)


def follow_a_moved_boundary(published: Published) -> Iterable[Claim]:
    """A street went from one area to the next: what the one lost and the other gained is the street's."""
    found: dict[tuple[Sets, bool], Claim] = {}
    for one in differences(published.known(), PLACE):
        other = found.get((one.sets, one.revised), one)
        found[one.sets, one.revised] = replace(one, low=max(one.low, other.low), high=min(one.high, other.high))
    return found.values()


def unwind_the_year_to_date(published: Published) -> Iterable[Claim]:
    """This month is the year to date, less the year to last month."""
    return [one for one in differences(published.known(), TIME) if len(one.sets[TIME]) == 1]


def unwind_rolling_years(published: Published) -> Iterable[Claim]:
    """Of two years that begin a month apart, each has a month that the other has not: who knows one knows the other."""
    known = [one for one in published.known() if not one.revised]
    for one, other in combinations([each for each in known if len(each.sets[TIME]) == 12], 2):
        gone, come = one.sets[TIME] - other.sets[TIME], other.sets[TIME] - one.sets[TIME]
        before = with_some(one.sets, TIME, gone)
        if len(come) == 1 and with_some(other.sets, TIME, gone) == before:
            for month in (each for each in known if each.sets == before):
                low, high = other.low - one.high + month.low, other.high - one.low + month.high
                yield Claim(with_some(one.sets, TIME, come), max(0, low), high)


def regroup_ages(published: Published) -> Iterable[Claim]:
    """The young were under 25 in one release, and under 45 in another: the difference is whoever is between."""
    return differences(published.known(), AGE)


def go_round_rows_and_columns(published: Published) -> Iterable[Claim]:
    """A partner is hidden beside every hidden cell: go round rows, columns and totals until nothing gets closer."""
    return closed_in(published.known())


def add_up_the_roundings(published: Published) -> Iterable[Claim]:
    """Rounded parts that add up to much more than their rounded total were all rounded up, and none by chance."""
    return closed_in([one for one in published.known() if one.number is not None])


# --- what was said more than once -------------------------------------------------------------------------------------


def see_a_revision(published: Published) -> Iterable[Claim]:
    """A figure turned between a release and its revision: a report came in late."""
    before = {one.sets: one for one in published.known() if not one.revised}
    for one in published.known():
        if one.revised and one.sets in before:
            first = before[one.sets]
            yield Claim(one.sets, one.low - first.high, one.high - first.low, change=True)


def compare_two_builds(published: Published) -> Iterable[Claim]:
    """A table was built again the next day: the rows and columns that turned say whose record is new."""
    known = [one for one in published.known() if not one.revised]
    for one, other in combinations(known, 2):
        if one.sets == other.sets and one.release != other.release and one.number != other.number:
            yield Claim(one.sets, other.low - one.high, other.high - one.low, change=True)


def average_repeated_answers(published: Published) -> Iterable[Claim]:
    """Noise that is drawn anew for each answer goes away in their mean."""
    answers: dict[tuple[Sets, bool], list[Known]] = {}
    for one in published.known():
        answers.setdefault((one.sets, one.revised), []).append(one)
    for some in answers.values():
        numbers = [one.number for one in some if one.number is not None]
        middle = round(mean(numbers)) if len(set(numbers)) > 1 else None
        yield some[0].claim() if middle is None else replace(some[0].claim(), low=middle, high=middle)


# --- what is known besides --------------------------------------------------------------------------------------------


def read_what_is_hidden(published: Published) -> Iterable[Claim]:
    """Where noughts are shown, a nought is a nought, and whatever is hidden is somebody."""
    return [one.claim() for one in published.known()]


def leave_oneself_out(published: Published) -> Iterable[Claim]:
    """Whoever is one of those counted knows how many others there are, or that there are none."""
    mine = published.own
    known = [replace(one, low=max(1, one.low)) if inside(mine, one.sets) else one for one in published.known()]
    for one in closed_in(known):
        own = int(inside(mine, one.sets))
        yield replace(one, low=one.low - own, high=one.high - own, own=own)


def turn_rates_back(published: Published) -> Iterable[Claim]:
    """A rate with two decimals, of a number of people that everybody knows, is a count."""
    figures = {(one.sets, one.number): one for one in published.known()}
    for sets, (rate, people) in published.rates.items():
        count = round(rate * people / 1000)
        figure = figures.get((sets, count))
        yield figure.claim() if figure else Claim(sets, count, count)


def cross_breakdowns(published: Published) -> Iterable[Claim]:
    """All are young, and one is a man: so he is young, though no table has sex and age together."""
    known = {(one.sets, one.revised): one for one in published.known()}
    sexes, ages = (frozenset(CATEGORIES[name]) for name in ("sex", "age"))
    for one in known.values():
        for other in (each for each in known.values() if each.sets[:SEX] == one.sets[:SEX]):
            total = known.get(((*one.sets[:SEX], sexes, ages), one.revised))
            if total and one.sets[AGE] == ages and other.sets[SEX] == sexes and one.revised == other.revised:
                crossed = (*one.sets[:AGE], other.sets[AGE])
                low = max(0, one.low + other.low - total.high)
                yield Claim(crossed, low, min(one.high, other.high), one.revised, crossed=True)


# --- all at once ------------------------------------------------------------------------------------------------------


def solve_for_everything(published: Published) -> Iterator[Claim]:
    """Every figure ever published is an equation over the smallest pieces: solve all of them together."""
    for revised in (False, True):
        known = [one for one in published.known() if one.revised == revised]
        if known:
            yield from _solved({one.sets: one for one in known}.values())


def _solved(known: Iterable[Known]) -> Iterator[Claim]:
    """Bounds of each small figure, by a linear programme with an unknown for every piece."""
    known = list(known)
    rows = _over_pieces([one.sets for one in known])
    limits = optimize.LinearConstraint(rows, [one.low for one in known], [one.high for one in known])
    for at, one in enumerate(known):
        if one.low < 10:
            weights = rows[[at]].toarray()[0]
            low, high = (optimize.milp(sign * weights, constraints=limits).fun for sign in (1, -1))
            yield replace(one.claim(), low=ceil(low - 1e-6), high=floor(-high + 1e-6))


def _over_pieces(sets: list[Sets]) -> sparse.csr_array:
    """A row for each count: 1 at every piece that is in it. Pieces are what no figure divides."""
    axes = [_pieces([each[axis] for each in sets]) for axis in range(4)]
    return sparse.csr_array(
        np.array(
            [
                np.einsum(
                    "i,j,k,l->ijkl",
                    *(
                        np.isin(range(max(of.values()) + 1), [of[one] for one in some])
                        for of, some in zip(axes, each, strict=True)
                    ),
                ).ravel()
                for each in sets
            ],
            dtype=float,
        )
    )


def _pieces(some: list[frozenset]) -> dict:
    """Of each element, the number of the piece that it is in."""
    signature = {one: tuple(one in each for each in some) for one in frozenset().union(*some)}
    numbers = {key: at for at, key in enumerate(dict.fromkeys(signature.values()))}
    return {one: numbers[key] for one, key in signature.items()}
