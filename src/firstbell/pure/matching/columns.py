"""Records side by side in arrays, so that many pairs are compared at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.records import Features, short_and_full, swapped
from firstbell.pure.names.folding import skeleton

Numbers = NDArray[np.int64]
NOTHING = 0
"""Stands in every column for what a record does not say; it is equal to nothing, itself included."""

NAMES = ("called", "middle", "short", "surnames", "family")
"""Columns of several words each, as their numbers in a ``Words``."""
TOKENS = {"upns": "u", "houses": "h", "postcodes": "p", "sectors": "r", "places": "l"}
"""Columns of several things each that are only ever the same or not: as ``token`` of each behind this letter, so that a
UPN's and a home's are also the keys by which they are found (``blocking.RULES``)."""
WORDS = ("first", "surname", "first_sound", "surname_sound", "beginning")
"""Columns of one word each, as its number in a ``Words``."""
LETTERS = ("initial", "sex")
"""Columns of one letter each."""
DAYS = ("born", "swapped", "born_from", "born_to")
"""Columns of one date each, as the number YYYYMMDD."""


def token(text: str) -> int:
    """A number for a text, the same on every machine and in every year: signed, 64 bits, never ``NOTHING``."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True) or 1


def as_number(day: date | None) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day else NOTHING


class Words:
    """Every word met so far, numbered from 1 in the order of meeting. ``beside`` others it leaves those as they are,
    and they must not grow meanwhile."""

    def __init__(self, written: Sequence[str] = ("",), beside: "Words | None" = None) -> None:
        self._beside = beside
        self._first = len(beside) if beside else 0
        self.written = [] if beside else list(written)
        self._known = {word: number for number, word in enumerate(self.written, self._first) if word}

    def __len__(self) -> int:
        return self._first + len(self.written)

    def number(self, word: str) -> int:
        if not word:
            return NOTHING
        found = self._beside.find(word) if self._beside else None
        found = found or self.find(word)
        if found is None:
            found = self._known[word] = len(self)
            self.written.append(word)
        return found

    def find(self, word: str) -> int | None:
        return self._known.get(word)

    def word(self, number: int) -> str:
        if self._beside and number < self._first:
            return self._beside.word(number)
        return self.written[number - self._first]


@dataclass(frozen=True, slots=True)
class Columns:
    """Records as arrays: ``one`` value a record (n), or ``several`` (n x k, filled up with ``NOTHING``).

    Numbers of words are those of ``words``: two tables can be compared that number their words alike.
    """

    words: Words
    one: dict[str, Numbers]
    several: dict[str, Numbers]

    @classmethod
    def of(cls, records: Sequence[Features], words: Words, *, seeking: bool = False) -> "Columns":
        """Records that seek say the short and full forms of their names too, so that only one side need."""
        ones = [_one(features, words.number, seeking=seeking) for features in records]
        many = [_several(features, words.number, seeking=seeking) for features in records]
        one = {name: np.array([values[name] for values in ones], dtype=np.int64) for name in (*WORDS, *DAYS, *LETTERS)}
        several = {name: _filled([values[name] for values in many]) for name in (*NAMES, *TOKENS)}
        return cls(words, one, several)

    def __len__(self) -> int:
        return len(self.one["first"])


def _one(features: Features, number: Callable[[str], int], *, seeking: bool) -> dict[str, int]:
    born = features.born
    return {
        "first": number(features.given.first),
        "surname": number(features.surname),
        "first_sound": number(skeleton(features.given.first)),
        "surname_sound": number(skeleton(features.surname)),
        "born": as_number(born),
        "swapped": as_number(swapped(born)) if born and seeking else NOTHING,
        "born_from": as_number(features.born_from),
        "born_to": as_number(features.born_to),
        "beginning": number(features.given.first[:3]),
        "initial": _letter(features.given.first),
        "sex": _letter(features.sex),
    }


def _letter(word: str) -> int:
    return ord(word[0]) if word else NOTHING


def _several(features: Features, number: Callable[[str], int], *, seeking: bool) -> dict[str, list[int]]:
    names = {
        "called": features.given.called,
        "middle": features.given.middle,
        "short": short_and_full(features.given.called) if seeking else (),
        "surnames": features.surnames,
        "family": features.family,
    }
    sectors = {postcode[:-2] for postcode in features.postcodes}
    things = {
        "upns": features.upns,
        "houses": features.houses,
        "postcodes": features.postcodes,
        "sectors": sectors,
        "places": features.houses | features.postcodes,
    }
    numbered = {name: [number(word) for word in words] for name, words in names.items()}
    return numbered | {name: [token(f"{TOKENS[name]}|{text}") for text in texts] for name, texts in things.items()}


def _filled(rows: Sequence[Sequence[int]]) -> Numbers:
    filled = np.zeros((len(rows), max(map(len, rows), default=0)), dtype=np.int64)
    for at, row in enumerate(rows):
        filled[at, : len(row)] = row
    return filled
