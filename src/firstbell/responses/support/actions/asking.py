"""Asking for support oneself, without an account."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.support.actions.plans import GivenWay, make_plan
from firstbell.responses.support.actions.referrals import refer
from firstbell.responses.support.models import Client
from firstbell.responses.support.queries.reached import reached_in_the_same_way
from firstbell.responses.support.rules.referrals import CONSENT, ONESELF, Introduction
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, check_plan

HOLDS_FOR = timedelta(days=14)
"""How long what somebody wrote on a page is taken for safe: a worker asks them again and makes the plan with them."""


def ask_for_support(*, service: str, name: str, given: GivenWay, code_word: str = "", by: Actor, now: datetime) -> str:
    """Somebody asks for themselves and says one way in which they can be reached, which is their first plan.

    Where that way leads to another client too, there is no plan and the service is told whose it is; whoever asks
    cannot tell the two apart, as they may be somebody who wants to know whether this service has that number.
    """
    last_day = london_date(now) + HOLDS_FOR
    check_plan(SafeContactPlan((given.way,), last_day, code_word), london_date(now))
    others = reached_in_the_same_way(service, given.way.channel, given.detail)
    with transaction.atomic():
        said = Introduction(
            referred_from=ONESELF, basis=CONSENT, basis_reason=_shared(others), forenames=name, surname=""
        )
        reference = refer(service=service, said=said, by=by, now=now)
        if not others:
            client = Client.objects.get(referrals__reference=reference).reference
            held = replace(by, organisation=service)
            make_plan(client=client, ways=[given], last_day=last_day, code_word=code_word, by=held, now=now)
    return reference


def _shared(others: tuple[str, ...]) -> str:
    if not others:
        return ""
    return f"They gave a number or address that leads to {', '.join(others)} too: find out whose it is."
