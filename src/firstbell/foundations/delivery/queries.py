"""What became of messages, and which are still to be sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Count

from firstbell.foundations.delivery.models import Message
from firstbell.foundations.delivery.rules.sending import (
    AMBIGUOUS,
    BOUNCED,
    CLAIMED,
    FAILED,
    STATUSES,
    WAITING,
    Claim,
)
from firstbell.foundations.subject_access.queries import items_of
from firstbell.foundations.subject_access.rules.items import CONTACT, HAPPENED, Item, Telling, Told

MESSAGE: Telling = {"recipient": Told(CONTACT), "template": HAPPENED, "queued_at": HAPPENED, "sent_at": HAPPENED}
_PAGE = 500  # SQLite takes only so many values in one question


@dataclass(frozen=True, slots=True)
class MessageState:
    """One message. ``failed_reason`` says in our own words what went wrong last.

    ``fault`` of a failed one: ``recipient`` (this address cannot be reached) or ``gateway`` (ours to repair; it says
    nothing against the address). Times are UTC.
    """

    key: str
    to: str
    status: str
    queued_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    bounced_at: datetime | None
    failed_reason: str
    fault: str
    template: str
    reference: str
    tries: int
    next_try_at: datetime
    claimed_at: datetime | None


_FIELDS = tuple("recipient" if name == "to" else name for name in MessageState.__dataclass_fields__)


def message(key: str) -> MessageState | None:
    return messages([key]).get(key)


def messages(keys: Collection[str]) -> dict[str, MessageState]:
    """By key, those of the given messages that exist."""
    found: dict[str, MessageState] = {}
    remaining = iter(keys)
    while page := list(islice(remaining, _PAGE)):
        rows = Message.objects.filter(key__in=page).values_list(*_FIELDS)
        found |= {row[0]: MessageState(*row) for row in rows}
    return found


def ambiguous() -> list[MessageState]:
    """Messages of which nobody can tell whether they were sent: a person decides. Oldest first."""
    return _in(AMBIGUOUS)


def failed() -> list[MessageState]:
    """Messages that were given up: a person decides. Oldest first."""
    return _in(FAILED)


def bounced_since(moment: datetime) -> list[MessageState]:
    """Messages known since ``moment`` to have bounced, oldest bounce first."""
    rows = Message.objects.filter(status=BOUNCED, bounced_at__gte=moment).order_by("bounced_at", "id")
    return [MessageState(*row) for row in rows.values_list(*_FIELDS)]


def counts() -> dict[str, int]:
    """How many messages stand at each status, none left out."""
    grouped = Message.objects.values_list("status").annotate(Count("id"))
    return dict.fromkeys(STATUSES, 0) | dict(grouped)


def oldest_waiting() -> datetime | None:
    """When the message that has waited longest was queued; None if none waits."""
    unsent = Message.objects.filter(status__in=(WAITING, CLAIMED)).order_by("queued_at")
    return unsent.values_list("queued_at", flat=True).first()


def due_to_send(now: datetime, limit: int) -> list[str]:
    """Keys of messages to send by ``now``, the longest due first."""
    due = Message.objects.filter(status=WAITING, next_try_at__lte=now).order_by("next_try_at", "id")
    return list(due.values_list("key", flat=True)[:limit])


def claims() -> list[Claim]:
    """Every claim that stands, oldest first: no more than there are workers, and workers that were killed."""
    rows = Message.objects.filter(status=CLAIMED).order_by("claimed_at", "id")
    fields = ("key", "claims", "claimed_by", "claimed_via", "claimed_at", "claimed_until")
    return [Claim(*row) for row in rows.values_list(*fields)]


def _in(status: str) -> list[MessageState]:
    rows = Message.objects.filter(status=status).order_by("queued_at", "id")
    return [MessageState(*row) for row in rows.values_list(*_FIELDS)]


def about_address(email: str) -> tuple[Item, ...]:
    """Every message to an address, for whoever it is and asks what is held about them."""
    rows = Message.objects.filter(recipient__iexact=email).order_by("pk") if email else ()
    return tuple(item for row in rows for item in items_of(row, of=row.key, telling=MESSAGE))
