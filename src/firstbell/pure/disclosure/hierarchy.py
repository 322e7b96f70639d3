"""The one hierarchy of areas that figures are published for: MSOAs within districts within the force.

Two areas that overlap, or differ by a street, give away what lies between them, whatever is done to their figures. So
areas are nested or apart, and none is small. Which they are is for whoever calls to say, as plain data.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from firstbell.pure.refusal import Refused

FORCE, DISTRICT, MSOA = "force", "district", "msoa"
LEVELS = (FORCE, DISTRICT, MSOA)
FEWEST_HOMES = 400

NEVER = {
    "point": "a point on a map is a home, or near one",
    "postcode": "a postcode is some fifteen homes",
    "output area": "an output area is some 125 homes",
    "lsoa": "an LSOA is some 650 homes, and their figures would be taken from their MSOA's",
    "ward": "wards cut across MSOAs, and what lies between them could be found",
    "beat": "beats cut across MSOAs, and what lies between them could be found",
}
"""Why there are no figures for what people also ask for."""


@dataclass(frozen=True, slots=True)
class Area:
    """``blocks`` are names of the pieces of ground that it is made of, whichever suit: MSOAs are enough where
    boundaries never change, output areas where they do.

    Records that are placed no further than the force or a district (refuges, hospitals, addresses that nobody knows)
    have a block of their own, and may have a row: an area of no homes.
    """

    code: str
    level: str
    blocks: frozenset[str]
    homes: int


Areas = Mapping[str, Area]
"""By their codes."""


def at_level(areas: Areas, level: str) -> set[str]:
    return {area.code for area in areas.values() if area.level == level}


def refuse_areas(areas: Areas) -> None:
    """Raises Refused for areas that are no hierarchy, of a level that is never published, too small or too alike."""
    for area in areas.values():
        _known_level(area)
        _large_enough(area)
    for upper, lower in pairwise(LEVELS):
        _nested(_among(areas, upper), _among(areas, lower))


def _among(areas: Areas, level: str) -> list[Area]:
    return [area for area in areas.values() if area.level == level]


def _known_level(area: Area) -> None:
    if area.level not in LEVELS:
        why = NEVER.get(area.level, "nobody has said that it fits between the others")
        raise Refused(
            f"There are no figures by {area.level} ({area.code}): {why}.", f"Give figures by {', '.join(LEVELS)}."
        )


def _large_enough(area: Area) -> None:
    if 0 < area.homes < FEWEST_HOMES:
        raise Refused(
            f"{area.code} has fewer than {FEWEST_HOMES} homes.", "Count it with a neighbour, or only for what it is in."
        )


def _nested(above: Iterable[Area], below: Collection[Area]) -> None:
    """Every area of ``below`` in a single one of ``above``, and none of either in two."""
    within = _owners(above)
    _owners(below)
    for area in below:
        owners = {within.get(block) for block in area.blocks}
        if len(owners) != 1 or None in owners:
            raise Refused(
                f"{area.code} lies in no single area of the level above it.",
                "Give one hierarchy: MSOAs whole within districts, districts whole within the force.",
            )
        _unlike(area, *owners)


def _owners(areas: Iterable[Area]) -> dict[str, Area | None]:
    """The area of each block, where no two areas have one in common."""
    owners: dict[str, Area | None] = {}
    for area in areas:
        for block in area.blocks:
            if other := owners.get(block):
                raise Refused(
                    f"{other.code} and {area.code} overlap: what lies in one and not the other could be found.",
                    "Give each block to one area of a level.",
                )
            owners[block] = area
    return owners


def _unlike(area: Area, owner: Area | None) -> None:
    if owner and owner.blocks != area.blocks and owner.homes - area.homes < FEWEST_HOMES:
        raise Refused(
            f"{owner.code} and {area.code} differ by fewer than {FEWEST_HOMES} homes, whose count could be found.",
            "Publish one of the two.",
        )
