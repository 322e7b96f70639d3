"""Terms and closures, kept one by one by people of the place itself."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.schools.actions.keeping import refuse_strangers
from firstbell.registers.schools.models import Closure, TermBlock
from firstbell.registers.schools.queries.calendars import own_blocks, own_names
from firstbell.registers.schools.rules.days import BlockLine, block_from
from firstbell.registers.schools.rules.keeping import refusal_of, refuse_far, refuse_long

GONE = "Somebody may have taken it away meanwhile; look at the calendar again."


def keep_term(
    *,
    calendar: str,
    first_day: date,
    last_day: date,
    every_day: bool = False,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    """Keep an unbroken block of pupil days, or give the one that begins on ``first_day`` another end.

    Refused for days in the wrong order, or that another block has; NotYours where ``by`` does not act for the calendar.
    A first own block takes the place of all its authority's, so a page should say that the others are needed too.
    """
    line = _block(calendar, first_day, last_day, every_day)
    for day in (first_day, last_day):
        refuse_far(day, london_date(now))
    with transaction.atomic():
        refuse_strangers(calendar, by, policy)
        _carry_over(calendar)
        for row in TermBlock.objects.select_for_update().filter(calendar=calendar).exclude(first_day=first_day):
            if line.overlaps(row.first_day, row.last_day):
                reason = f"The term from {row.first_day:%-d %B %Y} to {row.last_day:%-d %B %Y} has some of these days."
                raise Refused(reason, "Change that one, or choose other days.")
        TermBlock.objects.update_or_create(
            calendar=calendar, first_day=first_day, defaults={"last_day": last_day, "every_day": every_day}
        )
        details = {"first_day": str(first_day), "last_day": str(last_day), "every_day": every_day}
        audit.record(by=by, now=now, action="schools.term_kept", subject=f"calendar:{calendar}", details=details)


def remove_term(*, calendar: str, first_day: date, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Take away the block of pupil days that begins on ``first_day``. Refused where there is none."""
    with transaction.atomic():
        refuse_strangers(calendar, by, policy)
        _carry_over(calendar)
        if not TermBlock.objects.filter(calendar=calendar, first_day=first_day).delete()[0]:
            raise Refused(f"No term begins on {first_day:%-d %B %Y}.", GONE)
        details = {"first_day": str(first_day)}
        audit.record(by=by, now=now, action="schools.term_removed", subject=f"calendar:{calendar}", details=details)


def keep_closure(*, calendar: str, day: date, reason: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Keep a day on which pupils do not come (INSET, a polling station, snow), or give it another reason."""
    refuse_far(day, london_date(now))
    refuse_long(reason)
    with transaction.atomic():
        refuse_strangers(calendar, by, policy)
        Closure.objects.update_or_create(calendar=calendar, day=day, defaults={"reason": " ".join(reason.split())})
        details = {"day": str(day)}
        audit.record(by=by, now=now, action="schools.closure_kept", subject=f"calendar:{calendar}", details=details)


def remove_closure(*, calendar: str, day: date, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Pupils come on this day after all. Refused where the calendar itself has no such closure."""
    with transaction.atomic():
        refuse_strangers(calendar, by, policy)
        if not Closure.objects.filter(calendar__in=own_names(calendar), day=day).delete()[0]:
            raise Refused(f"There is no closure of its own on {day:%-d %B %Y}.", GONE)
        details = {"day": str(day)}
        audit.record(by=by, now=now, action="schools.closure_removed", subject=f"calendar:{calendar}", details=details)


def _block(calendar: str, first_day: date, last_day: date, every_day: bool) -> BlockLine:
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    try:
        return block_from({"calendar": calendar, "every_day": "yes" if every_day else "", **days})
    except Unfit as unfit:
        raise refusal_of(unfit) from None


def _carry_over(calendar: str) -> None:
    """Terms that hold because an earlier establishment had them become the calendar's own before one is changed."""
    if not TermBlock.objects.filter(calendar=calendar).exists():
        TermBlock.objects.bulk_create(
            TermBlock(calendar=calendar, first_day=one.first_day, last_day=one.last_day, every_day=one.every_day)
            for one in own_blocks(calendar)
        )
