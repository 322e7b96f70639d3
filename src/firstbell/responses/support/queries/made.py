"""Referrals as whoever made them sees them: how each stands, and nothing that a client said."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.support.models import Client, Referral
from firstbell.responses.support.queries.people import records_of

FORCE = "force"


@dataclass(frozen=True, slots=True)
class ReferralForReferrer:
    """What whoever made a referral may know of it: what they said themselves, and how it stands.

    Of a client who is closed to the force that asks it is only how it stands: the rest is "" or None.
    """

    reference: str
    service: str
    force: str
    incident_reference: str
    status: str
    made_at: datetime | None
    answered_at: datetime | None


def referrals_made(*, seen_by: Actor, incident: str = "") -> tuple[ReferralForReferrer, ...]:
    """Those that the organisation of ``seen_by`` made, the newest first; from the incident of this reference, or any.

    What comes from a record that is closed to who asks is left out: they may not know that anybody was referred. Those
    whose clients are closed to their force come last, by reference, and from no incident.
    """
    made = _made(seen_by, **({"incident_reference": incident} if incident else {}))
    closed = sorted((one for one in made if one.made_at is None), key=lambda one: one.reference)
    return (*(one for one in made if one.made_at is not None), *(closed if not incident else ()))


def referral_made(reference: str, *, seen_by: Actor) -> ReferralForReferrer:
    """One of ``referrals_made`` that is not closed to their force. NotYours for any other."""
    found = [one for one in _made(seen_by, reference=reference) if one.made_at is not None]
    if not found:
        raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
    return found[0]


def is_closed_to(client: int, seen_by: Actor) -> bool:
    """Whether a client is closed to the force that somebody acts for."""
    return seen_by.kind == FORCE and client in _closed()


def _made(seen_by: Actor, **only: str) -> tuple[ReferralForReferrer, ...]:
    rows = Referral.objects.filter(referrer=seen_by.organisation, **only).order_by("-made_at", "-pk")
    hidden = _hidden_from(seen_by)
    closed = _closed() if seen_by.kind == FORCE else frozenset()
    shown = ("reference", "client__service", "force", "incident_reference", "status", "made_at", "answered_at")
    return tuple(
        ReferralForReferrer(row[0], "", "", "", row[4], None, None) if client in closed else ReferralForReferrer(*row)
        for client, *row in rows.values_list("client", *shown)
        if (row[2], row[3]) not in hidden
    )


def _hidden_from(seen_by: Actor) -> frozenset[tuple[str, str]]:
    """The incidents whose records are closed to one person of the police."""
    facts = incidents.facts_many(incidents.closed_to(seen_by.name)).values()
    return frozenset((one.force, one.reference) for one in facts)


def _closed() -> frozenset[int]:
    """Every record of somebody who is closed to forces, by any of their records."""
    return records_of(*Client.objects.filter(closed_to_force=True).values_list("pk", flat=True))
