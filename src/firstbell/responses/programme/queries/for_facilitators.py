"""The programme as its provider reads it. No type here has a field of the partner."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.models import Attendance, Group, Participant
from firstbell.responses.programme.queries.courses import courses_of
from firstbell.responses.programme.queries.standing import is_said_to_start, may_start
from firstbell.responses.programme.rules.courses import EVERYBODY, Course, Remained, must_be_everybody, remained
from firstbell.responses.programme.rules.participants import ACCEPTED, STARTED, STATUSES


@dataclass(frozen=True, slots=True)
class LineForFacilitator:
    """A participant in the provider's list. ``may_start``: the support service says so."""

    reference: str
    status: str
    made_at: datetime
    group: str | None
    may_start: bool


@dataclass(frozen=True, slots=True)
class FindingForFacilitator:
    """An answer about eligibility or suitability."""

    question: str
    answer: str
    why: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class AttendanceForFacilitator:
    """A session: there, or missed and why."""

    on: date
    missed_why: str


@dataclass(frozen=True, slots=True)
class ReviewForFacilitator:
    """What was written about somebody's progress."""

    week: int
    text: str
    made_by: str


@dataclass(frozen=True, slots=True)
class ParticipantForFacilitator:
    """A participant. Of the partner nothing is said but that it may start.

    ``channel`` is how they can be reached, "" where nobody said; ``support_service`` answers for a partner.
    """

    reference: str
    forenames: str
    surname: str
    date_of_birth: date | None
    referred_from: str
    status: str
    step_reason: str
    exit: str
    group: str
    support_service: str
    channel: str
    may_start: bool
    findings: tuple[FindingForFacilitator, ...]
    attendances: tuple[AttendanceForFacilitator, ...]
    reviews: tuple[ReviewForFacilitator, ...]


@dataclass(frozen=True, slots=True)
class GroupForFacilitator:
    """A group, how many take part in it now, and its sessions."""

    reference: str
    title: str
    place: str
    capacity: int
    to_complete: int
    placed: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class MemberForFacilitator:
    """Somebody who takes part in a group, and how often they came and did not."""

    reference: str
    forenames: str
    surname: str
    came: int
    missed: int


@dataclass(frozen=True, slots=True)
class SessionForFacilitator:
    """A session of a group, and of how many it is recorded that they came, or did not."""

    on: date
    came: int
    missed: int


@dataclass(frozen=True, slots=True)
class OneGroupForFacilitator:
    """A group with everybody in it and each of its sessions."""

    reference: str
    title: str
    place: str
    capacity: int
    to_complete: int
    members: tuple[MemberForFacilitator, ...]
    sessions: tuple[SessionForFacilitator, ...]


@dataclass(frozen=True, slots=True)
class AtSessionForFacilitator:
    """Somebody at a session: ``missed_why`` is "" for whoever was there, and None while nothing is recorded."""

    reference: str
    forenames: str
    surname: str
    missed_why: str | None


@dataclass(frozen=True, slots=True)
class CourseForFacilitator:
    """How far one of all who were referred came."""

    reference: str
    course: Course


def participants(*, seen_by: Actor) -> LongList[LineForFacilitator]:
    """Those of the provider of ``seen_by``, the newest first."""
    rows = _theirs(seen_by).annotate(said=is_said_to_start()).order_by("-made_at", "-pk")
    waits = Q(status=ACCEPTED)  # whether it may start is a question until it has
    return LongList(
        rows,
        lambda row: LineForFacilitator(*row),
        ("reference", "status", "made_at", "group__reference", "said"),
        narrows={
            "status": each("status", STATUSES),
            "may_start": {"yes": waits & Q(said=True), "no": waits & Q(said=False)},
        },
        orders={"reference": "reference", "status": "status", "made_at": "made_at", "group": "group__reference"},
        searched=("reference", "group__reference"),
    )


def participant(reference: str, *, seen_by: Actor) -> ParticipantForFacilitator:
    """One of their participants. NotYours for any other."""
    row = _theirs(seen_by).select_related("group", "way").filter(reference=reference).first()
    if row is None:
        raise NotYours(f"There is no participant {reference}.", "Look at the reference.")
    findings = row.findings.order_by("pk").values_list("question", "answer", "why", "answered_by")
    attendances = row.attendances.order_by("session__on").values_list("session__on", "missed_why")
    reviews = row.progress_reviews.order_by("week").values_list("week", "text", "made_by")
    return ParticipantForFacilitator(
        **{name: getattr(row, name) for name in _PLAIN},
        group=row.group.reference if row.group else "",
        channel=row.way.channel if hasattr(row, "way") else "",
        may_start=bool(may_start(row)),
        findings=tuple(FindingForFacilitator(*one) for one in findings),
        attendances=tuple(AttendanceForFacilitator(*one) for one in attendances),
        reviews=tuple(ReviewForFacilitator(*one) for one in reviews),
    )


_PLAIN = (
    "reference", "forenames", "surname", "date_of_birth", "referred_from", "status", "step_reason", "exit",
    "support_service",
)  # fmt: skip


def groups(*, seen_by: Actor) -> tuple[GroupForFacilitator, ...]:
    """Groups of their provider, in the order in which they were made."""
    placed = Count("participants", filter=Q(participants__status=STARTED))
    rows = Group.objects.filter(provider=seen_by.organisation).annotate(placed=placed).order_by("pk")
    plain = ("reference", "title", "place", "capacity", "to_complete", "placed")
    return tuple(
        GroupForFacilitator(
            **{name: getattr(row, name) for name in plain}, days=tuple(sorted(one.on for one in row.sessions.all()))
        )
        for row in rows.prefetch_related("sessions")
    )


_COUNTED = {
    "came": Count("attendances", filter=Q(attendances__missed_why="")),
    "missed": Count("attendances", filter=Q(attendances__missed_why__gt="")),
}


def group(reference: str, *, seen_by: Actor) -> OneGroupForFacilitator:
    """One of their groups. NotYours for any other."""
    row = _group(reference, seen_by)
    members = _taking_part(row).annotate(**_COUNTED)
    sessions = row.sessions.annotate(**_COUNTED).order_by("on")
    return OneGroupForFacilitator(
        **{name: getattr(row, name) for name in ("reference", "title", "place", "capacity", "to_complete")},
        members=tuple(MemberForFacilitator(*one) for one in members.values_list(*_fields(MemberForFacilitator))),
        sessions=tuple(SessionForFacilitator(*one) for one in sessions.values_list(*_fields(SessionForFacilitator))),
    )


def at_session(group: str, on: date, *, seen_by: Actor) -> tuple[AtSessionForFacilitator, ...]:
    """Everybody who takes part in this group, at its session of that day. NotYours where there is none."""
    row = _group(group, seen_by)
    if not row.sessions.filter(on=on).exists():
        raise NotYours("There is no such session.", "Look at the days of the group.")
    held = Attendance.objects.filter(session__group=row, session__on=on)
    said = dict(held.values_list("participant__reference", "missed_why"))
    people = _taking_part(row).values_list("reference", "forenames", "surname")
    return tuple(AtSessionForFacilitator(*one, said.get(one[0])) for one in people)


def courses(*, seen_by: Actor, of: str = EVERYBODY) -> tuple[CourseForFacilitator, ...]:
    """Everybody who was referred, and how far they came. Refused for completers alone."""
    must_be_everybody(of)
    return tuple(CourseForFacilitator(*one) for one in courses_of(_theirs(seen_by)))


def all_remained(*, seen_by: Actor, of: str = EVERYBODY) -> Remained:
    """How many of all who were referred came how far. Refused for completers alone."""
    return remained([one.course for one in courses(seen_by=seen_by, of=of)])


def _theirs(seen_by: Actor) -> QuerySet[Participant]:
    return Participant.objects.filter(provider=seen_by.organisation)


def _group(reference: str, seen_by: Actor) -> Group:
    row = Group.objects.filter(reference=reference, provider=seen_by.organisation).first()
    if row is None:
        raise NotYours(f"There is no group {reference}.", "Look at the reference.")
    return row


def _taking_part(row: Group) -> QuerySet[Participant]:
    return row.participants.filter(status=STARTED).order_by("surname", "forenames", "pk")


def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))
