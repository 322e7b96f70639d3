"""The events of a calendar file (iCalendar, RFC 5545), as rows of the terms or closures format."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from icalendar import Component, Event

from firstbell.foundations.take_in.intake.lines import read_lines
from firstbell.foundations.take_in.rules import Line, Row, Unusable
from firstbell.pure.periods import london

NAME = re.compile(r"(?:NAME|X-WR-CALNAME)[^:]*:(.*)", re.IGNORECASE)
CODE = re.compile(r"\b([EWSN][0-9]{8}|[0-9]{5,10})\b")
LONGEST_EVENT = 500
"""Lines. An event that is never ended swallows no more than that."""


def read_events(path: Path, *, calendar: str | None, first: str, last: str) -> Iterator[Row]:
    """Each event as a row of ``calendar``, its ``first`` and ``last`` day (London) and its ``reason``.

    Whose calendar it is: as given, else a URN or GSS code in the calendar's name, else in the file's. Unusable where
    none says, for a file that is no calendar, and for one without events. Cancelled events are left out.
    """
    lines = read_lines(path)
    start = next(lines, None)
    if start is None or start.text.strip().upper() != "BEGIN:VCALENDAR":
        raise Unusable(path.name, 1, reason="it does not begin as a calendar file does (BEGIN:VCALENDAR).")
    owner, events = calendar or code_in(path.stem), 0
    for line in lines:
        if not calendar and (named := NAME.fullmatch(line.text.strip())) and (code := code_in(named[1])):
            owner = code
        if line.text.strip().upper() == "BEGIN:VEVENT":
            events += 1
            yield from _rows(line, lines, _owner(path, owner), first, last)
    if not events:
        raise Unusable(path.name, reason="it has no events.", remedy="Check that it was written to the end.")


def code_in(text: str) -> str | None:
    """The URN or GSS code that a calendar's or a file's name has in it, if any."""
    found = CODE.search(text.replace("_", " "))
    return found[1] if found else None


def _owner(path: Path, owner: str | None) -> str:
    if owner is None:
        raise Unusable(path.name, reason="nothing says whose calendar it is.", remedy="Say so with its URN or code.")
    return owner


def _rows(begin: Line, lines: Iterator[Line], owner: str, first: str, last: str) -> Iterator[Row]:
    text, problem = [begin.text], "is an event without an end; the file may be cut off here"
    for line in lines:
        text.append(line.text)
        if line.problem or len(text) > LONGEST_EVENT:
            problem = line.problem or "is an event without an end"
            break
        if line.text.strip().upper() == "END:VEVENT":
            problem = ""
            break
    raw = "\n".join(text)
    values, problem = ({}, problem) if problem else _read("\r\n".join(text) + "\r\n")
    if values or problem:
        named = {"calendar": owner, first: values.get("first", ""), last: values.get("last", "")}
        yield Row(begin.number, {} if problem else named | {"reason": values["reason"]}, problem, raw)


def _read(text: str) -> tuple[dict[str, str], str]:
    """The event's first and last day and what it is called, or why it cannot be used; neither if it was cancelled."""
    try:
        event = Event.from_ical(text)
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return {}, ""
        if "RRULE" in event or "RDATE" in event:
            return {}, "is an event that repeats; write out each time"
        begins, ends = _when(event)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError):
        return {}, "is an event whose days cannot be read"
    reason = str(event.get("SUMMARY", ""))
    return {"first": _day(begins).isoformat(), "last": _last_day(begins, ends).isoformat(), "reason": reason}, ""


def _when(event: Component) -> tuple[date, date | None]:
    """Its beginning, and its end where it has one; ValueError for anything that is no date or time."""
    begins = event.decoded("DTSTART")
    ends = event.decoded("DTEND") if "DTEND" in event else None
    if ends is None and "DURATION" in event:
        ends = begins + event.decoded("DURATION")
    if not isinstance(begins, date) or not isinstance(ends, date | None):
        raise ValueError("no date")
    return begins, ends


def _last_day(begins: date, ends: date | None) -> date:
    """The end of an event of whole days, or at midnight, is the day after its last."""
    if ends is None:
        return _day(begins)
    local = london(ends) if isinstance(ends, datetime) and ends.tzinfo else ends
    at_midnight = not isinstance(local, datetime) or local.time() == time()
    return max(_day(begins), _day(ends) - timedelta(days=1)) if at_midnight else _day(ends)


def _day(moment: date) -> date:
    if isinstance(moment, datetime):
        return london(moment).date() if moment.tzinfo else moment.date()
    return moment
