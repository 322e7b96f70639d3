"""Passing a client to another service: what they agreed to goes along, and nothing else."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import SUPPORT
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.support.actions.making import introduce
from firstbell.responses.support.actions.shared import locked_referral, recorded, step
from firstbell.responses.support.models import Address, Client, ContactPlan, ContactWay, Need, Referral, Transfer
from firstbell.responses.support.queries.sealed import (
    address_of,
    code_word_of,
    detail_of,
    sealed_address,
    sealed_code_word,
    sealed_detail,
)
from firstbell.responses.support.rules import ends as rules
from firstbell.responses.support.rules.addresses import IN_FORCE, PROPOSED
from firstbell.responses.support.rules.referrals import AGENCY, CONSENT, RECEIVED, TRANSFERRED, Introduction, may_refer


def transfer_referral(
    *, reference: str, to: str, agreed: Collection[str], reason: str, basis: str = CONSENT, by: Actor, now: datetime
) -> str:
    """The case ends here and is passed on ``to`` another service: its key, or its name where it has no seat here.

    ``agreed`` are those of ``rules.ends.PARTS`` that the client agreed to have passed on; ``basis`` says who agreed.
    The reference of the referral that is made there; "" for a service without a seat, to which somebody must write.
    """
    with transaction.atomic():
        row = locked_referral(reference, by)
        is_here = _has_a_seat(to)
        rules.may_transfer(to, by.organisation, is_here, agreed)
        if row.status == RECEIVED:
            row.answered_at = now
        step(row, TRANSFERRED, reason, by, now)
        onward = _passed_on(row, to, frozenset(agreed), basis, by, now) if is_here else None
        carries = [part for part in rules.PARTS if part in agreed]
        Transfer.objects.create(
            referral=row, to=to.strip(), carries=carries, onward=onward, by=by.name, recorded_at=now
        )
        if onward:
            recorded("referred", onward.reference, by, now, basis=basis)
    return onward.reference if onward else ""


def _has_a_seat(to: str) -> bool:
    return any(one.key == to and one.kind == SUPPORT and one.closed_at is None for one in accounts.organisations())


def _passed_on(row: Referral, to: str, agreed: frozenset[str], basis: str, by: Actor, now: datetime) -> Referral:
    said = _said(row, agreed, basis)
    may_refer(said, london_date(now))
    onward = introduce(to, said, by, now)
    if rules.CONTACT in agreed:
        _pass_plan(row.client, onward.client, by, now)
    if rules.ADDRESS in agreed:
        _pass_address(row.client, onward.client, by, now)
    if rules.NEEDS in agreed:
        _pass_needs(row, onward, by, now)
    return onward


def _said(row: Referral, agreed: frozenset[str], basis: str) -> Introduction:
    police = ("grade", "force", "incident_reference", "also_suspect") if rules.POLICE_SAID in agreed else ()
    return Introduction(
        referred_from=AGENCY,
        basis=basis,
        forenames=row.client.forenames,
        surname=row.client.surname,
        date_of_birth=row.client.date_of_birth,
        **{name: getattr(row, name) for name in police},
    )


def _pass_plan(before: Client, after: Client, by: Actor, now: datetime) -> None:
    """The plan in force, but for ways through an adult who is a client here: it is not for others to pass them on."""
    plan = before.plans.filter(in_force=True).first()
    ways = list(plan.ways.filter(adult=None).order_by("pk")) if plan else []
    if plan is None or not ways:
        return
    made = ContactPlan.objects.create(
        client=after,
        code_word=sealed_code_word(code_word_of(plan), after.reference),
        last_day=plan.last_day,
        made_by=by.name,
        made_at=now,
    )
    ContactWay.objects.bulk_create(_way(way, made) for way in ways)


def _way(row: ContactWay, plan: ContactPlan) -> ContactWay:
    plain = ("channel", "likeness", "windows", "message_allowed", "others_read", "adult_name", "adult_safe_why")
    return ContactWay(
        plan=plan,
        detail=sealed_detail(detail_of(row), plan.client.reference, row.channel),
        understands_why=row.understands_why,
        **{name: getattr(row, name) for name in plain},
    )


def _pass_address(before: Client, after: Client, by: Actor, now: datetime) -> None:
    """The one in force, as a proposal: somebody there confirms it."""
    row = before.addresses.filter(status=IN_FORCE).first()
    if row is not None:
        sealed = sealed_address(address_of(row), after.reference, now)
        Address.objects.create(client=after, address=sealed, status=PROPOSED, proposed_by=by.name, proposed_at=now)


def _pass_needs(before: Referral, after: Referral, by: Actor, now: datetime) -> None:
    needs = before.needs.order_by("pk").values("need", "text", "on")
    Need.objects.bulk_create(Need(referral=after, by=by.name, recorded_at=now, **one) for one in needs)
