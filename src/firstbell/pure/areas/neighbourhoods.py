"""Areas smaller than a district, where the packed tables have them: Staffordshire and Stoke-on-Trent.

A **neighbourhood** is a middle layer super output area of the 2011 Census, some thousands of homes, and the smallest
area of which anything is made public. A **ward** is what councillors stand for, as it was in November 2025; wards and
neighbourhoods cut across each other, so that of wards nothing is made public. Both are codes that ONS gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from firstbell.pure.areas import POSTCODE, packed

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """``name`` as ONS has it (``Stoke-on-Trent 001``), ``district`` a GSS code, ``homes`` households of the Census."""

    code: str
    name: str
    district: str
    homes: int


@cache
def neighbourhoods() -> Mapping[str, Neighbourhood]:
    """By code, in its order."""
    return MappingProxyType({code: Neighbourhood(code, *more) for code, more in packed.neighbourhoods().items()})


def neighbourhood_of(postcode: str) -> str | None:
    """The code of the neighbourhood of a postcode, however it is spaced; None where no table says. Nothing is guessed:
    a postcode newer than the table has none, wherever its neighbours lie."""
    found = _areas_of(postcode)
    return found[0] if found else None


def ward_of(postcode: str) -> str | None:
    """The code of the ward of a postcode, however it is spaced; None where no table says."""
    found = _areas_of(postcode)
    return found[1] if found else None


def ward_names() -> Mapping[str, tuple[str, str]]:
    """The name and the district of every ward, by code."""
    return packed.wards()


@cache
def outlines() -> Mapping[str, tuple[Ring, ...]]:
    """The rings of each neighbourhood, by code: corners (easting, northing in metres), the first not repeated.

    A corner that stands out by less than about 50 metres is left out; two neighbours keep the same corners of the
    border between them, so that there is neither gap nor overlap.
    """
    return MappingProxyType({code: tuple(map(tuple, rings)) for code, rings in packed.outlines().items()})


def _areas_of(postcode: str) -> tuple[str, str] | None:
    match = POSTCODE.fullmatch("".join(postcode.upper().split()))
    return packed.units().get("".join(match.groups())) if match else None
