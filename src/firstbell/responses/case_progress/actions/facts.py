"""What the victim says of the case, and dated facts around it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.case_progress.actions.shared import locked_case, note, start_clock
from firstbell.responses.case_progress.models import CourtDate, Fact, Stance
from firstbell.responses.case_progress.queries.standing import days_of
from firstbell.responses.case_progress.rules import facts, stances
from firstbell.responses.case_progress.rules.clocks import COURT
from firstbell.responses.case_progress.rules.stages import REPORTED


def record_stance(
    *,
    case: str,
    supports: bool,
    asked_at: datetime,
    asked_by: str = "",
    reasons: Sequence[str] = (),
    said: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Whether the victim supports the case, as somebody (``by``, unless said) asked; if not, at least one reason.

    What they say later counts instead, so that whoever stopped can come back.
    """
    with transaction.atomic():
        row = locked_case(case, by)
        reported_on = days_of(row)[REPORTED]
        stances.may_record(supports=supports, reasons=reasons, said=said, at=asked_at, reported_on=reported_on, now=now)
        Stance.objects.create(
            case=row,
            supports=supports,
            reasons=list(dict.fromkeys(reasons)),
            said=said.strip(),
            asked_by=asked_by or by.name,
            asked_at=asked_at,
            by=by.name,
            recorded_at=now,
        )
        note("stance_recorded", row, by, now)


def record_fact(*, case: str, topic: str, fact: str, on: date, by: Actor, now: datetime) -> None:
    """A special measure, the Victim Personal Statement, or what may come before a victim stops supporting."""
    facts.may_record(topic, fact, on, london_date(now))
    with transaction.atomic():
        row = locked_case(case, by)
        Fact.objects.create(case=row, topic=topic, fact=fact, on=on, by=by.name, recorded_at=now)
        note("fact_recorded", row, by, now, topic=topic)


def set_court_date(*, case: str, hearing: str, on: date, by: Actor, now: datetime) -> None:
    """The day of a hearing, or its new day. The victim is to be told."""
    with transaction.atomic():
        row = locked_case(case, by)
        facts.may_set(hearing, on, days_of(row)[REPORTED])
        CourtDate.objects.create(case=row, hearing=hearing, on=on, by=by.name, recorded_at=now)
        start_clock(row, COURT, london_date(now), by, now)
        note("court_date_set", row, by, now, hearing=hearing, on=on.isoformat())
