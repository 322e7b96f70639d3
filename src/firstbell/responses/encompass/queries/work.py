"""What is not yet done: each job of Encompass finds its work in the data (H9)."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from firstbell.foundations.delivery import queries as delivery
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import queries as linkage
from firstbell.responses.encompass.models import Assessment, Hold, Notice, Pause, Routing, Telling
from firstbell.responses.encompass.rules import status

PAGE = 500


def unassessed(limit: int) -> list[int]:
    return [incident_id for incident_id, _ in incidents.unfinished(Assessment.objects.all(), limit)]


def unrouted() -> list[tuple[int, int]]:
    """(incident_id, round of its linkage) of those assessed and linked, but not routed by that version and round."""
    linked = linkage.linked_versions().filter(incident_id=OuterRef("incident_id"), version=OuterRef("version"))
    ready = Assessment.objects.annotate(linked_round=Subquery(linked.values("round")[:1])).filter(
        linked_round__isnull=False
    )
    routed = Routing.objects.filter(
        incident_id=OuterRef("incident_id"), version=OuterRef("version"), round=OuterRef("linked_round")
    )
    return list(ready.filter(~Exists(routed)).order_by("incident_id").values_list("incident_id", "linked_round"))


def to_release() -> list[str]:
    return _references(Notice.objects.filter(status__in=status.TO_RELEASE))


def held_for_a_contact() -> list[str]:
    held = Hold.objects.filter(code="no_contact", ended_at__isnull=True, notice__status=status.HELD)
    return list(held.order_by("id").values_list("notice__reference", flat=True))


def to_hand_over() -> list[str]:
    return _references(Notice.objects.filter(kind="force", status=status.RELEASED))


def messages_to_follow() -> Iterator[str]:
    """Keys of messages whose outcome is known to delivery and not yet to their notice."""
    queued = list(Telling.objects.filter(outcome="queued").order_by("id").values_list("key", flat=True))
    for start in range(0, len(queued), PAGE):
        page = delivery.messages(queued[start : start + PAGE])
        yield from (key for key, message in page.items() if message.status not in ("waiting", "claimed", "ambiguous"))


def to_chase(now: datetime) -> list[str]:
    return _references(Notice.objects.filter(status__in=status.AWAITING_ANSWER, next_chase_at__lte=now))


def expired_holds(now: datetime) -> list[int]:
    expired = Q(until__lte=now, ended_at__isnull=True, expiry_noted_at__isnull=True)
    return list(Hold.objects.filter(expired).values_list("id", flat=True))


def ended_pauses(now: datetime) -> bool:
    return Pause.objects.filter(ended_at__isnull=True, until__lte=now).exists()


def paused() -> bool:
    return Pause.objects.filter(ended_at__isnull=True).exists()


def _references(found: QuerySet[Notice]) -> list[str]:
    return list(found.order_by("id").values_list("reference", flat=True))
