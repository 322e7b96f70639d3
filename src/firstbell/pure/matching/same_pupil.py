"""Which lines of a roll are one pupil: dually registered, moved within the year, or on two authorities' rolls."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from firstbell.pure.matching.records import Features, swapped
from firstbell.pure.names import compare_given_names

Comparison = Callable[[Features, Features], bool]

NO_IDENTIFIER = 20  # a number on more lines than this tells nobody apart: it stands for "not known"


@dataclass(frozen=True, slots=True)
class SamePupils:
    """``pupils`` are the places of each pupil's lines, in the order of their first; ``contested`` are the places whose
    UPN also stands on a line of a plainly different pupil."""

    pupils: tuple[tuple[int, ...], ...]
    contested: frozenset[int]


def same_pupils(lines: Sequence[Features]) -> SamePupils:
    """Join lines that share a UPN and do not contradict each other, and lines alike in names, birth and home.

    A valid UPN may still be a slip of the pen: twins under one UPN stay two.
    """
    joined = list(range(len(lines)))
    contested: set[int] = set()
    for bearers in _sharing(enumerate(lines), lambda line: (line.upn,) if line.upn else ()):
        if len(bearers) <= NO_IDENTIFIER:
            pupils = _parted(bearers, lines, _may_be_one)
            contested |= set(bearers) if len(pupils) > 1 else set()
            _join(joined, pupils)
    for housemates in _sharing(enumerate(lines), lambda line: line.houses):
        _join(joined, _parted(housemates, lines, _alike))
    heaps: dict[int, list[int]] = {}
    for place, root in enumerate(joined):
        heaps.setdefault(root, []).append(place)
    return SamePupils(tuple(map(tuple, heaps.values())), frozenset(contested))


def _sharing(lines: Iterable[tuple[int, Features]], things: Callable[[Features], Iterable[str]]) -> Iterable[list[int]]:
    """The places of lines that share a thing, where several do."""
    found: dict[str, list[int]] = {}
    for place, line in lines:
        for thing in things(line):
            found.setdefault(thing, []).append(place)
    return [places for places in found.values() if len(places) > 1]


def _parted(places: Sequence[int], lines: Sequence[Features], one: Comparison) -> list[list[int]]:
    """The places in heaps of one pupil each: a line joins the first heap with whose every line it agrees."""
    heaps: list[list[int]] = []
    for place in places:
        heap = next((heap for heap in heaps if all(one(lines[place], lines[other]) for other in heap)), None)
        if heap is None:
            heaps.append([place])
        else:
            heap.append(place)
    return heaps


def _may_be_one(a: Features, b: Features) -> bool:
    births = not a.born or not b.born or swapped(a.born) == b.born
    slip = births or OSA.distance(f"{a.born:%Y%m%d}", f"{b.born:%Y%m%d}") <= 1
    return compare_given_names(a.given, b.given) not in ("different", "begins") and slip


def _alike(a: Features, b: Features) -> bool:
    same = (a.surname, a.born) == (b.surname, b.born) and a.surname and a.born
    return bool(same) and compare_given_names(a.given, b.given) in ("equal", "spelling")


def _join(joined: list[int], heaps: Iterable[Sequence[int]]) -> None:
    """Give all lines of a heap, and whatever they were joined with, one root."""
    for heap in heaps:
        roots = {joined[place] for place in heap}
        first = min(roots)
        joined[:] = [first if root in roots else root for root in joined]
