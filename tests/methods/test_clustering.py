"""Clusters of records, whatever the pairs weigh: they do not depend on arrival, do not flap, and obey people."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from firstbell.registers.linkage.rules.clustering import FRACTURE, JOIN, Named, Standing, Tie, named, settle

Pair = tuple[int, int]
Weights = dict[Pair, float]
CLEAR = st.sampled_from([0.0, FRACTURE - 1, JOIN, JOIN + 3, JOIN + 10])
ANY = st.sampled_from([0.0, FRACTURE - 1, FRACTURE, (FRACTURE + JOIN) / 2, JOIN - 0.1, JOIN, JOIN + 3, JOIN + 10])


class Register:
    """Records as they arrive, and the identities that they get."""

    def __init__(self, weights: Weights, **known: Any) -> None:
        self.weights, self.known = weights, known
        self.arrived: list[int] = []
        self.identity: dict[int, int] = {}
        self.opened = 0

    def arrive(self, records: Iterable[int] = ()) -> list[Named]:
        """Settle with further records; what became of all."""
        self.arrived += records
        place = {record: number for number, record in enumerate(self.arrived)}
        here = {pair: weight for pair, weight in self.weights.items() if set(pair) <= place.keys()}
        settled = settle(self._standing(place, here))
        people = named(settled.clusters, {place[record]: identity for record, identity in self.identity.items()})
        for person in people:
            self.opened += person.keeps is None
            keeps = self.opened if person.keeps is None else person.keeps
            self.identity |= {self.arrived[number]: keeps for number in person.records}
        return people

    def _standing(self, place: dict[int, int], here: Weights) -> Standing:
        def at(pairs: Iterable[Pair]) -> list[Pair]:
            return [(place[one], place[other]) for one, other in pairs if one in place and other in place]

        apart: set[Pair] = self.known.get("apart", set())
        return Standing(
            records=len(place),
            ties=[Tie(*sorted((place[a], place[b])), weight) for (a, b), weight in here.items() if weight >= FRACTURE],
            before={place[record]: identity for record, identity in self.identity.items()},
            nominals={},
            together=at(self.known.get("together", ())),
            asunder=at(self.known.get("asunder", ())),
            apart=lambda a, b: "apart" * (tuple(sorted((self.arrived[a], self.arrived[b]))) in apart),
        )

    @property
    def people(self) -> set[frozenset[int]]:
        groups: dict[int, set[int]] = {}
        for record, identity in self.identity.items():
            groups.setdefault(identity, set()).add(record)
        return {frozenset(group) for group in groups.values()}


@st.composite
def weights(draw: st.DrawFn, of: st.SearchStrategy[float]) -> Weights:
    records = draw(st.integers(2, 7))
    return {pair: draw(of) for pair in combinations(range(records), 2)}


def records_of(found: Weights) -> list[int]:
    return sorted({record for pair in found for record in pair})


def some_pairs(found: Weights) -> st.SearchStrategy[set[Pair]]:
    return st.sets(st.sampled_from(sorted(found)), max_size=4)


@st.composite
def arrivals(draw: st.DrawFn, of: st.SearchStrategy[float]) -> tuple[Weights, Sequence[int], Sequence[int]]:
    found = draw(weights(of))
    return found, draw(st.permutations(records_of(found))), draw(st.lists(st.integers(1, 3), min_size=7, max_size=7))


def in_turns(register: Register, order: Sequence[int], sizes: Sequence[int]) -> None:
    left = list(order)
    for size in sizes:
        register.arrive(left[:size])
        left = left[size:]


@given(arrivals(CLEAR))
def test_who_is_one_person_does_not_depend_on_who_came_first(case: Any) -> None:
    found, order, sizes = case
    one, other = Register(found), Register(found)
    one.arrive(records_of(found))
    in_turns(other, order, sizes)
    assert one.people == other.people


@given(arrivals(ANY), st.data())
def test_a_weight_that_wavers_between_the_thresholds_moves_nobody(case: Any, data: st.DataObject) -> None:
    found, order, sizes = case
    register = Register(found, apart=data.draw(some_pairs(found)))
    in_turns(register, order, sizes)
    register.arrive()
    before = dict(register.identity)
    between = [pair for pair, weight in found.items() if FRACTURE <= weight < JOIN]
    register.weights = found | {pair: data.draw(st.floats(FRACTURE, JOIN, exclude_max=True)) for pair in between}
    register.arrive()
    assert register.identity == before


@given(arrivals(ANY), st.data())
def test_settling_again_changes_nothing(case: Any, data: st.DataObject) -> None:
    found, order, sizes = case
    register = Register(found, apart=data.draw(some_pairs(found)))
    in_turns(register, order, sizes)
    before = dict(register.identity)
    register.arrive()
    assert register.identity == before


@given(arrivals(ANY), st.data())
def test_what_people_say_is_obeyed(case: Any, data: st.DataObject) -> None:
    found, order, sizes = case
    truly = {record: data.draw(st.integers(1, 3)) for record in records_of(found)}
    said = data.draw(some_pairs(found))
    together = {pair for pair in said if truly[pair[0]] == truly[pair[1]]}
    register = Register(found, apart=data.draw(some_pairs(found)))
    in_turns(register, order, sizes)
    register.known |= {"together": together, "asunder": said - together}
    register.arrive()
    who = register.identity
    assert all(who[one] == who[other] for one, other in together)
    assert all(who[one] != who[other] for one, other in said - together)


@given(arrivals(ANY), st.data())
def test_no_two_that_are_held_apart_are_joined(case: Any, data: st.DataObject) -> None:
    found, order, sizes = case
    register = Register(found, apart=data.draw(some_pairs(found)))
    in_turns(register, order, sizes)
    assert not any(register.identity[one] == register.identity[other] for one, other in register.known["apart"])


@given(weights(CLEAR), st.data())
def test_who_was_joined_and_parted_again_is_as_before(found: Weights, data: st.DataObject) -> None:
    register = Register(found)
    register.arrive(records_of(found))
    before, people = register.people, sorted(map(sorted, register.people))
    if len(people) < 2:
        return
    one, other = data.draw(st.permutations(people))[:2]
    first = min(register.identity[record] for record in (*one, *other))
    register.known["together"] = {(one[0], other[0])}
    register.arrive()
    assert {register.identity[record] for record in (*one, *other)} == {first}
    register.known = {"asunder": {(a, b) for a in one for b in other}}
    register.arrive()
    assert register.people == before
    assert first in {register.identity[min(one[0], other[0])]}


def test_an_identity_goes_with_its_first_record_and_the_oldest_stays() -> None:
    assert named([(0, 1, 2)], {0: 7, 1: 5, 2: 9}) == [Named((0, 1, 2), 5, (7, 9))]
    assert named([(0,), (1, 2)], {0: 7, 1: 7, 2: 7}) == [Named((0,), 7, ()), Named((1, 2), None, ())]
    assert named([(0, 2), (1,)], {0: 5, 1: 5, 2: 8}) == [Named((0, 2), 5, (8,)), Named((1,), None, ())]


def questions(weight: float, doubt: str = "", apart: Callable[[int, int], str] = lambda a, b: "") -> list[str]:
    standing = Standing(3, [Tie(0, 1, 30.0), Tie(1, 2, weight, doubt)], {0: 1, 1: 1}, {}, apart=apart)
    return [question.why for question in settle(standing).questions]


def test_only_what_is_strong_enough_is_asked() -> None:
    assert questions(20.0, "a doubt") == ["a doubt"]
    assert questions(JOIN - 0.1, "a doubt") == []
    assert questions(20.0, apart=lambda a, b: "two births" * ({a, b} == {0, 2})) == ["two births"]
    assert questions(20.0) == []
