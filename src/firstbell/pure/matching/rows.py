"""The lines of a roll, each in one piece: whatever is compared of a line stands together, so that one of millions is
one reach into memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.columns import Columns, Numbers, Words, padded

OF_SEVERAL_WORDS = ("called", "middle", "surnames")
"""Columns whose words stand in ``Rows.names`` one after the other, as many as the line has."""
AT_MOST = {"upns": 2, "houses": 4, "postcodes": 1, "sectors": 1}
"""How many of each thing a line of a roll can have (``records.features_of_pupil``)."""
_KEPT = ("first", "surname", "born", "sex")
_NEVER = ("short", "family", "districts")  # only whoever is looked for has these, or only keys are made of them

LAYOUT = np.dtype(
    [("start", np.uint32), *((name, np.int32) for name in ("first", "surname", "born")), ("sex", np.int8)]
    + [(f"{name}_count", np.uint8) for name in OF_SEVERAL_WORDS]
    + [(name, np.int64, (width,)) for name, width in AT_MOST.items()]
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines as ``LAYOUT`` has them, their words in ``names`` from ``start`` on."""

    lines: NDArray[np.void]
    names: NDArray[np.int32]

    @classmethod
    def of(cls, columns: Columns) -> "Rows":
        """Of at most four thousand million words in all, 255 a line."""
        lines = np.zeros(len(columns), dtype=LAYOUT)
        for name in _KEPT:
            lines[name] = columns.one[name]
        for name, width in AT_MOST.items():
            known = columns.several[name]
            lines[name][:, : known.shape[1]] = known[:, :width]
        matrices = [columns.several[name] for name in OF_SEVERAL_WORDS]
        for name, matrix in zip(OF_SEVERAL_WORDS, matrices, strict=True):
            lines[f"{name}_count"] = np.count_nonzero(matrix, axis=1)
        together = np.concatenate(matrices, axis=1)
        counts = np.count_nonzero(together, axis=1)
        lines["start"] = np.cumsum(counts) - counts
        return cls(lines, together[together != 0].astype(np.int32))

    def __len__(self) -> int:
        return len(self.lines)

    def renumbered(self, numbers: NDArray[np.int32], first: int) -> "Rows":
        """With the words' new ``numbers`` by their old ones, to stand after ``first`` words of other rows."""
        lines = self.lines.copy()
        lines["start"] += np.uint32(first)
        for name in ("first", "surname"):
            lines[name] = numbers[lines[name]]
        return Rows(lines, numbers[self.names])

    def columns(self, wanted: Numbers, words: Words) -> Columns:
        """These lines, in this order, to be compared."""
        lines = self.lines[wanted]
        one = {name: lines[name].astype(np.int64) for name in _KEPT}
        one |= {"born_from": one["born"], "born_to": one["born"], "swapped": np.zeros_like(one["born"])}
        several = {name: np.ascontiguousarray(lines[name]) for name in AT_MOST}
        several |= {name: np.zeros((len(lines), 0), dtype=np.int64) for name in _NEVER}
        start = lines["start"].astype(np.int64)
        for name in OF_SEVERAL_WORDS:
            count = lines[f"{name}_count"].astype(np.int64)
            several[name] = padded(self.names[spread(start, count)], count)
            start += count
        return Columns.with_derived(words, one, several)


def spread(starts: Numbers, counts: Numbers) -> Numbers:
    """The places from each start on, so many for each, one after the other."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)


def stacked(parts: list[Rows]) -> Rows:
    """One below the other."""
    lines = [part.lines for part in parts] or [np.zeros(0, dtype=LAYOUT)]
    return Rows(np.concatenate(lines), np.concatenate([part.names for part in parts] or [np.zeros(0, dtype=np.int32)]))
