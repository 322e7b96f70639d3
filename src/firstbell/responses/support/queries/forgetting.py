"""Clients who may be forgotten, and what goes with one."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.pure.periods import london_date, years_between
from firstbell.responses.support.models import Attempt, Client, ContactPlan, ContactWay, Referral

OF_A_CLIENT: Tables = (
    (Attempt, "referral__client__reference"),
    (ContactWay, "plan__client__reference"),
    (ContactPlan, "client__reference"),
    (Referral, "client__reference"),
    (Client, "reference"),
)
"""Those first that nothing points at. A new table of a client's comes in here, and a test says so."""


def clients_ended(*, before: datetime, child_until: int, today: date) -> tuple[str, ...]:
    """Clients all of whose referrals ended before this moment, by reference. Who was a child when they came is kept up
    to the day before they are ``child_until``."""
    still = Exists(Referral.objects.filter(client=OuterRef("pk")).exclude(ended_at__lt=before))
    came = Exists(Referral.objects.filter(client=OuterRef("pk")))
    rows = Client.objects.filter(came, ~still).order_by("pk").values_list("reference", "date_of_birth", "made_at")
    return tuple(
        reference
        for reference, born, made_at in rows
        if not _is_kept_as_child(born, london_date(made_at), child_until, today)
    )


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
