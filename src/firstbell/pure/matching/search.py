"""Looking children up: the lines of a roll that share a key with each, weighed, and the best of them by pupil."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np

from firstbell.pure.matching.blocking import keys_of
from firstbell.pure.matching.columns import NOTHING, Columns, Numbers, Words
from firstbell.pure.matching.comparisons import Pairs
from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Features, Sought, features_of_sought
from firstbell.pure.matching.same_pupil import NO_IDENTIFIER, SamePupils, same_pupils
from firstbell.pure.matching.scoring import Part, Weights, weigh

MOST_LINES = 60
"""Lines looked at a child: one pupil may stand on several."""
MOST_PUPILS = 25
_LINE_BITS = 40


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
    prior included: 0 is even odds. ``contested`` tells of a UPN that stands on lines of plainly different pupils.
    ``weights`` and ``pair`` say where the weight comes from.
    """

    rows: tuple[int, ...]
    weight: float
    contested: bool
    weights: Weights = field(repr=False, compare=False)
    pair: int = field(repr=False, compare=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The waterfall of the weight."""
        return self.weights.parts(self.pair)


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
    """The best lines of every child, in falling weight: children's places, lines' numbers and places in ``table``.

    ``pairs`` says which pair of ``weights`` each is.
    """

    owners: Numbers
    lines: Numbers
    places: Numbers
    table: Columns
    weights: Weights
    pairs: Numbers


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
    return _apart(np.unique(_as_one(found, np.repeat(lines, counts))))


def _as_one(owners: Numbers, lines: Numbers) -> Numbers:
    """A child's place and a line's number as one number: up to eight million children, a million million lines."""
    return owners << _LINE_BITS | lines


def _apart(pairs: Numbers) -> tuple[Numbers, Numbers]:
    return pairs >> _LINE_BITS, pairs & (1 << _LINE_BITS) - 1


def _best(roll: Roll, model: Model, left: Columns, owners: Numbers, lines: Numbers) -> _Best:
    distinct, back = np.unique(lines, return_inverse=True)
    table, places = roll.columns(distinct)
    at = places[back]
    weights = weigh(model, Pairs(left, table, owners, at))
    order = np.lexsort((lines, -weights.total, owners))
    rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order], side="left")
    kept = order[rank < MOST_LINES]
    return _Best(owners[kept], lines[kept], at[kept], table, weights, kept)


def _of_the_same_upn(roll: Roll, best: _Best) -> tuple[Numbers, Numbers]:
    """Further lines with the UPN of a line found: the pupil's other registrations, or another pupil's by mistake."""
    upns = best.table.several["upns"][best.places]
    rows, _ = np.nonzero(upns)
    keys, back = np.unique(upns[upns != NOTHING], return_inverse=True)
    at, lines = roll.sharing(keys)
    order = np.argsort(at, kind="stable")
    enough = np.arange(len(at)) - np.searchsorted(at[order], at[order]) <= NO_IDENTIFIER
    found = _as_one(*_joined(best.owners[rows], back, at[order][enough], lines[order][enough]))
    return _apart(np.setdiff1d(found, _as_one(best.owners, best.lines), assume_unique=True))


def _together(best: _Best, others: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    return np.concatenate((best.owners, others[0])), np.concatenate((best.lines, others[1]))


def _by_pupil(roll: Roll, best: _Best, children: int) -> Iterator[list[Scored]]:
    """For every child one entry a pupil, in falling weight; the other lines of the pupil follow the best."""
    totals = best.weights.total[best.pairs].tolist()
    lines, pairs = best.lines.tolist(), best.pairs.tolist()
    doubled = _may_be_doubled(best)
    for owner, (start, end) in enumerate(pairwise(np.searchsorted(best.owners, np.arange(children + 1)).tolist())):
        same = _one_each(end - start)
        if owner in doubled:
            features = roll.features(lines[start:end])
            same = same_pupils([features[line] for line in lines[start:end]])
        yield [
            Scored(
                tuple(lines[start + place] for place in pupil),
                totals[start + pupil[0]],
                not same.contested.isdisjoint(pupil),
                best.weights,
                pairs[start + pupil[0]],
            )
            for pupil in same.pupils
        ]


@lru_cache(maxsize=MOST_LINES + 1)
def _one_each(lines: int) -> SamePupils:
    return SamePupils(tuple((place,) for place in range(lines)), frozenset())


def _may_be_doubled(best: _Best) -> set[int]:
    """The children with two lines of one UPN, or of one surname and birth: those lines may be one pupil's."""
    upns = best.table.several["upns"][best.places]
    rows, _ = np.nonzero(upns)
    named, born = best.table.one["surname"][best.places], best.table.one["born"][best.places]
    same = named.astype(np.int64) << 32 | born
    return _repeated(best.owners[rows], upns[upns != NOTHING]) | _repeated(best.owners, same)


def _repeated(owners: Numbers, things: Numbers) -> set[int]:
    """The owners who have a thing twice."""
    order = np.lexsort((things, owners))
    owner, thing = owners[order], things[order]
    return set(owner[1:][(owner[1:] == owner[:-1]) & (thing[1:] == thing[:-1])].tolist())
