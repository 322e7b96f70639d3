"""What anybody may see, as it is put before them. It holds what was published and nothing that was counted."""

from dataclasses import dataclass
from datetime import date

Ring = tuple[tuple[int, int], ...]
"""A closed line, each corner an easting and a northing in metres on the National Grid."""


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One figure. ``area`` is a code, ``level`` is force, district or msoa, ``period`` is in words; ``category`` is
    what it is of, "" for everything; ``words`` is what stands in the table: ``fewer than 10``, ``125``, ``no large
    change``. ``number`` is None where there are words instead; ``rate`` is in words, "" where there is none.
    ``measure`` is the title of what was counted and ``release`` the reference under which it stands: a neighbourhood's
    page has figures of several."""

    area: str
    area_name: str
    level: str
    period: str
    category: str
    words: str
    number: int | None
    rate: str
    measure: str
    release: str


@dataclass(frozen=True, slots=True)
class PublicRelease:
    """``summary`` is in plain words; ``measure`` is its title, and ``says`` what it counts and what it does not.

    ``period`` is in words, from the first month to the last; ``revises``: the reference of the release whose figures
    it revises, or ""; ``revised_by``: of the one that revises it. ``figures`` are in order of area, period, category.
    """

    reference: str
    title: str
    summary: str
    measure: str
    says: tuple[str, ...]
    period: str
    published_on: date
    revises: str
    revised_by: str
    level: str
    figures: tuple[PublicFigure, ...]


@dataclass(frozen=True, slots=True)
class PublicNeighbourhood:
    """A neighbourhood (a Census MSOA) by its code. ``homes`` is the Census's count; ``district`` is a code.

    ``figures``: its own, its district's and the force's, of each measure those of the latest period.
    """

    code: str
    name: str
    district: str
    district_name: str
    homes: int
    figures: tuple[PublicFigure, ...]


@dataclass(frozen=True, slots=True)
class MapArea:
    """``band`` is how dark it is: 0 is fewer than 10, then the quarters of the others, 4 the highest."""

    code: str
    name: str
    words: str
    band: int
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class PublicMap:
    """A release by neighbourhood as areas to be drawn. ``noise`` says in words how far a count may be from the truth,
    with the epsilon, where noise was added; "" where figures were rounded."""

    release: PublicRelease
    areas: tuple[MapArea, ...]
    noise: str


@dataclass(frozen=True, slots=True)
class PublicWeekLine:
    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class PublicWeek:
    """What may be known of a month's intensification weeks; ``month`` is in words."""

    reference: str
    force: str
    month: str
    published_on: date
    lines: tuple[PublicWeekLine, ...]
