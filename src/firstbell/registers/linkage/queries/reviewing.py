"""One query for all that a person must see who says which pupil a child is."""

from collections.abc import Collection, Mapping

from firstbell.pure.matching.columns import token
from firstbell.pure.matching.records import Sought, houses_of
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.queries.answers import answers_for
from firstbell.registers.linkage.queries.judgements import judgements_of
from firstbell.registers.linkage.rules import Candidate, LinkAnswer
from firstbell.registers.linkage.rules.judgements import pupil_keys
from firstbell.registers.linkage.rules.reviewing import (
    OnTheRoll,
    PupilBeside,
    ReviewFacts,
    SiblingBeside,
    beside,
    born_in_words,
)
from firstbell.registers.linkage.rules.seeking import sought_in
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import Pupil


def review_facts(incident_id: int, person_id: str, *, blind: bool = False) -> ReviewFacts:
    """A review page's worth of facts on one child. ``blind`` leaves out the score, the answer, every pupil but the one
    put first, and what others said, so that two people judge each by themselves.

    Raises Refused where the child has not been looked for.
    """
    facts = incidents.facts(incident_id)
    answers = answers_for(incident_id)
    sought = {child.key: child for child in sought_in(facts)}
    answer, child = answers.get(person_id), sought.get(person_id)
    if answer is None or child is None:
        raise Refused(f"Child {person_id} of {facts.reference} has not been looked for.", "Run `firstbell run` first.")
    kin = _houses_of_others(person_id, answers)
    said = judgements_of(facts.force, facts.reference, person_id)

    def shown(candidate: Candidate) -> PupilBeside:
        home = _same_home(candidate.pupil)
        return beside(child, candidate, kin=kin, same_home=home, judgements=said, blind=blind)

    return ReviewFacts(
        force=facts.force,
        incident_reference=facts.reference,
        person_id=person_id,
        name=_name(child.forenames, child.surname),
        outcome="" if blind else answer.outcome,
        reason="" if blind else answer.reason,
        pupils=tuple(shown(candidate) for candidate in answer.candidates[: 1 if blind else None]),
        siblings=tuple(
            _sibling(other, answers[key]) for key, other in sought.items() if key in answers.keys() - {person_id}
        ),
        blind=blind,
    )


def _houses_of_others(person_id: str, answers: Mapping[str, LinkAnswer]) -> frozenset[str]:
    """The houses of the pupils who are surely other children of the incident."""
    sure = (answer.chosen for key, answer in answers.items() if key != person_id and answer.chosen)
    pupils = (chosen.pupil for chosen in sure if chosen)
    return frozenset(house for pupil in pupils for house in _houses(pupil))


def _houses(pupil: Pupil) -> Collection[str]:
    return set(houses_of(pupil.address_lines, pupil.postcode, pupil.uprn))


def _same_home(pupil: Pupil) -> list[OnTheRoll]:
    """The other pupils on today's rolls at the pupil's home, each once, the eldest first."""
    keys = sorted(token(f"h|{house}") for house in _houses(pupil))
    _, lines = schools.roll_lines_sharing(keys)
    mates = [mate for mate, _ in schools.roll_rows_by_id(lines.tolist()).values()]
    others = {
        OnTheRoll(mate.forenames, mate.surname, mate.date_of_birth, mate.sex): None
        for mate in mates
        if pupil_keys(mate).isdisjoint(pupil_keys(pupil))
    }
    return sorted(others, key=lambda mate: (str(mate.date_of_birth or ""), mate.forenames))


def _sibling(child: Sought, answer: LinkAnswer) -> SiblingBeside:
    found = answer.chosen.pupil if answer.chosen else None
    return SiblingBeside(
        child.key,
        _name(child.forenames, child.surname),
        born_in_words(child),
        answer.outcome,
        _name(found.forenames, found.surname) if found else "",
    )


def _name(forenames: str, surname: str) -> str:
    return f"{forenames} {surname}".strip()
