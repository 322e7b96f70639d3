"""Whether linking serves every kind of child alike, by what people decided."""

from collections.abc import Iterator
from dataclasses import fields

from firstbell.pure.matching.evidence import Evidence, compare
from firstbell.pure.matching.records import Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.training.fairness import FairnessAudit, Judged, audit
from firstbell.pure.matching.training.grouping import groups_of
from firstbell.pure.periods import london_date
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.queries.answers import answers_for
from firstbell.registers.linkage.queries.judgements import labels
from firstbell.registers.linkage.rules import Candidate, LinkAnswer
from firstbell.registers.linkage.rules.judgements import Labelled, Told
from firstbell.registers.linkage.rules.reviewing import AGREES, agreement
from firstbell.registers.linkage.rules.seeking import sought_in


def fairness_audit() -> FairnessAudit | None:
    """The figures of every group, over the children of whom people decided something for good; None before there is
    one. What a person's decision made automatic counts as it was answered before."""
    judged = [child for label in labels() for child in _judged(label)]
    return audit(judged) if judged else None


def _judged(label: Labelled) -> Iterator[Judged]:
    facts = incidents.facts(incidents.find(label.force, label.incident_reference))
    answer = answers_for(facts.incident_id).get(label.person_id)
    child = next((sought for sought in sought_in(facts) if sought.key == label.person_id), None)
    if answer is None or child is None or not _is_decided(answer, label.told):
        return
    pupil = next((each for each in answer.candidates if label.told.says_same(each.pupil)), None)
    named = (pupil.pupil.forenames, pupil.pupil.surname) if pupil else None
    yield Judged(
        groups=groups_of(child, london_date(facts.reported_at), named),
        on_roll=bool(label.told.same),
        automatic=answer.chosen is not None,
        right=answer.chosen is not None and label.told.says_same(answer.chosen.pupil),
        reviewed=answer.outcome in ("review", "many"),
        slips=tuple(_slips(child, pupil)) if pupil else (),
        stands_for=label.stands_for,
    )


def _is_decided(answer: LinkAnswer, told: Told) -> bool:
    """Whether what people decided says if the answer is right."""
    return bool(told.same) or answer.chosen is None or told.says_different(answer.chosen.pupil)


def _slips(child: Sought, candidate: Candidate) -> Iterator[str]:
    """The fields in which the child and its pupil do not quite agree."""
    found = compare(features_of_sought(child), features_of_pupil(candidate.pupil))
    for field in fields(Evidence):
        if field.type is str and agreement(field.name, value := getattr(found, field.name)) != AGREES:
            yield f"{field.name} {value}"
