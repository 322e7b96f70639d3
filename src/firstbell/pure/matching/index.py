"""A roll as sorted keys and columns, in memory or mapped from files: searched without a database, at any size."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.blocking import VERSION, keys_of
from firstbell.pure.matching.columns import DAYS, LETTERS, NAMES, TOKENS, WORDS, Columns, Numbers, Words
from firstbell.pure.matching.records import Features, RollPupil, features_of_pupil

_CHUNK = 20_000
_KINDS: dict[str, type[np.integer]] = (
    dict.fromkeys((*NAMES, *WORDS, *DAYS), np.int32) | dict.fromkeys(TOKENS, np.int64) | dict.fromkeys(LETTERS, np.int8)
)


@dataclass(frozen=True, slots=True)
class Index:
    """A roll that ``search.candidates`` can search.

    ``keys`` are sorted, ``lines`` the line of each; a line's number is its place on the roll, from 0. ``pupil`` gives
    the pupil of a line back, from wherever the roll is kept.
    """

    version: int
    words: Words
    table: Columns
    keys: Numbers
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
        words, chunks = Words(), []
        pupils = iter(roll)
        done = 0
        while chunk := [features_of_pupil(each) for each in islice(pupils, _CHUNK)]:
            keys = [keys_of(features, seeking=False) for features in chunk]
            chunks.append((_small(Columns.of(chunk, words)), *_flat(keys, done)))
            done += len(chunk)
            progress(done)
        keys = _joined([keys for _, keys, _ in chunks], np.int64)
        lines = _joined([lines for _, _, lines in chunks], np.int32)
        order = np.argsort(keys, kind="stable")
        table = _stacked([columns for columns, _, _ in chunks], words)
        return cls(VERSION, words, table, keys[order], lines[order], pupil)

    def __len__(self) -> int:
        return len(self.table)

    def numbering(self) -> Words:
        return Words(beside=self.words)

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        starts = np.searchsorted(self.keys, keys, side="left")
        counts = np.searchsorted(self.keys, keys, side="right") - starts
        first = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(keys) else starts
        found = self.lines[first + np.arange(counts.sum())]
        return np.repeat(np.arange(len(keys)), counts), found.astype(np.int64)

    def columns(self, lines: Numbers) -> tuple[Columns, Numbers]:
        return self.table, lines

    def features(self, lines: Collection[int]) -> Mapping[int, Features]:
        return {line: features_of_pupil(self.pupil(line)) for line in lines}


def index_of(roll: list[RollPupil]) -> Index:
    """The index of a roll that is in memory anyway."""
    return Index.of(roll, roll.__getitem__)


def _flat(keys: list[frozenset[int]], first: int) -> tuple[Numbers, NDArray[np.int32]]:
    counts = [len(of_one) for of_one in keys]
    lines = np.repeat(np.arange(first, first + len(keys), dtype=np.int32), counts)
    return np.array([key for of_one in keys for key in of_one], dtype=np.int64), lines


def _small(columns: Columns) -> Columns:
    one = {name: values.astype(_KINDS[name]) for name, values in columns.one.items()}
    return Columns(columns.words, one, {name: values.astype(_KINDS[name]) for name, values in columns.several.items()})


def _joined(arrays: list[NDArray[np.generic]], kind: type[np.integer]) -> NDArray[np.generic]:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=kind)


def _stacked(chunks: list[Columns], words: Words) -> Columns:
    if not chunks:
        return _small(Columns.of([], words))
    one = {name: np.concatenate([chunk.one[name] for chunk in chunks]) for name in chunks[0].one}
    return Columns(words, one, {name: _padded([chunk.several[name] for chunk in chunks]) for name in chunks[0].several})


def _padded(chunks: list[NDArray[np.generic]]) -> NDArray[np.generic]:
    """One below the other, all as wide as the widest."""
    width = max(chunk.shape[1] for chunk in chunks)
    return np.concatenate([np.pad(chunk, ((0, 0), (0, width - chunk.shape[1]))) for chunk in chunks])
