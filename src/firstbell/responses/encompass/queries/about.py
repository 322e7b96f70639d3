"""What is held of a child whose places were told, for somebody who asks what is held about them."""

from collections.abc import Iterator

from django.db.models import Model

from firstbell.foundations.subject_access.queries import items_of
from firstbell.foundations.subject_access.rules.items import (
    ANYBODY,
    BY_STAFF,
    FREE,
    HAPPENED,
    NAME,
    PARTY,
    PUPILS,
    SCHOOL,
    TEXT,
    Item,
    Telling,
    Told,
)
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.models import Exposure, Notice, Review

EXPOSURE: Telling = {
    "person_id": None,
    "in_scope": HAPPENED,
    "present": HAPPENED,
    "related_to": Told(NAME, (PARTY,)),
    "why": FREE,
}
NOTICE: Telling = {
    "person_id": None,
    **dict.fromkeys(("place", "kind"), Told(SCHOOL)),
    **dict.fromkeys(("status", "sent_at", "opened_at", "acknowledged_at"), HAPPENED),
    "rerouted_to": BY_STAFF,
    "why": FREE,
}
DISCLOSURE: Telling = {"content": Told(TEXT, (ANYBODY, PARTY)), "at": HAPPENED}
STEP: Telling = {"what": HAPPENED, "at": HAPPENED, "by": BY_STAFF, "why": FREE}
TELLING: Telling = {"recipient": BY_STAFF}
HOLD: Telling = {"reason": FREE, **dict.fromkeys(("placed_by", "approved_by", "ended_by"), BY_STAFF)}
PASSED_ON: Telling = {"urn": Told(SCHOOL), "reason": FREE, "passed_by": BY_STAFF}
REVIEW: Telling = {
    "person_id": None,
    "question": HAPPENED,
    "why": FREE,
    "candidates": Told(SCHOOL, (PUPILS,), own=False),
    "decision": Told(SCHOOL),
    "decision_reason": FREE,
    "decided_by": BY_STAFF,
}
ANSWER: Telling = {"place": Told(SCHOOL), "note": FREE, "answered_by": BY_STAFF}


def about_child(incident_id: int, person_id: str) -> tuple[Item, ...]:
    """Whether a school was told of the child, what, and who decided; nothing for anybody who was no child there."""
    return tuple(_items(incident_id, person_id))


def _items(incident_id: int, person_id: str) -> Iterator[Item]:
    here = {"incident_id": incident_id, "person_id": person_id}
    reference = incidents.facts(incident_id).reference
    for exposure in Exposure.objects.filter(**here):
        yield from items_of(exposure, of=reference, telling=EXPOSURE)
    for notice in Notice.objects.filter(**here).order_by("pk"):
        yield from _of_notice(notice)
    for review in Review.objects.filter(**here).order_by("pk"):
        yield from items_of(review, of=reference, telling=REVIEW)
        for answer in review.authority_answers.order_by("pk"):
            yield from items_of(answer, of=reference, telling=ANSWER)


def _of_notice(notice: Notice) -> Iterator[Item]:
    rows: list[tuple[Model, Telling]] = [(notice, NOTICE)]
    rows += [(one, DISCLOSURE) for one in notice.disclosures.order_by("number")]
    rows += [(one, STEP) for one in notice.steps.order_by("pk")]
    rows += [(one, TELLING) for one in notice.tellings.order_by("pk")]
    rows += [(one, HOLD) for one in notice.holds.order_by("pk")]
    rows += [(one, PASSED_ON) for one in notice.passed_on.order_by("pk")]
    for row, telling in rows:
        yield from items_of(row, of=notice.reference, telling=telling)
