"""Referrals: made, answered, taken back, given to a worker, and concluded."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support.actions.children import link
from firstbell.responses.support.actions.making import introduce
from firstbell.responses.support.actions.shared import locked_case, locked_referral, recorded, step
from firstbell.responses.support.models import Client, Referral
from firstbell.responses.support.queries.made import is_closed_to
from firstbell.responses.support.queries.sides import opposed_to, workers_of
from firstbell.responses.support.queries.tries import tries_of
from firstbell.responses.support.rules import referrals as rules
from firstbell.responses.support.rules.referrals import Introduction
from firstbell.responses.support.rules.sides import may_answer_for

ANSWERS = frozenset({rules.ACCEPTED, rules.REJECTED})
CONCLUSIONS = frozenset({rules.ENGAGED, rules.DECLINED, rules.NO_CONTACT})


def refer(*, service: str, said: Introduction, by: Actor, now: datetime) -> str:
    """A client of ``service`` (``support:new-era``) who was not one before, their referral, and its reference.

    NotYours where it belongs with an adult's that the same organisation did not make to the same service.
    """
    rules.may_refer(said, london_date(now))
    with transaction.atomic():
        row = introduce(service, said, by, now)
        if said.with_adult:
            made = Referral.objects.filter(service=service, referrer=by.organisation)
            link(row, made.filter(reference=said.with_adult).first(), said.with_adult, by, now)
        recorded("referred", row.reference, by, now, basis=said.basis, also_suspect=said.also_suspect)
    return row.reference


def answer_referral(*, reference: str, into: str, reason: str = "", by: Actor, now: datetime) -> None:
    """The service accepts it, or says why not."""
    if into not in ANSWERS:
        raise Refused(f"{into!r} is no answer to a referral.", f"Choose one of: {', '.join(sorted(ANSWERS))}.")
    with transaction.atomic():
        row = locked_referral(reference, by)
        if row.status != rules.RECEIVED:
            raise Refused(f"{reference} is answered already.", "Look at how it stands.")
        row.answered_at = now
        step(row, into, reason, by, now)


def revoke_referral(*, reference: str, reason: str, by: Actor, now: datetime) -> None:
    """Whoever made it takes it back, such as when consent is withdrawn.

    NotYours for another's referral, and where the client is closed to their force: then the service ends it.
    """
    with transaction.atomic():
        row = Referral.objects.select_for_update().filter(reference=reference, referrer=by.organisation).first()
        if row is None or is_closed_to(row.client_id, by):
            raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
        step(row, rules.REVOKED, reason, by, now)


def close_to_force(*, reference: str, by: Actor, now: datetime) -> None:
    """The client is one of a force's own: from now on forces know no more than how their referrals stand.

    For the service and for whoever made the referral; NotYours for others. Nothing opens it again.
    """
    with transaction.atomic():
        row = Referral.objects.select_related("client").filter(reference=reference).first()
        if row is None or by.organisation not in (row.referrer, row.client.service) or is_closed_to(row.client_id, by):
            raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
        Client.objects.filter(pk=row.client_id).update(closed_to_force=True)
        recorded("closed_to_force", reference, by, now)


def allocate_referral(
    *, reference: str, worker: str, other_side: Collection[str] = (), by: Actor, now: datetime
) -> None:
    """This worker (a sign-in e-mail) has the case from now on, also in place of another.

    Refused where they answer for somebody on the other side of the same incident, or are of the ``other_side``: those
    who support the partner of a client who takes part in a programme, as the programme's queries know them.
    """
    with transaction.atomic():
        row = locked_case(reference, by)
        may_answer_for(worker, workers_of(opposed_to(row), reference) | set(other_side))
        theirs = Referral.objects.filter(worker=worker, status__in=rules.WORKED, service=by.organisation)
        rules.may_allocate(theirs.exclude(pk=row.pk).count())
        row.worker, row.allocated_at = worker, row.allocated_at or now
        row.save()
        recorded("allocated", reference, by, now)


def conclude_referral(*, reference: str, into: str, reason: str = "", by: Actor, now: datetime) -> None:
    """What came of it: the client takes part, declined, or was out of reach."""
    if into not in CONCLUSIONS:
        raise Refused(f"{into!r} is not what can come of it.", f"Choose one of: {', '.join(sorted(CONCLUSIONS))}.")
    with transaction.atomic():
        row = locked_referral(reference, by)
        if into == rules.DECLINED:
            rules.may_decline(tries_of(row))
        if into == rules.NO_CONTACT:
            rules.may_give_up(tries_of(row))
        step(row, into, reason, by, now)
