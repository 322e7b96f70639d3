"""Referrals: made, answered, taken back, given to a worker, and concluded."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support.actions.children import link
from firstbell.responses.support.actions.shared import locked_case, locked_referral, recorded, step
from firstbell.responses.support.models import Client, Referral
from firstbell.responses.support.queries.tries import tries_of
from firstbell.responses.support.rules import referrals as rules
from firstbell.responses.support.rules.referrals import Introduction

ANSWERS = frozenset({rules.ACCEPTED, rules.REJECTED, rules.TRANSFERRED})
CONCLUSIONS = frozenset({rules.ENGAGED, rules.DECLINED, rules.NO_CONTACT, rules.TRANSFERRED})


def refer(*, service: str, said: Introduction, by: Actor, now: datetime) -> str:
    """A client of ``service`` (``support:new-era``) who was not one before, their referral, and its reference.

    NotYours where it belongs with an adult's that the same organisation did not make to the same service.
    """
    rules.may_refer(said, london_date(now))
    reference = drawn_reference("SR")
    with transaction.atomic():
        row = _referral(reference, _client(service, said, now), said, by, now)
        if said.with_adult:
            made = Referral.objects.filter(client__service=service, referrer=by.organisation)
            link(row, made.filter(reference=said.with_adult).first(), said.with_adult, by, now)
        recorded("referred", reference, by, now, basis=said.basis, also_suspect=said.also_suspect)
    return reference


def answer_referral(*, reference: str, into: str, reason: str = "", by: Actor, now: datetime) -> None:
    """The service accepts it, or says why not, or to whom it is passed."""
    if into not in ANSWERS:
        raise Refused(f"{into!r} is no answer to a referral.", f"Choose one of: {', '.join(sorted(ANSWERS))}.")
    with transaction.atomic():
        row = locked_referral(reference, by)
        if row.status != rules.RECEIVED:
            raise Refused(f"{reference} is answered already.", "Look at how it stands.")
        row.answered_at = now
        step(row, into, reason, by, now)


def revoke_referral(*, reference: str, reason: str, by: Actor, now: datetime) -> None:
    """Whoever made it takes it back, such as when consent is withdrawn. NotYours for another's referral."""
    with transaction.atomic():
        row = Referral.objects.select_for_update().filter(reference=reference, referrer=by.organisation).first()
        if row is None:
            raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
        step(row, rules.REVOKED, reason, by, now)


def allocate_referral(*, reference: str, worker: str, by: Actor, now: datetime) -> None:
    """This worker (a sign-in e-mail) has the case from now on, also in place of another."""
    with transaction.atomic():
        row = locked_case(reference, by)
        theirs = Referral.objects.filter(worker=worker, status__in=rules.WORKED, client__service=by.organisation)
        rules.may_allocate(theirs.exclude(pk=row.pk).count())
        row.worker, row.allocated_at = worker, row.allocated_at or now
        row.save()
        recorded("allocated", reference, by, now)


def conclude_referral(*, reference: str, into: str, reason: str = "", by: Actor, now: datetime) -> None:
    """What came of it: the client takes part, declined, was out of reach, or was passed on. A case is closed by
    ``close_case``."""
    if into not in CONCLUSIONS:
        raise Refused(f"{into!r} is not what can come of it.", f"Choose one of: {', '.join(sorted(CONCLUSIONS))}.")
    with transaction.atomic():
        row = locked_referral(reference, by)
        if into == rules.DECLINED:
            rules.may_decline(tries_of(row))
        if into == rules.NO_CONTACT:
            rules.may_give_up(tries_of(row))
        step(row, into, reason, by, now)


def _client(service: str, said: Introduction, now: datetime) -> Client:
    return Client.objects.create(
        reference=drawn_reference("SC"),
        service=service,
        forenames=said.forenames.strip(),
        surname=said.surname.strip(),
        date_of_birth=said.date_of_birth,
        made_at=now,
    )


def _referral(reference: str, client: Client, said: Introduction, by: Actor, now: datetime) -> Referral:
    plain = ("referred_from", "basis", "grade", "force", "incident_reference", "also_suspect")
    return Referral.objects.create(
        reference=reference,
        client=client,
        referrer=by.organisation,
        basis_reason=said.basis_reason.strip(),
        status=rules.RECEIVED,
        made_by=by.name,
        made_at=now,
        **{name: getattr(said, name) for name in plain},
    )
