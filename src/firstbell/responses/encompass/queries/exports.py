"""What leaves by `firstbell export`: notices, reviews and exposures, streamed in the order they came to be."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from firstbell.responses.encompass.models import Exposure, Hold, Notice, Review
from firstbell.responses.encompass.rules.standing import standing

PAGE = 1000
Row = dict[str, object]
M = TypeVar("M", bound=Model)


def notices() -> Iterator[Row]:
    """One row a notice, as FORMATS names the fields; ``hold_reason`` says why a held one waits."""
    rows = Notice.objects.select_related("incident").order_by("id")
    for page in _pages(rows):
        open_holds = Hold.objects.filter(notice__in=page, ended_at__isnull=True)
        reasons = {hold.notice_id: (hold.code, hold.reason) for hold in open_holds}
        for notice in page:
            yield _notice_row(notice, reasons.get(notice.pk))


def _notice_row(notice: Notice, hold: tuple[str, str] | None) -> Row:
    return {
        "reference": notice.reference,
        "incident_force": notice.incident.force,
        "incident_reference": notice.incident.reference,
        "incident_version": notice.incident_version,
        "child_person_id": notice.person_id,
        "kind": notice.kind,
        "establishment_urn": notice.urn or None,
        "authority": notice.authority or None,
        "force": notice.force or None,
        "status": notice.status,
        "due_by": _instant(notice.due_by),
        "calendar": "known" if notice.calendar_known else "assumed",
        "created_at": _instant(notice.created_at),
        "released_at": _instant(notice.released_at),
        "sent_at": _instant(notice.sent_at),
        "delivered_at": _instant(notice.delivered_at),
        "opened_at": _instant(notice.opened_at),
        "acknowledged_at": _instant(notice.acknowledged_at),
        "found_by": notice.found_by,
        "decided_by": notice.decided_by,
        "updates": notice.updates,
        "why": notice.why,
        "hold_code": hold[0] if hold else None,
        "hold_reason": hold[1] if hold else None,
    }


def reviews(*, include_decided: bool = False) -> Iterator[Row]:
    """One row an open review (and a decided one, if asked), with what speaks for each candidate."""
    rows = Review.objects.select_related("incident").order_by("id")
    for review in (rows if include_decided else rows.filter(decided_at__isnull=True)).iterator(PAGE):
        yield {
            "incident_force": review.incident.force,
            "incident_reference": review.incident.reference,
            "child_person_id": review.person_id,
            "reason": review.question,
            "why": review.why,
            "due_by": _instant(review.due_by),
            "opened_at": _instant(review.opened_at),
            "candidates": review.candidates,
            "decision": review.decision or None,
        }


def exposures() -> Iterator[Row]:
    """One row a child an incident, in scope or not, with the one place where the child stands."""
    for page in _pages(Exposure.objects.select_related("incident").order_by("id")):
        places = places_of(page)
        for exposure in page:
            yield {
                "incident_force": exposure.incident.force,
                "incident_reference": exposure.incident.reference,
                "incident_version": exposure.version,
                "child_person_id": exposure.person_id,
                "in_scope": exposure.in_scope and exposure.in_latest,
                "why": exposure.why if exposure.in_latest else "The latest version no longer names this child.",
                "related_to": exposure.related_to,
                "present": exposure.present,
                "place": places[exposure.pk],
            }


def places_of(page: list[Exposure]) -> dict[int, str]:
    """Exposure id to the word for where the child stands; the empty word where it stands nowhere."""
    incident_ids = {exposure.incident_id for exposure in page}
    told: defaultdict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for incident_id, person_id, kind, status, phone in Notice.objects.filter(incident_id__in=incident_ids).values_list(
        "incident_id", "person_id", "kind", "status", "phone_from"
    ):
        told[incident_id, person_id].append((kind, "held" if status == "released" and phone else status))
    asked = set(
        Review.objects.filter(incident_id__in=incident_ids, decided_at__isnull=True).values_list(
            "incident_id", "person_id"
        )
    )
    return {
        exposure.pk: standing(
            in_scope=exposure.in_scope and exposure.in_latest,
            nowhere=exposure.nowhere,
            notices=told[exposure.incident_id, exposure.person_id],
            open_review=(exposure.incident_id, exposure.person_id) in asked,
        )
        for exposure in page
    }


def _pages(rows: QuerySet[M]) -> Iterator[list[M]]:
    after = 0
    while page := list(rows.filter(pk__gt=after)[:PAGE]):
        yield page
        after = page[-1].pk


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
