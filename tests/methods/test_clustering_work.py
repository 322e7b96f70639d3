"""Clusters of many records: what is joined is what the rule says in plain words, and no tie is looked at again and
again."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.registers.linkage.rules.clustering import FRACTURE, JOIN, LEAD, Standing, Tie, settle

WEIGHTS = st.sampled_from(
    [FRACTURE - 1, FRACTURE, JOIN - 1, JOIN, *(JOIN + LEAD * part for part in (0.9, 1, 1.1, 2.5))]
)
Heap = set[int]


class Plainly:
    """The rule as the paper has it, however long it takes: every tie is held against every other."""

    def __init__(self, standing: Standing) -> None:
        self.standing, self.heaps = standing, [{record} for record in range(standing.records)]
        ties = sorted(standing.ties, key=lambda tie: (-tie.weight, tie.one, tie.other))
        self.clear = [tie for tie in ties if tie.weight >= JOIN and not tie.doubt]
        before = standing.before
        for tie in ties:
            if tie.weight >= FRACTURE and before.get(tie.one, "new") == before.get(tie.other, "none"):
                self.join(tie)
        for tie in self.clear:
            if not any(self.rival(other, tie) for other in self.clear if other.weight > tie.weight - LEAD):
                self.join(tie)

    def ends(self, tie: Tie) -> list[Heap]:
        return [next(heap for heap in self.heaps if record in heap) for record in (tie.one, tie.other)]

    def join(self, tie: Tie) -> None:
        first, second = self.ends(tie)
        if first is not second and not self.held(first, second):
            first |= second
            self.heaps = [heap for heap in self.heaps if heap is not second]

    def held(self, first: Heap, second: Heap) -> bool:
        return any(self.standing.apart(one, other) for one in first for other in second)

    def rival(self, other: Tie, tie: Tie) -> bool:
        first, second = self.ends(tie)
        one, two = self.ends(other)
        ways = [(near, far, third) for near, far in ((first, second), (second, first)) for third in (one, two)]
        return any(
            near in (one, two) and third not in (first, second) and self.held(third, far) and not self.held(third, near)
            for near, far, third in ways
        )


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    records = draw(st.integers(2, 8))
    pairs = st.sampled_from(list(combinations(range(records), 2)))
    tied = draw(st.dictionaries(pairs, st.tuples(WEIGHTS, st.sampled_from(["", "", "a doubt"])), max_size=28))
    apart = draw(st.sets(pairs, max_size=10))
    return Standing(
        records=records,
        ties=[Tie(*pair, *rest) for pair, rest in tied.items()],
        before=draw(st.dictionaries(st.integers(0, records - 1), st.integers(1, 3), max_size=4)),
        nominals={},
        apart=lambda one, other: "apart" * ((min(one, other), max(one, other)) in apart),
    )


@given(standings())
def test_records_are_joined_as_the_rule_says_in_plain_words(standing: Standing) -> None:
    assert set(settle(standing).clusters) == {tuple(sorted(heap)) for heap in Plainly(standing).heaps}


class LookedAt(Tie):
    """A tie that counts how often anybody asks between which records it is."""

    looks = 0

    def __getattribute__(self, name: str) -> Any:
        LookedAt.looks += name in ("one", "other")
        return super().__getattribute__(name)


def one_person(records: int, people: int, stood: int) -> tuple[float, float]:
    """How often each tie is looked at, and each pair compared, where all are tied and ``people`` cannot be one."""
    pairs = list(combinations(range(records), 2))
    compared = 0

    def apart(one: int, other: int) -> str:
        nonlocal compared
        compared += 1
        return "apart" * ({one % 3, other % 3} == {0, 1} and people > 1)

    ties = [LookedAt(one, other, JOIN + 5 + (one * 7 + other * 13) % 50 / 10) for one, other in pairs]
    LookedAt.looks = 0
    found = settle(Standing(records, ties, dict.fromkeys(range(stood), 1), {}, apart=apart))
    assert len(found.clusters) == people
    return LookedAt.looks / len(pairs), compared / len(pairs)


@pytest.mark.parametrize(("people", "stood"), [(1, 0), (1, 29), (3, 0)])
def test_no_tie_is_looked_at_more_often_because_there_are_more_records(people: int, stood: int) -> None:
    looks, compared = one_person(30, people, stood)
    assert looks <= 20
    assert compared <= 1
