"""What linkage has answered."""

from collections.abc import Collection

from django.db.models import QuerySet

from firstbell.registers.linkage.models import Link, LinkedVersion
from firstbell.registers.linkage.rules import LinkAnswer, answer_from_json


def linked_versions() -> QuerySet[LinkedVersion]:
    """Versions whose children have been looked for: rows with ``incident_id``, ``version``, ``roll_stamp``,
    ``linked_at`` and ``round`` (which rises when a later roll changed an answer)."""
    return LinkedVersion.objects.all()


def answers_for(incident_id: int) -> dict[str, LinkAnswer]:
    """Each person's answer in the highest version looked for so far, by ``person_id``; empty before the first."""
    return answers_many([incident_id]).get(incident_id, {})


def answers_many(incident_ids: Collection[int]) -> dict[int, dict[str, LinkAnswer]]:
    """``answers_for`` many incidents in one query. An incident not yet looked at is missing."""
    answers: dict[int, dict[str, LinkAnswer]] = {}
    highest: dict[int, int] = {}
    rows = Link.objects.filter(incident_id__in=incident_ids).order_by("incident_id", "-version", "id")
    for row in rows.values_list("incident_id", "version", "person_id", "answer"):
        incident_id, version, person_id, answer = row
        if version == highest.setdefault(incident_id, version):
            answers.setdefault(incident_id, {})[person_id] = answer_from_json(answer)
    return answers
