"""Linking a child's referral to an adult's, each with a record of its own."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused, is_written_out
from firstbell.responses.support.actions.shared import locked_referral, recorded
from firstbell.responses.support.models import ChildLink, Referral
from firstbell.responses.support.rules import children as rules


def link_child(*, child: str, adult: str, by: Actor, now: datetime) -> None:
    """A child's referral belongs with an adult's, both to the service that ``by`` acts for."""
    with transaction.atomic():
        row = locked_referral(child, by)
        link(row, locked_referral(adult, by), adult, by, now)
        recorded("child_linked", child, by, now, adult=adult)


def unlink_child(*, child: str, adult: str, why: str, by: Actor, now: datetime) -> None:
    """They do not belong together, and why somebody thought so."""
    if not is_written_out(why):
        raise Refused("Why they do not belong together is not written out.", "Write it in a sentence.")
    with transaction.atomic():
        row = locked_referral(child, by)
        found = row.adult_links.filter(adult__reference=adult, struck_at=None).first()
        if found is None:
            raise NotYours(f"{child} does not belong with {adult}.", "Look at the two references.")
        found.struck_by, found.struck_at, found.struck_why = by.name, now, why.strip()
        found.save()
        recorded("child_unlinked", child, by, now, adult=adult)


def link(child: Referral, adult: Referral | None, reference: str, by: Actor, now: datetime) -> None:
    """The link, inside the transaction of an action. NotYours where there is no such adult's referral."""
    if adult is None:
        raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
    is_same = child.client_id == adult.client_id
    rules.may_link(child.client.date_of_birth, adult.client.date_of_birth, is_same, london_date(now))
    if child.adult_links.filter(adult=adult, struck_at=None).exists():
        raise Refused(f"{child.reference} belongs with {reference} already.", "Look at the referral.")
    ChildLink.objects.create(child=child, adult=adult, by=by.name, recorded_at=now)
