"""What people decided of children and pupils, and which answers wait for two of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.models import Link, PupilJudgement, SampledAnswer
from firstbell.registers.linkage.rules import answer_from_json
from firstbell.registers.linkage.rules.judgements import (
    SAMPLE,
    Judgement,
    Labelled,
    Told,
    pupil_key,
    settled_verdict,
    told_by,
)
from firstbell.registers.people import queries as people

Child = tuple[str, str, str]
"""Force, incident reference, person_id."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that may be drawn. ``subject`` is its reference and says nothing of a person."""

    incident_id: int
    person_id: str
    version: int
    outcome: str
    subject: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sampled answer that one more person must look at, and who may not, having done so."""

    force: str
    incident_reference: str
    person_id: str
    labelled_by: tuple[str, ...]
    sampled_at: datetime


def judgements_of(force: str, incident_reference: str, person_id: str) -> list[Judgement]:
    """All that was said of a child in this incident, the earliest first."""
    return _judgements([(force, incident_reference, person_id)]).get((force, incident_reference, person_id), [])


def told_many(found: Sequence[IncidentFacts]) -> dict[int, dict[str, Told]]:
    """What people decided of everybody in the incidents, by incident and ``person_id``: in this incident, and in others
    of the force whose number for a person ties the two together."""
    told: dict[int, dict[str, Told]] = {facts.incident_id: {} for facts in found}
    judged_forces = set(PupilJudgement.objects.values_list("force", flat=True).distinct())
    if not judged_forces:
        return told
    children = {
        (facts.force, facts.reference, person.person_id): (facts.incident_id, bool(person.nominal))
        for facts in found
        if facts.force in judged_forces
        for person in (*(child.person for child in facts.children), *(party.person for party in facts.parties))
    }
    elsewhere = {child: _the_same(child) for child, (_, has_number) in children.items() if has_number}
    said = _judgements([*children, *(other for others in elsewhere.values() for other in others)])
    for child, (incident_id, _) in children.items():
        of_child = told_by(said.get(child, ()))
        for other in elsewhere.get(child, ()):
            of_child |= told_by(said.get(other, ()))
        if of_child:
            told[incident_id][child[2]] = of_child
    return told


def _the_same(child: Child) -> list[Child]:
    return [(child[0], reference, person_id) for reference, person_id in people.same_person(*child)]


def _judgements(children: Collection[Child]) -> dict[Child, list[Judgement]]:
    found: dict[Child, list[Judgement]] = {}
    wanted = set(children)
    references = sorted({reference for _, reference, _ in wanted})
    rows = PupilJudgement.objects.filter(incident_reference__in=references).order_by("judged_at", "pk")
    for row in rows:
        child = (row.force, row.incident_reference, row.person_id)
        if child in wanted:
            found.setdefault(child, []).append(_judgement(row))
    return found


def _judgement(row: PupilJudgement) -> Judgement:
    return Judgement(row.pupil, row.verdict, row.occasion, row.judged_by, row.judged_at, row.reason)


def not_sampled(outcomes: Collection[str]) -> list[Answered]:
    """The answers of incidents' latest versions that came out so and were never drawn."""
    drawn = set(SampledAnswer.objects.values_list("incident_id", "person_id"))
    rows = Link.objects.filter(outcome__in=outcomes, version=F("incident__current_version")).values_list(
        "incident_id", "person_id", "version", "outcome", "incident__force", "incident__reference"
    )
    return [
        Answered(incident_id, person_id, version, outcome, f"{force}/{reference}/{person_id}")
        for incident_id, person_id, version, outcome, force, reference in rows.iterator()
        if (incident_id, person_id) not in drawn
    ]


def with_first_pupil(chosen: Iterable[Answered]) -> list[tuple[Answered, str]]:
    """Each with the pupil whom the answer puts first."""
    by_child = {(each.incident_id, each.person_id, each.version): each for each in chosen}
    incident_ids = {incident_id for incident_id, _, _ in by_child}
    rows = Link.objects.filter(incident_id__in=incident_ids).values_list(
        "incident_id", "person_id", "version", "answer"
    )
    return [
        (by_child[incident_id, person_id, version], pupil_key(answer_from_json(answer).candidates[0].pupil))
        for incident_id, person_id, version, answer in rows
        if (incident_id, person_id, version) in by_child
    ]


def waiting_labels() -> list[Waiting]:
    """The sampled answers that need one more person, in the order in which they were drawn."""
    rows = SampledAnswer.objects.order_by("sampled_at", "pk").values_list(
        "incident__force", "incident__reference", "person_id", "pupil", "sampled_at"
    )
    every = list(rows)
    said = _judgements([(force, reference, person_id) for force, reference, person_id, _, _ in every])
    found = []
    for force, reference, person_id, pupil, sampled_at in every:
        labels = [
            each
            for each in said.get((force, reference, person_id), ())
            if each.source == SAMPLE and each.pupil == pupil
        ]
        if settled_verdict(labels) is None:
            found.append(Waiting(force, reference, person_id, tuple(each.judged_by for each in labels), sampled_at))
    return found


def labels() -> list[Labelled]:
    """Every child of whom people decided something for good, to learn from. A sampled automatic answer speaks for all
    that it was drawn from; every other child, whose review somebody had to decide, for itself."""
    children = list(PupilJudgement.objects.values_list("force", "incident_reference", "person_id").distinct())
    said = _judgements(children)
    weights = {
        (force, reference, person_id): stands_for
        for force, reference, person_id, stands_for in SampledAnswer.objects.filter(Q(outcome="automatic")).values_list(
            "incident__force", "incident__reference", "person_id", "stands_for"
        )
    }
    settled = ((child, told_by(of_child)) for child, of_child in sorted(said.items()))
    return [Labelled(*child, told, weights.get(child, 1.0)) for child, told in settled if told]
