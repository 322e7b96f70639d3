"""What the victim must be told of, and every try to tell them."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.case_progress.actions.shared import locked_case, note, start_clock
from firstbell.responses.case_progress.models import About, Attempt, Case, KeyEvent, Rights
from firstbell.responses.case_progress.queries.standing import days_of
from firstbell.responses.case_progress.rules import clocks
from firstbell.responses.case_progress.rules.stages import REPORTED, must_be_written_out


def record_event(*, case: str, kind: str, on: date, by: Actor, now: datetime) -> int:
    """A key event that comes with no stage, court date or outcome, and its number. Its clock starts."""
    with transaction.atomic():
        row = locked_case(case, by)
        clocks.may_happen(kind, on, days_of(row)[REPORTED], london_date(now))
        number = start_clock(row, kind, on, by, now)
        note("event_recorded", row, by, now, kind=kind, event=number)
    return number


def strike_event(*, case: str, event: int, why: str, by: Actor, now: datetime) -> None:
    """It never happened: nobody waits to be told of it any more. The event stays on file, with why."""
    must_be_written_out(why, "why the event is struck")
    with transaction.atomic():
        row = locked_case(case, by)
        (struck,) = _events(row, [event])
        struck.struck_by, struck.struck_at, struck.struck_why = by.name, now, why.strip()
        struck.save()
        note("event_struck", row, by, now, event=event)


def record_attempt(
    *,
    case: str,
    at: datetime,
    channel: str,
    reached: bool,
    events: Collection[int],
    made_by: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Somebody (``by``, unless said) tried to tell the victim of these events. Only if ``reached`` does it meet clocks.

    A message left, or a letter that nobody answered, reaches nobody.
    """
    with transaction.atomic():
        row = locked_case(case, by)
        about = _events(row, events)
        clocks.may_attempt(channel, at, [event.on for event in about], now)
        attempt = Attempt.objects.create(
            case=row, at=at, channel=channel, reached=reached, made_by=made_by or by.name, by=by.name, recorded_at=now
        )
        About.objects.bulk_create([About(attempt=attempt, event=event) for event in about])
        if reached:
            _reached(about, at)
        note("attempt_recorded", row, by, now, events=sorted(events), reached=reached)


def vary_rights(*, case: str, enhanced: bool, why: str, by: Actor, now: datetime) -> None:
    """Record that a victim has no enhanced rights, or has them again. Clocks that run already stay as they are."""
    clocks.may_vary(enhanced, why)
    with transaction.atomic():
        row = locked_case(case, by)
        Rights.objects.create(case=row, enhanced=enhanced, why=why.strip(), by=by.name, recorded_at=now)
        note("rights_varied", row, by, now, enhanced=enhanced)


def _reached(events: Collection[KeyEvent], at: datetime) -> None:
    """They are told from the first time on that the victim was reached, whichever is recorded first."""
    for event in events:
        event.told_at = min(at, event.told_at or at)
        event.save()


def _events(row: Case, numbers: Collection[int]) -> list[KeyEvent]:
    """The case's events of these numbers. NotYours for one of another case, Refused for one that was struck."""
    found = list(row.key_events.filter(pk__in=numbers).order_by("pk"))
    if len(found) != len(set(numbers)):
        raise NotYours(f"{row.reference} has no such event.", "Look at its events.")
    if any(event.struck_at for event in found):
        raise Refused("That event was struck.", "Name events that happened.")
    return found
