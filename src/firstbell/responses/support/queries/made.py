"""Referrals as whoever made them sees them: how each stands, and nothing that a client said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.support.models import Client, Referral
from firstbell.responses.support.queries.people import records_of
from firstbell.responses.support.rules.referrals import STEPS

FORCE = "force"
SHOWN = (
    "closed", "reference", "service", "force", "incident_reference", "status", "made_at", "answered_at",
)  # fmt: skip


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


def referrals_made(*, seen_by: Actor, incident: str = "") -> LongList[ReferralForReferrer]:
    """Those that the organisation of ``seen_by`` made, the newest first; from the incident of this reference, or any.

    What comes from a record that is closed to who asks is left out: they may not know that anybody was referred. Those
    whose clients are closed to their force come last, by reference, and from no incident.
    """
    rows = _made(seen_by)
    if incident:
        rows = rows.filter(incident_reference=incident, closed=False)
    return LongList(
        rows.order_by(F("at").desc(nulls_last=True), F("number").desc(nulls_last=True), "reference"),
        _shown,
        SHOWN,
        narrows={"standing": {"open": Q(status__in=STEPS), "ended": ~Q(status__in=STEPS)}},
        orders={"reference": "reference", "status": "status", "made_at": "at"},
        searched=("reference", "incident"),
    )


def referral_made(reference: str, *, seen_by: Actor) -> ReferralForReferrer:
    """One of ``referrals_made`` that is not closed to their force. NotYours for any other."""
    found = _made(seen_by).filter(reference=reference, closed=False).values_list(*SHOWN).first()
    if found is None:
        raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
    return _shown(found)


def is_closed_to(client: int, seen_by: Actor) -> bool:
    """Whether a client is closed to the force that somebody acts for."""
    return seen_by.kind == FORCE and client in _closed()


def _made(seen_by: Actor) -> QuerySet[Any]:
    """With what may be known of each: nothing of those that are ``closed`` but how they stand."""
    closed = Q(client__in=_closed() if seen_by.kind == FORCE else ())
    hidden = [Q(force=force, incident_reference=reference) for force, reference in _hidden_from(seen_by)]
    rows = Referral.objects.filter(*(~one for one in hidden), referrer=seen_by.organisation)
    return rows.annotate(
        closed=Case(When(closed, then=Value(True)), default=Value(False)),
        at=Case(When(closed, then=None), default=F("made_at")),
        number=Case(When(closed, then=None), default=F("pk")),
        incident=Case(When(closed, then=Value("")), default=F("incident_reference")),
    )


def _shown(row: tuple[Any, ...]) -> ReferralForReferrer:
    closed, *said = row
    reference, status = said[0], said[4]
    return ReferralForReferrer(reference, "", "", "", status, None, None) if closed else ReferralForReferrer(*said)


def _hidden_from(seen_by: Actor) -> frozenset[tuple[str, str]]:
    """The incidents whose records are closed to one person of the police."""
    facts = incidents.facts_many(incidents.closed_to(seen_by.name)).values()
    return frozenset((one.force, one.reference) for one in facts)


def _closed() -> frozenset[int]:
    """Every record of somebody who is closed to forces, by any of their records."""
    return records_of(*Client.objects.filter(closed_to_force=True).values_list("pk", flat=True))
