"""Which records are one person: clusters over weighed pairs that do not flap, and the names that they keep.

Two weights part the question: records are joined when a pair reaches ``JOIN``; a cluster that stands stays while its
records are tied at ``FRACTURE``. What lies between changes nothing, so that a weight that wavers moves nobody.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

JOIN = 13.0
"""Bits, the prior included, at which two records are joined: 1 in 8,000 that they are two people."""
FRACTURE = 7.0
"""Bits below which a pair no longer holds a cluster together: 1 in 130."""

LEAD = 6.0
"""Bits by which a tie must be stronger than one to somebody else, where it can be only one of the two."""
EITHER = "it could be either"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """How strongly two records speak for one person, in bits. What is in ``doubt`` is never joined for its weight:
    a person is asked."""

    one: int
    other: int
    weight: float
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Records by number, the earliest first, with everything that is known of them.

    ``before``: the identity in which a record stands. ``nominals``: the force's own number of its person. ``together``
    and ``asunder``: pairs on which people have ruled. ``never`` says of two records that they cannot be one person (one
    incident names both), ``apart`` why they should not be, or nothing.
    """

    records: int
    ties: Sequence[Tie]
    before: Mapping[int, int]
    nominals: Mapping[int, str]
    together: Collection[Pair] = ()
    asunder: Collection[Pair] = ()
    never: Callable[[int, int], bool] = lambda one, other: False
    apart: Callable[[int, int], str] = lambda one, other: ""


@dataclass(frozen=True, slots=True)
class Question:
    """Two records that may be one person; ``why`` the rules do not say so themselves."""

    one: int
    other: int
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Settled:
    """``clusters`` of record numbers, each sorted, by their first; ``questions`` that only a person can answer."""

    clusters: tuple[tuple[int, ...], ...]
    questions: tuple[Question, ...]


def settle(standing: Standing) -> Settled:
    """Part the records into people.

    The word of a person and the force's own number come first; then what stood together stays while it is tied; then
    the strongest ties join. Nothing is joined in which records are held apart, nor a record with one of two people whom
    it could be: those are questions.
    """
    strongest = sorted(standing.ties, key=lambda tie: (-tie.weight, tie.one, tie.other))
    stood = [tie for tie in strongest if tie.weight >= FRACTURE and _stood_together(standing, tie)]
    new = [tie for tie in strongest if tie.weight >= JOIN]
    clear = [tie for tie in new if not tie.doubt]
    heaps = _Heaps(standing, [*stood, *clear])
    for tie in stood:
        heaps.join(tie)
    heaps.join_clear(clear)
    return Settled(heaps.clusters(), tuple(heaps.questions(new)))


def _stood_together(standing: Standing, tie: Tie) -> bool:
    one, other = standing.before.get(tie.one), standing.before.get(tie.other)
    return one is not None and one == other


class _Heaps:
    """Records in heaps of one person each. A heap is made of cores: records that a person, or the force's number, ties.

    Within a core details may contradict each other, since somebody knows better: whoever agrees with one of its
    records is not held apart from it by another. Of every heap it is kept from which others it is ``_held`` apart, and
    which are ``_near``: tied so strongly that they may be rivals. So no tie is looked at twice.
    """

    def __init__(self, standing: Standing, ties: Sequence[Tie]) -> None:
        """``ties`` are those by which heaps may come to be joined."""
        self._standing = standing
        self._asunder = {pair for one, other in standing.asunder for pair in ((one, other), (other, one))}
        self._cores = self._tied_for_sure()
        self._core = {record: number for number, core in enumerate(self._cores) for record in core}
        self._heaps = {number: [number] for number in range(len(self._cores))}
        self._heap = {number: number for number in self._heaps}
        self._near: dict[int, set[int]] = {number: set() for number in self._heaps}
        self._held: dict[int, set[int]] = {number: set() for number in self._heaps}
        self._why = self._reasons_among(ties)
        for one, other in self._why:
            _tell_both(self._held, one, other)

    def join(self, tie: Tie) -> None:
        """Make one heap of two, unless something in them is held apart."""
        first, second = self._heaps_of(tie.one, tie.other)
        if first == second or second in self._held[first]:
            return
        self._heap |= dict.fromkeys(self._heaps[second], first)
        self._heaps[first] += self._heaps.pop(second)
        for others in (self._near, self._held):
            _tell_of_join(others, first, second)

    def join_clear(self, ties: Sequence[Tie]) -> None:
        """Join by ties, the strongest first, but for those that have a rival."""
        coming = iter(ties)
        after = next(coming, None)
        for tie in ties:
            while after and after.weight > tie.weight - LEAD:
                _tell_both(self._near, *self._heaps_of(after.one, after.other))
                after = next(coming, None)
            first, second = self._heaps_of(tie.one, tie.other)
            if first != second and not self._has_rival(first, second) and not self._has_rival(second, first):
                self.join(tie)

    def _has_rival(self, near: int, far: int) -> bool:
        """Whether a third heap could be one with the near one, but not with the far one."""
        third = self._held[far]
        return any(heap in self._near[near] and heap not in self._held[near] for heap in third)

    def _heaps_of(self, one: int, other: int) -> Pair:
        first, second = self._heap[self._core[one]], self._heap[self._core[other]]
        return (first, second) if first < second else (second, first)

    def clusters(self) -> tuple[tuple[int, ...], ...]:
        found = [sorted(record for core in cores for record in self._cores[core]) for cores in self._heaps.values()]
        return tuple(sorted(map(tuple, found)))

    def questions(self, strongest: Iterable[Tie]) -> Iterable[Question]:
        """The strongest tie between any two heaps that no person has parted."""
        asked = {self._heaps_of(*pair) for pair in self._asunder}
        for tie in strongest:
            heaps = self._heaps_of(tie.one, tie.other)
            if heaps[0] == heaps[1] or heaps in asked:
                continue
            asked.add(heaps)
            yield Question(tie.one, tie.other, tie.weight, tie.doubt or self._why_not(*heaps) or EITHER)

    def _why_not(self, first: int, second: int) -> str:
        """Why two heaps may not be one; nothing where they may."""
        if second not in self._held[first]:
            return ""
        pairs = map(_ordered, product(self._heaps[first], self._heaps[second]))
        return next(self._why[pair] for pair in pairs if pair in self._why)

    def _tied_for_sure(self) -> list[list[int]]:
        cores = _Groups(self._standing.records, self._never)
        for one, other in self._standing.together:
            cores.join(one, other)
        bearers: dict[str, list[int]] = {}
        for record, nominal in sorted(self._standing.nominals.items()):
            others = bearers.setdefault(nominal, [])
            if not any(cores.join(other, record) for other in others):
                others.append(record)
        return cores.found()

    def _never(self, one: int, other: int) -> bool:
        return (one, other) in self._asunder or self._standing.never(one, other)

    def _reasons_among(self, ties: Iterable[Tie]) -> dict[Pair, str]:
        """Why two cores may not be one person's, where they may not: of all that ties could bring together."""
        linked = _Groups(len(self._cores), lambda one, other: False)
        for tie in ties:
            linked.join(self._core[tie.one], self._core[tie.other])
        pairs = (pair for cores in linked.found() for pair in combinations(cores, 2))
        return {pair: why for pair in pairs if (why := self._reason(*(self._cores[core] for core in pair)))}

    def _reason(self, ones: Sequence[int], others: Sequence[int]) -> str:
        """Why two cores may not be one person's."""
        if any(self._never(one, other) for one in ones for other in others):
            return "one incident names both, or a person has parted them"
        reason = ""
        for one, other in product(ones, others):
            reason = self._standing.apart(one, other)
            if not reason:
                return ""
        return reason


def _ordered(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _tell_both(others: Mapping[int, set[int]], one: int, other: int) -> None:
    if one != other:
        others[one].add(other)
        others[other].add(one)


def _tell_of_join(others: dict[int, set[int]], first: int, second: int) -> None:
    """Let the first heap stand for the second in whatever others have kept of it."""
    for heap in others.pop(second):
        others[heap].discard(second)
        _tell_both(others, heap, first)


class _Groups:
    """Numbers in groups; only two that can ``never`` be in one keep theirs apart."""

    def __init__(self, numbers: int, never: Callable[[int, int], bool]) -> None:
        self._never = never
        self._group = {number: [number] for number in range(numbers)}

    def join(self, one: int, other: int) -> bool:
        """Whether they are in one group now."""
        ones, others = self._group[one], self._group[other]
        if ones is others:
            return True
        if any(self._never(*pair) for pair in product(ones, others)):
            return False
        ones += others
        self._group |= dict.fromkeys(others, ones)
        return True

    def found(self) -> list[list[int]]:
        return [sorted(group) for number, group in sorted(self._group.items()) if number == min(group)]


@dataclass(frozen=True, slots=True)
class Named:
    """A cluster with the identity that it ``keeps`` (None: it needs a new one) and those ``joined`` into that."""

    records: tuple[int, ...]
    keeps: int | None
    joined: tuple[int, ...]


def named(clusters: Iterable[tuple[int, ...]], before: Mapping[int, int]) -> list[Named]:
    """Let every identity go with its earliest record, and every cluster keep the oldest of the identities it has.

    Identities are numbered in the order in which they were opened, records likewise.
    """
    earliest: dict[int, int] = {}
    for record, identity in sorted(before.items()):
        earliest.setdefault(identity, record)
    found = []
    for records in clusters:
        identities = sorted({before[record] for record in records if record in before})
        own = [identity for identity in identities if earliest[identity] in records]
        found.append(Named(records, own[0] if own else None, tuple(own[1:])))
    return found
