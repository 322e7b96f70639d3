"""Every door of a cell, once, alike: what may be recorded of one, and which are still open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from firstbell.pure.periods import day_in_words, london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.rules.planner import VISITED

ANSWERED, NO_ANSWER, REFUSED_DOOR, VACANT = "answered", "no_answer", "refused", "vacant"
OUTCOMES = {
    ANSWERED: "Somebody answered",
    NO_ANSWER: "Nobody answered",
    REFUSED_DOOR: "Somebody answered and did not want to talk",
    VACANT: "Nobody lives here",
}
"""What can become of a door. A door that is left out has none of them, and stays open."""
LONGEST_STAY = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One door as a phone sends it. ``entry_key`` is the phone's own, ``at`` when they stood there (UTC)."""

    entry_key: UUID
    campaign: str
    cell: str
    position: int
    attempt: int
    outcome: str
    minutes: int
    leaflet: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Walk:
    """A slot as far as a door's entry is concerned. ``first`` holds the outcomes of first attempts, by position."""

    arm: str
    status: str
    pair: tuple[str, ...]
    order: tuple[int, ...]
    day: date | None
    revisit_day: date | None
    doors_revisited: bool
    first: Mapping[int, str]
    done: Collection[tuple[int, int]]
    paused_at: datetime | None = None


def not_theirs(cell: str) -> Refused:
    """The answer for a cell that is another pair's, is left out, or does not exist: nobody can tell which."""
    return Refused(f"{cell} is not a street of yours.", "Look at the list of the day.")


def may_record(entry: Entry, walk: Walk, by: str, now: datetime) -> None:
    """Refused, with a sentence for whoever stands in the street, unless this door can be recorded so."""
    if walk.arm != VISITED or by not in walk.pair:
        raise not_theirs(entry.cell)
    if walk.status == "drawn" or (walk.paused_at and entry.at >= walk.paused_at):
        raise Refused(f"Nobody visits in {entry.campaign} now.", "Stop, and ask who supervises it.")
    if entry.position not in walk.order:
        raise Refused(f"{entry.cell} has no door {entry.position}.", "Look at the list again.")
    if entry.outcome not in OUTCOMES or not 0 <= entry.minutes <= LONGEST_STAY:
        raise Refused("That is no outcome, or no stay.", f"A stay is from 0 to {LONGEST_STAY} minutes.")
    if entry.at > now:
        raise Refused("That visit lies ahead.", "Set the phone's clock right.")
    _on_its_day(entry, walk)
    if (entry.position, entry.attempt) in walk.done:
        raise Refused(f"Door {entry.position} has an outcome for that attempt.", "It stays as it was first recorded.")


def _on_its_day(entry: Entry, walk: Walk) -> None:
    """A door is visited on the drawn day; what was missed then, and whoever did not answer, on the revisit day."""
    on = london_date(entry.at)
    if entry.attempt == 1 and on in (walk.day, walk.revisit_day):
        return
    if entry.attempt == 2 and walk.doors_revisited and on == walk.revisit_day:
        if walk.first.get(entry.position) != NO_ANSWER:
            raise Refused(f"Door {entry.position} is not one that did not answer.", "Try again only who did not.")
        return
    raise Refused(f"{entry.cell} is not visited on {day_in_words(on)}.", "Keep to the days of the list.")


def open_first(order: Collection[int], first: Collection[int]) -> tuple[int, ...]:
    """Doors without an outcome, in the order of the walk."""
    return tuple(position for position in order if position not in first)


def open_second(order: Collection[int], first: Mapping[int, str], second: Collection[int]) -> tuple[int, ...]:
    """Doors at which nobody answered and nobody has tried again."""
    return tuple(one for one in order if first.get(one) == NO_ANSWER and one not in second)
