"""What it costs to ask of public figures what could be found out from them, and what rounding alone gives away.

    .venv/bin/python -m benchmarks.disclosure                  150 MSOAs, 9 districts, 12 quarters: a minute on one core
    .venv/bin/python -m benchmarks.disclosure --reports 3000   of something rarer, so that much is hidden
    .venv/bin/python -m benchmarks.disclosure --crossed        with tables of sex by age, which are no form of a release

An invented force with 18,245 reports a year publishes as it may: itself by month; districts by quarter, by sex and by
age too; MSOAs by year. Each release is tried beside everything before it, then all of them once more together; then the
bounds of some cells beside those from one unknown for every smallest piece. Last, the rules by which others publish:
how much of what they hide is found in tables of 12 areas by 5 kinds, with totals. Seconds are the processor's.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from firstbell.pure.disclosure import (
    DISTRICT,
    FORCE,
    MSOA,
    Area,
    Areas,
    Cell,
    Figure,
    Period,
    Release,
    disclosures,
    exact,
    first_release,
    intervals,
    refuse_disclosure,
    rounded,
)
from firstbell.pure.disclosure.register import PLACE, TIME, Register, read
from firstbell.pure.refusal import Refused

LIMIT = 60.0
MSOAS, DISTRICTS, YEARS = 150, 9, 3
FIRST = date(2024, 1, 1)
SEXES = ("female", "male or not known")
AGES = ("under 25", "25 to 34", "35 to 44", "45 to 54", "55 and over or not known")
CATEGORIES = {"sex": SEXES, "age": AGES}
TABLES = 20
BOUNDED = 5

Counts = NDArray[np.int64]
Sign = int


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=18_245)
    asked.add_argument("--crossed", action="store_true")
    given = asked.parse_args()
    releases = list(plan(areas(), reports(given.reports), crossed=given.crossed))
    one_after_the_other(releases, crossed=given.crossed)
    together(releases)
    beside_pieces(read(releases))
    other_rules()


def areas() -> Areas:
    """A block is an MSOA: no boundary moves here."""
    district = np.sort(np.random.default_rng(1).integers(0, DISTRICTS, MSOAS))
    found = [Area(f"M{at:03}", MSOA, frozenset({str(at)}), 3000) for at in range(MSOAS)]
    for at in range(DISTRICTS):
        inside = np.flatnonzero(district == at).tolist()
        found.append(Area(f"D{at}", DISTRICT, frozenset(map(str, inside)), 3000 * len(inside)))
    found.append(Area("F", FORCE, frozenset(map(str, range(MSOAS))), 3000 * MSOAS))
    return {area.code: area for area in found}


def reports(yearly: int) -> Counts:
    """By MSOA, month, sex and age."""
    chance = np.random.default_rng(2)
    size = chance.gamma(5, 1 / 5, MSOAS)
    shares = np.outer((0.76, 0.24), (0.2, 0.3, 0.25, 0.15, 0.1))
    mean = yearly / 12 * (size / size.sum())[:, None, None, None] * shares
    return chance.poisson(mean, (MSOAS, 12 * YEARS, *shares.shape))


def plan(within: Areas, counted: Counts, *, crossed: bool) -> Iterator[Release]:
    """Month by month, each quarter after its months and each year after its quarters."""
    for month in range(12 * YEARS):
        yield made(f"month {month}", table(within, FORCE, period(month, 1)), within, counted)
        if month % 3 == 2:
            cells = [*table(within, FORCE, period(month - 2, 3)), *by_district(within, period(month - 2, 3), crossed)]
            yield made(f"quarter {month // 3}", cells, within, counted)
        if month % 12 == 11:
            year = period(month - 11, 12)
            cells = [cell for level in (MSOA, DISTRICT, FORCE) for cell in table(within, level, year)]
            yield made(f"year {month // 12}", cells, within, counted)


def by_district(within: Areas, quarter: Period, crossed: bool) -> Iterator[Cell]:
    ways: list[tuple[str, ...]] = [(), ("sex",), ("age",)]
    for dimensions in [*ways, ("sex", "age")] if crossed else ways:
        yield from table(within, DISTRICT, quarter, *dimensions)


def table(within: Areas, level: str, of: Period, *dimensions: str) -> list[Cell]:
    choices = [[(name, category) for category in CATEGORIES[name]] for name in dimensions]
    codes = [area.code for area in within.values() if area.level == level]
    return [Cell(code, of, way) for code in codes for way in product(*choices)]


def period(month: int, months: int) -> Period:
    return Period(date(FIRST.year + month // 12, month % 12 + 1, 1), months)


def made(reference: str, cells: Sequence[Cell], within: Areas, counted: Counts) -> Release:
    counts = {cell: count(cell, within, counted) for cell in cells}
    return first_release(reference, "reports", within, counts, CATEGORIES)


def count(cell: Cell, within: Areas, counted: Counts) -> int:
    begin = min(Period(FIRST, 1).covers)
    found = counted[[int(block) for block in within[cell.area].blocks]]
    found = found[:, [month - begin for month in cell.period.covers]].sum((0, 1))
    for axis, (name, categories) in enumerate(CATEGORIES.items()):
        if (category := dict(cell.breakdown).get(name)) is not None:
            found = np.take(found, [categories.index(category)], axis=axis)
    return int(found.sum())


# --- what it costs ----------------------------------------------------------------------------------------------------


def one_after_the_other(releases: Sequence[Release], *, crossed: bool) -> None:
    """Each is tried beside all before it that were let through."""
    through: list[Release] = []
    took: dict[str, list[float]] = {}
    for one in releases:
        began = time.process_time()
        if allowed(one, through, crossed=crossed):
            through.append(one)
        took.setdefault(one.reference.split()[0], []).append(time.process_time() - began)
    for kind, seconds in took.items():
        say(f"the slowest {kind}, beside all before it", max(seconds))
    print(f"let through: {len(through)} of {len(releases)} releases", flush=True)


def allowed(one: Release, released: Sequence[Release], *, crossed: bool) -> bool:
    if crossed:
        return not disclosures(one, released)
    try:
        refuse_disclosure(one, released)
    except Refused:
        return False
    return True


def together(releases: Sequence[Release]) -> None:
    """All that was planned as one release, let through or not."""
    figures = {cell: figure for one in releases for cell, figure in one.figures.items()}
    hidden = sum(figure.number is None for figure in figures.values())
    one = replace(releases[0], reference="everything", figures=figures)
    register = read([one])
    unknowns = register.possible.ties.shape[1]
    print(f"{len(figures):,} cells, {hidden} of them hidden; {unknowns:,} unknowns", flush=True)
    say("everything at once", seconds(lambda: disclosures(one, [])))


def beside_pieces(register: Register) -> None:
    """The bounds of the same cells, from margins and from one unknown for every smallest piece, in turns."""
    rows = by_pieces(register)
    pieces = optimize.LinearConstraint(rows, register.possible.low, register.possible.high)
    mine = theirs = 0.0
    for at in np.random.default_rng(3).choice(len(register.said), BOUNDED, replace=False).tolist():
        weights = register.possible.figures[[at]].toarray()[0]
        mine += seconds(lambda weights=weights: register.possible.between(weights))
        theirs += seconds(lambda at=at: [bound(rows, at, pieces, sign) for sign in (1, -1)])
    print(f"one unknown for each of {rows.shape[1]:,} pieces: {theirs / BOUNDED:.1f} s for the bounds of a cell")
    print(f"margins: {mine / BOUNDED:.3f} s, {theirs / mine:,.0f} times as fast", flush=True)


def bound(rows: sparse.csr_array, at: int, pieces: optimize.LinearConstraint, sign: Sign) -> float:
    return float(optimize.milp(sign * rows[[at]].toarray()[0], constraints=pieces).fun)


def by_pieces(register: Register) -> sparse.csr_array:
    """A row for each figure: 1 at every MSOA, month, sex and age that is in it."""
    shape = (MSOAS, 12 * YEARS, len(SEXES), len(AGES))
    begin = min(Period(FIRST, 1).covers)
    rows = []
    for one in register.said:
        places = [int(str(block)) for block in one.region[PLACE]]
        months = [int(str(month)) - begin for month in one.region[TIME]]
        ways = [[all_of.index(each) for each in one.region.get(name, all_of)] for name, all_of in CATEGORIES.items()]
        at = np.ravel_multi_index(np.ix_(places, months, *ways), shape).ravel()
        rows.append(sparse.csr_array((np.ones(len(at)), (np.zeros_like(at), at)), shape=(1, int(np.prod(shape)))))
    return sparse.vstack(rows, format="csr")


# --- what other rules give away ---------------------------------------------------------------------------------------


def suppressed(count: int) -> Figure:
    return Figure(None, 1, 4) if 0 < count < 5 else exact(count)


def starred(count: int) -> Figure:
    """As for hospital episodes: 1 to 7 hidden, noughts shown, the rest to the nearest 5."""
    number = (count + 2) // 5 * 5
    if count < 8:
        return Figure(None, 1, 7) if count else exact(0)
    return Figure(number, max(8, number - 2), number + 2)


def other_rules() -> None:
    """Tables of 12 areas by 5 kinds with totals: of the hidden cells, how many are found, and how wide the rest are."""
    rules: dict[str, Callable[[int], Figure]] = {
        "1 to 4 hidden, the rest to the unit": suppressed,
        "1 to 7 hidden, the rest to 5": starred,
        "0 to 9 hidden, the rest to 5": rounded,
    }
    print(f"{'hidden cells of ' + str(TABLES) + ' tables':<40}{'exact':>9}{'not 0':>9}{'width':>9}{'hidden':>9}")
    for name, says in rules.items():
        widths, lows, cells = given_away(says)
        found = (np.mean(widths == 0), np.mean(lows > 0), len(widths) / cells)
        print(f"{name:<40}{found[0]:>9.1%}{found[1]:>9.1%}{widths.mean():>9.1f}{found[2]:>9.0%}", flush=True)


def given_away(says: Callable[[int], Figure]) -> tuple[Counts, Counts, int]:
    """Of each hidden cell, how wide its bounds are and the lower one; and how many cells there are."""
    found = []
    for seed in range(TABLES):
        one = kinds_by_area(seed, says)
        between = intervals([one])
        hidden = [cell for cell, figure in one.figures.items() if cell.breakdown and figure.number is None]
        found += [between[cell.words()] for cell in hidden if cell.area != "F"]
    low, high = np.array(found).T
    return high - low, low, TABLES * 60


def kinds_by_area(seed: int, says: Callable[[int], Figure]) -> Release:
    counts = np.random.default_rng(seed).poisson(np.random.default_rng(seed + 99).gamma(1.0, 9.0, (12, 5)))
    kinds = tuple(f"kind {at}" for at in range(5))
    within = {f"D{at}": Area(f"D{at}", DISTRICT, frozenset({str(at)}), 3000) for at in range(12)}
    within["F"] = Area("F", FORCE, frozenset(map(str, range(12))), 36_000)
    of = period(0, 12)
    figures = {}
    for code, rows in [*((f"D{at}", [at]) for at in range(12)), ("F", list(range(12)))]:
        figures[Cell(code, of)] = says(int(counts[rows].sum()))
        for at, kind in enumerate(kinds):
            figures[Cell(code, of, (("kind", kind),))] = says(int(counts[rows, at].sum()))
    return Release(f"table {seed}", "reports", within, figures, {"kind": kinds})


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def say(what: str, took: float) -> None:
    print(f"{what:<44}{took:>8.1f} s   {took / LIMIT:>6.0%} of {LIMIT:.0f} s", flush=True)


if __name__ == "__main__":
    main()
