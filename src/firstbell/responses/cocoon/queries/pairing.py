"""Which pair walks which cells: for every shift the walks that are shortest in all."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from firstbell.pure.outlines import middle
from firstbell.pure.refusal import Refused
from firstbell.pure.routes import Route, Stop, routes
from firstbell.responses.cocoon.models import Slot
from firstbell.responses.cocoon.queries.campaigns import campaign as shown
from firstbell.responses.cocoon.rules import modes

Pair = tuple[str, str]
AT_A_CORNER = (0.0, 0.0)


def pairs_for(campaign: str, pairs: Sequence[Pair], *, longest: int, now: datetime) -> dict[str, Pair]:
    """Who walks each cell that has a day and no visit yet, for ``assign_pairs``; ``longest`` minutes a shift.

    A cell that is left out has its pair as any other. Refused where the pairs are too few, and before the draw.
    """
    if shown(campaign, now).status not in (modes.DRAWN, modes.RUNNING):
        raise Refused(f"Nobody visits in {campaign} now.", "Draw it first.")
    found = dict[str, Pair]()
    for number, walks in enumerate(_walks(campaign, len(pairs), longest)):
        for at, walk in enumerate(walks):
            # the longest walk of a shift falls to another pair each time
            found |= dict.fromkeys(walk.cells, pairs[(at + number) % len(pairs)])
    return found


def _walks(campaign: str, pairs: int, longest: int) -> Iterator[tuple[Route, ...]]:
    """The walks of each shift that is to come, in the order of the shifts."""
    slots = Slot.objects.filter(campaign__reference=campaign, visits=None).exclude(day=None)
    in_order = slots.select_related("cell", "campaign").order_by("day", "shift", "cell__code")
    for _shift, some in groupby(in_order, key=_shift_of):
        yield routes([_stop(slot) for slot in some], pairs, longest=longest)


def _shift_of(slot: Slot) -> tuple[date | None, int | None]:
    return slot.day, slot.shift


def _stop(slot: Slot) -> Stop:
    doors = slot.cell.doors + slot.cell.halo
    east, north = middle([(east, north) for east, north in slot.cell.outline] or [AT_A_CORNER])
    return Stop(slot.cell.code, east, north, doors * slot.campaign.minutes_a_door)
