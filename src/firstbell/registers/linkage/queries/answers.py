"""What linkage has answered, and what it has not yet."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import F, QuerySet

from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.models import Link, LinkedVersion
from firstbell.registers.linkage.rules import LinkAnswer, answer_from_json


def linked_versions() -> QuerySet[LinkedVersion]:
    """Versions whose children have been looked for: rows with ``incident_id``, ``version``, ``roll_stamp``,
    ``linked_at`` and ``round`` (which rises when a later roll changed an answer)."""
    return LinkedVersion.objects.all()


def answers_for(incident_id: int) -> dict[str, LinkAnswer]:
    """Each person's answer in the highest version looked for so far, by ``person_id``; empty before the first."""
    return answers_many([incident_id])[incident_id]


def answers_many(incident_ids: Collection[int]) -> dict[int, dict[str, LinkAnswer]]:
    """``answers_for`` each of many incidents, in one query."""
    answers: dict[int, dict[str, LinkAnswer]] = {incident_id: {} for incident_id in incident_ids}
    highest: dict[int, int] = {}
    rows = Link.objects.filter(incident_id__in=answers).order_by("incident_id", "-version", "id")
    for incident_id, version, person_id, answer in rows.values_list("incident_id", "version", "person_id", "answer"):
        if version == highest.setdefault(incident_id, version):
            answers[incident_id][person_id] = answer_from_json(answer)
    return answers


def unlinked(limit: int) -> list[int]:
    """Incidents whose highest version has not been looked into on any roll, the earliest reported first."""
    return [incident_id for incident_id, _ in incidents.unfinished(LinkedVersion.objects.all(), limit)]


def unlinked_count() -> int:
    return incidents.unfinished_count(LinkedVersion.objects.all())


def unsure_on_another_roll(*, roll_stamp: str, reported_since: datetime, limit: int) -> list[int]:
    """Incidents reported since then, with a child whom the rolls of their day did not surely have, when those rolls are
    not today's. The earliest reported first."""
    unsure = LinkedVersion.objects.filter(
        needs_roll=True, reported_at__gte=reported_since, version=F("incident__current_version")
    )
    changed = unsure.exclude(roll_stamp=roll_stamp).order_by("reported_at", "incident_id")
    return list(changed.values_list("incident_id", flat=True)[:limit])


def surely_linked(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, str]]:
    """(incident, person) of those already found for sure, among these (incident, version)."""
    sure = Link.objects.filter(incident_id__in={number for number, _ in pairs}, outcome="automatic")
    wanted = set(pairs)
    return {
        (number, person)
        for number, version, person in sure.values_list("incident_id", "version", "person_id")
        if (number, version) in wanted
    }
