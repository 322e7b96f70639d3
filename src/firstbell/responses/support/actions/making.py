"""The rows of a new client and their referral, inside the transaction of an action."""

from datetime import datetime

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.responses.support.models import Client, Referral
from firstbell.responses.support.queries.sealed import name_likeness
from firstbell.responses.support.rules.referrals import RECEIVED, Introduction


def introduce(service: str, said: Introduction, by: Actor, now: datetime) -> Referral:
    """A client of a service who was not one before, and a referral that waits for its answer."""
    client = Client.objects.create(
        reference=drawn_reference("SC"),
        service=service,
        forenames=said.forenames.strip(),
        surname=said.surname.strip(),
        date_of_birth=said.date_of_birth,
        likeness=name_likeness(said.forenames, said.surname),
        closed_to_force=said.closed_to_force,
        made_at=now,
    )
    plain = ("referred_from", "basis", "grade", "force", "incident_reference", "also_suspect")
    return Referral.objects.create(
        reference=drawn_reference("SR"),
        client=client,
        service=service,
        referrer=by.organisation,
        basis_reason=said.basis_reason.strip(),
        status=RECEIVED,
        made_by=by.name,
        made_at=now,
        **{name: getattr(said, name) for name in plain},
    )
