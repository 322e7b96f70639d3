"""When pupils come."""

from firstbell.pure.school_days import Block, SchoolCalendar, calendar_from
from firstbell.registers.schools.models import Closure, Establishment, TermBlock
from firstbell.registers.schools.queries.establishments import predecessors_alone


def calendar_of(urn: str) -> SchoolCalendar:
    """The establishment's calendar. Its own terms, or those it had under an earlier URN, replace its authority's.

    Closures of both are taken out. Without any terms the calendar is empty and every weekday counts as open.
    """
    own = [urn, *predecessors_alone(urn)]
    authority = Establishment.objects.filter(urn=urn).values_list("authority", flat=True).first() or ""
    blocks = {name: _blocks(name) for name in (*own, authority) if name}
    closures = Closure.objects.filter(calendar__in=blocks).values_list("day", flat=True)
    stated = next((blocks[name] for name in own if blocks[name]), [])
    return calendar_from(stated, blocks.get(authority, []), closures)


def authority_calendar(authority: str) -> SchoolCalendar:
    """The terms and closures of an authority (GSS code) alone."""
    closures = Closure.objects.filter(calendar=authority).values_list("day", flat=True)
    return calendar_from([], _blocks(authority), closures)


def _blocks(calendar: str) -> list[Block]:
    rows = TermBlock.objects.filter(calendar=calendar).values_list("first_day", "last_day", "every_day")
    return [Block(*row) for row in rows]
