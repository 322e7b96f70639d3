"""Notices and orders that protect: made, varied, discharged, and breached."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.case_progress.actions.shared import locked_case, note
from firstbell.responses.case_progress.models import Breach, Case, Order, OrderEntry
from firstbell.responses.case_progress.queries.orders import order_of
from firstbell.responses.case_progress.rules import orders
from firstbell.responses.case_progress.rules.warnings import due_by


def record_order(
    *,
    case: str,
    kind: str,
    made_at: datetime,
    conditions: Sequence[str],
    ends_at: datetime | None = None,
    follows: int | None = None,
    by: Actor,
    now: datetime,
) -> int:
    """A notice as served or an order as made, and its number. ``ends_at`` is None until further order.

    A notice is in force until a court must hear of it, which is worked out. ``follows`` is the number of the one that
    it comes after: a DVPO's notice, or the order that it renews.
    """
    with transaction.atomic():
        row = locked_case(case, by)
        orders.may_make(kind, made_at, conditions, ends_at, now)
        before = _order(row, follows) if follows else None
        if before:
            orders.may_follow(kind, made_at, order_of(before))
        hear_by = orders.hear_by(made_at) if kind in orders.NOTICES else None
        made = Order.objects.create(
            case=row, kind=kind, made_at=made_at, hear_by=hear_by, follows=before, by=by.name, recorded_at=now
        )
        _enter(made, made_at, conditions, hear_by or ends_at, "", by, now)
        if before:
            _watch(before)
        note("order_recorded", row, by, now, order=made.pk, kind=kind)
    return made.pk


def vary_order(
    *,
    case: str,
    order: int,
    at: datetime,
    conditions: Sequence[str],
    ends_at: datetime | None = None,
    why: str,
    by: Actor,
    now: datetime,
) -> None:
    """From ``at`` on it has all of these conditions and this end; what it said before stays on file.

    A notice whose hearing a court adjourned has its new end at the next hearing.
    """
    with transaction.atomic():
        row = locked_case(case, by)
        varied = _order(row, order)
        orders.may_vary(order_of(varied), at, conditions, ends_at, why, now)
        _enter(varied, at, conditions, ends_at, why, by, now)
        note("order_varied", row, by, now, order=order)


def discharge_order(*, case: str, order: int, at: datetime, why: str, by: Actor, now: datetime) -> None:
    """It ended before its time, or a court refused to let an order follow a notice."""
    with transaction.atomic():
        row = locked_case(case, by)
        discharged = _order(row, order)
        orders.may_discharge(order_of(discharged), at, why, now)
        _enter(discharged, at, (), at, why, by, now)
        note("order_discharged", row, by, now, order=order)


def record_breach(
    *, case: str, order: int, at: datetime, what: str, condition: str, arrested: bool, by: Actor, now: datetime
) -> None:
    """Somebody broke a ``condition`` that the order had at that time, in the order's words."""
    with transaction.atomic():
        row = locked_case(case, by)
        broken = _order(row, order)
        orders.may_breach(order_of(broken), at, what, condition, now)
        Breach.objects.create(
            order=broken,
            at=at,
            detail=what.strip(),
            condition=condition,
            arrested=arrested,
            by=by.name,
            recorded_at=now,
        )
        note("order_breached", row, by, now, order=order)


def _order(row: Case, number: int) -> Order:
    found = row.orders.filter(pk=number).first()
    if found is None:
        raise NotYours(f"{row.reference} has no such order.", "Look at its orders.")
    return found


def _enter(
    row: Order, at: datetime, conditions: Sequence[str], ends_at: datetime | None, why: str, by: Actor, now: datetime
) -> None:
    said = [one.strip() for one in conditions]
    OrderEntry.objects.create(
        order=row, at=at, conditions=said, ends_at=ends_at, why=why.strip(), by=by.name, recorded_at=now
    )
    _watch(row)


def _watch(row: Order) -> None:
    """Keep by when something must become of it, out of all its entries and what follows it."""
    row.due_by = due_by(order_of(row))
    row.save()
