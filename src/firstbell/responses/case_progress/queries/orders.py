"""Orders of a case, and what their desk is warned of."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.responses.case_progress.models import Order
from firstbell.responses.case_progress.queries.standing import may_see, open_to
from firstbell.responses.case_progress.rules import orders as rules
from firstbell.responses.case_progress.rules.warnings import (
    AFTER_END,
    BEFORE_END,
    BEFORE_HEARING,
    ENDED,
    ENDS_SOON,
    HEARING_DUE,
    HEARING_OVERDUE,
    HEARING_WAITS,
    warning_by,
    warning_of,
)

HEARING = Q(due_by=F("hear_by"))
"""Notices that wait for a court."""


@dataclass(frozen=True, slots=True)
class OrderEntryShown:
    """What an order says from ``at`` on; one that ends at that instant discharged it. No ``ends_at``: it is open."""

    at: datetime
    conditions: tuple[str, ...]
    ends_at: datetime | None
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class BreachShown:
    at: datetime
    detail: str
    condition: str
    arrested: bool
    by: str


@dataclass(frozen=True, slots=True)
class OrderShown:
    """``order`` is its number, and ``follows`` that of the one before it. ``in_force`` and
    ``warning`` (``""`` where there is nothing to warn of) are as of when it was asked."""

    order: int
    kind: str
    made_at: datetime
    hear_by: datetime | None
    follows: int | None
    in_force: bool
    warning: str
    entries: tuple[OrderEntryShown, ...]
    breaches: tuple[BreachShown, ...]


@dataclass(frozen=True, slots=True)
class OrderWarned:
    """A warning in a list: nobody is named on it. ``at`` is the instant that it is about."""

    order: int
    case: str
    kind: str
    warning: str
    at: datetime


def orders(case: str, *, seen_by: Actor, now: datetime) -> tuple[OrderShown, ...]:
    """All of one case as they were made. NotYours for a case that is not open to whoever asks."""
    may_see(case, seen_by)
    rows = Order.objects.filter(case__reference=case).order_by("made_at", "pk")
    return tuple(_shown(row, now) for row in rows.prefetch_related("entries", "followers", "breaches"))


def order_warnings(*, seen_by: Actor, now: datetime) -> LongList[OrderWarned]:
    """What a force's desk is warned of, soonest first, and so overdue before due."""
    soon, lately = Q(due_by__lte=now + BEFORE_END), Q(due_by__gte=now - AFTER_END)
    rows = Order.objects.filter(open_to(seen_by, "case__"), HEARING | soon & lately)
    return LongList(
        rows.order_by("due_by", "pk").select_related("case"),
        lambda row: _warned(row, now),
        narrows={"warning": _by_warning(now), "kind": each("kind", rules.KINDS)},
        orders={"at": "due_by"},
        searched=("case__reference",),
    )


def _by_warning(now: datetime) -> dict[str, Q]:
    """The warnings of the rules, in the words of the database."""
    near = Q(due_by__lt=now + BEFORE_HEARING)
    over = Q(due_by__lt=now)
    return {
        HEARING_WAITS: HEARING & ~near,
        HEARING_DUE: HEARING & near & ~over,
        HEARING_OVERDUE: HEARING & over,
        ENDS_SOON: ~HEARING & Q(due_by__gt=now),
        ENDED: ~HEARING & ~Q(due_by__gt=now),
    }


def order_of(row: Order) -> rules.Order:
    """An order as the rules know it."""
    entries = sorted(row.entries.all(), key=lambda entry: (entry.at, entry.pk))
    said = tuple(rules.Entry(entry.at, tuple(entry.conditions), entry.ends_at) for entry in entries)
    return rules.Order(row.kind, said, row.hear_by, followed=bool(row.followers.all()))


def _warned(row: Order, now: datetime) -> OrderWarned:
    warning = warning_by(row.due_by, row.hear_by, now) if row.due_by else None
    assert warning, "the database leaves out what there is no warning of"
    return OrderWarned(row.pk, row.case.reference, row.kind, warning.warning, warning.at)


def _shown(row: Order, now: datetime) -> OrderShown:
    order = order_of(row)
    warning = warning_of(order, now)
    return OrderShown(
        order=row.pk,
        kind=row.kind,
        made_at=row.made_at,
        hear_by=row.hear_by,
        follows=row.follows_id,
        in_force=order.in_force(now) is not None,
        warning=warning.warning if warning else "",
        entries=tuple(
            OrderEntryShown(one.at, tuple(one.conditions), one.ends_at, one.why, one.by)
            for one in sorted(row.entries.all(), key=lambda one: (one.at, one.pk))
        ),
        breaches=tuple(
            BreachShown(one.at, one.detail, one.condition, one.arrested, one.by)
            for one in sorted(row.breaches.all(), key=lambda one: (one.at, one.pk))
        ),
    )
