"""The planner of visits. It is blind: nothing that it is given can carry an address, a case, or the time of one.

Its inputs are how many doors a cell has, the terms of a campaign, and a key. So whatever happened in a cell, and to
whom, the plan is the same, byte by byte, and watching the visits tells nothing about one home against another.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256

from firstbell.foundations.seals.rules import keyed

VISITED, WAITING, DEFERRED = "visited", "waiting", "deferred"


@dataclass(frozen=True, slots=True)
class CellShape:
    """All that the planner knows of a cell: its ``code``, how many ``doors``, how many homes in its ``halo``."""

    code: str
    doors: int
    halo: int

    @property
    def stops(self) -> int:
        return self.doors + self.halo


@dataclass(frozen=True, slots=True)
class Terms:
    """A campaign as the planner knows it. ``days`` in order; ``shifts_a_day`` from 1; stays in minutes.

    Whoever did not answer is tried again ``revisit_after_days`` days later, where ``doors_revisited``.
    """

    reference: str
    mode: str
    days: tuple[date, ...]
    shifts_a_day: int
    minutes_a_door: int
    revisit_after_days: int
    script: str
    doors_revisited: bool = True


@dataclass(frozen=True, slots=True)
class CellPlan:
    """How one cell is visited: everything that anybody in the street can see of it.

    ``order`` are positions of the walk from 0, the halo's after the cell's.
    """

    cell: str
    day: date
    shift: int
    order: tuple[int, ...]
    minutes_a_door: int
    script: str
    letter: str
    revisit_day: date

    def as_bytes(self) -> bytes:
        """The plan in its one spelling."""
        return json.dumps(asdict(self), default=date.isoformat, sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        return sha256(self.as_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a cell fell: ``visited``, ``waiting`` (no day) or ``deferred`` (a day on which nobody comes)."""

    cell: str
    arm: str
    day: date | None
    shift: int | None


def draw(
    cells: Sequence[CellShape], terms: Terms, control_share: float, deferral_share: float, key: bytes
) -> tuple[Drawn, ...]:
    """Every cell's arm, day and shift, in the order of their codes.

    The first ``control_share`` of a secret order wait; the others are spread evenly over the shifts; of those,
    ``deferral_share`` are drawn to be left out on their day, so that to be left out says nothing.
    """
    shuffled = sorted(cells, key=lambda cell: keyed(key, "slot", cell.code, terms.reference))
    waiting = round(control_share * len(shuffled))
    going = shuffled[waiting:]
    left_out = _chosen(going, "defer", round(deferral_share * len(going)), terms, key)
    shifts = [(day, shift) for day in terms.days for shift in range(1, terms.shifts_a_day + 1)]
    drawn = [Drawn(cell.code, WAITING, None, None) for cell in shuffled[:waiting]]
    for n, cell in enumerate(going):
        day, shift = shifts[n * len(shifts) // len(going)]
        drawn.append(Drawn(cell.code, DEFERRED if cell.code in left_out else VISITED, day, shift))
    return tuple(sorted(drawn, key=lambda one: one.cell))


def plan(cell: CellShape, terms: Terms, key: bytes, *, day: date, shift: int) -> CellPlan:
    """How the cell is visited on its drawn day: every door of it and of its halo, once, all in the same way.

    The walk is kept, from a drawn door on and in a drawn direction; all doors get the same letter.
    """
    turns = keyed(key, "walk", cell.code, terms.reference)
    start = int.from_bytes(turns[:8], "big") % cell.stops
    walk = [(start + n) % cell.stops for n in range(cell.stops)]
    return CellPlan(
        cell=cell.code,
        day=day,
        shift=shift,
        order=tuple(walk[::-1] if turns[8] % 2 else walk),
        minutes_a_door=terms.minutes_a_door,
        script=terms.script,
        letter=f"{terms.script}-letter",
        revisit_day=day + timedelta(days=terms.revisit_after_days),
    )


def fingerprint(drawn: Sequence[Drawn], plans: Sequence[CellPlan]) -> str:
    """SHA-256 over all that was drawn for a campaign, so that a later change of any of it shows."""
    lines = [f"{one.cell} {one.arm} {one.day} {one.shift}" for one in drawn]
    return sha256("\n".join([*lines, *(one.digest for one in plans)]).encode()).hexdigest()


def _chosen(cells: Sequence[CellShape], purpose: str, many: int, terms: Terms, key: bytes) -> frozenset[str]:
    ranked = sorted(cells, key=lambda cell: keyed(key, purpose, cell.code, terms.reference))
    return frozenset(cell.code for cell in ranked[:many])
