"""The packed tables, read once each when first asked for."""

import csv
import gzip
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

SectorUnits = tuple[tuple[str, str], ...]


def _lines(name: str) -> list[list[str]]:
    raw = (FOLDER / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
    return list(csv.reader(text.splitlines()))[1:]


@cache
def districts() -> dict[str, tuple[str, str, str, str]]:
    """Each district's own code, authority, force, country."""
    return {code: (code, authority, force, land) for code, _, authority, force, land in _lines("districts.csv")}


@cache
def places() -> dict[str, str]:
    """The name of every district and authority, by code."""
    return {line[0]: line[1] for name in ("districts.csv", "authorities.csv") for line in _lines(name)}


@cache
def numbers() -> dict[str, str]:
    """The authority of each of GIAS's LA numbers."""
    return dict(_lines("numbers.csv"))


@cache
def no_more() -> dict[str, tuple[tuple[str, ...], str, str]]:
    """Of each code that was in use: those that are now all of it, its name, and the day on which the place ended, ""
    where only its code is another now."""
    return {code: (tuple(now.split()), name, ended) for code, now, name, ended in _lines("former.csv")}


@cache
def former() -> dict[str, str]:
    """The code in use today for one that was, unless that place was split."""
    return {code: heirs[0] for code, (heirs, _, _) in no_more().items() if len(heirs) == 1}


@cache
def _sectors() -> dict[str, SectorUnits]:
    """Each sector's districts, with the last letters of their postcodes run together; empty for the whole sector."""
    table: dict[str, SectorUnits] = {}
    for sector, district, units in _lines("postcodes.csv.gz"):
        table[sector] = (*table.get(sector, ()), (district, units))
    return table


@cache
def _positions() -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """The middle of each sector, and of single postcodes where the table has them."""
    middles: dict[str, tuple[int, int]] = {}
    singles: dict[str, tuple[int, int]] = {}
    sector, east, north = "", 0, 0
    for place, easting, northing in _lines("positions.csv.gz"):
        if len(place) > 2:
            sector, east, north = place, int(easting), int(northing)
            middles[sector] = (east, north)
        else:
            singles[sector + place] = (east + int(easting), north + int(northing))
    return middles, singles


@cache
def neighbourhoods() -> dict[str, tuple[str, str, int]]:
    """The name, district and homes of each neighbourhood, by code."""
    return {code: (name, district, int(homes)) for code, name, district, homes in _lines("neighbourhoods.csv")}


@cache
def wards() -> dict[str, tuple[str, str]]:
    """The name and district of each ward, by code."""
    return {code: (name, district) for code, name, district in _lines("wards.csv")}


@cache
def units() -> dict[str, tuple[str, str]]:
    """The neighbourhood and ward of each postcode, written without a space."""
    table: dict[str, tuple[str, str]] = {}
    for sector, neighbourhood, ward, letters in _lines("neighbourhood_units.csv.gz"):
        both = (neighbourhood, ward)
        table.update((sector + letters[at : at + 2], both) for at in range(0, len(letters), 2))
    return table


def outlines() -> dict[str, list[list[tuple[int, int]]]]:
    """The rings of each neighbourhood; a line is a step from the corner before."""
    table: dict[str, list[list[tuple[int, int]]]] = {}
    for code, number, east, north in _lines("outlines.csv.gz"):
        rings = table.setdefault(code, [])
        if int(number) == len(rings):
            rings.append([(int(east), int(north))])
        else:
            before = rings[-1][-1]
            rings[-1].append((before[0] + int(east), before[1] + int(north)))
    return table


def district_of(sector: str, unit: str) -> str | None:
    for district, units in _sectors().get(sector, ()):
        if not units or _holds(units, unit):
            return district
    return None


def position_of(sector: str, unit: str) -> tuple[int, int] | None:
    middles, singles = _positions()
    return singles.get(sector + unit) or middles.get(sector)


def _holds(units: str, unit: str) -> bool:
    """Whether ``unit`` stands among pairs of letters that are run together."""
    at = units.find(unit)
    while at > 0 and at % 2:
        at = units.find(unit, at + 1)
    return at >= 0
