"""Terms and closures."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Stored
from firstbell.pure.actor import Actor
from firstbell.registers.schools.models import Closure, TermBlock
from firstbell.registers.schools.queries.establishments import unknown_urns
from firstbell.registers.schools.rules.days import BlockLine, ClosureLine

UNKNOWN = "is neither an authority's code nor on the school register"


def record_blocks(*, lines: Mapping[int, BlockLine], by: Actor, now: datetime) -> Stored:
    """Keep these blocks of pupil days, by line of the file. One replaces all that it overlaps on its calendar.

    Two lines that overlap each other cannot both be right: the later one is unfit.
    """
    fit, unfit = _without_overlaps(lines)
    with transaction.atomic():
        rows = TermBlock.objects.filter(calendar__in={line.calendar for line in fit})
        known = {(row.calendar, row.first_day, row.last_day, row.every_day) for row in rows}
        new = [line for line in fit if (line.calendar, line.first_day, line.last_day, line.every_day) not in known]
        outdated = [
            row.pk
            for row in rows
            if any(line.calendar == row.calendar and line.overlaps(row.first_day, row.last_day) for line in new)
        ]
        if new:
            TermBlock.objects.filter(pk__in=outdated).delete()
            TermBlock.objects.bulk_create(
                TermBlock(
                    calendar=one.calendar, first_day=one.first_day, last_day=one.last_day, every_day=one.every_day
                )
                for one in new
            )
            details = {"calendars": sorted({line.calendar for line in new}), "new": len(new), "replaced": len(outdated)}
            audit.record(by=by, now=now, action="schools.terms", subject="schools:terms", details=details)
    return Stored(len(new), len(lines) - len(unfit) - len(new), unfit)


def record_closures(*, lines: Mapping[int, ClosureLine], by: Actor, now: datetime) -> Stored:
    """Keep these closures, by line of the file; a line changes something if any of its days is new or has another
    reason."""
    strangers = _strangers({line.calendar for line in lines.values()})
    unfit = [(number, "calendar", UNKNOWN) for number, line in lines.items() if line.calendar in strangers]
    fit = [line for line in lines.values() if line.calendar not in strangers]
    with transaction.atomic():
        rows = Closure.objects.filter(calendar__in={line.calendar for line in fit})
        known = {(row.calendar, row.day): row.reason for row in rows}
        new = [line for line in fit if any(known.get((line.calendar, day)) != line.reason for day in line.days)]
        days = {(line.calendar, day): line.reason for line in new for day in line.days}
        if days:
            Closure.objects.bulk_create(
                (Closure(calendar=calendar, day=day, reason=reason) for (calendar, day), reason in days.items()),
                update_conflicts=True,
                unique_fields=["calendar", "day"],
                update_fields=["reason"],
            )
            details = {"calendars": sorted({line.calendar for line in new}), "days": len(days)}
            audit.record(by=by, now=now, action="schools.closures", subject="schools:closures", details=details)
    return Stored(len(new), len(fit) - len(new), unfit)


def _without_overlaps(lines: Mapping[int, BlockLine]) -> tuple[list[BlockLine], list[tuple[int, str, str]]]:
    strangers = _strangers({line.calendar for line in lines.values()})
    fit: dict[int, BlockLine] = {}
    unfit = []
    for number, line in lines.items():
        other = next((n for n, one in fit.items() if one != line and _clash(one, line)), None)
        if line.calendar in strangers:
            unfit.append((number, "calendar", UNKNOWN))
        elif other is not None:
            unfit.append((number, "first_day", f"overlaps the block on line {other}"))
        elif line not in fit.values():
            fit[number] = line
    return list(fit.values()), unfit


def _clash(one: BlockLine, other: BlockLine) -> bool:
    return one.calendar == other.calendar and one.overlaps(other.first_day, other.last_day)


def _strangers(calendars: set[str]) -> set[str]:
    return unknown_urns({calendar for calendar in calendars if calendar.isdigit()})
