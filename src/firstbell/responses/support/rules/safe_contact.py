"""Reaching a client without harm: every contact passes this plan, or is not made (DOMAIN.md section 5).

Whoever abuses may read the telephone, open the letters, or stand beside the client. So nothing is safe until the client
has said so: no plan, no way in it, another hour, or a plan that has run out all mean no.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from firstbell.pure.periods import day_in_words, london
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.responses.support.rules.children import why_not_alone

PHONE, TEXT, E_MAIL, LETTER, IN_PERSON = "phone", "text", "e_mail", "letter", "in_person"
CHANNELS = {
    PHONE: "A telephone call",
    TEXT: "A text message",
    E_MAIL: "An e-mail",
    LETTER: "A letter",
    IN_PERSON: "A meeting in person",
}
LEFT_TO_BE_READ = frozenset({TEXT, E_MAIL, LETTER})
"""What is a message whether anybody means to leave one or not."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST = 92
"""Days for which a plan may hold: what was safe in one quarter need not be in the next."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days of the week (0 is Monday) and hours on a London clock; at ``closes`` it is over. Never past midnight."""

    days: frozenset[int]
    opens: time
    closes: time

    def holds(self, moment: datetime) -> bool:
        """Whether clocks in London show a time within it at this instant, both times when the hour comes twice."""
        here = london(moment)
        return here.weekday() in self.days and self.opens <= here.time() < self.closes


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody through whom a child is reached: named, and why they are known to be safe.

    ``client`` is their own reference where the service supports them too: then the way leads to theirs of the same
    channel, and their plan counts beside the child's.
    """

    name: str
    safe_why: str
    client: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A channel, when it may be used, whether a ``message`` may be left, and whether ``others_read`` or hear it too.

    A child's runs through an ``adult``, or ``understands`` says why the child may be reached alone.
    """

    channel: str
    windows: tuple[Window, ...]
    message: bool = False
    others_read: bool = False
    adult: Adult | None = None
    understands: str = ""


@dataclass(frozen=True, slots=True)
class SafeContactPlan:
    """What the client said is safe, up to and with ``last_day``. ``code_word`` shows both sides who is speaking."""

    ways: tuple[Way, ...]
    last_day: date
    code_word: str = ""

    def way(self, channel: str) -> Way | None:
        return next((way for way in self.ways if way.channel == channel), None)


def check_plan(plan: SafeContactPlan, on: date, age: int | None = None) -> None:
    """Refused unless the plan can be kept: one way a channel, hours that end on their day, a last day that comes.

    ``age`` is that of a child: theirs runs through adults unless they may be reached alone.
    """
    channels = [way.channel for way in plan.ways]
    if not channels or len(set(channels)) < len(channels) or not set(channels) <= set(CHANNELS):
        raise Refused("A plan has one way or more, and each channel once.", f"Choose from: {', '.join(CHANNELS)}.")
    for way in plan.ways:
        _check_way(way)
        _check_through(way, age)
    if not on <= plan.last_day or (plan.last_day - on).days > LONGEST:
        raise Refused(
            f"The plan's last day is past, or more than {LONGEST} days away.",
            "Choose another; ask the client again then.",
        )


def why_not(plan: SafeContactPlan | None, channel: str, at: datetime, *, message: bool = False) -> str:
    """Why one plan does not allow this contact, in a sentence; "" where it does. Contact asks ``reaching``, which asks
    this of every plan that counts.

    ``at`` is any instant with a zone; ``message`` says that something is left which others may find.
    """
    if plan is None:
        return "There is no safe-contact plan."
    if london(at).date() > plan.last_day:
        return f"The safe-contact plan ran out on {day_in_words(plan.last_day)}."
    if (way := plan.way(channel)) is None:
        return f"{CHANNELS[channel]} is not in the safe-contact plan."
    if not any(window.holds(at) for window in way.windows):
        return f"{CHANNELS[channel]} is not safe at this time."
    if (message or channel in LEFT_TO_BE_READ) and (not way.message or way.others_read):
        return "No message may be left: somebody else may find it."
    return ""


def hours_in_words(way: Way) -> str:
    """``on Mondays and Fridays from 9:30 to 15:00``; several windows one after the other."""
    return ", or ".join(
        f"on {_listed([f'{DAYS[day]}s' for day in sorted(window.days)])} "
        f"from {window.opens:%H:%M} to {window.closes:%H:%M}"
        for window in way.windows
    )


def _check_way(way: Way) -> None:
    if not way.windows:
        raise Refused(f"{CHANNELS[way.channel]} has no hours.", "Give the days and hours that are safe.")
    for window in way.windows:
        if not window.days or not window.days <= set(range(7)) or window.opens >= window.closes:
            raise Refused("A safe time has days, and ends after it begins.", "For a night, give two: one each side.")
    for day in range(7):
        hours = sorted((one.opens, one.closes) for one in way.windows if day in one.days)
        if any(before[1] > after[0] for before, after in pairwise(hours)):
            raise Refused(f"Two safe times of a {DAYS[day]} overlap.", "Join them into one.")
    if way.others_read and way.message:
        raise Refused("No message is safe where others read or hear it.", "Say no to one of the two.")
    if way.channel in LEFT_TO_BE_READ and not way.message:
        raise Refused(f"{CHANNELS[way.channel]} is a message, and none may be left.", "Leave this way out.")


def _check_through(way: Way, age: int | None) -> None:
    if way.adult is None:
        if why := why_not_alone(age, way.understands):
            raise Refused(why, "Name the adult, or write out why the child understands what they agree to.")
    elif age is None:
        raise Refused("Only a child is reached through an adult.", "Ask the client how they can be reached.")
    elif not (way.adult.client or way.adult.name.strip()) or not is_written_out(way.adult.safe_why):
        raise Refused("Who the adult is, or how they are known to be safe, is not said.", "Write it in a sentence.")


def _listed(words: Collection[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
