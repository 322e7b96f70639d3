"""Finding an establishment by what somebody types."""

from firstbell.registers.schools.models import Establishment
from firstbell.registers.schools.queries.establishments import establishments, register_stamp
from firstbell.registers.schools.rules import EstablishmentFacts
from firstbell.registers.schools.rules.searching import Directory, findable, search

_built: list[tuple[str, Directory]] = []  # at most one: the whole register, made anew only after it changed


def search_establishments(words: str, *, limit: int = 20) -> list[EstablishmentFacts]:
    """At most ``limit`` establishments whose name, town, postcode or URN has all of ``words``, open ones first.

    Case, accents, apostrophes and short forms (*St* or *Saint*) do not matter; a word may be begun only, or wrong by
    one letter where nothing fits as it is.
    """
    urns = search(_directory(), words, limit)
    found = establishments(urns)
    return [found[urn] for urn in urns]


def _directory() -> Directory:
    stamp = register_stamp()
    if not _built or _built[0][0] != stamp:
        rows = Establishment.objects.values_list("urn", "name", "is_open", "locality", "town", "postcode")
        places = (findable(urn, name, is_open, where) for urn, name, is_open, *where in rows.iterator())
        _built[:] = [(stamp, Directory.of(places))]
    return _built[0][1]
