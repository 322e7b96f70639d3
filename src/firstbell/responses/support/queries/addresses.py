"""Whether an address of a client is confirmed or waits. What it says is in no answer: looking at it is an action."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from firstbell.pure.actor import Actor
from firstbell.responses.support.models import Address
from firstbell.responses.support.queries.whose import client_number
from firstbell.responses.support.rules.addresses import IN_FORCE, PROPOSED


@dataclass(frozen=True, slots=True)
class AddressProposed:
    """An address that waits for somebody other than ``proposed_by``."""

    client: str
    proposal: int
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class AddressStands:
    """Since when a client's address is in force, None where none is; and the proposal that waits, if any."""

    since: datetime | None
    proposed: AddressProposed | None


def address(client: str, *, seen_by: Actor) -> AddressStands:
    """How the address of a client of their service stands. NotYours for any other."""
    rows = Address.objects.filter(client=client_number(client, seen_by))
    since = rows.filter(status=IN_FORCE).values_list("decided_at", flat=True).first()
    return AddressStands(since, next(iter(_proposed(rows)), None))


def proposed_addresses(*, seen_by: Actor) -> tuple[AddressProposed, ...]:
    """Those of clients of their service that wait to be confirmed, the longest first."""
    return _proposed(Address.objects.filter(client__service=seen_by.organisation))


def _proposed(rows: QuerySet[Address]) -> tuple[AddressProposed, ...]:
    waiting = rows.filter(status=PROPOSED).order_by("proposed_at", "pk")
    columns = ("client__reference", "pk", "proposed_by", "proposed_at")
    return tuple(AddressProposed(*row) for row in waiting.values_list(*columns))
