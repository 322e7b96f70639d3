"""The areas that figures are published for: neighbourhoods within districts within the force, and no other cut.

What is placed no further than a district has a row beside its neighbourhoods, and what is placed in no single district
of the force (refuges and hospitals among it) one beside the districts: an area of no homes. Without them the difference
between a district and its neighbourhoods would be a figure that nobody had looked at.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby

from firstbell.pure.areas import packed
from firstbell.pure.areas.neighbourhoods import Neighbourhood, neighbourhoods
from firstbell.pure.disclosure import DISTRICT, FORCE, LEVELS, MSOA, Area, Areas
from firstbell.pure.refusal import Refused

NOT_PLACED = "unplaced"


@cache
def areas_of(force: str) -> Areas:
    """The hierarchy of a force area. Refused where no neighbourhoods of it are known."""
    of_force = (one for one in neighbourhoods().values() if packed.districts()[one.district][2] == force)
    found = sorted(of_force, key=lambda one: (one.district, one.code))
    if not found:
        raise Refused(f"No neighbourhoods of {force} are known.", "Have them packed with the tables of areas.")
    return {area.code: area for area in (*_force(force, found), *_districts(found), *map(_neighbourhood, found))}


def unplaced(within: str) -> str:
    """The code of the row for what is placed in an area and no further."""
    return f"{within}.{NOT_PLACED}"


def levels_down_to(level: str) -> tuple[str, ...]:
    """The levels of a table: its own, and those above it, whose rows are its totals. Refused for what is no level."""
    if level not in LEVELS:
        raise Refused(f"There are no public figures by {level}.", f"There are by {', '.join(LEVELS)}.")
    return LEVELS[: LEVELS.index(level) + 1]


def name_of(code: str, force: str) -> str:
    """As it is shown. The name of a code that is no area any more is the code."""
    within, _, rest = code.partition(".")
    if rest == NOT_PLACED:
        return "District not known or withheld" if within == force else f"{name_of(within, force)}, place not known"
    if code == force:
        return f"{force.replace('-', ' ').title()} force area"
    known = neighbourhoods().get(code)
    return known.name if known else packed.places().get(code, code)


def placed(by_area: Mapping[str, int], areas: Areas, force: str) -> dict[str, int]:
    """Counts by the smallest area, of areas of every level. What is in none of these lies in no district of theirs."""
    counts = dict.fromkeys(areas, 0)
    for code, many in by_area.items():
        smallest = _smallest(code, areas, force)
        for area in areas.values():
            if areas[smallest].blocks <= area.blocks:
                counts[area.code] += many
    return counts


def _smallest(code: str, areas: Areas, force: str) -> str:
    if code not in areas:
        return unplaced(force)
    return unplaced(code) if areas[code].level == DISTRICT else code


def _neighbourhood(one: Neighbourhood) -> Area:
    return Area(one.code, MSOA, frozenset({one.code}), one.homes)


def _districts(found: list[Neighbourhood]) -> Iterator[Area]:
    for code, some in groupby(found, key=lambda one: one.district):
        mine, rest = list(some), unplaced(code)
        yield Area(code, DISTRICT, frozenset({rest, *(one.code for one in mine)}), sum(one.homes for one in mine))
        yield Area(rest, MSOA, frozenset({rest}), 0)


def _force(force: str, found: list[Neighbourhood]) -> Iterator[Area]:
    rest = unplaced(force)
    blocks = frozenset({rest, *(one.code for one in found), *(unplaced(one.district) for one in found)})
    yield Area(force, FORCE, blocks, sum(one.homes for one in found))
    yield Area(rest, DISTRICT, frozenset({rest}), 0)
