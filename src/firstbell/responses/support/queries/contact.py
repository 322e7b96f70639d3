"""A client's plan as the rules see it, and what its ways lead to."""

from collections.abc import Collection
from datetime import datetime, time

from django.db.models import QuerySet

from firstbell.responses.support.models import Client, ContactPlan, ContactWay
from firstbell.responses.support.queries.people import records_of
from firstbell.responses.support.queries.sealed import code_word_of, detail_of
from firstbell.responses.support.rules.safe_contact import Adult, SafeContactPlan, Way, Window


def plan_of(client: Client) -> SafeContactPlan | None:
    """The plan in force, run out or not; None where none was ever made.

    Others read what leads to another client as well, whether or not it was known when this plan was made.
    """
    return _as_rules_see_it(client, client.plans.filter(in_force=True))


def plan_at(client: Client, at: datetime) -> SafeContactPlan | None:
    """The plan that was the latest at this moment; what was made afterwards makes nothing safe that came before it."""
    return _as_rules_see_it(client, _until(client, at))


def detail_to(client: Client, channel: str, at: datetime) -> str | None:
    """The number or address of this way of the plan at a moment, unsealed; None where it has none.

    Of a child whose way leads through a client it is theirs.
    """
    row = _way_to(client, channel, at)
    if row is None:
        return None
    return _own_detail_to(row.adult, channel, at) if row.adult else detail_of(row)


def shared_likenesses(client: Client, likenesses: Collection[str]) -> frozenset[str]:
    """Those of these numbers and addresses by which another person of the same service is reached too."""
    others = ContactWay.objects.filter(plan__in_force=True, plan__client__service=client.service)
    rows = others.filter(likeness__in=likenesses).exclude(plan__client__in=records_of(client.pk))
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


def _own_detail_to(adult: Client, channel: str, at: datetime) -> str | None:
    """Theirs only: nobody is reached through somebody who is reached through somebody else."""
    row = _way_to(adult, channel, at)
    return detail_of(row) if row and not row.adult else None


def _way_to(client: Client, channel: str, at: datetime) -> ContactWay | None:
    plan = _until(client, at).first()
    return plan.ways.filter(channel=channel).select_related("plan__client", "adult").first() if plan else None


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
