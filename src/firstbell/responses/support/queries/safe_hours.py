"""When a client can be reached, without the number and without the code word: for whoever must plan a contact."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.support.models import Client
from firstbell.responses.support.queries.contact import plan_of
from firstbell.responses.support.rules.safe_contact import CHANNELS, SafeContactPlan, Way, hours_in_words, why_not


@dataclass(frozen=True, slots=True)
class SafeWay:
    """A channel, its hours in words, whether a message may be left, and why it is not safe now ("" where it is)."""

    channel: str
    hours: str
    message: bool
    unsafe_now: str


@dataclass(frozen=True, slots=True)
class SafeHours:
    """The ways of the plan in force, up to and with ``last_day``; no way and None where there is no plan."""

    client: str
    ways: tuple[SafeWay, ...]
    last_day: date | None


def safe_hours(client: str, *, seen_by: Actor, now: datetime) -> SafeHours:
    """Of a client of the service of ``seen_by``. NotYours for any other."""
    row = Client.objects.filter(reference=client, service=seen_by.organisation).first()
    if row is None:
        raise NotYours(f"There is no client {client}.", "Look at the reference.")
    plan = plan_of(row)
    if plan is None:
        return SafeHours(client, (), None)
    return SafeHours(client, tuple(_way(one, plan, now) for one in plan.ways), plan.last_day)


def _way(one: Way, plan: SafeContactPlan, now: datetime) -> SafeWay:
    may_leave = one.message and not one.others_read
    return SafeWay(CHANNELS[one.channel], hours_in_words(one), may_leave, why_not(plan, one.channel, now))
