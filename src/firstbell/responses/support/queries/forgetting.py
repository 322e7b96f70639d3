"""Clients who may be forgotten, and what goes with one."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.pure.periods import london_date, years_between
from firstbell.responses.support.models import (
    Address,
    Attempt,
    ChildLink,
    Client,
    Closure,
    ContactPlan,
    ContactWay,
    Goal,
    Need,
    Referral,
    Review,
    Ruling,
    Task,
    Transfer,
    Withdrawal,
)

OF_A_CLIENT: Tables = (
    (Task, "goal__towards__referral__client__reference"),
    (Goal, "towards__referral__client__reference"),
    *((table, "referral__client__reference") for table in (Need, Review, Closure, Transfer, Attempt)),
    *((ChildLink, f"{side}__client__reference") for side in ("child", "adult")),
    *((Ruling, f"{side}__reference") for side in ("one", "other")),
    *((table, "client__reference") for table in (Withdrawal, Address)),
    (ContactWay, "plan__client__reference"),
    (ContactPlan, "client__reference"),
    (Referral, "client__reference"),
    (Client, "reference"),
)
"""Those first that nothing points at. A new table of a client's comes in here, and a test says so."""


def clients_ended(*, before: datetime, child_until: int, today: date) -> tuple[str, ...]:
    """Clients all of whose referrals ended before this moment, by reference. Who was a child when they came is kept up
    to the day before they are ``child_until``, and whoever is tied to a client who is kept as long as they are."""
    still = Exists(Referral.objects.filter(client=OuterRef("pk")).exclude(ended_at__lt=before))
    came = Exists(Referral.objects.filter(client=OuterRef("pk")))
    rows = Client.objects.filter(came, ~still).order_by("pk").values_list("reference", "date_of_birth", "made_at")
    ended = [
        reference
        for reference, born, made_at in rows
        if not _is_kept_as_child(born, london_date(made_at), child_until, today)
    ]
    while kept := _tied_to_others(ended):
        ended = [reference for reference in ended if reference not in kept]
    return tuple(ended)


def _tied_to_others(clients: Collection[str]) -> frozenset[str]:
    """Those of these clients who are one person, parent or child, or one case, with a client who is not among them."""
    ties = (
        *Ruling.objects.values_list("one__reference", "other__reference"),
        *ChildLink.objects.values_list("child__client__reference", "adult__client__reference"),
        *ContactWay.objects.exclude(adult=None).values_list("plan__client__reference", "adult__reference"),
        *Transfer.objects.exclude(onward=None).values_list("referral__client__reference", "onward__client__reference"),
    )
    among = frozenset(clients)
    return frozenset(one for pair in ties for one in pair if one in among and not among.issuperset(pair))


def _is_kept_as_child(born: date | None, came_on: date, until: int, today: date) -> bool:
    return born is not None and years_between(born, came_on) < 18 and years_between(born, today) < until


def rows_of_clients(references: tuple[str, ...]) -> dict[str, int]:
    """How many rows of which table go with these clients."""
    return rows_of(OF_A_CLIENT, references)


def incidents_of_clients() -> dict[str, tuple[tuple[str, str], ...]]:
    """The incidents, as (force, reference), by which each client was referred."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    rows = Referral.objects.exclude(incident_reference="").order_by("pk")
    for client, *incident in rows.values_list("client__reference", "force", "incident_reference"):
        found[client] = (*found.get(client, ()), (incident[0], incident[1]))
    return found


def client_exists(reference: str) -> bool:
    return Client.objects.filter(reference=reference).exists()
