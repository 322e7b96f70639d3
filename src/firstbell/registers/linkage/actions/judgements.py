"""What people decide of a child and a pupil, and the sample of answers that they look at again."""

import heapq
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.models import PupilJudgement, SampledAnswer
from firstbell.registers.linkage.queries import judgements
from firstbell.registers.linkage.rules.judgements import (
    DIFFERENT,
    REVIEW,
    SAME,
    SAMPLE,
    refuse_label,
    refuse_unfounded,
    settled_verdict,
)


def judge_pupils(
    *,
    force: str,
    incident_reference: str,
    person_id: str,
    verdicts: Mapping[str, str],
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """Keep what a review decided of a child: ``same`` or ``different`` by pupil (``rules.judgements.pupil_key``).

    From the next look at any roll on, linkage obeys it. Nothing is written where there is no verdict.
    """
    for verdict in verdicts.values():
        refuse_unfounded(verdict, reason)
    if not verdicts:
        return
    with transaction.atomic():
        child = (force, incident_reference, person_id)
        PupilJudgement.objects.bulk_create(
            [_judgement(child, pupil, verdict, REVIEW, reason, by, now) for pupil, verdict in verdicts.items()]
        )
        _record("pupil.judged", child, REVIEW, list(verdicts.values()), by=by, now=now)


def draw_sample(*, size: int, by: Actor, now: datetime) -> int:
    """Draw up to ``size`` answers, half of them automatic and half put to people, for two people to look at blind; how
    many. Nobody chooses them: a hash of each reference does, and who was drawn before is not drawn again."""
    with transaction.atomic():
        drawn = [row for kind in (("automatic",), ("review", "many")) for row in _drawn(kind, size // 2, now)]
        SampledAnswer.objects.bulk_create(drawn)
        audit.record(by=by, now=now, action="sample.drawn", subject="linkage", details={"answers": len(drawn)})
    return len(drawn)


def _drawn(outcomes: Sequence[str], size: int, now: datetime) -> list[SampledAnswer]:
    waiting = judgements.not_sampled(outcomes)
    chosen = heapq.nsmallest(size, waiting, key=lambda each: sha256(each.subject.encode()).digest())
    stands_for = len(waiting) / len(chosen) if chosen else 1.0
    return [
        SampledAnswer(
            incident_id=each.incident_id,
            person_id=each.person_id,
            pupil=pupil,
            outcome=each.outcome,
            stands_for=stands_for,
            sampled_at=now,
        )
        for each, pupil in judgements.with_first_pupil(chosen)
    ]


def label_sampled(
    *, force: str | None, incident_reference: str, person_id: str, verdict: str, reason: str, by: Actor, now: datetime
) -> str | None:
    """A person's word on a sampled answer; what two people have now said alike, None while they have not.

    Refused for one who labelled it before or decided its review, and once two agree.
    """
    with transaction.atomic():
        facts = incidents.facts(incidents.find(force, incident_reference))
        child = (facts.force, facts.reference, person_id)
        sampled = _sampled(facts.incident_id, person_id)
        said = [each for each in judgements.judgements_of(*child) if each.pupil == sampled.pupil]
        refuse_label(said, by.name, verdict, reason)
        _judgement(child, sampled.pupil, verdict, SAMPLE, reason, by, now).save()
        _record("answer.labelled", child, SAMPLE, [verdict], by=by, now=now)
        now_said = [each for each in judgements.judgements_of(*child) if each.pupil == sampled.pupil]
        return settled_verdict([each for each in now_said if each.source == SAMPLE])


def _sampled(incident_id: int, person_id: str) -> SampledAnswer:
    """Locked: two people who label it at once come one after the other."""
    rows = SampledAnswer.objects.select_for_update().filter(incident_id=incident_id, person_id=person_id)
    sampled = rows.first()
    if sampled is None:
        raise Refused(
            f"No answer on child {person_id} of that incident is in the sample.",
            "Draw one with `firstbell linkage sample --size N`.",
        )
    return sampled


Child = tuple[str, str, str]


def _judgement(
    child: Child, pupil: str, verdict: str, source: str, reason: str, by: Actor, now: datetime
) -> PupilJudgement:
    force, reference, person_id = child
    return PupilJudgement(
        force=force,
        incident_reference=reference,
        person_id=person_id,
        pupil=pupil,
        verdict=verdict,
        occasion=source,
        judged_by=by.name,
        judged_at=now,
        reason=reason,
    )


def _record(action: str, child: Child, source: str, verdicts: list[str], *, by: Actor, now: datetime) -> None:
    counts = {verdict: verdicts.count(verdict) for verdict in (SAME, DIFFERENT) if verdict in verdicts}
    details: dict[str, object] = {"source": source, **counts}
    audit.record(by=by, now=now, action=action, subject=f"{child[0]}/{child[1]}", details=details)
