"""Notices and orders that protect: how long each is in force, by when a court must hear of it, and what breaks it.

From memory, and to be checked by a force: the 48 hours of the Crime and Security Act 2010 (section 27, and 28 for the
days of an order) and of the Domestic Abuse Act 2021, and above all the days that do not count towards them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from firstbell.pure.periods import london_date, london_moment, moment_in_words
from firstbell.pure.refusal import Refused
from firstbell.pure.school_days import bank_holiday
from firstbell.responses.case_progress.rules.stages import must_be_written_out

DVPN, DVPO, DAPN, DAPO = "dvpn", "dvpo", "dapn", "dapo"
KINDS = {
    DVPN: "domestic violence protection notice",
    DVPO: "domestic violence protection order",
    DAPN: "domestic abuse protection notice",
    DAPO: "domestic abuse protection order",
    "bail": "bail with conditions",
    "restraining": "restraining order",
    "non_molestation": "non-molestation order",
}
NOTICES = {DVPN: DVPO, DAPN: DAPO}
"""Given by the police, and in force until a court must hear the application for the order that follows."""

HOURS_TO_COURT = timedelta(hours=48)
FEWEST_DAYS, MOST_DAYS = 14, 28
"""Of a DVPO, the day on which it is made among them."""

LONGEST_CONDITION = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """What an order says from ``at`` on. ``ends_at`` is the first instant at which it is not in force, None without."""

    at: datetime
    conditions: tuple[str, ...]
    ends_at: datetime | None

    @property
    def discharged(self) -> bool:
        return self.ends_at == self.at


@dataclass(frozen=True, slots=True)
class Order:
    """A notice or an order with all its entries, the one that made it first. ``hear_by`` is of notices only."""

    kind: str
    entries: tuple[Entry, ...]
    hear_by: datetime | None = None
    followed: bool = False

    @property
    def made_at(self) -> datetime:
        return self.entries[0].at

    @property
    def latest(self) -> Entry:
        return self.entries[-1]

    @property
    def heard(self) -> bool:
        """Whether a court has dealt with a notice: another order follows, or it was discharged or adjourned."""
        adjourned = self.hear_by and self.latest.ends_at and self.latest.ends_at > self.hear_by
        return self.followed or self.latest.discharged or bool(adjourned)

    def in_force(self, at: datetime) -> Entry | None:
        """What it said at an instant; None before it was made and after it ended."""
        said = [entry for entry in self.entries if entry.at <= at]
        return said[-1] if said and not _has_ended(said[-1], at) else None


def hear_by(served_at: datetime) -> datetime:
    """By when, in UTC, a court must hear the application: 48 hours that pass on days that count.

    Sundays, Good Friday, Christmas Day and bank holidays of England and Wales do not count, from midnight to midnight
    in London: section 27 of the Act of 2010 as remembered, to be checked by a force.
    """
    left, since = HOURS_TO_COURT, served_at.astimezone(UTC)
    while True:
        day = london_date(since)
        midnight = london_moment(day + timedelta(days=1), time())
        if counts(day):
            if since + left <= midnight:
                return since + left
            left -= midnight - since
        since = midnight


def counts(day: date) -> bool:
    """Whether hours of a London day count towards the 48. Good Friday and Christmas Day are bank holidays here."""
    return day.weekday() != 6 and bank_holiday(day) is None


def may_make(kind: str, made_at: datetime, conditions: Sequence[str], ends_at: datetime | None, now: datetime) -> None:
    """Refused unless the kind is known, it was made, says something, and ends when such an order may."""
    if kind not in KINDS:
        raise Refused(f"{kind!r} is no kind of order.", f"Choose one of: {', '.join(KINDS)}.")
    if made_at > now:
        raise Refused("That order lies ahead.", "Record it when it is made or served.")
    _are_conditions(conditions)
    if kind in NOTICES and ends_at is not None:
        raise Refused("A notice ends when a court must hear of it.", "Leave its end open; it is worked out.")
    _may_end(kind, made_at, made_at, ends_at)


def may_follow(kind: str, made_at: datetime, before: Order) -> None:
    """Refused for a notice, which follows nothing, for another order than a notice is for, and for one made before."""
    if kind in NOTICES:
        raise Refused("A notice follows no other order.", "Record it by itself.")
    if kind != NOTICES.get(before.kind, kind):
        raise Refused(f"A {before.kind.upper()} is followed by a {NOTICES[before.kind].upper()}.", "Record that.")
    if made_at < before.made_at:
        raise Refused(f"The other order was made after that, on {moment_in_words(before.made_at)}.", "Look at both.")


def may_vary(
    order: Order, at: datetime, conditions: Sequence[str], ends_at: datetime | None, why: str, now: datetime
) -> None:
    """Refused unless the order was in force, and says something and ends as its kind may afterwards, with why."""
    _may_change(order, at, why, now)
    _are_conditions(conditions)
    if order.kind in NOTICES and ends_at is None:
        raise Refused("A notice that a court adjourns ends with the next hearing.", "Give the time of that hearing.")
    _may_end(order.kind, order.made_at, at, ends_at)


def may_discharge(order: Order, at: datetime, why: str, now: datetime) -> None:
    """Refused unless the order was in force, and it is written out why it ends."""
    _may_change(order, at, why, now)


def may_breach(order: Order, at: datetime, what: str, condition: str, now: datetime) -> None:
    """Refused unless the order was in force at that time and had this condition then."""
    if at > now:
        raise Refused("That breach lies ahead.", "Record it when it has happened.")
    must_be_written_out(what, "what happened")
    if condition not in _must_be_in_force(order, at).conditions:
        raise Refused("The order had no such condition at that time.", "Choose one of the conditions that it had.")


def _may_change(order: Order, at: datetime, why: str, now: datetime) -> None:
    must_be_written_out(why, "why the order is varied or discharged")
    if at > now:
        raise Refused("That lies ahead.", "Record it when the court, or whoever gave bail, has done it.")
    _must_be_in_force(order, at)
    if at <= order.latest.at:
        raise Refused(f"The latest entry is of {moment_in_words(order.latest.at)}.", "A further one comes after it.")


def _must_be_in_force(order: Order, at: datetime) -> Entry:
    if at < order.made_at:
        raise Refused(
            f"The order was made after that, on {moment_in_words(order.made_at)}.",
            "Look at the time, and for another order; what happened may be a crime by itself.",
        )
    found = order.in_force(at)
    if found is None:
        raise Refused(
            "The order had ended by then.",
            "Look at the time, and for another order; what happened may be a crime by itself.",
        )
    return found


def _may_end(kind: str, made_at: datetime, since: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= since:
        raise Refused("The order would end before it starts.", "Look at both times.")
    if kind == DVPO and (ends_at is None or not FEWEST_DAYS <= _days(made_at, ends_at) <= MOST_DAYS):
        raise Refused(f"A DVPO is in force for {FEWEST_DAYS} to {MOST_DAYS} days.", "Give the end that the court set.")


def _days(made_at: datetime, ends_at: datetime) -> int:
    """London days on which it is in force, the first and the last among them."""
    return (london_date(ends_at - timedelta(microseconds=1)) - london_date(made_at)).days + 1


def _are_conditions(conditions: Sequence[str]) -> None:
    if not conditions or not all(one.strip() for one in conditions):
        raise Refused("The order has no conditions, or an empty one.", "Write down each as the order has it.")
    if any(len(one) > LONGEST_CONDITION for one in conditions):
        raise Refused(f"A condition is longer than {LONGEST_CONDITION} letters.", "Write it as several.")


def _has_ended(entry: Entry, at: datetime) -> bool:
    return entry.ends_at is not None and entry.ends_at <= at
