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
class Index:
    """A roll that ``search.candidates`` can search.

    ``keys`` are sorted and distinct; those lines have the n-th that stand in ``lines`` from ``starts[n]`` to before
    ``starts[n + 1]``. A line's number is its place on the roll, from 0. ``pupil`` gives the pupil of a line back, from
    wherever the roll is kept.
    """

    version: int
    words: Words
    rows: Rows
    keys: Numbers
    starts: NDArray[np.uint32]
    lines: NDArray[np.int32]
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
        return cls(VERSION, words, stacked(rows), *by_key(np.concatenate(keys), np.concatenate(lines)), pupil)

    def __len__(self) -> int:
        return len(self.rows)

    def numbering(self) -> Words:
        return Words(beside=self.words)

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        at = np.searchsorted(self.keys, keys)
        known = np.flatnonzero(self.keys[np.minimum(at, len(self.keys) - 1)] == keys) if len(self.keys) else at[:0]
        starts = self.starts[at[known]].astype(np.int64)
        counts = self.starts[at[known] + 1] - starts
        return np.repeat(known, counts), self.lines[spread(starts, counts)].astype(np.int64)

    def columns(self, lines: Numbers) -> Columns:
        return self.rows.columns(lines, self.words)

    def features(self, lines: Collection[int]) -> Mapping[int, Features]:
        return {line: features_of_pupil(self.pupil(line)) for line in lines}


def index_of(roll: list[RollPupil]) -> Index:
    """The index of a roll that is in memory anyway."""
    return Index.of(roll, roll.__getitem__)


def by_key(keys: Numbers, lines: NDArray[np.int32]) -> tuple[Numbers, NDArray[np.uint32], NDArray[np.int32]]:
    """Keys and the line of each as ``Index`` has them: ``keys``, ``starts`` and ``lines``."""
    order = np.argsort(keys, kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    return distinct, np.append(starts, len(keys)).astype(np.uint32), lines[order]
