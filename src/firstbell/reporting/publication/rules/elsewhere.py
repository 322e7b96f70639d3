"""A figure that is public without us: published by others, given to the press or under freedom of information."""

from dataclasses import dataclass
from datetime import date

from firstbell.pure.disclosure import Areas, Cell, Figure, Period, Release
from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused
from firstbell.reporting.publication.rules.publishable import Publishable, publishable

LARGEST = 1_000_000
"""No force records more of anything in ten years; the auditor cannot reckon with numbers of any length."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What it is of, every count from ``low`` to ``high`` of which it may have been said, and ``where`` it stands."""

    measure: str
    area: str
    period: Period
    by_dimension: str
    category: str
    low: int
    high: int
    where: str
    published_on: date

    @property
    def of(self) -> Publishable:
        return publishable(self.measure)


def may_enter(said: Elsewhere, areas: Areas, today: date) -> None:
    """Refused for what the register cannot hold: another cut of areas cannot be tried beside ours."""
    if said.area not in areas:
        raise Refused(
            f"{said.area[:20]!r} is no area that figures are published for.",
            "Enter what it says of the smallest neighbourhood, district or force area around it: so many at least.",
        )
    dimension = said.of.dimension(said.by_dimension)
    if dimension and said.category not in dimension.words:
        raise Refused(f"{said.category!r} is no category of it.", f"There are: {', '.join(dimension.words)}.")
    if not 0 <= said.low <= said.high <= LARGEST:
        raise Refused(f"{said.low} to {said.high} are no counts.", "Give the lowest and the highest that it may be.")
    if not said.where.strip():
        raise Refused("Nobody has said where it was published.", "Name the page, the paper, or the request.")
    if said.published_on > today:
        raise Refused(f"{day_in_words(said.published_on)} is still to come.", "Enter what is public.")


def release_of(said: Elsewhere, reference: str, areas: Areas) -> Release:
    """As the auditor reads it: a release of one figure, which need not be made by our rule."""
    way = ((said.by_dimension, said.category),) if said.by_dimension else ()
    figure = Figure(said.low if said.low == said.high else None, said.low, said.high)
    cells = {Cell(said.area, said.period, way): figure}
    return Release(reference, said.measure, areas, cells, said.of.categories)
