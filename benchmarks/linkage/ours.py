"""Firstbell's own way, as it serves: keys, weights, and the decision above them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from benchmarks.linkage.force import Case, Force
from benchmarks.linkage.judging import Found
from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.index import Index, index_of
from firstbell.pure.matching.model import Model, shipped_model
from firstbell.pure.matching.records import Features
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.answering import Together, answer
from firstbell.registers.linkage.rules.deciding import TOO_LITTLE, Line
from firstbell.registers.schools.rules import Pupil, Registration

AS_OF = date(2026, 11, 16)
FOR_A_PERSON = 1000.0
"""Bits by which an answer for a person ranks behind all others."""
INCIDENTS = 300
"""At once, as the job has them."""


@dataclass(frozen=True, slots=True)
class IndexedRoll:
    """A roll in memory with a registration a line, numbered as the roll is."""

    index: Index
    pupils: Sequence[Pupil]

    def numbering(self) -> Words:
        return self.index.numbering()

    def sharing(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        return self.index.sharing(keys)

    def columns(self, lines: Numbers) -> Columns:
        return self.index.columns(lines)

    def features(self, lines: Sequence[int]) -> dict[int, Features]:
        return dict(self.index.features(lines))

    def line(self, number: int) -> Line:
        registration = Registration(number, "E06000021", AS_OF, "124001", "C", "school", None, None)
        return self.pupils[number], registration


def answers(pupils: Sequence[Pupil], cases: Sequence[Case], model: Model | None = None) -> list[LinkAnswer]:
    """The answer for every case, those of one incident together, in the order of the cases."""
    roll = IndexedRoll(index_of(list(pupils)), pupils)
    by_incident: dict[int, list[int]] = {}
    for place, case in enumerate(cases):
        by_incident.setdefault(case.incident, []).append(place)
    found: dict[int, LinkAnswer] = {}
    for places in batched(by_incident.values(), INCIDENTS):
        together = [Together([cases[place].child for place in of_one]) for of_one in places]
        for of_one, answered in zip(places, answer(together, roll, model or shipped_model()), strict=True):
            found |= {place: answered[cases[place].child.key] for place in of_one}
    return [found[place] for place in range(len(cases))]


def batched(groups: Iterable[list[int]], most: int) -> Iterator[list[list[int]]]:
    waiting = iter(groups)
    while batch := list(islice(waiting, most)):
        yield batch


def as_shipped(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None = None) -> list[Found]:
    """What is automatic, reviewed or nobody by the rules alone, as a force has it that has no labels."""
    return [_found(said) for said in answers(roll, cases)]


def in_front(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None = None) -> list[Found]:
    """The weight of the pupil whom the rules put in front, whatever they then forbid: how well the order tells."""
    return [_found(said)._replace(outcome="") for said in answers(roll, cases)]


def by_weight(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None = None) -> list[Found]:
    """The rules with their threshold left open: whom nothing but too little weight keeps from being linked, by weight;
    whoever is for a person after all of those."""
    return [_ranked(said) for said in answers(roll, cases)]


def _ranked(said: LinkAnswer) -> Found:
    if not said.candidates:
        return Found(None, 0.0)
    free = said.outcome == "automatic" or said.reason == TOO_LITTLE
    return Found(
        said.candidates[0].registrations[0].entry_id, said.candidates[0].weight - (0 if free else FOR_A_PERSON)
    )


def _found(said: LinkAnswer) -> Found:
    if not said.candidates:
        return Found(None, 0.0, said.outcome)
    return Found(said.candidates[0].registrations[0].entry_id, said.candidates[0].weight, said.outcome)
