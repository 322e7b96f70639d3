"""Who must be told: every child in scope gets its places, a question for a person, or a reason why nowhere (R4, R5)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage import queries as linkage
from firstbell.responses.encompass.actions import notices, reviews
from firstbell.responses.encompass.models import Exposure as StoredExposure
from firstbell.responses.encompass.models import Notice, Routing
from firstbell.responses.encompass.queries import evidence, places
from firstbell.responses.encompass.rules import scope, status
from firstbell.responses.encompass.rules.places import Decision, Place, Question, decide


def route_incident(*, incident_id: int, round_: int, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Decide for every child of the incident's latest version, and ask about notices that nothing supports any more."""
    with transaction.atomic():
        facts = incidents.facts(incident_id)
        answers = linkage.answers_for(incident_id)
        stored = {row.person_id: row for row in StoredExposure.objects.filter(incident_id=incident_id)}
        for exposure in scope.assess(facts):
            row = stored.pop(exposure.child.person.person_id)
            if row.in_scope:
                found = evidence.for_child(exposure, facts, answers.get(row.person_id), now=now, policy=policy)
                _carry_out(decide(found), row, facts, by=by, now=now, policy=policy)
            else:
                _take_back(row.person_id, frozenset(), facts, by=by, now=now, policy=policy)
        for person_id in stored:
            _take_back(person_id, frozenset(), facts, by=by, now=now, policy=policy)
        Routing.objects.update_or_create(
            incident_id=incident_id,
            defaults={"version": facts.version, "round": round_, "routed_at": now},
        )
        audit.record(
            by=by,
            now=now,
            action="incident.routed",
            subject=f"{facts.force}/{facts.reference}",
            details={"version": facts.version},
        )


def _carry_out(
    decision: Decision, row: StoredExposure, facts: IncidentFacts, *, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    told: set[str] = set()
    for place, decided_by in _with_a_persons_choices(decision.places, row):
        notices.draft(
            facts=facts, person_id=row.person_id, place=place, decided_by=decided_by, by=by, now=now, policy=policy
        )
        told.add(places.place_key(place))
    if row.nowhere != decision.nowhere and not row.decided_by_person:
        row.nowhere = decision.nowhere
        row.save()
    if decision.question is not None:
        reviews.ask(facts=facts, person_id=row.person_id, question=decision.question, by=by, now=now, policy=policy)
        return
    reviews.settle_by_rule(facts=facts, person_id=row.person_id, by=by, now=now)
    _take_back(row.person_id, frozenset(told), facts, by=by, now=now, policy=policy)


def _with_a_persons_choices(found: tuple[Place, ...], row: StoredExposure) -> list[tuple[Place, str]]:
    """What people chose stands, beside what the rules found (human decisions outlive later evidence)."""
    chosen = evidence.places_chosen_by_people(row.incident_id, row.person_id)
    keys = {places.place_key(place) for place in chosen}
    return [(place, "person") for place in chosen] + [
        (place, "rule") for place in found if places.place_key(place) not in keys
    ]


def _take_back(
    person_id: str, supported: frozenset[str], facts: IncidentFacts, *, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """Drop what has not left; ask a person about what has (a version that drops a child never withdraws by itself)."""
    live = Notice.objects.filter(incident_id=facts.incident_id, person_id=person_id)
    stale = [
        notice
        for notice in live.exclude(status__in=status.CLOSED)
        if notice.place not in supported and not (supported and notice.decided_by == "person")
    ]
    for notice in stale:
        if notice.released_at is None:
            notices.close(reference=notice.reference, into=status.WITHDRAWN, why="No longer supported.", by=by, now=now)
    if any(notice.released_at for notice in stale):
        why = f"Version {facts.version} no longer supports a notice that has left. Withdraw it?"
        question = Question("withdraw", why, ())
        reviews.ask(facts=facts, person_id=person_id, question=question, by=by, now=now, policy=policy)
    elif not supported:
        reviews.settle_by_rule(facts=facts, person_id=person_id, by=by, now=now)
