"""Which records are one person: clusters over weighed pairs that do not flap, and the names that they keep.

Two weights part the question: records are joined when a pair reaches ``JOIN``; a cluster that stands stays while its
records are tied at ``FRACTURE``. What lies between changes nothing, so that a weight that wavers moves nobody.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

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
    and ``asunder``: pairs that people have judged. ``never`` says of two records that they cannot be one person (one
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
    heaps = _Heaps(standing)
    strongest = sorted(standing.ties, key=lambda tie: (-tie.weight, tie.one, tie.other))
    for tie in strongest:
        if tie.weight >= FRACTURE and _stood_together(standing, tie):
            heaps.join(tie)
    new = [tie for tie in strongest if tie.weight >= JOIN]
    heaps.join_clear([tie for tie in new if not tie.doubt])
    return Settled(heaps.clusters(), tuple(heaps.questions(new)))


def _stood_together(standing: Standing, tie: Tie) -> bool:
    one, other = standing.before.get(tie.one), standing.before.get(tie.other)
    return one is not None and one == other


class _Heaps:
    """Records in heaps of one person each. A heap is made of cores: records that a person, or the force's number, ties.

    Within a core details may contradict each other, since somebody knows better: whoever agrees with one of its
    records is not held apart from it by another.
    """

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._asunder = {frozenset(pair) for pair in standing.asunder}
        self._between: dict[Pair, str] = {}
        self._cores = self._tied_for_sure()
        self._core = {record: number for number, core in enumerate(self._cores) for record in core}
        self._heaps = {number: [number] for number in range(len(self._cores))}
        self._heap = {number: number for number in self._heaps}

    def join(self, tie: Tie) -> None:
        """Make one heap of two, unless something in them is held apart."""
        first, second = self._heaps_of(tie)
        if first != second and not self._held_apart(first, second):
            self._heap |= dict.fromkeys(self._heaps[second], first)
            self._heaps[first] += self._heaps.pop(second)

    def join_clear(self, ties: Sequence[Tie]) -> None:
        """Join by ties, the strongest first, but for those that have a rival."""
        of_core: dict[int, list[Tie]] = {}
        for tie in ties:
            for record in (tie.one, tie.other):
                of_core.setdefault(self._core[record], []).append(tie)
        for tie in ties:
            if not self._rivalled(tie, of_core):
                self.join(tie)

    def _rivalled(self, tie: Tie, of_core: Mapping[int, Sequence[Tie]]) -> bool:
        first, second = self._heaps_of(tie)
        if first == second:
            return False
        beside = (other for core in (*self._heaps[first], *self._heaps[second]) for other in of_core.get(core, ()))
        return any(self._is_rival(other, tie, first, second) for other in beside)

    def _is_rival(self, other: Tie, tie: Tie, first: int, second: int) -> bool:
        """Whether another tie would bring in a third heap instead, and is hardly weaker."""
        if other.weight <= tie.weight - LEAD:
            return False
        ends = set(self._heaps_of(other))
        third, tied = ends - {first, second}, ends & {first, second}
        if len(third) != 1 or len(tied) != 1:
            return False
        (third_heap,), (near,) = third, tied
        far = first if near == second else second
        return bool(self._held_apart(third_heap, far)) and not self._held_apart(third_heap, near)

    def _heaps_of(self, tie: Tie) -> Pair:
        one, other = self._heap[self._core[tie.one]], self._heap[self._core[tie.other]]
        return (one, other) if one < other else (other, one)

    def clusters(self) -> tuple[tuple[int, ...], ...]:
        found = [sorted(record for core in cores for record in self._cores[core]) for cores in self._heaps.values()]
        return tuple(sorted(map(tuple, found)))

    def questions(self, strongest: Iterable[Tie]) -> Iterable[Question]:
        """The strongest tie between any two heaps that no person has parted."""
        asked: set[Pair] = set()
        for tie in strongest:
            first, second = self._heaps_of(tie)
            if first == second or (first, second) in asked or self._parted(first, second):
                continue
            asked.add((first, second))
            yield Question(tie.one, tie.other, tie.weight, tie.doubt or self._held_apart(first, second) or EITHER)

    def _tied_for_sure(self) -> list[list[int]]:
        cores = _Cores(self._standing.records, self._never)
        for one, other in self._standing.together:
            cores.join(one, other)
        bearers: dict[str, list[int]] = {}
        for record, nominal in sorted(self._standing.nominals.items()):
            others = bearers.setdefault(nominal, [])
            next((other for other in others if cores.join(other, record)), None)
            others.append(record)
        return cores.found()

    def _never(self, one: int, other: int) -> bool:
        return frozenset((one, other)) in self._asunder or self._standing.never(one, other)

    def _held_apart(self, first: int, second: int) -> str:
        """Why two heaps may not be one; nothing where they may."""
        pairs = product(self._heaps[first], self._heaps[second])
        return next((why for one, other in pairs if (why := self._why(min(one, other), max(one, other)))), "")

    def _why(self, one: int, other: int) -> str:
        """Why two cores may not be one person's; found out once."""
        if (one, other) not in self._between:
            self._between[one, other] = self._found_apart(self._cores[one], self._cores[other])
        return self._between[one, other]

    def _found_apart(self, ones: Sequence[int], others: Sequence[int]) -> str:
        if any(self._never(one, other) for one, other in product(ones, others)):
            return "one incident names both, or a person has parted them"
        reason = ""
        for one, other in product(ones, others):
            reason = self._standing.apart(one, other)
            if not reason:
                return ""
        return reason

    def _parted(self, first: int, second: int) -> bool:
        pairs = product(self._heaps[first], self._heaps[second])
        return any(self._asunder & set(self._across(one, other)) for one, other in pairs)

    def _across(self, one: int, other: int) -> Iterable[frozenset[int]]:
        return map(frozenset, product(self._cores[one], self._cores[other]))


class _Cores:
    """Records tied for sure; only what can never be one person keeps them apart."""

    def __init__(self, records: int, never: Callable[[int, int], bool]) -> None:
        self._never = never
        self._core = {record: [record] for record in range(records)}

    def join(self, one: int, other: int) -> bool:
        """Whether they are in one core now."""
        ones, others = self._core[one], self._core[other]
        if ones is others:
            return True
        if any(self._never(*pair) for pair in product(ones, others)):
            return False
        ones += others
        self._core |= dict.fromkeys(others, ones)
        return True

    def found(self) -> list[list[int]]:
        return [sorted(core) for record, core in sorted(self._core.items()) if record == min(core)]


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
