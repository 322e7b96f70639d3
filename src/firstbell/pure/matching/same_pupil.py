"""Which lines of a roll are one pupil: dually registered, moved within the year, or on two authorities' rolls."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import OSA

from firstbell.pure.names import GivenNames, compare_given_names

Line = tuple[str, int, str | None, list[str], list[str], str | None, str | None]
"""What is shared, then number, first name, called, middle, surname, date of birth (``YYYYMMDD``)."""
Comparison = Callable[[Line, Line], bool]

_NO_IDENTIFIER = 20  # a number on more lines than this tells nobody apart: it stands for "not known"


@dataclass(frozen=True, slots=True)
class SamePupils:
    """``lines`` gives, for each line of a pupil with several, all of them in order; the first stands for the pupil.
    ``contested`` are lines whose UPN also stands on a line of a plainly different pupil."""

    lines: dict[int, tuple[int, ...]]
    contested: frozenset[int]


def same_pupils(sharing_upn: Iterable[Line], sharing_home: Iterable[Line]) -> SamePupils:
    """Join lines that share a UPN and do not contradict each other, then lines alike in names, birth and home.

    Both are sorted by what they share. A valid UPN may still be a slip of the pen: twins under one UPN stay two.
    """
    joined: dict[int, int] = {}
    contested: set[int] = set()
    for _, lines in groupby(sharing_upn, key=lambda line: line[0]):
        bearers = list(lines)
        if len(bearers) > _NO_IDENTIFIER:
            continue
        pupils = _parted(bearers, _may_be_one)
        if len(pupils) > 1:
            contested |= {line[1] for line in bearers}
        for pupil in pupils:
            _join(joined, [line[1] for line in pupil])
    for _, lines in groupby(sharing_home, key=lambda line: line[0]):
        for pupil in _parted(list(lines), _alike):
            _join(joined, [line[1] for line in pupil])
    return SamePupils(_members(joined), frozenset(contested))


def _parted(lines: Sequence[Line], one: Comparison) -> list[list[Line]]:
    """The lines in heaps of one pupil each: a line joins the first heap with whose every line it agrees."""
    heaps: list[list[Line]] = []
    for line in lines:
        heap = next((heap for heap in heaps if all(one(line, other) for other in heap)), None)
        if heap is None:
            heaps.append([line])
        else:
            heap.append(line)
    return heaps


def _may_be_one(a: Line, b: Line) -> bool:
    names = compare_given_names(_given(a), _given(b))
    born_a, born_b = a[6], b[6]
    births = not born_a or not born_b or OSA.distance(born_a, born_b) <= 1 or _changed_over(born_a, born_b)
    return names != "different" and births


def _alike(a: Line, b: Line) -> bool:
    return compare_given_names(_given(a), _given(b)) in ("equal", "spelling")


def _changed_over(a: str, b: str) -> bool:
    return a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6]


def _given(line: Line) -> GivenNames:
    called = frozenset(line[3])
    return GivenNames(line[2] or "", called, frozenset(line[4]), called)


def _join(joined: dict[int, int], numbers: Sequence[int]) -> None:
    roots = {_root(joined, number) for number in numbers}
    first = min(roots)
    for root in roots:
        joined[root] = first


def _root(joined: dict[int, int], number: int) -> int:
    while joined.setdefault(number, number) != number:
        number = joined[number]
    return number


def _members(joined: dict[int, int]) -> dict[int, tuple[int, ...]]:
    heaps: dict[int, list[int]] = {}
    for number in sorted(joined):
        heaps.setdefault(_root(joined, number), []).append(number)
    return {number: tuple(heap) for heap in heaps.values() if len(heap) > 1 for number in heap}
