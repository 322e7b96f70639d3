"""Finding an establishment by what somebody types: parts of its name, its town, its postcode or its URN."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from firstbell.pure.areas import as_postcode
from firstbell.registers.schools.rules.words import every_word

LEAST_MISSPELT = 4
"""Letters. A shorter word that is wrong by one is another word."""


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` is every word to be found by, each after a space; ``name`` decides between two that fit alike."""

    urn: str
    name: str
    is_open: bool
    text: str


def findable(urn: str, name: str, is_open: bool, where: Iterable[str]) -> Found:
    """An establishment made ready to be found; ``where`` is its town, postcode and the like."""
    return Found(urn, name, is_open, "".join(f" {word}" for word in every_word(" ".join((name, *where, urn)))))


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that can be found, and every word that it is found by."""

    places: tuple[Found, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, places: Iterable[Found]) -> "Directory":
        kept = tuple(places)
        return cls(kept, frozenset(word for place in kept for word in place.text.split()))


def search(directory: Directory, typed: str, limit: int) -> list[str]:
    """The URNs of at most ``limit`` places that have every word typed, or the beginning of it; open ones first.

    Where none has, a word may be wrong by one letter. Nothing typed finds nothing.
    """
    words = every_word(as_postcode(typed) or typed)
    if not words:
        return []
    found = _having(directory, words) or _having(directory, _mended(words, directory.words))
    return [place.urn for place in sorted(found, key=lambda place: _rank(place, words))[:limit]]


def _having(directory: Directory, words: tuple[str, ...]) -> list[Found]:
    begun = [f" {word}" for word in words]
    return [place for place in directory.places if all(word in place.text for word in begun)]


def _mended(words: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    """Each word that no place has replaced by the nearest that one has."""
    return tuple(word if word in known else _nearest(word, known) for word in words)


def _nearest(word: str, known: frozenset[str]) -> str:
    """The word that is wrong by one letter at most; of several the first by the alphabet."""
    if len(word) < LEAST_MISSPELT:
        return word
    near = process.extract(word, known, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=None)
    return min((found for found, _distance, _at in near), default=word)


def _rank(place: Found, words: tuple[str, ...]) -> tuple[bool, bool, int, str, str]:
    whole = f"{place.text} "
    missing = sum(f" {word} " not in whole for word in words)
    return not place.is_open, not place.text.startswith(f" {words[0]}"), missing, place.name, place.urn
