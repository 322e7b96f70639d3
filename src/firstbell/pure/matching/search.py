"""Looking children up: the lines of a roll that share a key with each, weighed, and the best of them by pupil."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from firstbell.pure.matching.blocking import keys_of
from firstbell.pure.matching.columns import Columns, Numbers, Words, token
from firstbell.pure.matching.comparisons import Pairs
from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Features, Sought, features_of_sought
from firstbell.pure.matching.same_pupil import same_pupils
from firstbell.pure.matching.scoring import Part, Weights, probability, weigh

MOST_LINES = 60
"""Lines looked at a child: one pupil may stand on several."""
MOST_PUPILS = 25


class Roll(Protocol):
    """A roll that can be searched. Lines are named by numbers of its own."""

    def numbering(self) -> Words:
        """How its columns number words, for whoever is looked for to be numbered alike."""
        ...

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """For sorted distinct ``keys``: the places of those that lines have, and those lines' numbers, pair by pair."""
        ...

    def columns(self, lines: Numbers) -> tuple[Columns, Numbers]:
        """Columns that hold sorted distinct ``lines``, and where in them each stands."""
        ...

    def features(self, lines: Collection[int]) -> Mapping[int, Features]:
        """The lines' features, by number."""
        ...


@dataclass(frozen=True, slots=True)
class Scored:
    """A pupil weighed against a child.

    ``rows`` are the numbers of all the pupil's lines on the roll, the best match first. ``weight`` is in bits, the
    prior included: 0 is even odds; ``parts`` are its waterfall. ``contested`` tells of a UPN that stands on lines of
    plainly different pupils.
    """

    rows: tuple[int, ...]
    weight: float
    parts: tuple[Part, ...] = ()
    contested: bool = False

    @property
    def probability(self) -> float:
        return probability(self.weight)


def candidates(
    children: Sequence[Sought], roll: Roll, model: Model, most: int = MOST_PUPILS
) -> dict[str, list[Scored]]:
    """The pupils that each child may be, by ``Sought.key``, best first, at most ``most`` (up to 30).

    A child with none is there with an empty list. Raises ValueError for two children with one key.
    """
    if len({child.key for child in children}) != len(children):
        raise ValueError("two children of one call have one key")
    seekers = [features_of_sought(child) for child in children]
    left = Columns.of(seekers, roll.numbering(), seeking=True)
    owners, lines = _sharing(roll, [keys_of(features, seeking=True) for features in seekers])
    best = _best(roll, model, left, owners, lines)
    others = _of_the_same_upn(roll, best)
    if len(others[0]):
        best = _best(roll, model, left, *_together(best, others))
    return {
        child.key: found[:most] for child, found in zip(children, _by_pupil(roll, best, len(children)), strict=True)
    }


@dataclass(frozen=True, slots=True)
class _Best:
    """The best lines of every child, in falling weight: the children's places and the lines' numbers."""

    owners: Numbers
    lines: Numbers
    weights: Weights
    pairs: Numbers
    """Which pair of ``weights`` each is."""


def _sharing(roll: Roll, keys: Sequence[Collection[int]]) -> tuple[Numbers, Numbers]:
    """Every child's position with every line that shares a key with it, once."""
    wanted = np.array([key for of_one in keys for key in of_one], dtype=np.int64)
    owners = np.repeat(np.arange(len(keys)), [len(of_one) for of_one in keys])
    distinct, back = np.unique(wanted, return_inverse=True)
    places, lines = roll.sharing(distinct)
    return _joined(owners, back, places, lines)


def _joined(owners: Numbers, back: Numbers, places: Numbers, lines: Numbers) -> tuple[Numbers, Numbers]:
    """Owners of the key at each place, joined with the lines of that place."""
    order = np.argsort(back, kind="stable")
    starts = np.searchsorted(back[order], places, side="left")
    counts = np.searchsorted(back[order], places, side="right") - starts
    first = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    found = owners[order[first + np.arange(counts.sum())]] if len(places) else np.zeros(0, dtype=np.int64)
    pairs = np.unique(np.stack([found, np.repeat(lines, counts)]), axis=1)
    return pairs[0], pairs[1]


def _best(roll: Roll, model: Model, left: Columns, owners: Numbers, lines: Numbers) -> _Best:
    distinct, back = np.unique(lines, return_inverse=True)
    right, places = roll.columns(distinct)
    weights = weigh(model, Pairs(left, right, owners, places[back]))
    order = np.lexsort((lines, -weights.total, owners))
    rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order], side="left")
    kept = order[rank < MOST_LINES]
    return _Best(owners[kept], lines[kept], weights, kept)


def _of_the_same_upn(roll: Roll, best: _Best) -> tuple[Numbers, Numbers]:
    """Further lines with the UPN of a line found: the pupil's other registrations, or another pupil's by mistake."""
    upns = {line: one.upn for line, one in roll.features(set(best.lines.tolist())).items() if one.upn}
    keys = [[token(f"u|{upns[line]}")] if line in upns else [] for line in best.lines.tolist()]
    at, lines = _sharing(roll, keys)
    pairs = np.unique(np.stack([best.owners[at], lines]), axis=1)
    known = set(zip(best.owners.tolist(), best.lines.tolist(), strict=True))
    new = np.array([pair not in known for pair in zip(*pairs.tolist(), strict=True)], dtype=np.bool_)
    return pairs[0][new], pairs[1][new]


def _together(best: _Best, others: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    return np.concatenate((best.owners, others[0])), np.concatenate((best.lines, others[1]))


def _by_pupil(roll: Roll, best: _Best, children: int) -> Iterator[list[Scored]]:
    """For every child one entry a pupil, in falling weight; the other lines of the pupil follow the best."""
    features = roll.features(set(best.lines.tolist()))
    totals = best.weights.total
    starts = np.searchsorted(best.owners, np.arange(children + 1))
    for start, end in pairwise(starts):
        lines = best.lines[start:end].tolist()
        same = same_pupils([features[line] for line in lines])
        yield [
            Scored(
                tuple(lines[place] for place in pupil),
                float(totals[best.pairs[start + pupil[0]]]),
                best.weights.parts(best.pairs[start + pupil[0]]),
                bool(same.contested & set(pupil)),
            )
            for pupil in same.pupils
        ]
