"""Writing down which pupil a child is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.rules import Deed
from firstbell.pure.actor import Actor
from firstbell.registers.linkage.models import LearntModel, Link, LinkedVersion
from firstbell.registers.linkage.queries import answers_many, surely_linked
from firstbell.registers.linkage.rules import Linked, answer_to_json, says_the_same
from firstbell.registers.linkage.rules.shadowing import SHADOW, ShadowCounts, counted
from firstbell.registers.schools import queries as schools

OUTCOMES = ("automatic", "review", "many", "none")


def record_links(*, linked: Sequence[Linked], roll_stamp: str, by: Actor, now: datetime) -> bool:
    """Store the answers of incident versions, found on the rolls of ``roll_stamp``. Repeating it changes nothing.

    Whoever was once found for sure stays found in that version: a newer roll only adds. False, and nothing is written,
    where the rolls have changed meanwhile: look again.
    """
    with transaction.atomic():
        if schools.roll_stamp() != roll_stamp:
            return False
        rounds = _rounds_so_far(linked)
        fresh = _still_open(linked)
        changed = _changed(fresh)
        _store_links(fresh, roll_stamp, now)
        _store_versions(fresh, rounds, changed, roll_stamp, now)
        _count_shadow(fresh)
        audit.record_many(by=by, now=now, deeds=[_deed(each) for each in fresh])
    return True


def _rounds_so_far(linked: Sequence[Linked]) -> dict[tuple[int, int], int]:
    """The rounds so far, locked: of two workers at one version, the second sees what the first wrote."""
    rows = LinkedVersion.objects.filter(incident_id__in=[each.incident_id for each in linked]).order_by("id")
    locked = rows.select_for_update().values_list("incident_id", "version", "round")
    return {(incident_id, version): round_ for incident_id, version, round_ in locked}


def _still_open(linked: Sequence[Linked]) -> list[Linked]:
    """The answers without those of people who were found for sure before."""
    sure = surely_linked([(each.incident_id, each.version) for each in linked])
    return [
        replace(
            each, answers={who: answer for who, answer in each.answers.items() if (each.incident_id, who) not in sure}
        )
        for each in linked
    ]


def _changed(linked: Sequence[Linked]) -> set[int]:
    """Incidents with an answer that says something else than it did before."""
    stored = answers_many([each.incident_id for each in linked])
    return {
        each.incident_id
        for each in linked
        for who, answer in each.answers.items()
        if who not in stored[each.incident_id] or not says_the_same(stored[each.incident_id][who], answer)
    }


def _count_shadow(linked: Sequence[Linked]) -> None:
    """What the second model in shadow would have answered, beside what is answered."""
    counts = sum((counted(each.answers, each.shadow) for each in linked if each.shadow), ShadowCounts())
    if counts.answers:
        LearntModel.objects.filter(state=SHADOW).update(
            agreed=F("agreed") + counts.agreed,
            would_link=F("would_link") + counts.would_link,
            would_ask=F("would_ask") + counts.would_ask,
            another_pupil=F("another_pupil") + counts.another_pupil,
        )


def _store_links(linked: Sequence[Linked], roll_stamp: str, now: datetime) -> None:
    rows = [
        Link(
            incident_id=each.incident_id,
            version=each.version,
            person_id=who,
            roll_stamp=roll_stamp,
            outcome=answer.outcome,
            answer=answer_to_json(answer),
            method=each.method,
            linked_at=now,
        )
        for each in linked
        for who, answer in each.answers.items()
    ]
    Link.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["incident", "version", "person_id"],
        update_fields=["roll_stamp", "outcome", "answer", "method", "linked_at"],
    )


def _store_versions(
    linked: Sequence[Linked], rounds: dict[tuple[int, int], int], changed: set[int], roll_stamp: str, now: datetime
) -> None:
    rows = [
        LinkedVersion(
            incident_id=each.incident_id,
            version=each.version,
            roll_stamp=roll_stamp,
            reported_at=each.reported_at,
            linked_at=now,
            round=_next_round(rounds.get((each.incident_id, each.version)), each.incident_id in changed),
            needs_roll=each.needs_roll,
        )
        for each in linked
    ]
    LinkedVersion.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["incident", "version"],
        update_fields=["roll_stamp", "linked_at", "round", "needs_roll"],
    )


def _next_round(so_far: int | None, changed: bool) -> int:
    return 1 if so_far is None else so_far + changed


def _deed(linked: Linked) -> Deed:
    outcomes = [answer.outcome for answer in linked.answers.values()]
    counts = {outcome: outcomes.count(outcome) for outcome in OUTCOMES if outcome in outcomes}
    return Deed("incident.linked", linked.reference, details={"version": linked.version} | counts)
