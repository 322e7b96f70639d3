"""Everybody of an incident looked for together: whoever is surely found is evidence of where the others live."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from firstbell.pure.matching.model import Model
from firstbell.pure.matching.records import Home, Sought, houses_of
from firstbell.pure.matching.search import Roll, Scored, candidates
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.deciding import Found, Line, Option, Second, candidate_of, decide
from firstbell.registers.linkage.rules.judgements import Told
from firstbell.registers.linkage.rules.seeking import sought_in
from firstbell.registers.linkage.rules.settling import doubled_in, settle_within, yielding
from firstbell.registers.schools.rules.rolls import is_upn


class RollOfLines(Roll, Protocol):
    """A roll that gives its lines back as well."""

    def line(self, number: int) -> Line: ...


@dataclass(frozen=True, slots=True)
class Together:
    """The children of one incident. ``parties`` are the keys of those who are also recorded as parties, ``told`` what
    people decided of each, by key: it is obeyed, whatever the evidence."""

    children: Sequence[Sought]
    parties: Collection[str] = ()
    told: Mapping[str, Told] = field(default_factory=dict)


def together_in(facts: IncidentFacts, told: Mapping[str, Told] | None = None) -> Together:
    """Everybody to look for in an incident: nobody where there is no domestic abuse."""
    children = sought_in(facts) if facts.domestic_abuse else []
    return Together(children, {party.person.person_id for party in facts.parties}, told or {})


def answer(
    incidents: Sequence[Together], roll: RollOfLines, model: Model, second: Second | None = None
) -> list[dict[str, LinkAnswer]]:
    """Each incident's answers by ``Sought.key``.

    Who is not surely found at first is looked for once more where another child of the incident is: at that child's
    home on the roll, and among the pupils whom no other child has.
    """
    first = _decided(incidents, [_Known() for _ in incidents], roll, model, second)
    unsure = [_unsure(each, answers) for each, answers in zip(incidents, first, strict=True)]
    known = [_known(answers, its) for answers, its in zip(first, unsure, strict=True)]
    again = [
        replace(each, children=[child for child in each.children if child.key in its])
        for each, its in zip(incidents, unsure, strict=True)
    ]
    later = _decided(
        [each if its.homes else replace(each, children=()) for each, its in zip(again, known, strict=True)],
        known,
        roll,
        model,
        second,
    )
    return [
        settle_within(each.children, _together(each, before, after), each.parties, decided=_decided_by_people(each))
        for each, before, after in zip(incidents, first, later, strict=True)
    ]


TAKEN = "Another child of the incident is this pupil by name and day of birth."


def _together(
    incident: Together, before: Mapping[str, LinkAnswer], after: Mapping[str, LinkAnswer]
) -> dict[str, LinkAnswer]:
    """Both looks as one: whoever yielded a pupil to another child, and found none of its own, goes to a person."""
    yields = yielding(incident.children, before, incident.parties)
    asked = {
        key: LinkAnswer("review", before[key].candidates, TAKEN)
        for key in yields
        if key in after and after[key].chosen is None
    }
    return {**before, **after, **asked}


@dataclass(frozen=True, slots=True)
class Seen:
    """Who was put forward for one child when it was last looked for, and what the rules answered."""

    child: Sought
    options: Sequence[Option]
    answer: LinkAnswer


def watched(incidents: Sequence[Together], roll: RollOfLines, model: Model) -> list[dict[str, Seen]]:
    """``answer`` by the rules alone, with everybody who was put forward: what a second model learns from."""
    watching = _Watching()
    answers = answer(incidents, roll, model, watching)
    return [
        {child.key: Seen(child, watching.options.get(id(child), ()), of_one[child.key]) for child in incident.children}
        for incident, of_one in zip(incidents, answers, strict=True)
    ]


class _Watching:
    """Has no opinion, and notes whom it was asked about, by child: ``key`` is one incident's only."""

    accept = 1.0

    def __init__(self) -> None:
        self.options: dict[int, Sequence[Option]] = {}

    def of(self, child: Sought, options: Sequence[Option]) -> None:
        self.options[id(child)] = options


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sure answers of an incident say for its other children: the homes of their pupils, and their lines."""

    homes: tuple[Home, ...] = ()
    taken: frozenset[int] = frozenset()

    @property
    def houses(self) -> frozenset[str]:
        return frozenset(house for home in self.homes for house in houses_of(*home))


def _known(answers: Mapping[str, LinkAnswer], unsure: Collection[str]) -> _Known:
    sure = [chosen for key, each in answers.items() if key not in unsure and (chosen := each.chosen)]
    homes = {(each.pupil.address_lines, each.pupil.postcode, each.pupil.uprn): None for each in sure}
    return _Known(tuple(homes), frozenset(entry.entry_id for each in sure for entry in each.registrations))


def _unsure(incident: Together, answers: Mapping[str, LinkAnswer]) -> set[str]:
    """The keys of those who were not found, and of those whose pupil another child may be, unless people decided."""
    children, parties = incident.children, incident.parties
    doubled = doubled_in(children, answers, parties)
    yields = yielding(children, answers, parties)
    kept = {child.key for those in doubled for child in those if {one.key for one in those} & yields} - yields
    several = {child.key for those in doubled for child in those} - kept
    return {key for key, each in answers.items() if each.chosen is None} | several - _decided_by_people(incident)


def _decided(
    incidents: Sequence[Together],
    known: Sequence[_Known],
    roll: RollOfLines,
    model: Model,
    second: Second | None,
) -> list[dict[str, LinkAnswer]]:
    """Every child by itself, searched for at the homes known as well as at its own."""
    wanted = [
        replace(
            child,
            key=f"{number} {child.key}",
            homes=(*child.homes, *known[number].homes),
            upn=_upn_told(incident, child) or child.upn,
        )
        for number, incident in enumerate(incidents)
        for child in incident.children
    ]
    scored = candidates(wanted, roll, model)
    return [
        {
            child.key: _answered(
                child,
                _found(scored[f"{number} {child.key}"], roll, its.taken),
                its.houses,
                second,
                incident.told.get(child.key, _NOTHING),
            )
            for child in incident.children
        }
        for number, (incident, its) in enumerate(zip(incidents, known, strict=True))
    ]


_NOTHING = Told()
DECIDED = "A person decided that this is the child."
SEVERAL = "People decided for several pupils, or the one they decided for is twice on the rolls."
GONE = "The pupil decided for is on no roll now."


def _answered(
    child: Sought, found: Sequence[Found], kin: frozenset[str], second: Second | None, told: Told
) -> LinkAnswer:
    """As ``decide`` says, but for what people decided."""
    if not told:
        return decide(child, found, kin, second)
    same = [each for each in found if any(told.says_same(pupil) for pupil, _ in each.lines)]
    if same:
        people = tuple(candidate_of(child, each, kin) for each in same)
        return LinkAnswer("automatic", people, DECIDED) if len(people) == 1 else LinkAnswer("review", people, SEVERAL)
    left = [each for each in found if not any(told.says_different(pupil) for pupil, _ in each.lines)]
    answer = decide(child, left, kin, second)
    return LinkAnswer("review", answer.candidates, GONE) if told.same and answer.chosen else answer


def _decided_by_people(incident: Together) -> frozenset[str]:
    return frozenset(key for key, told in incident.told.items() if told.same)


def _upn_told(incident: Together, child: Sought) -> str:
    """A pupil who is the child is found by its number, however unlike the names are."""
    return next((key for key in sorted(incident.told.get(child.key, _NOTHING).same) if is_upn(key)), "")


def _found(scored: Sequence[Scored], roll: RollOfLines, taken: frozenset[int]) -> list[Found]:
    """The pupils put forward but those whom another child of the incident has."""
    free = (each for each in scored if taken.isdisjoint(entry_id(roll, row) for row in each.rows)) if taken else scored
    return [Found(tuple(map(roll.line, each.rows)), each.weight, each.parts, each.contested) for each in free]


def entry_id(roll: RollOfLines, row: int) -> int:
    return roll.line(row)[1].entry_id
