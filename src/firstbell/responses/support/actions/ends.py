"""Ends that a client brings: they withdraw their consent, or die. From then on nothing leads to them any more."""

from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.support.actions.shared import locked_client, recorded, step
from firstbell.responses.support.models import Client, Withdrawal
from firstbell.responses.support.rules import ends as rules
from firstbell.responses.support.rules.referrals import DIED, STEPS, WITHDRAWN


def withdraw_consent(*, client: str, why: str, by: Actor, now: datetime) -> None:
    """The client said that they are to be contacted no more: their open referrals end, and all contact with them.

    ``why`` is what they said. What stays, and why, is in ``rules.ends.STAYS``. Whoever comes again is referred again.
    """
    rules.may_withdraw(why)
    with transaction.atomic():
        row = locked_client(client, by)
        if not _end(row, WITHDRAWN, why, by, now):
            raise Refused("Nothing of this client is open.", "Look at how their referrals stand.")
        Withdrawal.objects.create(client=row, why=why.strip(), by=by.name, recorded_at=now)
        recorded("consent_withdrawn", client, by, now)


def record_death(*, client: str, on: date, by: Actor, now: datetime) -> None:
    """The client died on a London day: their open referrals end with that, and all contact from that day.

    The referrals of their children are other people's, and stay as they are.
    """
    with transaction.atomic():
        row = locked_client(client, by)
        rules.may_have_died(on, row.date_of_birth, row.died_on, london_date(now))
        row.died_on = on
        row.save()
        _end(row, DIED, "", by, now)
        recorded("death_recorded", client, by, now)


def _end(row: Client, into: str, why: str, by: Actor, now: datetime) -> bool:
    """Whether anything was open that ended so."""
    is_open = list(row.referrals.select_for_update().filter(status__in=STEPS).order_by("pk"))
    for referral in is_open:
        step(referral, into, why, by, now)
    return bool(is_open)
