"""Participants as a return to a funder may tell them: how far they came, and nobody; of partners nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, Q

from firstbell.pure.periods import london_date, london_moment
from firstbell.responses.programme.models import Participant


@dataclass(frozen=True, slots=True)
class ParticipantForReturn:
    """One participant. ``month`` is of the referral; ``days_to_start`` is None for whoever did not start."""

    provider: str
    month: str
    referred_from: str
    status: str
    exit: str
    started: bool
    days_to_start: int | None
    sessions_attended: int
    sessions_missed: int


def participants_for_return(since: date, until: date) -> Iterable[ParticipantForReturn]:
    """Everybody referred from the first to the last of these London days, in order: who never started, too."""
    first, after = (london_moment(day, time(0)) for day in (since, date.fromordinal(until.toordinal() + 1)))
    rows = Participant.objects.filter(made_at__gte=first, made_at__lt=after).annotate(
        came=Count("attendances", filter=Q(attendances__missed_why="")),
        missed=Count("attendances", filter=~Q(attendances__missed_why="")),
    )
    return [_told(row, row.came, row.missed) for row in rows.order_by("made_at", "pk")]


def _told(row: Participant, came: int, missed: int) -> ParticipantForReturn:
    made = london_date(row.made_at)
    return ParticipantForReturn(
        provider=row.provider,
        month=f"{made:%Y-%m}",
        referred_from=row.referred_from,
        status=row.status,
        exit=row.exit,
        started=row.started_at is not None,
        days_to_start=(london_date(row.started_at) - made).days if row.started_at else None,
        sessions_attended=came,
        sessions_missed=missed,
    )
