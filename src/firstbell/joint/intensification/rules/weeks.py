"""A week's way: planned, its list drawn, every name decided on by somebody else, frozen, over. Only people move it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from firstbell.pure.actor import Actor
from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out

PLANNED, DRAWN, FROZEN = "planned", "drawn", "frozen"
STATUSES = {
    PLANNED: "Planned: no list is drawn",
    DRAWN: "Its list is drawn, and waits for decisions",
    FROZEN: "Its list is frozen, and nothing of it changes any more",
}
MOST_DAYS = 14
MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """A week as somebody wants it: London days, both included; ``area`` an authority's GSS code, ``""`` for all."""

    title: str
    area: str
    objectives: tuple[str, ...]
    partners: tuple[str, ...]
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A week as its rules see it; nobody is ``""``. ``names`` on its list, of which ``undecided`` have no decision."""

    reference: str
    status: str
    first_day: date
    last_day: date
    drawn_by: str = ""
    names: int = 0
    undecided: int = 0
    decisions: int = 0


def is_a_person(by: Actor) -> None:
    """Refused for a job or another system. From the ordering nothing leads to an action but through somebody's name."""
    if "@" not in by.name or ":" in by.name:
        raise Refused("Only somebody with a name does this.", "Sign in, and do it yourself.")


def may_plan(said: Proposal, today: date) -> None:
    if not said.title.strip() or not said.objectives or not all(one.strip() for one in said.objectives):
        raise Refused("A week has a title and at least one objective.", "Write what it is for.")
    if said.first_day <= today or not 0 <= (said.last_day - said.first_day).days < MOST_DAYS:
        raise Refused(f"A week begins after today, and has 1 to {MOST_DAYS} days.", "Give other days.")


def may_draw(week: Standing, most: int) -> None:
    """A list may be drawn anew until somebody has decided on a name of it."""
    _not_frozen(week)
    if week.decisions:
        raise Refused(f"Somebody has decided on names of {week.reference}.", "Decide on the others; the list stays.")
    if not 1 <= most <= MOST_NAMES:
        raise Refused(f"A list has 1 to {MOST_NAMES} names.", "Say how many teams can do something about.")


def may_decide(week: Standing, by: str, why: str) -> None:
    """Refused to who drew the list, and without a reason that is written out."""
    _not_frozen(week)
    _is_another(week, by)
    if not is_written_out(why):
        raise Refused("Why is not written out.", "Write it in a sentence: the place on the list is no reason.")


def may_freeze(week: Standing, by: str, today: date) -> None:
    _not_frozen(week)
    if week.status != DRAWN:
        raise Refused(f"{week.reference} has no list.", "Draw it first.")
    _is_another(week, by)
    if week.undecided:
        raise Refused(f"{week.undecided} names of {week.reference} wait for a decision.", "Accept or refuse each.")
    if today > week.last_day:
        raise Refused(f"{week.reference} ended on {day_in_words(week.last_day)}.", "Plan another week.")


def may_work(week: Standing) -> None:
    """Refused before the list is frozen: until then nobody on it may be acted on for being on it."""
    if week.status != FROZEN:
        raise Refused(f"The list of {week.reference} is not frozen.", "Have every name decided on, and freeze it.")


def may_change(week: Standing) -> None:
    """Teams and campaigns are a week's until it is frozen."""
    _not_frozen(week)


def refuse_team(name: str, members: Sequence[str], taken: Collection[str]) -> None:
    if not name.strip() or name.strip() in taken or not members or not all("@" in one for one in members):
        raise Refused("A team has a name of its own, and members by their e-mails.", "Give both.")


def _not_frozen(week: Standing) -> None:
    if week.status == FROZEN:
        raise Refused(f"{week.reference} is frozen.", "What was frozen stays; plan another week.")


def _is_another(week: Standing, by: str) -> None:
    if by == week.drawn_by:
        raise Refused("Whoever drew the list cannot decide on it.", "Ask a colleague.")
