"""Whose a referral or a client is: a service reads those that were made to it."""

from django.db.models import Q

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.support.models import Client, Referral


def of_service(seen_by: Actor) -> Q:
    """Referrals to the service that somebody acts for."""
    return Q(service=seen_by.organisation)


def number_of(referral: str, seen_by: Actor) -> int:
    """The row of a referral to their service. NotYours for any other."""
    row = Referral.objects.filter(of_service(seen_by), reference=referral).values_list("pk", flat=True).first()
    if row is None:
        raise NotYours(f"There is no referral {referral}.", "Look at the reference.")
    return row


def client_number(client: str, seen_by: Actor) -> int:
    """The row of a client of their service. NotYours for any other."""
    row = Client.objects.filter(reference=client, service=seen_by.organisation).values_list("pk", flat=True).first()
    if row is None:
        raise NotYours(f"There is no client {client}.", "Look at the reference.")
    return row
