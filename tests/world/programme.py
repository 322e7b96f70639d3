"""A programme, through its actions: people referred, assessed, linked, started and placed, by those of the cast."""

from datetime import date, datetime, time, timedelta
from typing import Any

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.programme import actions
from firstbell.responses.programme.rules.participants import ELIGIBILITY, QUESTIONS, Introduction
from firstbell.responses.programme.rules.ways import Way
from firstbell.responses.support import actions as support
from firstbell.responses.support import queries as support_read
from firstbell.responses.support.rules import safe_contact
from firstbell.responses.support.rules.referrals import Introduction as Client
from world.cast import CAST

PROVIDER, SERVICE = "provider:choices", "support:new-era"
WAY = Way(channel="phone", detail="01632 960011", when_safe="Weekdays after six", message_allowed=False)
MORNINGS = (safe_contact.Window(frozenset(range(5)), time(9), time(12)),)
CALLS = support.GivenWay(safe_contact.Way(safe_contact.PHONE, MORNINGS), "01632 960012")


def actor(name: str) -> Actor:
    """Somebody of the cast, for the first organisation that they act for."""
    return Actor(CAST[name].email, CAST[name].seats[0][0])


def referred(forenames: str, surname: str, *, now: datetime, **more: Any) -> str:
    said = {"forenames": forenames, "surname": surname, "referred_from": "agency", "agreed": True} | more
    return actions.refer(provider=PROVIDER, said=Introduction(**said), way=WAY, by=actor("desk"), now=now)


def accepted(forenames: str, surname: str, *, now: datetime) -> str:
    participant = referred(forenames, surname, now=now)
    by = {"by": actor("programme_lead"), "now": now}
    for question in QUESTIONS:
        answer = "yes" if question in ELIGIBILITY else "no"
        actions.answer_question(participant=participant, question=question, answer=answer, why="Said so.", **by)
    actions.accept(participant=participant, support_service=SERVICE, reason="Wants to change.", **by)
    return participant


def client(forenames: str, surname: str, *, now: datetime) -> str:
    """A client of the service with a plan: by telephone, on weekday mornings."""
    said = Client(referred_from="police", basis="consent", forenames=forenames, surname=surname)
    reference = support.refer(service=SERVICE, said=said, by=actor("desk"), now=now)
    support.answer_referral(reference=reference, into="accepted", by=actor("support_lead"), now=now)
    found = support_read.referral(reference, seen_by=actor("worker")).client
    last_day = london_date(now) + timedelta(days=60)
    support.make_plan(client=found, ways=[CALLS], last_day=last_day, by=actor("worker"), now=now)
    return found


def linked(participant: str, *, now: datetime, **more: Any) -> None:
    said = {"worker": CAST["worker"].email, "offer": "accepted", "may_start": True} | more
    actions.link_partner(participant=participant, by=actor("worker"), now=now, **said)


def started(forenames: str, surname: str, *, now: datetime, **link: Any) -> str:
    participant = accepted(forenames, surname, now=now)
    linked(participant, now=now, **link)
    actions.start(participant=participant, by=actor("facilitator"), now=now)
    return participant


def group(first_day: date, *, sessions: int = 6, now: datetime, title: str = "Monday evenings") -> str:
    days = [first_day + timedelta(weeks=week) for week in range(sessions)]
    terms = {"title": title, "place": "Hanley", "capacity": 8, "to_complete": 2, "days": days}
    return actions.make_group(**terms, by=actor("programme_lead"), now=now)


def placed(participant: str, into: str, *, now: datetime) -> str:
    actions.place(participant=participant, group=into, by=actor("facilitator"), now=now)
    return participant
