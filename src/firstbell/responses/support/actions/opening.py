"""Opening what lies sealed of a client, for the client themself and nobody else."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.support.actions.shared import recorded
from firstbell.responses.support.models import Address, ContactPlan, ContactWay
from firstbell.responses.support.queries.sealed import address_of, code_word_of, detail_of


def open_for_client(*, key: str, request: str, by: Actor, now: datetime) -> str:
    """The number, address or code word behind an item's ``key``, which two people released to the client who asked."""
    table, number, field = key.split(":")
    with transaction.atomic():
        text, client = _opened(table, int(number), field)
        recorded("opened_for_client", client, by, now, request=request, field=field)
    return text


def _opened(table: str, number: int, field: str) -> tuple[str, str]:
    if (table, field) == ("support.ContactWay", "detail"):
        for way in ContactWay.objects.filter(pk=number).select_related("plan__client"):
            return detail_of(way), way.plan.client.reference
    if (table, field) == ("support.ContactPlan", "code_word"):
        for plan in ContactPlan.objects.filter(pk=number).select_related("client"):
            return code_word_of(plan), plan.client.reference
    if (table, field) == ("support.Address", "address"):
        for lives in Address.objects.filter(pk=number).select_related("client"):
            return address_of(lives), lives.client.reference
    raise Refused("Nothing lies sealed there.", "Look at the page again.")
