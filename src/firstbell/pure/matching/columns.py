"""Records side by side in arrays, so that many pairs are compared at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstbell.pure.matching.records import Features, short_and_full, swapped
from firstbell.pure.names.folding import skeleton

Numbers = NDArray[np.int64]
NOTHING = 0
"""Stands in every column for what a record does not say; it is equal to nothing, itself included."""

NAMES = ("called", "middle", "short", "surnames", "family")
"""Columns of several words each, as their numbers in a ``Words``."""
TOKENS = {"upns": "u", "houses": "h", "postcodes": "p", "sectors": "r", "districts": "o"}
"""Columns of several things each that are only ever the same or not: as ``token`` of each behind this letter, so that a
UPN's and a home's are also the keys by which they are found (``blocking.RULES``)."""
WORDS = ("first", "surname")
"""Columns of one word each, as its number in a ``Words``."""
DERIVED = ("first_sound", "beginning", "initial", "surname_sound")
"""Columns that follow from those of one word, as ``token`` of each; nothing stores them."""
DAYS = ("born", "swapped", "born_from", "born_to")
"""Columns of one date each, as the number YYYYMMDD."""

ITSELF, SOUND, INITIAL, BEGINNING = range(4)
"""What is known of a word (``Words.facts``), as ``token`` of each."""


def token(text: str) -> int:
    """A number for a text, the same on every machine and in every year: signed, 64 bits, never ``NOTHING``."""
    return int(tokens([text])[0])


def tokens(texts: Iterable[str]) -> Numbers:
    """``token`` of each."""
    digests = b"".join([blake2b(text.encode(), digest_size=8).digest() for text in texts])
    found = np.frombuffer(digests, dtype=">i8").astype(np.int64)
    found[found == NOTHING] = 1
    return found


_ODD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio of 64 bits, which scatters whatever it multiplies


def mix(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number of two, in their order."""
    mixed = (one ^ other) * _ODD
    return mixed ^ mixed >> np.uint64(32)


def as_number(day: date | None) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day else NOTHING


def _facts_of(words: Sequence[str]) -> Numbers:
    said = [text for word in words for text in (word, skeleton(word), word[:1], word[:3])]
    known = np.fromiter(map(bool, said), dtype=np.bool_, count=len(said))
    return np.where(known, tokens(said), NOTHING).reshape(-1, 4)


class Words:
    """Every word met so far, numbered from 1 in the order of meeting. ``beside`` others it leaves those as they are,
    and they must not grow meanwhile: any number of threads may then number words beside the same ones."""

    def __init__(self, written: Sequence[str] = ("",), facts: Numbers | None = None, beside: "Words | None" = None):
        self._beside = beside
        self._first = len(beside.written) if beside else 0
        self.written: list[str] = [] if beside else list(written)
        self._known = {word: number for number, word in enumerate(self.written, self._first)}
        self.find: Callable[[str], int | None] = self._known.get
        self._facts = np.zeros((0, 4), dtype=np.int64) if facts is None else facts

    def numbers(self, words: Iterable[str]) -> list[int]:
        """The words' numbers; those not met before are met now."""
        asked = list(words)
        found = list(map(self._beside.find if self._beside else self.find, asked))
        return [self._number(word) if number is None else number for word, number in zip(asked, found, strict=True)]

    def _number(self, word: str) -> int:
        number = self._known.get(word)
        if number is None:
            number = self._known[word] = self._first + len(self.written)
            self.written.append(word)
        return number

    def texts(self, numbers: Numbers) -> list[str]:
        """The words that have these numbers."""
        first, written = self._first, self.written
        if self._beside is None:
            return [written[number] for number in numbers.tolist()]
        others = self._beside.written
        return [others[number] if number < first else written[number - first] for number in numbers.tolist()]

    def facts(self, numbers: NDArray[np.integer] | None = None) -> Numbers:
        """What is known of the words of these numbers, or of all: one more axis, of ``ITSELF``, ``SOUND`` and so on."""
        known = self._own_facts()
        if numbers is None:
            return known
        if self._beside is None:
            return np.asarray(known[numbers])
        here = numbers >= self._first
        found = self._beside.facts(np.where(here, 0, numbers))
        found[here] = known[numbers[here] - self._first]
        return np.asarray(found)

    def _own_facts(self) -> Numbers:
        if len(self._facts) < len(self.written):
            new = _facts_of(self.written[len(self._facts) :])
            self._facts = np.concatenate((self._facts, new))
        return self._facts


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
        several = _filled(_names(records, seeking=seeking), words.numbers)
        several |= _filled(_things(records), tokens)
        one = {
            "first": _array(words.numbers(features.given.first for features in records)),
            "surname": _array(words.numbers(features.surname for features in records)),
            "sex": _array([ord(features.sex) if features.sex else NOTHING for features in records]),
            "born": _days(features.born for features in records),
            "swapped": _days(_swapped(features.born) if seeking else None for features in records),
            "born_from": _days(features.born_from for features in records),
            "born_to": _days(features.born_to for features in records),
        }
        return cls.with_derived(words, one, several)

    @classmethod
    def with_derived(cls, words: Words, one: dict[str, Numbers], several: dict[str, Numbers]) -> "Columns":
        """With the columns that follow from others."""
        first, surname = words.facts(one["first"]), words.facts(one["surname"])
        derived = (first[:, SOUND], first[:, BEGINNING], first[:, INITIAL], surname[:, SOUND])
        places = np.concatenate((several["houses"], several["postcodes"]), axis=1)
        return cls(words, one | dict(zip(DERIVED, derived, strict=True)), several | {"places": places})

    def __len__(self) -> int:
        return len(self.one["first"])


def _names(records: Sequence[Features], *, seeking: bool) -> dict[str, list[frozenset[str]]]:
    nothing = frozenset[str]()
    return {
        "called": [features.given.called for features in records],
        "middle": [features.given.middle for features in records],
        "short": [short_and_full(features.given.called) if seeking else nothing for features in records],
        "surnames": [features.surnames for features in records],
        "family": [features.family for features in records],
    }


def _things(records: Sequence[Features]) -> dict[str, list[list[str]]]:
    postcodes = [features.postcodes for features in records]
    said = {
        "upns": [features.upns for features in records],
        "houses": [features.houses for features in records],
        "postcodes": postcodes,
        "sectors": [frozenset([postcode[:-2] for postcode in of_one]) for of_one in postcodes],
        "districts": [frozenset([postcode[:-3] for postcode in of_one]) for of_one in postcodes],
    }
    return {name: [[f"{TOKENS[name]}|{text}" for text in of_one] for of_one in rows] for name, rows in said.items()}


def _swapped(born: date | None) -> date | None:
    return swapped(born) if born else None


def _days(days: Iterable[date | None]) -> Numbers:
    return _array([as_number(day) for day in days])


def _array(values: list[int]) -> Numbers:
    return np.array(values, dtype=np.int64)


def _filled(
    said: Mapping[str, Sequence[Collection[str]]], numbers: Callable[[list[str]], ArrayLike]
) -> dict[str, Numbers]:
    """Columns of several; the texts of all of them are turned into numbers at once."""
    counts = {name: np.array([len(texts) for texts in rows], dtype=np.int64) for name, rows in said.items()}
    flat = [text for rows in said.values() for texts in rows for text in texts]
    values = np.asarray(numbers(flat), dtype=np.int64)
    ends = np.cumsum([count.sum() for count in counts.values()])[:-1]
    return {name: padded(part, counts[name]) for name, part in zip(said, np.split(values, ends), strict=True)}


def padded(values: NDArray[np.integer], counts: NDArray[np.integer]) -> Numbers:
    """Values that stand one after the other, so many a row, as a matrix as wide as the longest row."""
    filled = np.zeros((len(counts), counts.max(initial=0)), dtype=np.int64)
    filled[np.arange(filled.shape[1]) < counts[:, None]] = values
    return filled
