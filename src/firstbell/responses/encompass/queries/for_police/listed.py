"""Incidents in a list, and messages that a person must look at."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.foundations.delivery import queries as delivery
from firstbell.foundations.delivery.queries import MessageState
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.models import Exposure, Notice, Review
from firstbell.responses.encompass.queries.for_police.seats import hidden_from, is_at_the_desk


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """A line of the list; nobody is named on it. ``children`` are those in scope."""

    number: int
    force: str
    reference: str
    version: int
    reported_at: datetime
    received_at: datetime
    domestic_abuse: bool
    children: int
    notices: int
    reviews: int


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message that did not leave, or of which nobody knows. ``about`` is a notice's reference, or an alarm's."""

    key: str
    about: str
    status: str
    trouble: str
    ours: bool
    queued_at: datetime
    is_notice: bool


def latest_incidents(seat: Seat, *, limit: int = 1000) -> list[IncidentRow]:
    """The latest incidents by report. Nothing for somebody who is not at the desk."""
    if not is_at_the_desk(seat):
        return []
    found = incidents.latest(limit, without=hidden_from(seat))
    numbers = [one.number for one in found]
    here = {"incident_id__in": numbers}
    in_scope = Counter(Exposure.objects.filter(in_scope=True, **here).values_list("incident_id", flat=True))
    told = Counter(Notice.objects.filter(**here).values_list("incident_id", flat=True))
    asked = Counter(Review.objects.filter(decided_at__isnull=True, **here).values_list("incident_id", flat=True))
    return [
        IncidentRow(
            one.number,
            one.force,
            one.reference,
            one.version,
            one.reported_at,
            one.received_at,
            one.domestic_abuse,
            in_scope[one.number],
            told[one.number],
            asked[one.number],
        )
        for one in found
    ]


def messages(seat: Seat) -> list[MessageRow]:
    """Messages that could not be sent, or may or may not have left, oldest first; no recipient is on them."""
    if not is_at_the_desk(seat):
        return []
    found = [*delivery.ambiguous(), *delivery.failed()]
    mine = Notice.objects.filter(reference__in={one.reference for one in found})
    known = dict(mine.values_list("reference", "incident_id"))
    hidden = hidden_from(seat)
    secret = _alarms_hidden_from(seat)
    return [
        _message(one, one.reference in known)
        for one in found
        if known.get(one.reference) not in hidden and one.reference not in secret
    ]


def _alarms_hidden_from(seat: Seat) -> frozenset[str]:
    """Alarms about closed records are for supervisors, and never for the one whom the record is closed to."""
    everything = incidents.restriction_references()
    if not seat.may("desk.supervise"):
        return everything
    return everything - {one.reference for one in incidents.restrictions(seen_by=seat.actor)}


def _message(one: MessageState, is_notice: bool) -> MessageRow:
    return MessageRow(
        one.key, one.reference, one.status, one.failed_reason, one.fault == "gateway", one.queued_at, is_notice
    )
