"""Of whom counts are made, and how far each came. Nothing here is listed for pages, and nothing here is a partner's."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.models import DrawnStart, Participant
from firstbell.responses.programme.rules.courses import Course
from firstbell.responses.programme.rules.participants import COMPLETED
from firstbell.responses.programme.rules.partners import FORCE
from firstbell.responses.programme.rules.starts import can_start_from


def force_of(seen_by: Actor) -> str:
    """The force whose analyst ``seen_by`` is. NotYours for an organisation of any other kind."""
    if seen_by.kind != FORCE:
        raise NotYours("There is nothing here.", "Counts are for the force.")
    return seen_by.code


def drawn_day(row: Participant) -> date | None:
    """The first day on which a lot lets them start; None where none was drawn for them."""
    weeks = DrawnStart.objects.filter(participant=row).values_list("wait_weeks", flat=True).first()
    return None if weeks is None else can_start_from(london_date(row.made_at), weeks)


def courses_of(rows: QuerySet[Participant]) -> list[tuple[str, Course]]:
    """How far each of them came, by reference, the earliest referral first."""
    came = Count("attendances", filter=Q(attendances__missed_why=""))
    found = rows.select_related("group").annotate(came=came).order_by("made_at", "pk")
    return [(row.reference, _course(row, row.came)) for row in found]


def _course(row: Participant, came: int) -> Course:
    half = row.group is not None and 2 * came >= row.group.to_complete
    return Course(row.assessed_at is not None, row.started_at is not None, half, row.status == COMPLETED, row.exit)
