"""Looking children up: the lines of a roll that share a key with each, weighed, and the best of them by pupil."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.matching.blocking import keys_of
from firstbell.pure.matching.columns import NOTHING, Columns, Numbers, Words
from firstbell.pure.matching.comparisons import Pairs
from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Features, Sought, features_of_sought
from firstbell.pure.matching.rows import spread
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

    def columns(self, lines: Numbers) -> Columns:
        """These lines, sorted and distinct, one record each."""
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
    if not children:
        return {}
    left = Columns.of([features_of_sought(child) for child in children], roll.numbering(), seeking=True)
    owners, lines = _sharing(roll, *keys_of(left, seeking=True))
    best = _best(_weighed(roll, model, left, owners, lines))
    others = _of_the_same_upn(roll, best)
    if len(others[0]):
        best = _best(_together(best, _weighed(roll, model, left, *others)))
    found = _by_pupil(roll, best, len(children), most)
    return {child.key: pupils for child, pupils in zip(children, found, strict=True)}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Children's places and lines' numbers, pair by pair, with the weight of each, and by what lines are one pupil's:
    ``upns`` and ``houses`` (n x several), ``namesakes`` for surname and birth."""

    owners: Numbers
    lines: Numbers
    weights: Weights
    upns: Numbers
    houses: Numbers
    namesakes: Numbers

    def only(self, order: NDArray[np.intp]) -> "_Weighed":
        things = (self.upns[order], self.houses[order], self.namesakes[order])
        return _Weighed(self.owners[order], self.lines[order], self.weights.only(order), *things)


def _sharing(roll: Roll, owners: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
    """Every child's position with every line that shares a key with it, once."""
    distinct, back = np.unique(keys, return_inverse=True)
    places, lines = roll.sharing(distinct)
    return _joined(owners, back, places, lines)


def _joined(owners: Numbers, back: Numbers, places: Numbers, lines: Numbers) -> tuple[Numbers, Numbers]:
    """Owners of the key at each place, joined with the lines of that place."""
    order = np.argsort(back, kind="stable")
    starts = np.searchsorted(back[order], places, side="left")
    counts = np.searchsorted(back[order], places, side="right") - starts
    found = owners[order[spread(starts, counts)]]
    return _apart(np.unique(_as_one(found, np.repeat(lines, counts))))


def _as_one(owners: Numbers, lines: Numbers) -> Numbers:
    """A child's place and a line's number as one number: up to eight million children, a million million lines."""
    return owners << _LINE_BITS | lines


def _apart(pairs: Numbers) -> tuple[Numbers, Numbers]:
    return pairs >> _LINE_BITS, pairs & (1 << _LINE_BITS) - 1


def _weighed(roll: Roll, model: Model, left: Columns, owners: Numbers, lines: Numbers) -> _Weighed:
    distinct, at = np.unique(lines, return_inverse=True)
    table = roll.columns(distinct)
    weights = weigh(model, Pairs(left, table, owners, at))
    surname, born = table.one["surname"], table.one["born"]
    namesakes = np.where((surname != NOTHING) & (born != NOTHING), surname << 32 | born, NOTHING)
    upns, houses = table.several["upns"], table.several["houses"]
    return _Weighed(owners, lines, weights, upns[at], houses[at], namesakes[at])


def _best(pairs: _Weighed) -> _Weighed:
    """The best lines of every child, in falling weight."""
    order = np.lexsort((pairs.lines, -pairs.weights.total, pairs.owners))
    owners = pairs.owners[order]
    rank = np.arange(len(order)) - np.searchsorted(owners, owners, side="left")
    return pairs.only(order[rank < MOST_LINES])


def _of_the_same_upn(roll: Roll, best: _Weighed) -> tuple[Numbers, Numbers]:
    """Further lines with the UPN of a line found: the pupil's other registrations, or another pupil's by mistake."""
    rows, _ = np.nonzero(best.upns)
    keys, back = np.unique(best.upns[best.upns != NOTHING], return_inverse=True)
    at, lines = roll.sharing(keys)
    order = np.argsort(at, kind="stable")
    enough = np.arange(len(at)) - np.searchsorted(at[order], at[order]) <= NO_IDENTIFIER
    found = _as_one(*_joined(best.owners[rows], back, at[order][enough], lines[order][enough]))
    return _apart(np.setdiff1d(found, _as_one(best.owners, best.lines), assume_unique=True))


def _together(one: _Weighed, other: _Weighed) -> _Weighed:
    return _Weighed(
        np.concatenate((one.owners, other.owners)),
        np.concatenate((one.lines, other.lines)),
        one.weights.beside(other.weights),
        _below(one.upns, other.upns),
        _below(one.houses, other.houses),
        np.concatenate((one.namesakes, other.namesakes)),
    )


def _below(one: Numbers, other: Numbers) -> Numbers:
    """One matrix below the other, both as wide as the wider."""
    width = max(one.shape[1], other.shape[1])
    return np.concatenate([np.pad(each, ((0, 0), (0, width - each.shape[1]))) for each in (one, other)])


def _by_pupil(roll: Roll, best: _Weighed, children: int, most: int) -> Iterator[list[Scored]]:
    """For every child one entry a pupil, in falling weight; the other lines of the pupil follow the best."""
    weights, totals, lines = best.weights, best.weights.total.tolist(), best.lines.tolist()
    doubled = _may_be_doubled(best)
    some_are = set(best.owners[doubled].tolist())
    for owner, (start, end) in enumerate(pairwise(np.searchsorted(best.owners, np.arange(children + 1)).tolist())):
        if owner not in some_are:
            end = min(end, start + most)
            alone = zip(lines[start:end], totals[start:end], range(start, end), strict=True)
            yield [Scored((line,), total, False, weights, pair) for line, total, pair in alone]
            continue
        same = _same(roll, lines[start:end], np.flatnonzero(doubled[start:end]).tolist())
        yield [
            Scored(
                tuple([lines[start + place] for place in pupil]),
                totals[start + pupil[0]],
                not same.contested.isdisjoint(pupil),
                weights,
                start + pupil[0],
            )
            for pupil in same.pupils[:most]
        ]


def _same(roll: Roll, lines: Sequence[int], doubled: Sequence[int]) -> SamePupils:
    """Of one child's lines, which are one pupil's; only those ``doubled`` can be."""
    features = roll.features([lines[place] for place in doubled])
    same = same_pupils([features[lines[place]] for place in doubled])
    pupils = {tuple(doubled[place] for place in pupil) for pupil in same.pupils}
    alone = {(place,) for place in set(range(len(lines))).difference(doubled)}
    return SamePupils(tuple(sorted(pupils | alone)), frozenset(doubled[place] for place in same.contested))


def _may_be_doubled(best: _Weighed) -> NDArray[np.bool_]:
    """The lines that share with another of the same child a UPN, or a home, the surname and the birth."""
    doubled = np.zeros(len(best.lines), dtype=np.bool_)
    rows, columns = np.nonzero(best.upns)
    doubled[rows[_repeated(best.owners[rows], best.upns[rows, columns])]] = True
    rows, columns = np.nonzero((best.houses != NOTHING) & (best.namesakes != NOTHING)[:, None])
    doubled[rows[_repeated(best.owners[rows], best.namesakes[rows], best.houses[rows, columns])]] = True
    return doubled


def _repeated(*things: Numbers) -> NDArray[np.intp]:
    """The places of whatever is there more than once."""
    order = np.lexsort(things)
    same = np.logical_and.reduce([thing[order][1:] == thing[order][:-1] for thing in things])
    return order[np.append(same, False) | np.append(False, same)] if len(order) else order
