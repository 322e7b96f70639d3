"""Children and notices as figures count them: what became of each, and nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from firstbell.responses.encompass.models import Exposure, Hold, Notice, Review
from firstbell.responses.encompass.rules.status import NOT_OUR_PUPIL

PAGE = 1000
ON_HOLD, BY_A_PERSON, CAME_LATE, NOT_SENT = "held", "a person had to decide", "the incident came late", "not sent"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class ChildCounted:
    """A child in scope of an incident. ``present`` as recorded; ``related`` to a party; ``told``: a place was."""

    incident: int
    present: str
    related: bool
    told: bool


@dataclass(frozen=True, slots=True)
class NoticeCounted:
    """A notice of an incident. ``on_time`` is None while it is neither sent nor due, ``late_why`` "" where it is not
    late. ``by_hand``: a person decided where it goes. ``wrong``: the place said that it is not their pupil."""

    incident: int
    kind: str
    told: bool
    on_time: bool | None
    late_why: str
    found_by: str
    by_hand: bool
    held: bool
    wrong: bool


def children_counted() -> Iterator[ChildCounted]:
    """Every child in scope, as the latest version of its incident names it."""
    rows = Exposure.objects.filter(in_scope=True, in_latest=True).order_by("pk")
    for page in _pages(rows):
        told = Notice.objects.filter(incident__in=[one.incident_id for one in page], sent_at__isnull=False)
        names = set(told.values_list("incident_id", "person_id"))
        for one in page:
            known = (one.incident_id, one.person_id) in names
            yield ChildCounted(one.incident_id, one.present, bool(one.related_to), known)


def notices_counted(now: datetime) -> Iterator[NoticeCounted]:
    """Every notice, as it stands now."""
    for page in _pages(Notice.objects.order_by("pk")):
        held = set(Hold.objects.filter(notice__in=page).values_list("notice_id", flat=True))
        asked = Review.objects.filter(incident__in=[one.incident_id for one in page])
        reviewed = set(asked.values_list("incident_id", "person_id"))
        for one in page:
            yield _counted(one, one.pk in held, (one.incident_id, one.person_id) in reviewed, now)


def _counted(row: Notice, held: bool, reviewed: bool, now: datetime) -> NoticeCounted:
    on_time = (row.sent_at or now) <= row.due_by if row.sent_at or now > row.due_by else None
    return NoticeCounted(
        incident=row.incident_id,
        kind=row.kind,
        told=row.sent_at is not None,
        on_time=on_time,
        late_why=_late_why(row, held, reviewed) if on_time is False else "",
        found_by=str(row.found_by[0]) if row.found_by else "",
        by_hand=row.decided_by == "person",
        held=held,
        wrong=row.status == NOT_OUR_PUPIL,
    )


def _late_why(row: Notice, held: bool, reviewed: bool) -> str:
    """The first of these that is true; what is known of it is not a judgement of who was slow."""
    if row.created_at > row.due_by and not reviewed:
        return CAME_LATE
    return ON_HOLD if held else BY_A_PERSON if reviewed else NOT_SENT


def _pages(rows: QuerySet[M]) -> Iterator[list[M]]:
    last = 0
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        yield page
        last = page[-1].pk
