"""Which establishment somebody's words mean (the ladder's third rank). In doubt: several, and none of them unique."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from firstbell.pure.areas import Point
from firstbell.registers.schools.rules import StatedCandidate
from firstbell.registers.schools.rules.places import Index, Place, Variant
from firstbell.registers.schools.rules.words import CHATTER, ROADS, TYPES, Words, bare, words_said

REACH_KM = 30.0
MOST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words said, for whom, and where: within reach of any point, or in the authority."""

    index: Index
    words: Words
    age: int | None
    points: tuple[Point, ...]
    authority: str | None

    def km(self, place: Place) -> float | None:
        point = place.point
        if point is None or not self.points:
            return None
        return min(hypot(point[0] - x, point[1] - y) for x, y in self.points) / 1000

    def reaches(self, number: int) -> bool:
        """Without anywhere to start from, all of the register is within reach."""
        place = self.index.places[number]
        if self.authority is not None and place.authority == self.authority:
            return True
        km = self.km(place)
        return km <= REACH_KM if km is not None else not self.points and self.authority is None

    def is_used(self, word: str) -> bool:
        """Whether the word names or places anything within reach."""
        tables = (self.index.by_name, self.index.by_town, self.index.by_street)
        return self.index.knows(word) and any(
            self.reaches(number) for table in tables for number in table.get(word, ())
        )

    def is_chatter(self, word: str) -> bool:
        """Whether the word is one that people say of any school, and no school within reach bears it."""
        if word not in CHATTER:
            return False
        borne = (n for n in self.index.by_name.get(word, ()) if self.index.places[n].bears(word))
        return not any(map(self.reaches, borne))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name of an establishment fits: the words said that are in it, nearly in it, or in its address; and those
    that it lacks. ``in_town`` is whether all of them are its town's: *Leek primary* may be any in Leek."""

    place: Place
    variant: Variant
    named: frozenset[str]
    nearly: frozenset[str]
    located: frozenset[str]
    on_road: bool
    in_town: bool
    lacks: frozenset[str]
    at_odds: bool
    age_fits: bool | None
    km: float | None

    @property
    def is_called(self) -> bool:
        return bool(self.named or self.nearly)

    @property
    def covers(self) -> float:
        """The share of the name's own telling words that were said."""
        telling = self.variant.telling
        return min(1.0, len(self.named | self.nearly) / len(telling)) if telling else 0.0

    @property
    def order(self) -> tuple[float, ...]:
        """Best first: whom nothing speaks against, then the name, then the age, then who is nearest."""
        unsure = {True: 0, None: 1, False: 2}[self.age_fits]
        called = len(self.named) + 0.5 * len(self.nearly)
        km = self.km if self.km is not None else 9999.0
        return len(self.lacks), self.at_odds, -called, -self.covers, bool(self.variant.former), unsure, km


def stated(
    index: Index, text: str, *, points: Sequence[Point], age: int | None, authority: str | None
) -> list[StatedCandidate]:
    """At most five open establishments that ``text`` may mean, best first.

    The first is ``unique`` only if every telling word is found with it, its ages do not speak against it, and no other
    within reach has all the words too, unless that other's ages or denomination rule it out.
    """
    asked = Asked(index, words_said(text), age, tuple(points), authority)
    heard = {word: _heard_as(asked, word) for word in asked.words.telling if not asked.is_chatter(word)}
    fits = [min(found, key=lambda fit: fit.order) for found in _fits(asked, heard)]
    fits = sorted((fit for fit in fits if len(fit.lacks) <= len(heard) // 2), key=lambda fit: fit.order)
    rivals = [fit for fit in fits[1:] if _rivals(fit, fits[0], asked.words)]
    alone = bool(fits) and not rivals and _is_sure(fits[0], asked)
    return [_candidate(fit, alone and fit is fits[0], len(rivals)) for fit in fits[:MOST]]


def _heard_as(asked: Asked, word: str) -> dict[str, bool]:
    """The register's words that ``word`` may be, each with whether it is that very word.

    One that names nothing within reach may be misspelt, behind its first letter: by a letter from four letters on, by
    two from eight on.
    """
    length = len(bare(word))
    most = 0 if length < 4 else 1 if length < 8 else 2
    if not most or word in ROADS or asked.is_used(word):
        return {word: True}
    choices = [near for n in range(-most, most + 1) for near in asked.index.by_length.get(len(word) + n, ())]
    found = process.extract(word, choices, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=None)
    initial = word[: len(word) - length + 1]
    return {near: False for near, *_ in found if near.startswith(initial)}


def _fits(asked: Asked, heard: dict[str, dict[str, bool]]) -> list[list[Fit]]:
    """For every establishment within reach that has any of the words in a name, or all of them in its address: how each
    of its names fits."""
    index = asked.index
    numbers = {number for known in heard.values() for word in known for number in index.by_name.get(word, ())}
    numbers |= index.at(heard).union(*map(index.on_road, asked.words.roads))
    places = [index.places[number] for number in numbers if asked.reaches(number)]
    return [[_fit(asked, place, variant, heard) for variant in place.variants] for place in places]


def _fit(asked: Asked, place: Place, variant: Variant, heard: dict[str, dict[str, bool]]) -> Fit:
    own = variant.telling | variant.also
    named = frozenset(
        word for word, known in heard.items() if any(exact and one in own for one, exact in known.items())
    )
    nearly = frozenset(word for word, known in heard.items() if not known.keys().isdisjoint(own)) - named
    road, town = place.on_road(asked.words.roads), place.in_town(heard)
    street = frozenset[str]() if place.street & ROADS or not place.street <= heard.keys() else place.street
    located = frozenset(heard.keys() & (town | road | street)) - named
    return Fit(
        place=place,
        variant=variant,
        named=named,
        nearly=nearly,
        located=located,
        on_road=bool(road),
        in_town=heard.keys() <= town,
        lacks=frozenset(heard) - named - nearly - located,
        at_odds=_is_at_odds(asked, place, variant.words),
        age_fits=_age_fits(asked.age, place.ages),
        km=asked.km(place),
    )


def _is_at_odds(asked: Asked, place: Place, name: Words) -> bool:
    """Whether something said rules the establishment out: an age two years outside its own, a phase that shares no year
    with it, the other denomination."""
    said, ages = asked.words, place.ages or name.ages
    if ages and asked.age is not None and not ages[0] - 1 <= asked.age <= ages[1] + 1:
        return True
    if ages and said.ages and (ages[0] >= said.ages[1] or ages[1] <= said.ages[0]):
        return True
    return bool(said.denominations and name.denominations and said.denominations.isdisjoint(name.denominations))


def _age_fits(age: int | None, ages: tuple[int, int] | None) -> bool | None:
    """Statutory ages, both included. Where they begin at five, the reception class is four."""
    if age is None or ages is None:
        return None
    return (4 if ages[0] == 5 else ages[0]) <= age <= ages[1]


def _rivals(other: Fit, best: Fit, said: Words) -> bool:
    """Whether the words may mean ``other`` as well as ``best``."""
    in_full = _is_in_full(best, said)
    if other.lacks - _of_a_name(other, said) or (other.at_odds and not (in_full and _is_in_full(other, said))):
        return False
    if not best.is_called or not other.is_called or (other.in_town and best.in_town):
        return not in_full or len(said.shared & TYPES) < 2
    if in_full:
        return other.covers == 1 and not _is_another_kind(other, said)
    return other.covers == 1 or said.says_where or not _is_whole_name(best, said)


def _of_a_name(fit: Fit, said: Words) -> frozenset[str]:
    """The own words of roads that have the name of the school: it may be the one on *Springfield Road* itself."""
    return frozenset(road[-1] for road in said.roads if road[-2] in fit.named)


def _is_in_full(fit: Fit, said: Words) -> bool:
    """Whether the name was said in full: all of its telling words, its denomination and every word of its kind."""
    return bool(said.shared & TYPES) and not said.says_where and said.in_full == fit.variant.words.in_full


def _is_whole_name(fit: Fit, said: Words) -> bool:
    """Whether the name was said with a word of its kind: *Haywood Academy* is not *Haywood Grange Academy*."""
    kinds = said.shared & TYPES
    return bool(kinds) and fit.covers == 1 and not fit.nearly and kinds <= fit.variant.words.shared


def _is_another_kind(other: Fit, said: Words) -> bool:
    """Nobody who gives a first or middle school its full name means the primary school that is called the same."""
    tiers = said.shared & {"first", "middle"}
    return bool(tiers) and other.variant.words.ages is not None and tiers.isdisjoint(other.variant.words.shared)


def _is_sure(fit: Fit, asked: Asked) -> bool:
    """Whether nothing within reach but a rival could make it doubtful."""
    if fit.lacks or fit.at_odds or fit.age_fits is False or not _is_spoken_of(fit, asked.words):
        return False
    denied = not asked.words.denials <= set(fit.variant.words.whole)
    return not denied and not _is_better_elsewhere(fit, asked)


def _is_spoken_of(fit: Fit, said: Words) -> bool:
    """By its name or its street. A town alone is not enough, nor words that anybody says, nor *the Avenue*."""
    if said.says_where and fit.in_town:
        return False
    return fit.on_road or (fit.is_called and not fit.named | fit.nearly <= CHATTER | ROADS)


def _is_better_elsewhere(fit: Fit, asked: Asked) -> bool:
    """Whether an establishment out of reach has a word that only nearly fits here, the very name that was said, or no
    other words in its name than those said."""
    index, said = asked.index, asked.words.in_full
    by_its_name = bool(said[1] & TYPES) and said in index.in_full and said != fit.variant.words.in_full
    in_part = said[0] in index.telling and said[0] != fit.variant.telling
    return by_its_name or in_part or any(map(index.knows, fit.nearly))


def _candidate(fit: Fit, unique: bool, rivals: int) -> StatedCandidate:
    return StatedCandidate(
        urn=fit.place.urn,
        name=fit.place.name,
        unique=unique,
        age_fits=fit.age_fits,
        distance_km=None if fit.km is None else round(fit.km, 1),
        reasons=tuple(_reasons(fit, rivals)),
    )


def _reasons(fit: Fit, rivals: int) -> Iterable[str]:
    if fit.is_called:
        name = f"its former name, {fit.variant.former}," if fit.variant.former else "the name"
        yield f"{name} {'is nearly spelt so' if fit.nearly else 'fits the words'}"
    if fit.located:
        yield "the words are in its address" if not fit.is_called else "so does its address"
    if fit.lacks:
        yield f"{len(fit.lacks)} of the words {'is' if len(fit.lacks) == 1 else 'are'} not explained"
    if fit.age_fits is not None and fit.place.ages:
        low, high = fit.place.ages
        yield f"the child's age is {'within' if fit.age_fits else 'outside'} {low} to {high}"
    if fit.at_odds and fit.age_fits is not False:
        yield "what was said of its kind does not agree"
    if rivals and not fit.lacks:
        yield "others within reach fit the words as well"
