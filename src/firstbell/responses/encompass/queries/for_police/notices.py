"""Notices as the desk sees them: in lists without anybody's name, and one with all that was done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.encompass.models import Hold, Notice
from firstbell.responses.encompass.queries.for_police.seats import hidden_from, is_at_the_desk
from firstbell.responses.encompass.queries.places import place_names
from firstbell.responses.encompass.rules import deadlines, status
from firstbell.responses.encompass.rules.desk_words import HOLDS, STATES

KEPT_IN_LISTS = timedelta(days=60)
"""Older notices that are finished are found by search, and through their incident or school."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A line of a list; nobody is named on it. ``standing`` is ``late``, ``due`` (before the next bell), ``held``,
    ``open``, ``done`` or ``closed``; ``hold`` says why a held one waits, and ``hold_state`` what it lacks."""

    reference: str
    incident_id: int
    incident_reference: str
    place: str
    kind: str
    status: str
    state: str
    standing: str
    due_by: datetime
    calendar_known: bool
    contacts_told: int
    telephone: bool
    hold_code: str
    hold: str
    hold_state: str
    held_until: datetime | None


def notices(seat: Seat, now: datetime, policy: ForcePolicy, *, which: str = "all") -> list[NoticeRow]:
    """Notices, the soonest due first: ``late``, ``due``, ``telephone``, ``held`` or ``all`` of late.

    Nothing for somebody who is not at the desk. Hand-overs to other forces have a list of their own.
    """
    if not is_at_the_desk(seat):
        return []
    found = Notice.objects.exclude(kind="force").exclude(incident_id__in=hidden_from(seat))
    return as_rows(_which(found, which, now, policy).order_by("due_by", "id"), now, policy)


def notices_at(seat: Seat, place: str, now: datetime, policy: ForcePolicy) -> list[NoticeRow]:
    """Every notice there ever was to a place (its key), newest first."""
    if not is_at_the_desk(seat):
        return []
    found = Notice.objects.filter(place=place).exclude(incident_id__in=hidden_from(seat))
    return as_rows(found.order_by("-id"), now, policy)


def as_rows(found: QuerySet[Notice], now: datetime, policy: ForcePolicy) -> list[NoticeRow]:
    """Notices as lines of a list. For this part's own use."""
    rows = list(found.select_related("incident"))
    names = place_names({row.place for row in rows})
    holds = _open_holds(rows)
    bell = deadlines.next_bell(now, policy)
    return [_row(row, names[row.place], holds.get(row.pk), now, bell) for row in rows]


def _which(found: QuerySet[Notice], which: str, now: datetime, policy: ForcePolicy) -> QuerySet[Notice]:
    unanswered = found.exclude(status__in=status.FINISHED)
    if which == "late":
        return unanswered.filter(due_by__lte=now)
    if which == "due":
        return unanswered.exclude(status=status.HELD).filter(
            due_by__gt=now, due_by__lte=deadlines.next_bell(now, policy)
        )
    if which == "telephone":
        return unanswered.filter(status__in=status.AWAITING_ANSWER, phone_from__isnull=False)
    if which == "held":
        return unanswered.filter(status=status.HELD)
    return found.filter(~Q(status__in=status.FINISHED) | Q(created_at__gte=now - KEPT_IN_LISTS))


def _open_holds(rows: Iterable[Notice]) -> dict[int, Hold]:
    held = [row.pk for row in rows if row.status == status.HELD]
    return {hold.notice_id: hold for hold in Hold.objects.filter(notice_id__in=held, ended_at__isnull=True)}


def _row(row: Notice, place: str, hold: Hold | None, now: datetime, bell: datetime) -> NoticeRow:
    return NoticeRow(
        reference=row.reference,
        incident_id=row.incident_id,
        incident_reference=row.incident.reference,
        place=place,
        kind=row.kind,
        status=row.status,
        state=STATES[row.status],
        standing=_standing(row, now, bell),
        due_by=row.due_by,
        calendar_known=row.calendar_known,
        contacts_told=row.rung,
        telephone=row.phone_from is not None and row.status in status.AWAITING_ANSWER,
        hold_code=hold.code if hold else "",
        hold=HOLDS.get(hold.code, hold.code) if hold else "",
        hold_state=hold_state(hold, now) if hold else "",
        held_until=hold.until if hold else None,
    )


def hold_state(hold: Hold, now: datetime) -> str:
    """What a hold lacks: ``unapproved``, ``expired``, ``asks`` (a rule's, which a person must answer), or nothing."""
    if hold.code != "person":
        return "asks"
    if hold.until is not None and hold.until <= now:
        return "expired"
    return "" if hold.approved_at else "unapproved"


def _standing(row: Notice, now: datetime, bell: datetime) -> str:
    if row.status in status.CLOSED:
        return "closed"
    if row.status in status.FINISHED:
        return "done"
    if row.due_by <= now:
        return "late"
    if row.status == status.HELD:
        return "held"
    return "due" if row.due_by <= bell else "open"
