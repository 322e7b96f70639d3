"""What a desk is warned of: notices that a court must hear of, and orders that end, or have ended, with none after."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstbell.responses.case_progress.rules.orders import Order

HEARING_DUE, HEARING_OVERDUE, ENDS_SOON, ENDED = "hearing_due", "hearing_overdue", "ends_soon", "ended"
WARNINGS = {
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


def warning_of(order: Order, now: datetime) -> OrderWarning | None:
    """What there is to warn of; None for an order that another follows, that was discharged, or that has time."""
    if order.hear_by and not order.heard:
        return _of_hearing(order.hear_by, now)
    ends_at = order.latest.ends_at
    if order.followed or order.latest.discharged or ends_at is None:
        return None
    if ends_at <= now:
        return OrderWarning(ENDED, ends_at) if now - ends_at <= AFTER_END else None
    return OrderWarning(ENDS_SOON, ends_at) if ends_at - now <= BEFORE_END else None


def _of_hearing(hear_by: datetime, now: datetime) -> OrderWarning | None:
    if now > hear_by:
        return OrderWarning(HEARING_OVERDUE, hear_by)
    return OrderWarning(HEARING_DUE, hear_by) if hear_by - now < BEFORE_HEARING else None
