"""The plan in force for a client, as the rules see it."""

from collections.abc import Collection
from datetime import datetime, time

from django.db.models import QuerySet

from firstbell.responses.support.models import Client, ContactPlan, ContactWay
from firstbell.responses.support.queries.sealed import code_word_of, detail_of
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, Way, Window


def plan_of(client: Client) -> SafeContactPlan | None:
    """The plan in force, run out or not; None where none was ever made.

    Others read what leads to another client as well, whether or not it was known when this plan was made.
    """
    return _as_rules_see_it(client, client.plans.filter(in_force=True))


def plan_at(client: Client, at: datetime) -> SafeContactPlan | None:
    """The plan that was the latest at this moment; what was made afterwards makes nothing safe that came before it."""
    return _as_rules_see_it(client, client.plans.filter(made_at__lte=at).order_by("-made_at", "-pk"))


def _as_rules_see_it(client: Client, plans: QuerySet[ContactPlan]) -> SafeContactPlan | None:
    row = plans.prefetch_related("ways").first()
    if row is None:
        return None
    ways = sorted(row.ways.all(), key=lambda way: way.pk)
    shared = shared_likenesses(client, [way.likeness for way in ways])
    return SafeContactPlan(tuple(_way(way, shared) for way in ways), row.last_day, code_word_of(row))


def detail_to(client: Client, channel: str) -> str | None:
    """The number or address of this way of the plan in force, unsealed; None where it has none."""
    rows = ContactWay.objects.filter(plan__client=client, plan__in_force=True, channel=channel)
    row = rows.select_related("plan__client").first()
    return detail_of(row) if row else None


def shared_likenesses(client: Client, likenesses: Collection[str]) -> frozenset[str]:
    """Those of these numbers and addresses by which another client of the same service is reached too."""
    others = ContactWay.objects.filter(plan__in_force=True, plan__client__service=client.service)
    rows = others.filter(likeness__in=likenesses).exclude(plan__client=client)
    return frozenset(rows.values_list("likeness", flat=True))


def stored_windows(windows: tuple[Window, ...]) -> list[list[object]]:
    """As they stand in the row: ``[[0, 4], "09:30", "15:00"]``."""
    return [[sorted(one.days), f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in windows]


def _way(row: ContactWay, shared: frozenset[str]) -> Way:
    windows = tuple(
        Window(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes))
        for days, opens, closes in row.windows
    )
    return Way(row.channel, windows, row.message_allowed, row.others_read or row.likeness in shared)
