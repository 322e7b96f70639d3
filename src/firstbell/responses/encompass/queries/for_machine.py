"""What a machine may be given: the notices to its organisation's place, how an incident's children stand, counts (H5).

A machine is an organisation's own system. It sees what was told to the place, never what went to a named person instead
(R8), and nothing that has not left.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from firstbell.foundations.audit import queries as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.models import Assessment, Disclosure, Exposure, Notice
from firstbell.responses.encompass.queries import whose
from firstbell.responses.encompass.queries.exports import places_of
from firstbell.responses.encompass.rules import status

CHANGES = tuple(
    f"notice.{step}"
    for step in ("sent", "delivered", "opened", "acknowledged", "updated", "withdrawn", "not_our_pupil", "revived")
)
"""The entries of the audit trail after which a notice is given again: its state or what it says may be another."""

TOLD_KINDS = ("establishment", "authority")
"""Kinds of organisation whose systems are given notices."""


@dataclass(frozen=True, slots=True)
class NoticeForMachine:
    """A notice as the place's own system gets it. ``content`` is what was last disclosed, None once it is closed.

    ``number`` counts the versions of the content from 1. Times are UTC.
    """

    reference: str
    status: str
    due_by: datetime
    sent_at: datetime
    acknowledged_at: datetime | None
    number: int
    content: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class NoticesForMachine:
    """Notices that changed after a cursor, each once, in the order of their last change.

    ``cursor`` is where to go on from; ``more`` whether something is waiting there already.
    """

    notices: tuple[NoticeForMachine, ...]
    cursor: int
    more: bool


@dataclass(frozen=True, slots=True)
class NoticeState:
    reference: str
    status: str


@dataclass(frozen=True, slots=True)
class ChildForMachine:
    """A child of an incident by the number the force gave it. ``place`` is the word of the exposures' export."""

    person_id: str
    in_scope: bool
    place: str
    notices: tuple[NoticeState, ...]


@dataclass(frozen=True, slots=True)
class IncidentForMachine:
    """``version`` is the highest that arrived, ``assessed`` the one that ``children`` are of: None before the first."""

    force: str
    reference: str
    version: int
    assessed: int | None
    children: tuple[ChildForMachine, ...]


def notices_for_machine(*, seen_by: Actor, after: int, most: int) -> NoticesForMachine:
    """At most ``most`` notices to the organisation's place that changed after the cursor; 0: from the beginning.

    The cursor is a place in the audit trail, whose entries come into sight in their order: what is written meanwhile
    comes later, and nothing is passed over.
    """
    mine = _given_to(seen_by)
    changed = audit.last_about(mine.values("reference"), actions=CHANGES, after=after, most=most + 1)
    page, more = changed[:most], len(changed) > most
    return NoticesForMachine(
        notices=_in_order(mine, [reference for reference, _ in page]),
        cursor=page[-1][1] if page else after,
        more=more,
    )


def notice_for_machine(*, reference: str, seen_by: Actor) -> NoticeForMachine:
    """One notice to the organisation's place. NotYours for any other, and before it was sent."""
    for notice in _in_order(_given_to(seen_by), [reference]):
        return notice
    raise no_such_notice(reference)


def no_such_notice(reference: str) -> NotYours:
    return NotYours(f"There is no notice {reference} to this organisation.", "Check the reference.")


def is_given_to(notice: Notice, machine: Actor) -> bool:
    """Whether a machine of this organisation may see the notice."""
    return _given_to(machine).filter(pk=notice.pk).exists()


def _given_to(machine: Actor) -> QuerySet[Notice]:
    if machine.kind not in TOLD_KINDS:
        return Notice.objects.none()
    left = Notice.objects.filter(sent_at__isnull=False, status__in=status.TOLD | status.CLOSED)
    return left.filter(whose.at_place_of(machine), rerouted_to="")


def _in_order(mine: QuerySet[Notice], references: Collection[str]) -> tuple[NoticeForMachine, ...]:
    found = {notice.reference: notice for notice in mine.filter(reference__in=references)}
    said = _last_disclosures([notice.pk for notice in found.values()])
    wanted = (found[reference] for reference in references if reference in found)
    return tuple(_for_machine(notice, said[notice.pk]) for notice in wanted if notice.pk in said)


def _last_disclosures(notice_ids: Collection[int]) -> dict[int, Disclosure]:
    rows = Disclosure.objects.filter(notice_id__in=notice_ids).order_by("number")
    return {row.notice_id: row for row in rows}


def _for_machine(notice: Notice, said: Disclosure) -> NoticeForMachine:
    assert notice.sent_at is not None
    return NoticeForMachine(
        reference=notice.reference,
        status=notice.status,
        due_by=notice.due_by,
        sent_at=notice.sent_at,
        acknowledged_at=notice.acknowledged_at,
        number=said.number,
        content=None if notice.status in status.CLOSED else dict(said.content),
    )


def children_of_incident(*, force: str, reference: str, seen_by: Actor) -> IncidentForMachine:
    """How the children of an incident stand. NotYours where there is none, and for any but the incident's own force."""
    if seen_by.organisation != f"force:{force}":
        raise _no_such_incident(reference)
    try:
        number = incidents.find(force, reference)
    except Refused:
        raise _no_such_incident(reference) from None
    done = Assessment.objects.filter(incident_id=number).first()
    version = incidents.current_versions([number])[number]
    return IncidentForMachine(force, reference, version, done.version if done else None, _children(number))


def _no_such_incident(reference: str) -> NotYours:
    return NotYours(f"There is no incident {reference} of this organisation.", "Check the reference.")


def _children(incident_id: int) -> tuple[ChildForMachine, ...]:
    exposures = list(Exposure.objects.filter(incident_id=incident_id).order_by("pk"))
    places = places_of(exposures)
    told: dict[str, list[NoticeState]] = {exposure.person_id: [] for exposure in exposures}
    rows = Notice.objects.filter(incident_id=incident_id).order_by("pk")
    for person_id, notice, state in rows.values_list("person_id", "reference", "status"):
        told.setdefault(person_id, []).append(NoticeState(notice, state))
    return tuple(
        ChildForMachine(
            person_id=exposure.person_id,
            in_scope=exposure.in_scope and exposure.in_latest,
            place=places[exposure.pk],
            notices=tuple(told[exposure.person_id]),
        )
        for exposure in exposures
    )


def notice_counts() -> dict[str, int]:
    """How many notices stand at each status, none left out: counts that show nobody."""
    grouped = Notice.objects.values_list("status").annotate(Count("id"))
    return dict.fromkeys(status.STATUSES, 0) | dict(grouped)
