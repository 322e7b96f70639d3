"""A roll as sorted keys and rows, in memory or mapped from files: searched without a database, at any size.

Nothing of it changes while it is searched, so any number of threads may search it at once.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.blocking import VERSION, distinct_keys_of
from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.records import Features, RollPupil, features_of_pupil
from firstbell.pure.matching.rows import Rows, spread, stacked

CHUNK = 20_000
"""Lines prepared at once."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Some lines of a roll by themselves: rows whose words are numbered as in ``written``, and their keys, each with
    the place of its line among these."""

    written: list[str]
    rows: Rows
    keys: Numbers
    places: NDArray[np.int32]


def prepared(pupils: Sequence[RollPupil]) -> Prepared:
    words = Words()
    columns = Columns.of([features_of_pupil(pupil) for pupil in pupils], words)
    places, keys = distinct_keys_of(columns)
    return Prepared(words.written, Rows.of(columns), keys, places.astype(np.int32))


@dataclass(frozen=True, slots=True)
class Shelves:
    """Keys and the line of each, on shelves: a key's first bits name its shelf, which begins at ``starts`` of that
    number, and its next 32 are its ``mark`` there. So a key costs two reaches into memory, however many there are.

    Two keys of one shelf with one mark are taken for the same: of 130 million keys, less than one in a hundred million
    meets another, and then a pupil is weighed for nothing.
    """

    starts: NDArray[np.uint32]
    marks: NDArray[np.uint32]
    lines: NDArray[np.int32]

    @classmethod
    def of(cls, keys: Numbers, lines: NDArray[np.int32]) -> "Shelves":
        order, bits = np.argsort(keys.view(np.uint64), kind="stable"), shelf_bits(len(keys))
        shelves, marks = shelved(keys[order], bits)
        starts = np.searchsorted(shelves, np.arange((1 << bits) + 1)).astype(np.uint32)
        return cls(starts, marks, lines[order])

    def find(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """The places of those of these keys that lines have, and those lines, pair by pair."""
        shelves, marks = shelved(keys, shelf_bits(len(self.lines)))
        starts = self.starts[shelves].astype(np.int64)
        counts = self.starts[shelves + 1] - starts
        places, at = np.repeat(np.arange(len(keys)), counts), spread(starts, counts)
        same = self.marks[at] == marks[places]
        return places[same], self.lines[at[same]].astype(np.int64)


def shelf_bits(keys: int) -> int:
    """Of so many keys, about eight stand on a shelf; there is more than one shelf."""
    return max(1, (keys // 8).bit_length())


def shelved(keys: Numbers, bits: int) -> tuple[Numbers, NDArray[np.uint32]]:
    """The shelf and the mark of every key."""
    unsigned = keys.view(np.uint64)
    shelves = (unsigned >> np.uint64(64 - bits)).astype(np.int64)
    return shelves, (unsigned >> np.uint64(32 - bits) & np.uint64(0xFFFFFFFF)).astype(np.uint32)


@dataclass(frozen=True, slots=True)
class Index:
    """A roll that ``search.candidates`` can search.

    A line's number is its place on the roll, from 0. ``pupil`` gives the pupil of a line back, from wherever the roll
    is kept.
    """

    version: int
    words: Words
    rows: Rows
    shelves: "Shelves"
    pupil: Callable[[int], RollPupil]

    @classmethod
    def of(
        cls,
        roll: Iterable[RollPupil],
        pupil: Callable[[int], RollPupil],
        progress: Callable[[int], None] = lambda done: None,
    ) -> "Index":
        """Read the roll once, in chunks; ``progress`` is told how many lines are done."""
        words = Words()
        rows, keys, lines = [stacked([])], [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
        pupils = iter(roll)
        done = named = 0
        while chunk := list(islice(pupils, CHUNK)):
            part = prepared(chunk)
            rows.append(part.rows.renumbered(np.array(words.numbers(part.written), dtype=np.int32), named))
            keys.append(part.keys)
            lines.append(part.places + np.int32(done))
            done, named = done + len(chunk), named + len(rows[-1].names)
            progress(done)
        words.facts()
        return cls(VERSION, words, stacked(rows), Shelves.of(np.concatenate(keys), np.concatenate(lines)), pupil)

    def __len__(self) -> int:
        return len(self.rows)

    def numbering(self) -> Words:
        return Words(beside=self.words)

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        return self.shelves.find(keys)

    def columns(self, lines: Numbers) -> Columns:
        return self.rows.columns(lines, self.words)

    def features(self, lines: Collection[int]) -> Mapping[int, Features]:
        return {line: features_of_pupil(self.pupil(line)) for line in lines}


def index_of(roll: list[RollPupil]) -> Index:
    """The index of a roll that is in memory anyway."""
    return Index.of(roll, roll.__getitem__)
