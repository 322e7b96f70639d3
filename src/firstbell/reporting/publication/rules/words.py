"""What is said of a release and its figures, in words that anybody may read."""

from collections.abc import Mapping
from datetime import date

from firstbell.pure.disclosure import (
    DISTRICT,
    FEWER,
    FORCE,
    LEVELS,
    MSOA,
    Area,
    Budget,
    Cell,
    Figure,
    Period,
    Release,
    rate,
)
from firstbell.reporting.publication.rules.drafting import Wanted
from firstbell.reporting.publication.rules.hierarchy import NOT_PLACED, name_of
from firstbell.reporting.publication.rules.publishable import PUBLISHABLE

BY_LEVEL = {FORCE: "for the whole force area", DISTRICT: "by district", MSOA: "by neighbourhood"}
ROUNDED = (
    "“Fewer than 10” may be none. Every other figure, and every total, is to the nearest 5, each by itself: rows need"
    " not add up to their total."
)
PLACED = (
    "Counted where it happened, in the month in which it was reported. What could not be placed stands in a row of its"
    " own, and so does what happened at a refuge or a hospital."
)
REVISED = "“No large change” is said wherever fewer than 10 came or went, and where nothing did."
MAPPED = (
    "It is of people whom reports of domestic abuse name as a victim, where it is known which are of one person."
    " It cannot be compared with the other figures, and there is one a year."
)
YEARLY = 12
ANY_YEAR = Period(date(2000, 1, 1), YEARLY)


def title_of(wanted: Wanted) -> str:
    dimension = wanted.of.dimension(wanted.by_dimension)
    by = f" and {dimension.title.lower()}" if dimension else ""
    return f"{wanted.of.noun} {BY_LEVEL[wanted.level]}{by}: {wanted.period.words()}"


def says_of(wanted: Wanted, *, revises: str) -> tuple[str, ...]:
    """What the figures count, what they do not mean, and how they were made."""
    return (*wanted.of.says, PLACED, ROUNDED, *((REVISED,) if revises else ()))


def noise_words(*, epsilon: float, records: int) -> str:
    """How far a figure of a map may be from the truth, with what was spent on it."""
    budget = Budget(ANY_YEAR, epsilon, records)
    return (
        f"To each figure noise was added (differential privacy, epsilon {epsilon:g}; of one person at most {records}"
        f" records are counted). Nineteen of twenty figures are within {budget.within()} of the truth, and on average"
        f" they are {budget.mean_error:.0f} away from it."
    )


def says_of_map(*, epsilon: float, records: int) -> tuple[str, ...]:
    return (noise_words(epsilon=epsilon, records=records), MAPPED)


def category_words(measure: str, cell: Cell) -> str:
    """ "" for everybody. A category that is not published any more is said as it was recorded."""
    dimensions = PUBLISHABLE[measure].dimensions if measure in PUBLISHABLE else {}
    found = (dimensions[name].words.get(code, code) if name in dimensions else code for name, code in cell.breakdown)
    return ", ".join(found)


def rate_words(figure: Figure, area: Area, months: int) -> str:
    """Per 1,000 homes a year; "" for other periods, where the figure has no number, and where there are no homes."""
    if months != YEARLY or area.homes == 0:
        return ""
    per_thousand = rate(figure, area.homes)
    return "" if per_thousand is None else f"{per_thousand:.1f} for every 1,000 homes"


def stands(figure: Figure, first: Figure | None) -> Figure:
    """What holds of a cell after its revision: the revised figure, or the first one where that saw no large change."""
    return first if first and figure.number is None and figure != FEWER else figure


def in_order(release: Release, force: str) -> list[Cell]:
    """From the largest areas to the smallest, each level by name with what is not placed at its end."""
    order = {name: {code: at for at, code in enumerate(codes)} for name, codes in release.categories.items()}

    def place(cell: Cell) -> tuple[int, bool, str, date, list[int]]:
        area = release.areas[cell.area]
        ways = [order[name].get(code, 0) for name, code in cell.breakdown]
        return LEVELS.index(area.level), NOT_PLACED in area.code, name_of(area.code, force), cell.period.first, ways

    return sorted(release.figures, key=place)


def band_of(number: int | None, shown: Mapping[str, int]) -> int:
    """How dark an area is: 0 for fewer than 10, else 1 to 4 by the quarter of all ``shown`` numbers that it is in."""
    if number is None:
        return 0
    below = sum(other < number for other in shown.values())
    return 1 + below * 4 // len(shown)
