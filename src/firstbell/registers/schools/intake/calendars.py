"""Terms and closures, from CSV or a calendar file (.ics)."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.foundations.take_in.rules import TakenIn
from firstbell.pure.actor import Actor
from firstbell.registers.schools import actions
from firstbell.registers.schools.intake.events import read_events
from firstbell.registers.schools.intake.rows import storing
from firstbell.registers.schools.rules import days


def take_in_terms(
    *,
    path: Path,
    by: Actor,
    now: datetime,
    calendar: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in blocks of pupil days; in a calendar file each event is one.

    ``calendar`` (a URN or an authority's code) says whose a calendar file is, unless its own name or its file's does.
    """
    if _is_calendar_file(path):
        items = read_events(path, calendar=calendar, first="first_day", last="last_day")
    else:
        items = read_csv(path, required=days.BLOCK_REQUIRED, known=days.BLOCK_READ)
    store = storing(days.block_from, lambda lines: actions.record_blocks(lines=lines, by=by, now=now))
    return take_ins.take_in(
        kind="terms", scope=calendar or "", path=path, items=items, store=store, by=by, now=now, progress=progress
    )


def take_in_closures(
    *,
    path: Path,
    by: Actor,
    now: datetime,
    calendar: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> TakenIn:
    """Take in days without pupils; in a calendar file each event is one closure of one day or more. ``calendar`` as of
    terms."""
    if _is_calendar_file(path):
        items = read_events(path, calendar=calendar, first="date", last="last_date")
    else:
        items = read_csv(path, required=days.CLOSURE_REQUIRED, known=days.CLOSURE_READ)
    store = storing(days.closure_from, lambda lines: actions.record_closures(lines=lines, by=by, now=now))
    return take_ins.take_in(
        kind="closures", scope=calendar or "", path=path, items=items, store=store, by=by, now=now, progress=progress
    )


def _is_calendar_file(path: Path) -> bool:
    return path.suffix.lower() == ".ics"
