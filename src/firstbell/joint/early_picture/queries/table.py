"""The hub's table: what waits for whom and until when, one matter whole, and what became of what thresholds opened."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from firstbell.foundations.lists.queries import LongList, each
from firstbell.joint.early_picture.models import Concern, Feedback, Matter, Task
from firstbell.joint.early_picture.queries.whose import closed_in_hand, matter_number, mine
from firstbell.joint.early_picture.rules.matters import OPEN, STATUSES, WAITING, Reviewed, reviewed
from firstbell.joint.early_picture.rules.thresholds import THRESHOLDS
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in the hub's queue. ``late``: nobody has decided by ``due_by``, or the day to look again has come."""

    reference: str
    household: str
    thresholds: tuple[str, ...]
    status: str
    opened_at: datetime
    due_by: datetime
    again_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """``rested_on`` is what stood then, as (kind, source class, day), and stays if a signal is withdrawn."""

    decision: str
    why: str
    again_on: date | None
    rested_on: tuple[tuple[str, str, date], ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DiscussionShown:
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskShown:
    """``late``: its day is past and it is not done."""

    reference: str
    owner: str
    text: str
    due_on: date
    done_how: str
    done_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class FeedbackOwed:
    """A concern of the household and what whoever reported it was told. ``owed_by`` is until when they should hear
    something, None where they have, where nobody can be told, or before anybody decided."""

    concern: str
    source_class: str
    sentences: tuple[str, ...]
    owed_by: datetime | None


@dataclass(frozen=True, slots=True)
class MatterShown:
    """A matter for the force's hub."""

    reference: str
    household: str
    thresholds: tuple[str, ...]
    asked_why: str
    status: str
    opened_at: datetime
    due_by: datetime
    decided_at: datetime | None
    again_on: date | None
    decisions: tuple[DecisionShown, ...]
    discussions: tuple[DiscussionShown, ...]
    tasks: tuple[TaskShown, ...]
    feedback: tuple[FeedbackOwed, ...]
    found: str
    closed_at: datetime | None
    closed_why: str


@dataclass(frozen=True, slots=True)
class MatterForPartner:
    """A matter for an agency at the table: that it is there, and its own tasks and concerns. Nothing that another
    agency said, and nobody's name."""

    reference: str
    status: str
    opened_at: datetime
    due_by: datetime
    tasks: tuple[TaskShown, ...]
    concerns: tuple[str, ...]


_LINE = ("reference", "household__reference", "thresholds", "status", "opened_at", "due_by", "again_on")


def queue(*, seen_by: Actor, now: datetime) -> LongList[MatterLine]:
    """Open and closed matters that are not closed to who asks, those due first at the top. For an agency: those that it
    has a part in, without their households and without what opened them."""
    rows = Matter.objects.filter(mine(seen_by)).exclude(household__in=closed_in_hand(seen_by))
    is_partner = seen_by.kind != "force"
    return LongList(
        rows.order_by("closed_at", "due_by", "pk"),
        lambda row: _line(row, now, is_partner),
        _LINE,
        narrows={
            "status": each("status", STATUSES),
            "threshold": {} if is_partner else {one: Q(thresholds__contains=one) for one in THRESHOLDS},
            "time": {"late": Q(status=WAITING, due_by__lt=now), "open": Q(status__in=OPEN)},
        },
        orders={one: one for one in ("reference", "status", "opened_at", "due_by", "again_on")},
        searched=("reference",) if is_partner else ("reference", "household__reference"),
    )


def matter(reference: str, *, seen_by: Actor, now: datetime) -> MatterShown:
    """One matter for the force's hub; whoever shows it leaves an entry. NotYours for anybody else."""
    row = Matter.objects.select_related("household").get(pk=matter_number(reference, seen_by=seen_by))
    if seen_by.kind != "force":
        raise NotYours(f"There is no matter {reference}.", "Look at the reference.")
    plain = ("asked_why", "status", "opened_at", "due_by", "decided_at", "again_on", "found", "closed_at", "closed_why")
    discussions = row.discussions.order_by("pk").values_list("text", "by", "recorded_at")
    return MatterShown(
        reference=row.reference,
        household=row.household.reference,
        thresholds=tuple(row.thresholds.split()),
        decisions=_decisions(row),
        discussions=tuple(DiscussionShown(*one) for one in discussions),
        tasks=_tasks(row, now),
        feedback=_feedback(row),
        **{name: getattr(row, name) for name in plain},
    )


def matter_for_partner(reference: str, *, seen_by: Actor, now: datetime) -> MatterForPartner:
    """The same for an agency at the table. NotYours where it has no part in it."""
    row = Matter.objects.get(pk=matter_number(reference, seen_by=seen_by))
    own = Concern.objects.filter(household=row.household_id, organisation=seen_by.organisation).order_by("pk")
    return MatterForPartner(
        row.reference,
        row.status,
        row.opened_at,
        row.due_by,
        tuple(one for one in _tasks(row, now) if one.owner == seen_by.organisation),
        tuple(own.values_list("reference", flat=True)),
    )


def thresholds_reviewed(*, since: datetime, until: datetime) -> tuple[Reviewed, ...]:
    """What became of the matters that each threshold opened from ``since`` to before ``until``; one that two thresholds
    opened is counted for both."""
    opened: Counter[str] = Counter()
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    rows = Matter.objects.filter(opened_at__gte=since, opened_at__lt=until)
    for thresholds, found in rows.values_list("thresholds", "found").iterator():
        for one in thresholds.split():
            opened[one] += 1
            outcomes[one] += Counter([found] if found else [])
    return tuple(reviewed(one, opened[one], outcomes[one]) for one in THRESHOLDS)


def can_be_told(row: Concern) -> bool:
    """Whether whoever reported it left a name, an organisation, or asked for a code to look it up with."""
    return bool(row.named or row.organisation or row.code_digest)


def _line(row: tuple[str, str, str, str, datetime, datetime, date | None], now: datetime, bare: bool) -> MatterLine:
    reference, household, thresholds, status, opened_at, due_by, again_on = row
    again = status in OPEN and again_on is not None and again_on <= london_date(now)
    late = again or (status == WAITING and due_by < now)
    shown = () if bare else tuple(thresholds.split())
    return MatterLine(reference, "" if bare else household, shown, status, opened_at, due_by, again_on, late)


def _decisions(row: Matter) -> tuple[DecisionShown, ...]:
    return tuple(
        DecisionShown(
            one.decision,
            one.why,
            one.again_on,
            tuple((said["kind"], said["source_class"], date.fromisoformat(said["on"])) for said in one.rested_on),
            one.by,
            one.recorded_at,
        )
        for one in row.decisions.order_by("pk")
    )


def _tasks(row: Matter, now: datetime) -> tuple[TaskShown, ...]:
    return tuple(
        TaskShown(
            one.reference,
            one.owner,
            one.text,
            one.due_on,
            one.done_how,
            one.done_at,
            one.done_at is None and one.due_on < london_date(now),
        )
        for one in Task.objects.filter(matter=row).order_by("due_on", "pk")
    )


def _feedback(row: Matter) -> tuple[FeedbackOwed, ...]:
    told = defaultdict(list)
    for concern, sentence in (
        Feedback.objects.filter(concern__household=row.household_id)
        .order_by("pk")
        .values_list("concern__reference", "sentence")
    ):
        told[concern].append(sentence)
    return tuple(
        FeedbackOwed(
            one.reference,
            one.source_class,
            tuple(told[one.reference]),
            None if told[one.reference] or not can_be_told(one) else row.tell_by,
        )
        for one in Concern.objects.filter(household=row.household_id).order_by("pk")
    )
