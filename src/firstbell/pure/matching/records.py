"""The two sides of a match as people write them, and folded as both the weighing and the evidence compare them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Protocol

from firstbell.pure.matching.upns import upn_key
from firstbell.pure.names import GivenNames, fold, given_names, surname_key, surname_parts
from firstbell.pure.names.forenames import full_forms_of, short_forms_of
from firstbell.pure.names.surnames import one_form

Home = tuple[tuple[str, ...], str | None, str | None]
"""Address lines, postcode, UPRN."""


class RollPupil(Protocol):
    """A pupil as a roll writes one; text fields are empty where the roll says nothing."""

    @property
    def upn(self) -> str | None: ...
    @property
    def upn_as_written(self) -> str: ...
    @property
    def forenames(self) -> str: ...
    @property
    def known_as(self) -> str: ...
    @property
    def surname(self) -> str: ...
    @property
    def previous_surname(self) -> str: ...
    @property
    def date_of_birth(self) -> date | None: ...
    @property
    def sex(self) -> str: ...
    @property
    def address_lines(self) -> tuple[str, ...]: ...
    @property
    def postcode(self) -> str | None: ...
    @property
    def uprn(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Sought:
    """A child looked for. ``key`` tells the children of one call apart.

    The birth date lies from ``born_from`` to ``born_to`` (both None where nothing is known; equal where it is exact).
    ``homes`` are addresses at which the child may live: evidence, never the child's residence. ``family_surnames`` are
    those of related adults, by one of which a school may know the child.
    """

    key: str
    forenames: str
    surname: str
    known_as: str = ""
    aliases: tuple[str, ...] = ()
    previous_surnames: tuple[str, ...] = ()
    family_surnames: tuple[str, ...] = ()
    born_from: date | None = None
    born_to: date | None = None
    sex: str = ""
    upn: str = ""
    homes: tuple[Home, ...] = ()

    @property
    def born(self) -> date | None:
        """The exact date of birth, where it is known."""
        return self.born_from if self.born_from == self.born_to else None


@dataclass(frozen=True, slots=True)
class Features:
    """One record, folded: what both the weighing and the evidence compare.

    ``surname`` is the key of the surname, ``earlier`` of previous ones; ``surnames`` has also parts and other forms;
    ``family`` those of related adults. ``upn`` is a valid UPN of a roll, ``upns`` all numbers as written. ``houses``
    are single homes, each in as many ways as it can be named.
    """

    given: GivenNames
    surname: str
    earlier: frozenset[str]
    surnames: frozenset[str]
    family: frozenset[str]
    born_from: date | None
    born_to: date | None
    sex: str
    upn: str | None
    upns: frozenset[str]
    houses: frozenset[str]
    postcodes: frozenset[str]

    @property
    def born(self) -> date | None:
        return self.born_from if self.born_from == self.born_to else None


def features_of_sought(child: Sought) -> Features:
    given_aliases, alias_surnames = _aliases(child.aliases)
    return Features(
        given=given_names(child.forenames, child.known_as, given_aliases),
        surname=surname_key(child.surname),
        earlier=_keys((*child.previous_surnames, *alias_surnames)),
        surnames=_surnames((child.surname, *child.previous_surnames, *alias_surnames)),
        family=_surnames(child.family_surnames),
        born_from=child.born_from,
        born_to=child.born_to,
        sex=child.sex if child.sex in ("M", "F") else "",
        upn=None,
        upns=_upns(child.upn),
        houses=frozenset(chain.from_iterable(map(_houses, child.homes))),
        postcodes=frozenset([postcode for home in child.homes if (postcode := postcode_key(home[1]))]),
    )


def features_of_pupil(pupil: RollPupil) -> Features:
    postcode = postcode_key(pupil.postcode)
    return Features(
        given=given_names(pupil.forenames, pupil.known_as),
        surname=surname_key(pupil.surname),
        earlier=_keys((pupil.previous_surname,)),
        surnames=_surnames((pupil.surname, pupil.previous_surname)),
        family=frozenset(),
        born_from=pupil.date_of_birth,
        born_to=pupil.date_of_birth,
        sex=pupil.sex if pupil.sex in ("M", "F") else "",
        upn=pupil.upn or None,
        upns=_upns(pupil.upn or "", pupil.upn_as_written),
        houses=frozenset(houses_of(pupil.address_lines, pupil.postcode, pupil.uprn)),
        postcodes=frozenset((postcode,) if postcode else ()),
    )


def _aliases(aliases: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``Ollie Smith`` is a forename and a surname, ``Ollie`` a forename."""
    if not aliases:
        return (), ()
    parted = [alias.rsplit(maxsplit=1) for alias in aliases if alias.strip()]
    return tuple(words[0] for words in parted), tuple(words[1] for words in parted if len(words) > 1)


def _upns(*written: str) -> frozenset[str]:
    return frozenset([upn for text in written if (upn := upn_key(text))])


@lru_cache(maxsize=100_000)
def _keys(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for name in written if (key := surname_key(name)))


@lru_cache(maxsize=100_000)
def _surnames(written: tuple[str, ...]) -> frozenset[str]:
    keys = {key for name in written for key in (surname_key(name), *surname_parts(name)) if key}
    return frozenset(keys | {one_form(key) for key in keys})


_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


@lru_cache(maxsize=100_000)
def postcode_key(postcode: str | None) -> str:
    """A postcode without its blank, in capitals; empty where it is none, or the one for no fixed abode."""
    joined = re.sub(r"[^A-Z0-9]", "", (postcode or "").upper())
    return joined if _POSTCODE.fullmatch(joined) and not joined.startswith("ZZ") else ""


STREET_WORDS = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive",
    "ln": "lane", "cres": "crescent", "ct": "court", "pl": "place", "gdns": "gardens", "gr": "grove", "sq": "square",
    "terr": "terrace", "ter": "terrace",
}  # fmt: skip
"""How people shorten the last word of a street."""
_HOUSE = re.compile(r"\b(\d+)\s?([a-z]?)\b[\s,]*([a-z' -]*)")


def houses_of(lines: Sequence[str], postcode: str | None, uprn: str | None) -> Iterable[str]:
    """Ways to name one home so that two records of it share one: its UPRN, number and postcode, number and street with
    the postcode's district or the town."""
    if uprn and (number := re.sub(r"[^0-9]", "", uprn).lstrip("0")):
        yield f"uprn:{number}"
    key = postcode_key(postcode)
    text = ", ".join(lines).lower()
    numbers = [(number + letter, street) for number, letter, street in _HOUSE.findall(text)]
    if numbers:
        number, street = numbers[-1]
        named = _street(street)
        town = _town(lines[-1]) if len(lines) > 1 else ""
        yield from [f"{place}:{number}{named}" for place in (key[:-3], town) if place and named]
        if key:
            yield f"{key}:{'.'.join(sorted([number for number, _ in numbers]))}"
    elif key and (named := _street(text.partition(",")[0])):
        yield f"{key}:{named}"


@lru_cache(maxsize=10_000)
def _houses(home: Home) -> tuple[str, ...]:
    """``houses_of``, once for all the children of a home."""
    return tuple(houses_of(*home))


@lru_cache(maxsize=50_000)
def _town(town: str) -> str:
    """The last line of an address, where it is not the house's own."""
    return "" if re.search(r"[0-9]", town) else fold(town).replace(" ", "")


@lru_cache(maxsize=50_000)
def _street(words: str) -> str:
    return "".join(STREET_WORDS.get(word, word) for word in fold(words).split())


@lru_cache(maxsize=50_000)
def short_and_full(names: frozenset[str]) -> frozenset[str]:
    """Every short and every full form of these folded names."""
    return frozenset[str]().union(*(short_forms_of(name) | full_forms_of(name) for name in names))


def swapped(day: date) -> date | None:
    """The date with its day and month changed over, where that is another date."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None
