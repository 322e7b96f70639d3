"""What a desk is warned of: notices that a court must hear of, and orders that end, or have ended, with none after."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstbell.responses.case_progress.rules.orders import Order

HEARING_WAITS, HEARING_DUE, HEARING_OVERDUE = "hearing_waits", "hearing_due", "hearing_overdue"
ENDS_SOON, ENDED = "ends_soon", "ended"
WARNINGS = {
    HEARING_WAITS: "a court must hear of it",
    HEARING_DUE: "a court must hear of it within 12 hours",
    HEARING_OVERDUE: "no court has heard of it in time",
    ENDS_SOON: "ends within 7 days, and no order follows",
    ENDED: "has ended, and no order follows",
}
BEFORE_HEARING = timedelta(hours=12)
BEFORE_END = timedelta(days=7)
AFTER_END = timedelta(days=28)
"""For how long a desk is shown that an order ended: until then somebody has looked at it."""


@dataclass(frozen=True, slots=True)
class OrderWarning:
    """``at`` is the instant that it is about: the end of the order, or by when a court must hear of a notice."""

    warning: str
    at: datetime


def due_by(order: Order) -> datetime | None:
    """By when something must become of an order: a court hears of a notice, or another order follows.

    None where nothing must: another follows, it was discharged, or it is open until further order.
    """
    if order.hear_by and not order.heard:
        return order.hear_by
    return None if order.followed or order.latest.discharged else order.latest.ends_at


def warning_of(order: Order, now: datetime) -> OrderWarning | None:
    """What there is to warn of; None for an order of which nothing must become, or that has time."""
    by = due_by(order)
    return warning_by(by, order.hear_by, now) if by else None


def warning_by(by: datetime, hear_by: datetime | None, now: datetime) -> OrderWarning | None:
    """The warning about an order that is due ``by``; a court's hearing is what is due where that is ``hear_by``."""
    if by == hear_by:
        return OrderWarning(_of_hearing(by, now), by)
    if by <= now:
        return OrderWarning(ENDED, by) if now - by <= AFTER_END else None
    return OrderWarning(ENDS_SOON, by) if by - now <= BEFORE_END else None


def _of_hearing(hear_by: datetime, now: datetime) -> str:
    if now > hear_by:
        return HEARING_OVERDUE
    return HEARING_DUE if hear_by - now < BEFORE_HEARING else HEARING_WAITS
