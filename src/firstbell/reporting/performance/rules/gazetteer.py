"""The areas that a record may name, as the packed tables of ``pure.areas`` have them: authorities and districts.

Wards are in no table of ours and in no record that we hold: a table by ward says of every row that only a larger area
is recorded. Whoever counts other columns, as a nation's, brings a gazetteer with wards in it.
"""

from functools import cache

from firstbell.pure.areas import packed
from firstbell.pure.figures.places import Gazetteer, Level, Place


@cache
def gazetteer() -> Gazetteer:
    names = packed.places()
    districts = {
        code: Place(code, names[code], {Level.DISTRICT: code, Level.AUTHORITY: authority})
        for code, authority, _, _ in packed.districts().values()
    }
    authorities = {
        code: Place(code, name, {Level.AUTHORITY: code}) for code, name in names.items() if code not in districts
    }
    former = {code: Place(code, code, became=(now,)) for code, now in packed.former().items() if code not in names}
    return Gazetteer(former | authorities | districts)
