"""When pupils come."""

from datetime import datetime, time

from firstbell.pure.school_days import Block, SchoolCalendar, calendar_from, next_pupil_day
from firstbell.registers.schools.models import Closure, Establishment, TermBlock
from firstbell.registers.schools.queries.establishments import predecessors_alone
from firstbell.registers.schools.rules import CalendarDetails, ClosureFacts

BELL = time(8, 30)


def calendar_of(urn: str) -> SchoolCalendar:
    """The establishment's calendar. Its own terms, or those it had under an earlier URN, replace its authority's.

    Closures of both are taken out. Without any terms the calendar is empty and every weekday counts as open.
    """
    authority = _authority(urn)
    names = [*own_names(urn), authority]
    closures = Closure.objects.filter(calendar__in=names).values_list("day", flat=True)
    return calendar_from(own_blocks(urn), _blocks(authority), closures)


def calendar_details(calendar: str, *, now: datetime, bell: time = BELL) -> CalendarDetails:
    """All that a page shows of the calendar of a URN or an authority (GSS code); the next pupil day is the first whose
    ``bell`` (London) rings after ``now``."""
    own = own_names(calendar)
    authority = _authority(calendar)
    rows = Closure.objects.filter(calendar__in=[*own, authority]).order_by("day", "id")
    stated = calendar_of(calendar)
    return CalendarDetails(
        calendar=calendar,
        source=stated.source,
        own_terms=tuple(sorted(own_blocks(calendar))),
        authority_terms=tuple(sorted(_blocks(authority))) if authority else (),
        closures=tuple(ClosureFacts(row.day, row.reason, row.calendar in own) for row in rows),
        next_pupil_day=next_pupil_day(stated, now, bell),
    )


def own_names(calendar: str) -> list[str]:
    """The calendar's own name, and the URNs that the establishment had before."""
    return [calendar, *(predecessors_alone(calendar) if calendar.isdigit() else ())]


def own_blocks(calendar: str) -> list[Block]:
    """Its own terms, else those it had under an earlier URN; none where its authority's hold."""
    return next((blocks for name in own_names(calendar) if (blocks := _blocks(name))), [])


def _authority(urn: str) -> str:
    return Establishment.objects.filter(urn=urn).values_list("authority", flat=True).first() or ""


def authority_calendar(authority: str) -> SchoolCalendar:
    """The terms and closures of an authority (GSS code) alone."""
    closures = Closure.objects.filter(calendar=authority).values_list("day", flat=True)
    return calendar_from([], _blocks(authority), closures)


def _blocks(calendar: str) -> list[Block]:
    rows = TermBlock.objects.filter(calendar=calendar).values_list("first_day", "last_day", "every_day")
    return [Block(*row) for row in rows]
