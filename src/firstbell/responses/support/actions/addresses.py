"""A client's address: proposed by one, confirmed by another, and shown, the one in force only, for a reason."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support.actions.shared import locked_client, recorded
from firstbell.responses.support.models import Address, Client
from firstbell.responses.support.queries.reach import reach_of
from firstbell.responses.support.queries.sealed import address_of, sealed_address
from firstbell.responses.support.rules import addresses as rules


def propose_address(*, client: str, text: str, by: Actor, now: datetime) -> int:
    """An address that waits for somebody else; the number of the proposal. The one in force stays until then."""
    with transaction.atomic():
        row = locked_client(client, by)
        rules.may_propose(text, row.addresses.filter(status=rules.PROPOSED).exists())
        made = Address.objects.create(
            client=row,
            address=sealed_address(text, client, now),
            status=rules.PROPOSED,
            proposed_by=by.name,
            proposed_at=now,
        )
        recorded("address_proposed", client, by, now, proposal=made.pk)
    return made.pk


def look_at_proposed_address(*, client: str, proposal: int, by: Actor, now: datetime) -> str:
    """The address that waits to be confirmed, and never the one that it takes the place of."""
    with transaction.atomic():
        text = address_of(_proposed(locked_client(client, by), proposal))
        recorded("proposed_address_shown", client, by, now, proposal=proposal)
    return text


def confirm_address(*, client: str, proposal: int, by: Actor, now: datetime) -> None:
    """Somebody else lets the proposal stand: from now on it is the address, and the one before is shown no more."""
    with transaction.atomic():
        row = locked_client(client, by)
        found = _proposed(row, proposal)
        rules.may_confirm(found.proposed_by, by.name)
        row.addresses.filter(status=rules.IN_FORCE).update(status=rules.FORMER)
        _decide(found, rules.IN_FORCE, "", by, now)
        recorded("address_confirmed", client, by, now, proposal=proposal)


def turn_down_address(*, client: str, proposal: int, why: str, by: Actor, now: datetime) -> None:
    """The proposal does not stand; whoever made it may take it back too."""
    rules.may_turn_down(why)
    with transaction.atomic():
        _decide(_proposed(locked_client(client, by), proposal), rules.TURNED_DOWN, why.strip(), by, now)
        recorded("address_turned_down", client, by, now, proposal=proposal)


def look_at_address(*, client: str, why: str, by: Actor, now: datetime) -> str:
    """The one address in force, for a reason that the trail keeps. Refused where all contact has stopped."""
    rules.may_look(why)
    with transaction.atomic():
        row = locked_client(client, by)
        if stopped := reach_of(row, now).stopped:
            raise Refused(stopped, "Nothing that leads to them is shown any more.")
        found = row.addresses.filter(status=rules.IN_FORCE).first()
        if found is None:
            raise Refused("No address is confirmed.", "Have somebody confirm one.")
        text = address_of(found)
        recorded("address_shown", client, by, now, why.strip())
    return text


def _proposed(client: Client, proposal: int) -> Address:
    found = client.addresses.filter(status=rules.PROPOSED, pk=proposal).first()
    if found is None:
        raise NotYours(f"No such address of {client.reference} waits.", "Somebody may have decided on it: look again.")
    return found


def _decide(row: Address, into: str, why: str, by: Actor, now: datetime) -> None:
    row.status, row.decided_by, row.decided_at, row.decided_why = into, by.name, now, why
    row.save()
