"""Where a postcode lies: its district, the authority that answers for its children, the police force, the country.

The tables are packed from the ONS postcode directory (see README.md) and read on first use. Codes are ONS's
nine-character GSS codes; forces are named as police.uk names them (``staffordshire``, ``west-mercia``). A point is an
easting and a northing in metres on the National Grid.
"""

import re
from dataclasses import dataclass
from math import hypot

from firstbell.pure.areas import packed

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?|NPT)([0-9])([A-Z]{2})")  # NPT was Newport's until the 1990s

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """``district`` and ``authority`` are GSS codes, the same one where a place has a single council.

    ``country`` is england, wales, scotland, northern-ireland, or one of the islands guernsey, jersey, isle-of-man.
    ``force`` is ``police-scotland`` in Scotland, ``northern-ireland`` there, and on the islands their name.
    """

    district: str
    authority: str
    force: str
    country: str


def as_postcode(text: str) -> str | None:
    """``text`` as a postcode is written (``ST4 1AA``), or None if it has not the shape of one. Nothing is guessed."""
    match = POSTCODE.fullmatch("".join(text.upper().split()))
    return f"{match[1]} {match[2]}{match[3]}" if match else None


def area_of(postcode: str) -> Area | None:
    """The area of a postcode, live or terminated, however it is spaced; None where the directory does not say.

    A unit newer than the directory is known if its whole sector (``ST4 1``) lies in one district.
    """
    match = POSTCODE.fullmatch("".join(postcode.upper().split()))
    district = packed.district_of(match[1] + match[2], match[3]) if match else None
    return Area(*packed.districts()[district]) if district else None


def position_of(postcode: str) -> Point | None:
    """Where a postcode lies: to the postcode in Staffordshire and Stoke-on-Trent, elsewhere the middle of its sector.

    None if unknown, and in Northern Ireland and the Channel Islands, which are on other grids.
    """
    match = POSTCODE.fullmatch("".join(postcode.upper().split()))
    return packed.position_of(match[1] + match[2], match[3]) if match else None


def km_between(one: str | Point, other: str | Point) -> float | None:
    """Kilometres in a straight line between two postcodes or points; None if either cannot be placed."""
    here = position_of(one) if isinstance(one, str) else one
    there = position_of(other) if isinstance(other, str) else other
    if here is None or there is None:
        return None
    return hypot(here[0] - there[0], here[1] - there[1]) / 1000


def gss(code: str) -> str:
    """The GSS code in use today for an authority or district named by its GSS code, a former one, or GIAS's LA number.

    ValueError if there is no such place, or if it was split among several.
    """
    tidy = code.strip().upper()
    found = packed.numbers().get(tidy.zfill(3)) if tidy.isdecimal() else packed.former().get(tidy, tidy)
    if found in packed.places():
        return found
    raise ValueError(f"{code[:20]!r} is not an authority's code: neither ONS's (E06000021) nor GIAS's (861)")


def authority_of(code: str) -> str:
    """The upper-tier authority of an authority or district named in any way that ``gss`` takes."""
    found = gss(code)
    district = packed.districts().get(found)
    return district[1] if district else found


def authority_name(code: str) -> str:
    """The name of an authority or district named in any way that ``gss`` takes."""
    return packed.places()[gss(code)]


def authorities_of(force: str) -> tuple[str, ...]:
    """The upper-tier authorities of a force's area, in order of code; empty if there is no such force."""
    return tuple(sorted({authority for _, authority, of, _ in packed.districts().values() if of == force}))


def authorities() -> tuple[str, ...]:
    """The upper-tier authorities of England and Wales, in order of code."""
    return tuple(sorted({authority for _, authority, _, country in packed.districts().values() if country in _HERE}))


def forces() -> tuple[str, ...]:
    """The territorial forces of England and Wales as police.uk names them, in order."""
    return tuple(sorted({force for _, _, force, country in packed.districts().values() if country in _HERE}))


_HERE = ("england", "wales")


def is_force(name: str) -> bool:
    """Whether a territorial force is named so by police.uk."""
    return any(force == name for _, _, force, _ in packed.districts().values())
