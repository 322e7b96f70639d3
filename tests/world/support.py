"""Clients of one support service on Friday 27 November 2026, made as people there make them."""

from datetime import UTC, date, datetime, time
from typing import Any

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.actor import Actor
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.referrals import Introduction
from firstbell.responses.support.rules.safe_contact import Way, Window

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
EVENING = datetime(2026, 11, 27, 20, tzinfo=UTC)
TODAY = NOW.date()
SERVICE = "support:new-era"
WORKER = Actor("worker@service.example", SERVICE)
LEAD = Actor("lead@service.example", SERVICE)
ELSEWHERE = Actor("worker@elsewhere.example", "support:elsewhere")
DESK = Actor("desk@force.example", "force:staffordshire")
NUMBER = "01632 960001"
HOW = "He answered her telephone, and I said I had misdialled."
LAST = date(2026, 12, 11)
MORNINGS = (Window(frozenset(range(5)), time(9), time(12)),)
CALLS = GivenWay(Way("phone", MORNINGS), NUMBER)


def referred(*, by: Actor = DESK, now: datetime = NOW, **more: Any) -> str:
    said: dict[str, Any] = {"referred_from": "police", "basis": "consent", "forenames": "Ada", "surname": "Example"}
    return actions.refer(service=SERVICE, said=Introduction(**said | more), by=by, now=now)


def accepted(**more: Any) -> tuple[str, str]:
    """A referral that the service works on, and its client."""
    reference = referred(**more)
    actions.answer_referral(reference=reference, into="accepted", by=WORKER, now=NOW)
    return reference, queries.referral(reference, seen_by=WORKER).client


def planned(client: str, *ways: GivenWay, **more: Any) -> None:
    given: dict[str, Any] = {"ways": ways or (CALLS,), "last_day": LAST, "by": WORKER, "now": NOW}
    actions.make_plan(client=client, **given | more)


def tried(referral: str, at: datetime, **more: Any) -> bool:
    given: dict[str, Any] = {"channel": "phone", "reached": False, "by": WORKER, "now": at}
    return actions.record_attempt(referral=referral, at=at, **given | more)


def engaged(**more: Any) -> tuple[str, str]:
    """A case that its client takes part in, and the client."""
    reference, client = accepted(**more)
    planned(client)
    tried(reference, NOW, reached=True)
    actions.conclude_referral(reference=reference, into="engaged", by=WORKER, now=NOW)
    return reference, client


def needing(referral: str, need: str = "housing", **more: Any) -> None:
    actions.record_need(referral=referral, need=need, **{"on": TODAY, "by": WORKER, "now": NOW} | more)


def deeds() -> list[str]:
    """What stands in the audit trail of support, the newest first."""
    return [entry.action for entry in entries(Sought(), most=200) if entry.action.startswith("support.")]
