"""What anybody may see, as it is put before them. It holds what was published and nothing that was counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from firstbell.joint.intensification import queries as intensification
from firstbell.pure.areas import as_postcode, packed
from firstbell.pure.areas.neighbourhoods import neighbourhood_of, neighbourhoods, outlines
from firstbell.pure.disclosure import DISTRICT, FORCE, LEVELS, MSOA
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.performance.rules.measures import measure as measure_of
from firstbell.reporting.publication.models import RegisterEntry
from firstbell.reporting.publication.queries.shown import PublicFigure as PublicFigure
from firstbell.reporting.publication.queries.shown import figures_of, wanted_of_row
from firstbell.reporting.publication.rules.hierarchy import name_of
from firstbell.reporting.publication.rules.signing import FIGURES, MAP, PUBLISHED
from firstbell.reporting.publication.rules.words import band_of, noise_words, says_of, says_of_map, title_of

Ring = tuple[tuple[int, int], ...]
"""A closed line, each corner an easting and a northing in metres on the National Grid."""
MOST_PERIODS = {FORCE: 12, DISTRICT: 4, MSOA: 3}
"""How many stand on a neighbourhood's page: a year of months and of quarters, and a few years."""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A release in a list of them, as ``PublicRelease`` has it, without its figures."""

    reference: str
    title: str
    summary: str
    period: str
    published_on: date


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

    ``figures``: its own, its district's and the force's, of each measure; of each level by the shortest period for
    which it was published, the latest first, with what revisions made of them.
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


def public_releases() -> tuple[PublicLine, ...]:
    """Everything that was published here, the newest first; no figure of it is read."""
    return tuple(map(_line, _published()))


def public_release(reference: str) -> PublicRelease:
    """NotYours where it was not published: nobody learns of a draft."""
    return _release(_row(reference), _revised_by())


def neighbourhood(code: str) -> PublicNeighbourhood:
    """NotYours for a code that is no neighbourhood of ours."""
    found = neighbourhoods().get(code)
    if found is None:
        raise NotYours("There is no such neighbourhood.", "Look for it by a postcode.")
    force = packed.districts()[found.district][2]
    figures = _about((code, found.district, force), force)
    district_name = name_of(found.district, force)
    return PublicNeighbourhood(code, found.name, found.district, district_name, found.homes, figures)


def neighbourhood_at(postcode: str) -> PublicNeighbourhood:
    """Of a postcode that somebody typed, which is not kept. Refused, without repeating it, where none is known."""
    tidy = as_postcode(postcode)
    if tidy is None:
        raise Refused("That is not a postcode.", "Type it whole, such as ST4 1AA.")
    code = neighbourhood_of(tidy)
    if code is None:
        raise Refused(
            "We have no figures for that postcode.",
            "It may lie outside this police force area, or be very new. Try one nearby, or choose from the list.",
        )
    return neighbourhood(code)


def public_map(reference: str) -> PublicMap:
    """Neighbourhoods, each with how dark it is. NotYours for a release that does not go down to them."""
    row = _row(reference)
    if row.level != MSOA:
        raise NotYours(f"There is no map of {reference}.", "Look at its table.")
    release = _release(row, _revised_by())
    mine = [one for one in release.figures if one.area in neighbourhoods() and not one.category]
    shown = {one.area: one.number for one in mine if one.number is not None}
    areas = tuple(_map_area(one, band_of(one.number, shown)) for one in mine)
    return PublicMap(release, areas, noise_words(**row.noise) if row.kind == MAP else "")


def release_rows(reference: str) -> Iterator[dict[str, object]]:
    """A release as rows for a file, each with what it is of and how it was made."""
    row = _row(reference)
    for one in figures_of(row):
        yield {
            "release": reference,
            "revises": row.revises,
            "published": london_date(row.published_at).isoformat() if row.published_at else "",
            "measure": row.measure,
            "definition": row.definition,
            "level": one.level,
            "area": one.area,
            "area_name": one.area_name,
            "first_month": f"{row.first:%Y-%m}",
            "months": row.months,
            "by": row.by_dimension if one.category else "",
            "category": one.category,
            "figure": one.words,
            "number": one.number,
            "rate": one.rate,
        }


def week_summaries() -> tuple[PublicWeek, ...]:
    """What was released of intensification weeks, the newest month first."""
    return tuple(
        PublicWeek(
            one.reference,
            one.force,
            f"{one.month:%B %Y}",
            london_date(one.released_at),
            tuple(PublicWeekLine(line.words, line.figure) for line in one.lines),
        )
        for one in intensification.summaries()
    )


def _published(**more: object) -> list[RegisterEntry]:
    rows = RegisterEntry.objects.filter(status=PUBLISHED, kind__in=(FIGURES, MAP), **more)
    return list(rows.order_by("-published_at", "-pk"))


def _row(reference: str) -> RegisterEntry:
    rows = _published(reference=reference)
    if not rows:
        raise NotYours(f"There is no release {reference}.", "Look at the list of what was published.")
    return rows[0]


def _revised_by() -> dict[str, str]:
    rows = RegisterEntry.objects.filter(status=PUBLISHED).exclude(revises="")
    return dict(rows.values_list("revises", "reference"))


def _line(row: RegisterEntry) -> PublicLine:
    wanted = wanted_of_row(row)
    return PublicLine(row.reference, title_of(wanted), row.summary, wanted.period.words(), _published_on(row))


def _published_on(row: RegisterEntry) -> date:
    return london_date(row.published_at) if row.published_at else date.min


def _release(row: RegisterEntry, revised_by: dict[str, str]) -> PublicRelease:
    wanted = wanted_of_row(row)
    return PublicRelease(
        reference=row.reference,
        title=title_of(wanted),
        summary=row.summary,
        measure=measure_of(row.measure).title,
        says=says_of_map(**row.noise) if row.kind == MAP else says_of(wanted, revises=row.revises),
        period=wanted.period.words(),
        published_on=_published_on(row),
        revises=row.revises,
        revised_by=revised_by.get(row.reference, ""),
        level=row.level,
        figures=figures_of(row),
    )


def _map_area(one: PublicFigure, band: int) -> MapArea:
    return MapArea(one.area, one.area_name, one.words, band, outlines().get(one.area, ()))


def _about(areas: tuple[str, ...], force: str) -> tuple[PublicFigure, ...]:
    """What stands of these areas: of each measure, and of each level by the shortest period, the latest ones."""
    published = _published(force=force, kind=FIGURES)
    revisions = {row.revises: row for row in published if row.revises}
    return tuple(
        one
        for measure in dict.fromkeys(row.measure for row in published)
        for level in LEVELS
        for row in _latest([row for row in published if row.measure == measure and not row.revises], level)
        for one in figures_of(row, revised=revisions.get(row.reference))
        if one.area in areas and one.level == level and not one.category
    )


def _latest(rows: Iterable[RegisterEntry], level: str) -> list[RegisterEntry]:
    """Those that have figures of a level, by the shortest period of these, the latest first and a few of them."""
    able = [row for row in rows if LEVELS.index(row.level) >= LEVELS.index(level)]
    shortest = min((row.months for row in able), default=0)
    by_first = {row.first: row for row in able if row.months == shortest}
    return [by_first[first] for first in sorted(by_first, reverse=True)[: MOST_PERIODS[level]]]
