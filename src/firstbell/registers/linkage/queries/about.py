"""What linking says of one record of an incident, for somebody who asks what is held about them."""

from collections.abc import Iterator

from firstbell.foundations.subject_access.queries import items_of
from firstbell.foundations.subject_access.rules.items import (
    ANYBODY,
    BY_STAFF,
    FREE,
    HAPPENED,
    PUPILS,
    SCHOOL,
    Item,
    Telling,
    Told,
)
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.models import Link, PupilJudgement, Record, Ruling

OF_PUPILS = Told(SCHOOL, (PUPILS,), own=False)
LINK: Telling = {"person_id": None, "answer": OF_PUPILS, "outcome": HAPPENED}
RULING: Telling = {"together": Told(others=(ANYBODY,)), "why": FREE, "ruled_by": BY_STAFF}
JUDGEMENT: Telling = {
    "person_id": None,
    "pupil": OF_PUPILS,
    "verdict": OF_PUPILS,
    "reason": FREE,
    "judged_by": BY_STAFF,
}


def about_record(incident_id: int, person_id: str) -> tuple[Item, ...]:
    """Whom the record was linked to, and what people said of that."""
    facts = incidents.facts(incident_id)
    return tuple(_items(incident_id, person_id, facts.force, facts.reference))


def _items(incident_id: int, person_id: str, force: str, reference: str) -> Iterator[Item]:
    here = {"incident_id": incident_id, "person_id": person_id}
    for link in Link.objects.filter(**here).order_by("-version"):
        yield from items_of(link, of=reference, telling=LINK)
    for record in Record.objects.filter(**here):
        for ruling in (*Ruling.objects.filter(one=record), *Ruling.objects.filter(other=record)):
            yield from items_of(ruling, of=reference, telling=RULING)
    judged = {"force": force, "incident_reference": reference, "person_id": person_id}
    for judgement in PupilJudgement.objects.filter(**judged).order_by("pk"):
        yield from items_of(judgement, of=reference, telling=JUDGEMENT)
