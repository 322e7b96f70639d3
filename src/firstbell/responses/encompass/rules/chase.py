"""Sent is not done: when the next contact is told, and when somebody must telephone (R11); shown again (R6)."""

from datetime import date, datetime, timedelta

from firstbell.pure.periods import london_date, london_moment
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.school_days import SchoolCalendar, is_pupil_day

BETWEEN_CONTACTS = timedelta(minutes=10)
"""Nobody is passed over sooner than this after the notice went to the contact before."""
LAST_MINUTES = timedelta(minutes=15)
"""With less than this before the bell, an e-mail may be read too late: telephone."""


def rungs(*, released_at: datetime, due_by: datetime, policy: ForcePolicy) -> tuple[datetime, ...]:
    """When the second contact is told, the third, and so on, in UTC and never decreasing.

    Each is so many minutes before the deadline (``policy.escalation_minutes``), but leaves every contact ten minutes.
    """
    minutes = sorted(policy.escalation_minutes, reverse=True)
    return tuple(
        max(due_by - timedelta(minutes=before), released_at + BETWEEN_CONTACTS * number)
        for number, before in enumerate(minutes, start=1)
    )


def due_rung(*, released_at: datetime, due_by: datetime, now: datetime, policy: ForcePolicy) -> int:
    """How many further contacts should have been told by ``now``: 0 while the first one is given time."""
    return sum(moment <= now for moment in rungs(released_at=released_at, due_by=due_by, policy=policy))


def needs_phone(*, released_at: datetime, due_by: datetime, now: datetime, contacts: int, policy: ForcePolicy) -> bool:
    """Whether a person must telephone: nobody is left to tell, or less than fifteen minutes remain.

    ``contacts`` counts all whom an e-mail can reach, the first one included.
    """
    nobody_left = due_rung(released_at=released_at, due_by=due_by, now=now, policy=policy) >= contacts
    return nobody_left or due_by - now < LAST_MINUTES


def again_at(
    released_at: datetime, pupil_day: date, policy: ForcePolicy, calendar: SchoolCalendar | None = None
) -> datetime | None:
    """When to show again what left while no pupils came: the morning of ``pupil_day``, the London day of the deadline.

    None where the release is on that day itself, or on the pupil day just before it. Without a ``calendar`` any release
    on an earlier day counts: the caller knows that no pupils came.
    """
    released_on = london_date(released_at)
    if released_on >= pupil_day:
        return None
    if calendar is not None and pupil_day - released_on == timedelta(days=1) and is_pupil_day(calendar, released_on):
        return None
    return london_moment(pupil_day, policy.again_on_first_pupil_day)
