"""The programme as whoever refers somebody reads it: whom an incident names, and how each referral stands."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import PartyFacts
from firstbell.responses.programme.models import Participant
from firstbell.responses.programme.rules.participants import AGENCY, STATUSES, SUSPECTED


@dataclass(frozen=True, slots=True)
class SuspectForReferrer:
    """A suspect as their incident names them. ``born`` is None unless the day is known."""

    person_id: str
    forenames: str
    surname: str
    born: date | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralForReferrer:
    """What whoever made a referral may know of it: how it stands, and nothing that anybody said."""

    reference: str
    provider: str
    status: str
    made_at: datetime
    decided_at: datetime | None


def suspects(incident: int, *, seen_by: Actor) -> tuple[SuspectForReferrer, ...]:
    """Whom an incident (Firstbell's number) names as a suspect. NotYours for none, and where it is closed to one."""
    if incident not in (found := incidents.facts_many([incident])) or incidents.is_closed_to(incident, seen_by.name):
        raise NotYours("There is no such record.", "Look at the reference.")
    return tuple(_suspect(party) for party in found[incident].parties if party.role in SUSPECTED)


def referrals_made(*, seen_by: Actor) -> LongList[ReferralForReferrer]:
    """Those that the organisation of ``seen_by`` made, the newest first."""
    rows = Participant.objects.filter(referrer=seen_by.organisation, referred_from=AGENCY).order_by("-made_at", "-pk")
    return LongList(
        rows,
        lambda row: ReferralForReferrer(*row),
        ("reference", "provider", "status", "made_at", "assessed_at"),
        narrows={"status": each("status", STATUSES)},
        orders={"reference": "reference", "status": "status", "made_at": "made_at", "decided_at": "assessed_at"},
        searched=("reference",),
    )


def _suspect(party: PartyFacts) -> SuspectForReferrer:
    one = party.person
    return SuspectForReferrer(one.person_id, one.forenames, one.surname, one.birth.day, one.phones, one.emails)
