"""Hand-overs to other forces (R4): as our desk follows them, and as the other force reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries import handovers as documents
from firstbell.responses.encompass.queries.for_police.people import day_in_words
from firstbell.responses.encompass.queries.for_police.seats import hidden_from, is_at_the_desk
from firstbell.responses.encompass.queries.places import place_names
from firstbell.responses.encompass.rules import status
from firstbell.responses.encompass.rules.desk_words import STATES

GIVEN = status.AWAITING_ANSWER - {status.RELEASED} | {status.HANDED_OVER}
"""Hand-overs that stand where the other force can see them."""
NONE_SUCH = ("There is no such hand-over.", "Look at the reference.")


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A line of a list; nobody is named on it. ``force`` is the other one."""

    reference: str
    incident_reference: str
    force: str
    status: str
    state: str
    due_by: datetime
    sent_at: datetime | None
    accepted_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class HandOverForForce:
    """What the other force needs to take the duty over, and nothing else. ``home`` is empty where ``protected``."""

    reference: str
    incident_reference: str
    from_force: str
    reported_at: datetime
    child: str
    born: str
    present: str
    welfare_check: bool | None
    home: tuple[str, ...]
    protected: bool
    stated_school: str
    status: str
    sent_at: datetime | None
    accepted_at: datetime | None
    due_by: datetime


def handovers(seat: Seat, now: datetime) -> list[HandOverRow]:
    """Every hand-over to another force, the soonest due first; nothing for somebody who is not at our desk."""
    if not is_at_the_desk(seat):
        return []
    return _rows(seat, now, Notice.objects.filter(kind="force"))


def handovers_to(seat: Seat, now: datetime) -> list[HandOverRow]:
    """What was handed over to the seat's own force, the soonest due first; nothing for anybody else."""
    if not seat.may("handovers.receive"):
        return []
    mine = Notice.objects.filter(kind="force", force=seat.actor.code, status__in=GIVEN)
    return _rows(seat, now, mine)


def handover(seat: Seat, reference: str) -> HandOverForForce:
    """One hand-over to the seat's own force. NotYours for anybody else's."""
    row = _theirs(seat, reference)
    said = documents.document(reference)
    child: Any = said["child"]
    home = child["residence"] or {}
    facts = incidents.facts(row.incident_id)
    return HandOverForForce(
        reference=reference,
        incident_reference=facts.reference,
        from_force=place_names([f"force:{facts.force}"])[f"force:{facts.force}"],
        reported_at=facts.reported_at,
        child=f"{child['forenames']} {child['surname']}".strip(),
        born=day_in_words(date.fromisoformat(child["date_of_birth"])) if child["date_of_birth"] else "",
        present=child["present"],
        welfare_check=child["welfare_check"],
        home=tuple(filter(None, (*home.get("lines", ()), home.get("postcode")))),
        protected=bool(home.get("protected")),
        stated_school=child["stated_school"] or "",
        status=row.status,
        sent_at=row.sent_at,
        accepted_at=row.acknowledged_at,
        due_by=row.due_by,
    )


def handed_over_child(seat: Seat, reference: str) -> tuple[int, str]:
    """The incident and the child of a hand-over to the seat's own force, to be asked before anything is shown."""
    row = _theirs(seat, reference)
    return row.incident_id, row.person_id


def _theirs(seat: Seat, reference: str) -> Notice:
    found = Notice.objects.filter(reference=reference, kind="force", force=seat.actor.code, status__in=GIVEN).first()
    if found is None or not seat.may("handovers.receive"):
        raise NotYours(*NONE_SUCH)
    return found


def _rows(seat: Seat, now: datetime, found: Any) -> list[HandOverRow]:
    rows = list(found.exclude(incident_id__in=hidden_from(seat)).select_related("incident").order_by("due_by", "id"))
    names = place_names({row.place for row in rows})
    return [
        HandOverRow(
            reference=row.reference,
            incident_reference=row.incident.reference,
            force=names[row.place],
            status=row.status,
            state=STATES[row.status],
            due_by=row.due_by,
            sent_at=row.sent_at,
            accepted_at=row.acknowledged_at,
            late=row.status not in status.FINISHED and row.due_by <= now,
        )
        for row in rows
    ]
