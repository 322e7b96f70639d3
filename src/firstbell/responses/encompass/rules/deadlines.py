"""By when somebody must know (R6; "Readings that matter"). Instants are UTC, decided on London clocks."""

from datetime import UTC, date, datetime, timedelta

from firstbell.pure.periods import london_date, london_moment
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.school_days import NO_CALENDAR, SchoolCalendar, due_by_authority, due_by_establishment
from firstbell.responses.encompass.rules.places import Place


def due_by(
    place: Place, *, reported_at: datetime, calendar: SchoolCalendar | None, policy: ForcePolicy
) -> tuple[datetime, str]:
    """The deadline of a notice, and whether the days it rests on are ``known`` or ``assumed`` to be pupil days.

    An establishment: its first bell after the report. An authority: the bell of the next working day. Another force:
    at once, which is ``policy.force_hours`` after the report.
    """
    if place.kind == "force":
        return (reported_at + timedelta(hours=policy.force_hours)).astimezone(UTC), "known"
    if place.kind == "authority":
        return due_by_authority(reported_at, policy.bell), "known"
    return due_by_establishment(reported_at, calendar or NO_CALENDAR, policy.bell)


def review_due_by(*, reported_at: datetime, policy: ForcePolicy) -> datetime:
    """The deadline that runs while a person decides: the first weekday bell after the report.

    No calendar can be asked while the place is not known, so every weekday is taken to be open, bank holidays too.
    """
    day = london_date(reported_at)
    while not _is_weekday(day) or london_moment(day, policy.bell) <= reported_at:
        day += timedelta(days=1)
    return london_moment(day, policy.bell)


def next_bell(now: datetime, policy: ForcePolicy) -> datetime:
    """The first bell of any day after ``now``: some place may be open on every one of them."""
    today = london_date(now)
    rings = london_moment(today, policy.bell)
    return rings if rings > now else london_moment(today + timedelta(days=1), policy.bell)


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5
