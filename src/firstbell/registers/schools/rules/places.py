"""The open establishments as they are looked for: every name, every word of where each lies, and an index of both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from firstbell.pure.areas import Point
from firstbell.registers.schools.rules.words import ROADS, Words, bare, initials_of, place_words, runs_of, words_in


@dataclass(frozen=True, slots=True)
class Variant:
    """One name of an establishment; ``former`` is that name where it no longer bears it."""

    words: Words
    telling: frozenset[str]
    also: frozenset[str]
    former: str = ""

    @classmethod
    def of(cls, words: Words, former: str = "") -> "Variant":
        telling = frozenset(words.telling)
        also = {bare(word) for word in telling} | words.runs | initials_of(words)
        return cls(words, telling, frozenset(also) - telling, former)


@dataclass(frozen=True, slots=True)
class Town:
    """A town or locality by its folded words. Its longest one says it alone: *Haywood* is Great Haywood, *End* no
    Bignall End."""

    words: frozenset[str]
    enough: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Town":
        words, runs = place_words(text), runs_of(text)
        alone = sorted(words - runs or words, key=lambda word: (-len(word), word))[:1]
        return cls(words | runs, frozenset(alone) | runs)


@dataclass(frozen=True, slots=True)
class Place:
    """An open establishment as it is looked for. ``street`` is folded words."""

    urn: str
    name: str
    authority: str | None
    variants: tuple[Variant, ...]
    towns: tuple[Town, ...]
    street: frozenset[str]
    ages: tuple[int, int] | None
    point: Point | None

    @classmethod
    def of(
        cls,
        name: str,
        *,
        urn: str,
        authority: str | None,
        former: Iterable[str],
        towns: Iterable[str],
        street: str,
        ages: tuple[int, int] | None,
        point: Point | None,
    ) -> "Place":
        """``former`` are the names of those that it alone carries on; ages that are not known are its phase's."""
        words = words_in(name)
        return cls(
            urn=urn,
            name=name,
            authority=authority,
            variants=tuple(_variants(words, former)),
            towns=tuple(Town.of(text) for text in towns if text),
            street=place_words(street),
            ages=ages or words.ages,
            point=point,
        )

    def bears(self, word: str) -> bool:
        return any(word in variant.telling for variant in self.variants)

    def in_town(self, said: Iterable[str]) -> frozenset[str]:
        """The words of those towns of its address that what was said names."""
        named = set(said)
        return frozenset().union(*(town.words for town in self.towns if named & town.enough))

    def on_road(self, roads: Iterable[tuple[str, ...]]) -> frozenset[str]:
        """The words that say in which street it lies: the end of a road's words, longest first."""
        ends = (road[start:] for road in roads for start in range(len(road) - 1))
        return next((frozenset(end) for end in ends if self.street.issuperset(end)), frozenset())


@dataclass(frozen=True, slots=True)
class Index:
    """Every open establishment, by the words of its names and of where it lies; the names' words by their length; and
    the names in full."""

    places: list[Place]
    by_name: dict[str, list[int]] = field(default_factory=dict)
    by_town: dict[str, list[int]] = field(default_factory=dict)
    by_street: dict[str, list[int]] = field(default_factory=dict)
    by_length: dict[int, list[str]] = field(default_factory=dict)
    telling: set[frozenset[str]] = field(default_factory=set)
    in_full: set[tuple[frozenset[str], frozenset[str]]] = field(default_factory=set)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Index":
        index = cls(list(places))
        for number, place in enumerate(index.places):
            named = {word for variant in place.variants for word in variant.telling | variant.also}
            _post(index.by_name, named, number)
            _post(index.by_town, frozenset().union(*(town.words for town in place.towns)), number)
            _post(index.by_street, place.street - ROADS, number)
            index.in_full.add(place.variants[0].words.in_full)
            index.telling.update(variant.telling for variant in place.variants)
        for word in sorted(set().union(*index.telling)):
            index.by_length.setdefault(len(word), []).append(word)
        return index

    def knows(self, word: str) -> bool:
        return word in self.by_name or word in self.by_town or word in self.by_street

    def at(self, words: Iterable[str]) -> set[int]:
        """Those whose towns, or whose street, have all of the words."""
        return _all_of(self.by_town, words) | _all_of(self.by_street, words)

    def on_road(self, road: tuple[str, ...]) -> set[int]:
        """Those in a street that the road's words end with, however many of them are its name."""
        ends = (frozenset(road[start:]) - ROADS for start in range(len(road) - 1))
        return set().union(*(_all_of(self.by_street, end) for end in ends if end))


def _variants(words: Words, former: Iterable[str]) -> Iterator[Variant]:
    """The name it has, and those it had that differ in more than their kind."""
    yield Variant.of(words)
    seen = {words.telling}
    for name in former:
        earlier = words_in(name)
        if earlier.telling not in seen:
            seen.add(earlier.telling)
            yield Variant.of(earlier, name)


def _post(table: dict[str, list[int]], words: Iterable[str], number: int) -> None:
    for word in words:
        table.setdefault(word, []).append(number)


def _all_of(table: dict[str, list[int]], words: Iterable[str]) -> set[int]:
    found = [set(table.get(word, ())) for word in words]
    return set.intersection(*found) if found else set()
