"""By when a victim must be told of what happened in their case, and whether they were (the Victims' Code).

The numbers of working days are from memory of the Code of 2021, and a force checks them: 1 for those with enhanced
rights, as every victim of domestic abuse has unless it is recorded otherwise, and 5 for all others.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from firstbell.pure.periods import day_in_words, each_day, london_date
from firstbell.pure.refusal import Refused
from firstbell.pure.school_days import is_working_day
from firstbell.responses.case_progress.rules.stages import ARREST, CHARGE, is_past, must_be_written_out

ENHANCED_DAYS, OTHER_DAYS = 1, 5

ARRESTED, CHARGED, COURT, OUTCOME = "arrested", "charged", "court_date", "outcome"
EVENTS = {
    ARRESTED: "suspect arrested",
    "interviewed": "suspect interviewed",
    "released_on_bail": "suspect released on bail",
    "released_under_investigation": "suspect released under investigation",
    "bail_changed": "bail conditions changed",
    CHARGED: "suspect charged",
    "no_further_action": "decision of no further action",
    COURT: "court date set or changed",
    OUTCOME: "outcome",
}
"""Key events: what a victim is told of."""

OF_STAGE = {ARREST: ARRESTED, CHARGE: CHARGED}
BY_ITSELF = frozenset({*OF_STAGE.values(), COURT, OUTCOME})
"""Events that are there with what they are of, so that none is forgotten: a stage, a court date, an outcome."""

CHANNELS = {
    "telephone": "by telephone",
    "in_person": "in person",
    "video": "by video call",
    "message": "by text message",
    "email": "by e-mail",
    "letter": "by letter",
    "advocate": "through their advocate",
}

DUE, OVERDUE, MET, LATE = "due", "overdue", "met", "met_late"


def due_on(happened_on: date, enhanced: bool) -> date:
    """The last London day on which the victim may be told: so many working days of England after the event's."""
    day = happened_on
    for _ in range(ENHANCED_DAYS if enhanced else OTHER_DAYS):
        day = _next_working_day(day)
    return day


def state(due: date, told_at: datetime | None, now: datetime) -> str:
    """How a clock stands; ``told_at`` is when the victim was first reached about its event."""
    if told_at is not None:
        return MET if london_date(told_at) <= due else LATE
    return OVERDUE if london_date(now) > due else DUE


def working_days(due: date, today: date) -> int:
    """How many working days of England are left until a clock's last day, 0 on it; below 0, how many it is past."""
    first, last = sorted((due, today))
    between = sum(is_working_day(day) for day in each_day(first + timedelta(days=1), last))
    return between if today < due else -between


def may_happen(kind: str, on: date, reported_on: date, today: date) -> None:
    """Refused for an event that is no key event, comes by itself, lies ahead, or before the report."""
    if kind not in EVENTS:
        raise Refused(f"{kind!r} is no key event.", f"Choose one of: {', '.join(EVENTS.keys() - BY_ITSELF)}.")
    if kind in BY_ITSELF:
        raise Refused(
            f"Its clock starts by itself: {EVENTS[kind]}.", "Record the stage, the court date or the outcome."
        )
    is_past(on, today)
    if on < reported_on:
        raise Refused(f"The case was reported on {day_in_words(reported_on)}, after that.", "Look at the day.")


def may_attempt(channel: str, at: datetime, happened: Collection[date], now: datetime) -> None:
    """Refused for an attempt by no known channel, in the future, about nothing, or before what it was about."""
    if channel not in CHANNELS:
        raise Refused(f"{channel!r} is no channel.", f"Choose one of: {', '.join(CHANNELS)}.")
    if at > now:
        raise Refused("That attempt lies ahead.", "Record it when it was made.")
    if not happened:
        raise Refused(
            "An attempt is about key events, and none is named.", "Name those that the victim was to hear of."
        )
    if london_date(at) < max(happened):
        raise Refused(f"The event of {day_in_words(max(happened))} came after that attempt.", "Look at the time.")


def may_vary(enhanced: bool, why: str) -> None:
    """Refused unless it is written out why a victim has no enhanced rights, or has them again."""
    must_be_written_out(why, f"why this victim has {'enhanced' if enhanced else 'no enhanced'} rights")


def _next_working_day(day: date) -> date:
    following = day + timedelta(days=1)
    return following if is_working_day(following) else _next_working_day(following)
