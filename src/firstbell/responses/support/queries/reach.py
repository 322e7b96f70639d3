"""What decides about contact with a client: by all their records, and through whom they are reached."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max, Min, Q, QuerySet

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.support.models import ChildLink, Client, Referral, Withdrawal
from firstbell.responses.support.queries.contact import plan_at
from firstbell.responses.support.queries.people import records_of
from firstbell.responses.support.queries.whose import client_number
from firstbell.responses.support.rules.children import child_age
from firstbell.responses.support.rules.ends import why_stopped
from firstbell.responses.support.rules.reaching import Reach, why_no_contact
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, Way, hours_in_words


@dataclass(frozen=True, slots=True)
class WayNow:
    """A way of the plan, in words, and why it is not safe at this moment, "" where it is."""

    channel: str
    hours: str
    message_allowed: bool
    others_read: bool
    adult: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ContactNow:
    """``stopped`` is why nobody contacts the client in any way, "" where somebody may."""

    stopped: str
    ways: tuple[WayNow, ...]


def contact_now(client: str, *, seen_by: Actor, now: datetime) -> ContactNow:
    """How a client of their service can be reached, and which ways are safe now. NotYours for any other."""
    reach = reach_of(Client.objects.get(pk=client_number(client, seen_by)), now)
    return ContactNow(reach.stopped, tuple(_now(way, reach, now) for way in (reach.plan.ways if reach.plan else ())))


def reach_of(client: Client, at: datetime, case: Referral | None = None) -> Reach:
    """What decides about contact with a client at a moment: on this ``case``, or on any that was worked on then."""
    reach = _alone(client, at, case)
    through = [way for way in (reach.plan.ways if reach.plan else ()) if way.adult and way.adult.client]
    adults = {way.channel: _adult(way, client.service, at) for way in through}
    return replace(reach, adults=adults)


def child_age_of(client: Client, at: datetime) -> int | None:
    """Completed years of a child, by whichever of their records makes them youngest; None for somebody of age."""
    records = records_of(client.pk)
    linked = ChildLink.objects.filter(child__client__in=records, struck_at=None)
    children = set(linked.values_list("child__client", flat=True))
    born = Client.objects.filter(pk__in=records).values_list("pk", "date_of_birth")
    ages = [child_age(day, number in children, london_date(at)) for number, day in born]
    return min((age for age in ages if age is not None), default=None)


def _alone(client: Client, at: datetime, case: Referral | None = None) -> Reach:
    records = records_of(client.pk)
    return Reach(
        stopped=_stopped(client, records, at, case),
        plan=plan_at(client, at),
        others=_other_plans(client, records, at),
        age=child_age_of(client, at),
    )


def _adult(way: Way, service: str, at: datetime) -> Reach:
    reference = way.adult.client if way.adult else ""
    return _alone(Client.objects.get(reference=reference, service=service), at)


def _stopped(client: Client, records: Collection[int], at: datetime, case: Referral | None) -> str:
    """By all records: whoever died or withdrew by one did so by all. What was referred afterwards counts anew."""
    died_on = Client.objects.filter(pk__in=records).aggregate(day=Min("died_on"))["day"]
    withdrawals = Withdrawal.objects.filter(client__in=records, recorded_at__lte=at)
    withdrew_at = withdrawals.aggregate(at=Max("recorded_at"))["at"]
    cases = _worked(client.referrals.all(), at)
    cases = cases.filter(pk=case.pk) if case else cases
    is_worked = (cases.filter(made_at__gt=withdrew_at) if withdrew_at else cases).exists()
    return why_stopped(died_on, None if is_worked else withdrew_at, is_worked, at)


def _other_plans(client: Client, records: Collection[int], at: datetime) -> tuple[SafeContactPlan, ...]:
    """Of further records that somebody worked on then and that had a plan."""
    worked = _worked(Referral.objects.filter(client__in=records), at).values("client")
    others = Client.objects.filter(pk__in=worked).exclude(pk=client.pk).order_by("pk")
    return tuple(plan for other in others if (plan := plan_at(other, at)) is not None)


def _worked(rows: QuerySet[Referral], at: datetime) -> QuerySet[Referral]:
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=at), answered_at__lte=at)


def _now(way: Way, reach: Reach, now: datetime) -> WayNow:
    return WayNow(
        channel=way.channel,
        hours=hours_in_words(way),
        message_allowed=way.message and not way.others_read,
        others_read=way.others_read,
        adult=way.adult.name if way.adult else "",
        why_not=why_no_contact(reach, way.channel, now),
    )
