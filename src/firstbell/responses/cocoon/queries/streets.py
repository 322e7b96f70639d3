"""What the pair in the street sees: every door of a cell in its drawn order, and nothing of why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from firstbell.pure.refusal import NotYours
from firstbell.registers.premises import queries as premises
from firstbell.responses.cocoon.models import Slot, Visit
from firstbell.responses.cocoon.rules import doors, modes
from firstbell.responses.cocoon.rules.doors import Walk
from firstbell.responses.cocoon.rules.planner import DEFERRED, VISITED, WAITING


@dataclass(frozen=True, slots=True)
class Street:
    """A cell on somebody's list of the day. ``attempt`` is 1 on its drawn day and 2 on its revisit day; ``open`` counts
    the doors that still need an outcome at that attempt."""

    campaign: str
    cell: str
    day: date
    shift: int
    attempt: int
    doors: int
    open: int


@dataclass(frozen=True, slots=True)
class DoorToVisit:
    """A door as it is printed, in the order of the walk. ``first`` and ``second`` are outcomes, empty until recorded;
    ``again`` says that nobody answered and it is to be tried on the revisit day."""

    position: int
    printed: str
    first: str
    second: str
    again: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pair carries: the same words, stay and letter for every door."""

    campaign: str
    cell: str
    day: date
    shift: int
    revisit_day: date
    pair: tuple[str, ...]
    script: str
    minutes_a_door: int
    letter: str
    doors: tuple[DoorToVisit, ...]


def slots_for(visitor: str, day: date) -> tuple[Street, ...]:
    """What the person of this e-mail visits on this day, by shift; cells that are left out are not among it."""
    today = Q(day=day) | Q(revisit_day=day, campaign__doors_revisited=True)
    rows = Slot.objects.filter(today, arm=VISITED, campaign__status=modes.RUNNING).select_related("campaign", "cell")
    mine = [slot for slot in rows.order_by("shift", "cell__code") if visitor in slot.pair]
    return tuple(_street(slot, day) for slot in mine)


def slot_for_visitor(campaign: str, cell: str, visitor: str) -> Pack:
    """A cell of this visitor's, with its doors. NotYours for anybody else's, and for a cell that is left out."""
    slot = _slot_of(campaign, cell)
    if slot is None or slot.arm != VISITED or visitor not in slot.pair or slot.campaign.status == modes.DRAFT:
        raise NotYours(f"{cell} is not a street of yours.", "Look at the list of the day.")
    return _pack(slot)


def visit_pack(campaign: str, cell: str) -> Pack:
    """What is printed for a cell, whether it is drawn to be left out or not. NotYours where it has no day."""
    slot = _slot_of(campaign, cell)
    if slot is None or slot.arm not in (VISITED, DEFERRED):
        raise NotYours(f"{cell} is not visited in {campaign}.", "Look at the campaign's cells.")
    return _pack(slot)


def _slot_of(campaign: str, cell: str) -> Slot | None:
    rows = Slot.objects.filter(campaign__reference=campaign, cell__code=cell).exclude(arm=WAITING)
    return rows.select_related("campaign", "cell").first()


def walk_of(slot: Slot) -> Walk:
    """The slot as the rules for a door's entry see it."""
    visits = list(slot.visits.values_list("position", "attempt", "outcome"))
    return Walk(
        arm=slot.arm,
        status=slot.campaign.status,
        pair=tuple(slot.pair),
        order=tuple(slot.order),
        day=slot.day,
        revisit_day=slot.revisit_day,
        doors_revisited=slot.campaign.doors_revisited,
        first={position: outcome for position, attempt, outcome in visits if attempt == 1},
        done=frozenset((position, attempt) for position, attempt, _ in visits),
        paused_at=slot.campaign.paused_at,
    )


def _street(slot: Slot, day: date) -> Street:
    walk, attempt = walk_of(slot), 1 if day == slot.day else 2
    second = {position for position, tried in walk.done if tried == 2}
    still = doors.open_first(walk.order, walk.first)
    if attempt == 2:
        still += doors.open_second(walk.order, walk.first, second)
    return Street(slot.campaign.reference, slot.cell.code, day, slot.shift or 0, attempt, len(walk.order), len(still))


def _pack(slot: Slot) -> Pack:
    visits = {(one.position, one.attempt): one for one in slot.visits.all()}
    printed = _printed(slot)
    return Pack(
        slot.campaign.reference,
        slot.cell.code,
        slot.day or slot.campaign.first_day,
        slot.shift or 0,
        slot.revisit_day or slot.campaign.last_day,
        tuple(slot.pair),
        modes.SCRIPTS[slot.campaign.script],
        slot.campaign.minutes_a_door,
        slot.letter,
        tuple(_door(position, printed, visits, slot.campaign.doors_revisited) for position in slot.order),
    )


def _printed(slot: Slot) -> dict[int, str]:
    homes = dict(slot.cell.homes.values_list("uprn", "position"))
    return {homes[door.uprn]: door.printed for door in premises.doors_of(list(homes))}


def _door(
    position: int, printed: Mapping[int, str], visits: Mapping[tuple[int, int], Visit], revisited: bool
) -> DoorToVisit:
    outcomes = [visits[position, n].outcome if (position, n) in visits else "" for n in (1, 2)]
    again = revisited and outcomes[0] == doors.NO_ANSWER and not outcomes[1]
    return DoorToVisit(position, printed.get(position, "a home that is gone"), outcomes[0], outcomes[1], again)
