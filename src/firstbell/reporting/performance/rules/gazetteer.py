"""The areas that a record may name, as the packed tables of ``pure.areas`` have them: authorities, districts, and where
there are tables so fine, neighbourhoods and wards. Elsewhere a table by ward says that only a larger area is recorded.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from firstbell.pure.areas import packed
from firstbell.pure.areas.neighbourhoods import neighbourhoods, ward_names
from firstbell.pure.figures.places import Gazetteer, Level, Place, Why

WITHHELD = "withheld"
"""Stands for the place of a report of which nothing is told but the force."""


@cache
def gazetteer() -> Gazetteer:
    names = packed.places()
    districts = {code: Place(code, names[code], _within(code)) for code in packed.districts()}
    authorities = {
        code: Place(code, name, {Level.AUTHORITY: code}) for code, name in names.items() if code not in districts
    }
    former = {one.code: one for one in _former() if one.code not in names}
    finer = {one.code: one for one in _finer()}
    withheld = {WITHHELD: Place(WITHHELD, "Withheld", why=Why.WITHHELD)}
    return Gazetteer(former | authorities | districts | finer | withheld)


def _former() -> Iterator[Place]:
    for code, (heirs, name, ended) in packed.no_more().items():
        yield Place(code, name, became=heirs, ended=date.fromisoformat(ended) if ended else None)


def _finer() -> Iterator[Place]:
    for code, one in neighbourhoods().items():
        yield Place(code, one.name, {Level.MSOA: code} | _within(one.district))
    for code, (name, district) in ward_names().items():
        yield Place(code, name, {Level.WARD: code} | _within(district))


def _within(district: str) -> dict[Level, str]:
    return {Level.DISTRICT: district, Level.AUTHORITY: packed.districts()[district][1]}
