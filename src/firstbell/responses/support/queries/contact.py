"""What decides about contact with a client: their plan as the rules see it, and whether anybody works for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q, QuerySet

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.support.models import ChildLink, Client, ContactPlan, ContactWay, Referral
from firstbell.responses.support.queries.sealed import code_word_of, detail_of
from firstbell.responses.support.queries.whose import client_number
from firstbell.responses.support.rules.children import child_age
from firstbell.responses.support.rules.reaching import Reach, why_no_contact
from firstbell.responses.support.rules.safe_contact import Adult, SafeContactPlan, Way, Window, hours_in_words


@dataclass(frozen=True, slots=True)
class WayNow:
    """A way of the plan in force, in words, and why it is not safe at this moment, "" where it is."""

    channel: str
    hours: str
    message_allowed: bool
    others_read: bool
    adult: str
    why_not: str


def ways(client: str, *, seen_by: Actor, now: datetime) -> tuple[WayNow, ...]:
    """How a client of their service can be reached, and which ways are safe now. NotYours for any other."""
    reach = reach_of(Client.objects.get(pk=client_number(client, seen_by)), now)
    return tuple(_now(way, reach, now) for way in (reach.plan.ways if reach.plan else ()))


def plan_of(client: Client) -> SafeContactPlan | None:
    """The plan in force, run out or not; None where none was ever made.

    Others read what leads to another client as well, whether or not it was known when this plan was made.
    """
    return _as_rules_see_it(client, client.plans.filter(in_force=True))


def plan_at(client: Client, at: datetime) -> SafeContactPlan | None:
    """The plan that was the latest at this moment; what was made afterwards makes nothing safe that came before it."""
    return _as_rules_see_it(client, _until(client, at))


def reach_of(client: Client, at: datetime, case: Referral | None = None) -> Reach:
    """What decides about contact with a client at a moment: on this ``case``, or on any that was worked on then."""
    plan = plan_at(client, at)
    return Reach(
        stopped="" if _was_worked(client, at, case) else "Nobody works on a case of this client.",
        plan=plan,
        age=child_age_of(client, at),
        adults={
            way.channel: _adult(way.adult.client, client, at) for way in plan.ways if way.adult and way.adult.client
        }
        if plan
        else {},
    )


def child_age_of(client: Client, at: datetime) -> int | None:
    """Completed years of a child; None for somebody of age."""
    linked = ChildLink.objects.filter(child__client=client, struck_at=None)
    return child_age(client.date_of_birth, client.date_of_birth is None and linked.exists(), london_date(at))


def detail_to(client: Client, channel: str, at: datetime) -> str | None:
    """The number or address of this way of the plan at a moment, unsealed; None where it has none.

    Of a child whose way leads through a client it is theirs.
    """
    plan = _until(client, at).first()
    row = plan.ways.filter(channel=channel).select_related("plan__client", "adult").first() if plan else None
    if row is None:
        return None
    return detail_to(row.adult, channel, at) if row.adult else detail_of(row)


def shared_likenesses(client: Client, likenesses: Collection[str]) -> frozenset[str]:
    """Those of these numbers and addresses by which another client of the same service is reached too."""
    others = ContactWay.objects.filter(plan__in_force=True, plan__client__service=client.service)
    rows = others.filter(likeness__in=likenesses).exclude(plan__client=client)
    return frozenset(rows.values_list("likeness", flat=True))


def stored_windows(windows: tuple[Window, ...]) -> list[list[object]]:
    """As they stand in the row: ``[[0, 4], "09:30", "15:00"]``."""
    return [[sorted(one.days), f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in windows]


def _until(client: Client, at: datetime) -> QuerySet[ContactPlan]:
    return client.plans.filter(made_at__lte=at).order_by("-made_at", "-pk")


def _as_rules_see_it(client: Client, plans: QuerySet[ContactPlan]) -> SafeContactPlan | None:
    row = plans.prefetch_related("ways__adult").first()
    if row is None:
        return None
    ways = sorted(row.ways.all(), key=lambda way: way.pk)
    shared = shared_likenesses(client, [way.likeness for way in ways if way.likeness])
    return SafeContactPlan(tuple(_way(way, shared) for way in ways), row.last_day, code_word_of(row))


def _was_worked(client: Client, at: datetime, case: Referral | None) -> bool:
    cases = client.referrals.filter(Q(ended_at=None) | Q(ended_at__gt=at), answered_at__lte=at)
    return (cases.filter(pk=case.pk) if case else cases).exists()


def _adult(reference: str, child: Client, at: datetime) -> Reach:
    return reach_of(Client.objects.get(reference=reference, service=child.service), at)


def _now(way: Way, reach: Reach, now: datetime) -> WayNow:
    return WayNow(
        channel=way.channel,
        hours=hours_in_words(way),
        message_allowed=way.message and not way.others_read,
        others_read=way.others_read,
        adult=way.adult.name if way.adult else "",
        why_not=why_no_contact(reach, way.channel, now),
    )


def _way(row: ContactWay, shared: frozenset[str]) -> Way:
    windows = tuple(
        Window(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes))
        for days, opens, closes in row.windows
    )
    return Way(
        row.channel,
        windows,
        message=row.message_allowed,
        others_read=row.others_read or row.likeness in shared,
        adult=_adult_of(row),
        understands=row.understands_why,
    )


def _adult_of(row: ContactWay) -> Adult | None:
    if row.adult:
        return Adult(f"{row.adult.forenames} {row.adult.surname}".strip(), row.adult_safe_why, row.adult.reference)
    return Adult(row.adult_name, row.adult_safe_why) if row.adult_name else None
