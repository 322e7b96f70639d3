"""The programme as its provider reads it. No type here has a field of the partner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.models import Group, Participant, PartnerLink
from firstbell.responses.programme.queries.standing import may_start
from firstbell.responses.programme.rules.courses import EVERYBODY, Course, Remained, must_be_everybody, remained
from firstbell.responses.programme.rules.participants import COMPLETED, STARTED


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
    """A participant. Of the partner nothing is said but that it may start."""

    reference: str
    forenames: str
    surname: str
    date_of_birth: date | None
    referred_from: str
    status: str
    step_reason: str
    exit: str
    group: str
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
class CourseForFacilitator:
    """How far one of all who were referred came."""

    reference: str
    course: Course


def participants(*, seen_by: Actor, statuses: Iterable[str] = ()) -> tuple[LineForFacilitator, ...]:
    """Those of the provider of ``seen_by``, the newest first; of these statuses, or all."""
    said = PartnerLink.objects.filter(participant=OuterRef("pk")).values("may_start")
    rows = _theirs(seen_by).annotate(said=Coalesce(Subquery(said), False)).order_by("-made_at", "-pk")
    if wanted := list(statuses):
        rows = rows.filter(status__in=wanted)
    shown = rows.values_list("reference", "status", "made_at", "group__reference", "said")
    return tuple(LineForFacilitator(*row) for row in shown)


def participant(reference: str, *, seen_by: Actor) -> ParticipantForFacilitator:
    """One of their participants. NotYours for any other."""
    row = _theirs(seen_by).select_related("group").filter(reference=reference).first()
    if row is None:
        raise NotYours(f"There is no participant {reference}.", "Look at the reference.")
    plain = ("reference", "forenames", "surname", "date_of_birth", "referred_from", "status", "step_reason", "exit")
    findings = row.findings.order_by("pk").values_list("question", "answer", "why", "answered_by")
    attendances = row.attendances.order_by("session__on").values_list("session__on", "missed_why")
    reviews = row.progress_reviews.order_by("week").values_list("week", "text", "made_by")
    return ParticipantForFacilitator(
        **{name: getattr(row, name) for name in plain},
        group=row.group.reference if row.group else "",
        may_start=bool(may_start(row)),
        findings=tuple(FindingForFacilitator(*one) for one in findings),
        attendances=tuple(AttendanceForFacilitator(*one) for one in attendances),
        reviews=tuple(ReviewForFacilitator(*one) for one in reviews),
    )


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


def courses(*, seen_by: Actor, of: str = EVERYBODY) -> tuple[CourseForFacilitator, ...]:
    """Everybody who was referred, and how far they came. Refused for completers alone."""
    must_be_everybody(of)
    came = Count("attendances", filter=Q(attendances__missed_why=""))
    rows = _theirs(seen_by).select_related("group").annotate(came=came).order_by("made_at", "pk")
    return tuple(CourseForFacilitator(row.reference, _course(row, row.came)) for row in rows)


def all_remained(*, seen_by: Actor, of: str = EVERYBODY) -> Remained:
    """How many of all who were referred came how far. Refused for completers alone."""
    return remained([one.course for one in courses(seen_by=seen_by, of=of)])


def _course(row: Participant, came: int) -> Course:
    half = row.group is not None and 2 * came >= row.group.to_complete
    return Course(row.assessed_at is not None, row.started_at is not None, half, row.status == COMPLETED, row.exit)


def _theirs(seen_by: Actor) -> QuerySet[Participant]:
    return Participant.objects.filter(provider=seen_by.organisation)
