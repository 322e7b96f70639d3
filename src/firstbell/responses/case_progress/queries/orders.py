"""Orders of a case, and what their desk is warned of."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import Order
from firstbell.responses.case_progress.queries.standing import may_see, of_force
from firstbell.responses.case_progress.rules import orders as rules
from firstbell.responses.case_progress.rules.warnings import warning_of


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
    """``order`` is its number, and ``follows`` that of the one before it. ``in_force`` is as of when it was asked."""

    order: int
    kind: str
    made_at: datetime
    hear_by: datetime | None
    follows: int | None
    in_force: bool
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


def order_warnings(*, seen_by: Actor, now: datetime) -> tuple[OrderWarned, ...]:
    """What a force's desk is warned of, soonest first, and so overdue before due."""
    mine = of_force(seen_by, incidents.closed_to(seen_by.name), "case__")
    rows = Order.objects.filter(mine).select_related("case").prefetch_related("entries", "followers")
    found = [(row, warned) for row in rows if (warned := warning_of(order_of(row), now))]
    lines = [OrderWarned(row.pk, row.case.reference, row.kind, one.warning, one.at) for row, one in found]
    return tuple(sorted(lines, key=lambda line: (line.at, line.order)))


def order_of(row: Order) -> rules.Order:
    """An order as the rules know it."""
    entries = sorted(row.entries.all(), key=lambda entry: (entry.at, entry.pk))
    said = tuple(rules.Entry(entry.at, tuple(entry.conditions), entry.ends_at) for entry in entries)
    return rules.Order(row.kind, said, row.hear_by, followed=bool(row.followers.all()))


def _shown(row: Order, now: datetime) -> OrderShown:
    return OrderShown(
        order=row.pk,
        kind=row.kind,
        made_at=row.made_at,
        hear_by=row.hear_by,
        follows=row.follows_id,
        in_force=order_of(row).in_force(now) is not None,
        entries=tuple(
            OrderEntryShown(one.at, tuple(one.conditions), one.ends_at, one.why, one.by)
            for one in sorted(row.entries.all(), key=lambda one: (one.at, one.pk))
        ),
        breaches=tuple(
            BreachShown(one.at, one.detail, one.condition, one.arrested, one.by)
            for one in sorted(row.breaches.all(), key=lambda one: (one.at, one.pk))
        ),
    )
