"""By when somebody who asks must be answered: one calendar month, or three.

UK GDPR article 12(3) for what is not held to enforce the law; section 54 of the Data Protection Act 2018 for what is,
which the Data (Use and Access) Act 2025 lets be extended alike. The month runs from the day on which the request is
here and whoever asks has proved who they are, to the same day of the month after, or its last day; one that ends on a
day that is no working day ends on the next that is (the Information Commissioner's guidance on the right of access).
"""

from calendar import monthrange
from datetime import date, timedelta

from firstbell.pure.school_days import is_working_day

MONTHS, EXTENDED_MONTHS = 1, 3
DUE, OVERDUE = "due", "overdue"


def due_on(started_on: date, *, extended: bool) -> date:
    """The last London day on which the answer may be given."""
    day = months_after(started_on, EXTENDED_MONTHS if extended else MONTHS)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last one of a month that has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def may_extend(started_on: date, today: date) -> bool:
    """Whoever asks must be told of an extension, and why, within the first month."""
    return today <= months_after(started_on, MONTHS)


def standing(due: date, today: date) -> str:
    """How the clock of an open request stands."""
    return OVERDUE if today > due else DUE
