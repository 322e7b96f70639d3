"""Whoever publishes figures: somebody who keeps to the rule, and others who mean well.

A plan is what they all want to publish, and each says of a count what they say. ``let_through`` is what the auditor
lets be published of what is made by the rule.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from firstbell.pure.disclosure import (
    DISTRICT,
    FORCE,
    MSOA,
    Area,
    Areas,
    Cell,
    Figure,
    Release,
    exact,
    refuse_disclosure,
    revised,
    rounded,
)
from firstbell.pure.refusal import Refused
from world.counted import ALL, CATEGORIES, Counted, areas, month, quarter, table, year

Says = Callable[[int], Figure]
Plan = Callable[[Counted, Says], Sequence[Release]]

# --- what is said of a count ------------------------------------------------------------------------------------------


def suppressed(count: int) -> Figure:
    """1 to 4 are hidden, everything else is said to the unit."""
    return Figure(None, 1, 4) if 0 < count < 5 else exact(count)


def to_five(count: int) -> Figure:
    """To the nearest 5, however small."""
    number = (count + 2) // 5 * 5
    return Figure(number, max(0, number - 2), number + 2)


def starred(count: int) -> Figure:
    """1 to 7 are hidden, noughts are shown, the rest goes to the nearest 5."""
    if count < 8:
        return Figure(None, 1, 7) if count else exact(0)
    return replace(to_five(count), low=max(8, to_five(count).low))


def noisily(seed: int) -> Says:
    """With noise that is drawn anew for every answer."""
    chance = np.random.default_rng(seed)
    return lambda count: Figure(count + int(chance.integers(-1, 2)), 0, 1_000_000)


# --- what is to be published ------------------------------------------------------------------------------------------


def months_quarters_and_a_year(counted: Counted, says: Says) -> list[Release]:
    """The force by month; districts by quarter, by sex and by age too; MSOAs by year."""
    plan = [(f"month {at}", table(FORCE, month(at))) for at in range(12)]
    plan += [(f"quarter {at}", _by_quarter(at)) for at in range(4)]
    return [made(reference, cells, counted, says) for reference, cells in [*plan, ("year", _by_year(0))]]


def a_year(counted: Counted, says: Says) -> list[Release]:
    return [made("a year", _by_year(0), counted, says)]


def quarters(counted: Counted, says: Says) -> list[Release]:
    cells = [cell for at in range(4) for cell in table(DISTRICT, quarter(at))]
    return [made("quarters", [*cells, *table(DISTRICT, year(0))], counted, says)]


def sex_by_msoa(counted: Counted, says: Says) -> list[Release]:
    both = [cell for level in (MSOA, DISTRICT) for cell in table(level, year(0), "sex")]
    return [made("sex by MSOA", [*both, *_by_year(0)], counted, says)]


def one_row_less(counted: Counted, says: Says) -> list[Release]:
    """The row that is left out is that of an area where next to nothing happened."""
    return [made("one row less", [cell for cell in _by_year(0) if cell.area != "W1"], counted, says)]


def beats(counted: Counted, says: Says) -> list[Release]:
    """A beat is half of an MSOA."""
    with_beats = {**areas(), "Beat": Area("Beat", "beat", frozenset({"W1a"}), 1500)}
    return [made("beats", [*_by_year(0), Cell("Beat", year(0))], counted, says, within=with_beats)]


def a_boundary_moves(counted: Counted, says: Says) -> list[Release]:
    moved = {
        **areas(),
        "W1": Area("W1", MSOA, frozenset({"W1a", "W1b", "W2a"}), 4500),
        "W2": Area("W2", MSOA, frozenset({"W2b"}), 1500),
    }
    return [*a_year(counted, says), made("the year again", _by_year(0), counted, says, within=moved)]


def year_to_date(counted: Counted, says: Says) -> list[Release]:
    series = [replace(month(0), months=length) for length in range(1, 13)]
    return [made(f"{one.months} months", table(DISTRICT, one), counted, says) for one in series]


def rolling_years(counted: Counted, says: Says) -> list[Release]:
    """With the first month as everybody remembers it."""
    series = [replace(month(begin), months=12) for begin in range(3)]
    first = made("the first month", table(MSOA, month(0)), counted, says)
    return [first, *(made(f"from month {at}", table(MSOA, one), counted, says) for at, one in enumerate(series))]


def ages_regrouped(counted: Counted, says: Says) -> list[Release]:
    ages = CATEGORIES["age"]
    groups = [(ALL.join(ages[:split]), ALL.join(ages[split:])) for split in (2, 3)]
    return [
        made(
            f"ages in group {at}",
            [replace(cell, breakdown=(("age", age),)) for cell in table(DISTRICT, quarter(0)) for age in group],
            counted,
            says,
            categories={"age": group},
        )
        for at, group in enumerate(groups)
    ]


def a_revision(counted: Counted, says: Says) -> list[Release]:
    first = made("first", _by_year(0), counted, says)
    return [first, revising(first, counted, says)]


def two_builds(counted: Counted, says: Says) -> list[Release]:
    """The second has what came in since."""
    cells = [*_by_quarter(0), *_by_year(0)]
    return [made("built", cells, counted, says), made("built again", cells, counted.later, says)]


def the_same_again(counted: Counted, says: Says) -> list[Release]:
    return [made(f"answer {at}", _by_year(0), counted, says) for at in range(50)]


def made(
    reference: str,
    cells: Iterable[Cell],
    counted: Counted,
    says: Says,
    *,
    within: Areas | None = None,
    categories: Mapping[str, tuple[str, ...]] = CATEGORIES,
) -> Release:
    within = within or areas()
    figures = {cell: says(count) for cell, count in counted.counts(cells, within).items()}
    return Release(reference, "reports", within, figures, categories)


def revising(first: Release, counted: Counted, says: Says) -> Release:
    """A revision of all of a release; by the rule where that is how its figures are made."""
    counts = counted.later.counts(first.figures, first.areas)
    figures = {
        cell: revised(count, first.figures[cell]) if says is rounded else says(count) for cell, count in counts.items()
    }
    return replace(first, reference=f"{first.reference}, revised", figures=figures, revises=first.reference)


def let_through(plan: Iterable[Release], released: Sequence[Release] = ()) -> tuple[list[Release], dict[str, str]]:
    """What may be published of a plan beside what was, in its order, and why the rest was refused, by its reference."""
    through, refused = list(released), {}
    for one in plan:
        try:
            refuse_disclosure(one, through)
        except Refused as no:
            refused[one.reference] = no.reason
        else:
            through.append(one)
    return through, refused


def _by_quarter(at: int) -> list[Cell]:
    ways: tuple[tuple[str, ...], ...] = ((), ("sex",), ("age",))
    return [*table(FORCE, quarter(at)), *(cell for way in ways for cell in table(DISTRICT, quarter(at), *way))]


def _by_year(at: int) -> list[Cell]:
    return [cell for level in (MSOA, DISTRICT, FORCE) for cell in table(level, year(at))]
