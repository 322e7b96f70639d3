"""Counted events of areas over periods, and the period in which each area was first treated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstbell.pure.refusal import Refused

Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]

NEVER = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One outcome of a roll-out, complete: no area without a count in any period.

    ``counts``: (areas, periods), events, whole and not negative. ``slots``: (areas,), the first treated period from 0,
    -1 for an area that is never treated. ``exposure``: (areas, periods) or anything that spreads to it, such as homes
    as (areas, 1); above 0. Refused where no design of this kind can tell the effect from area and period.
    """

    counts: Whole
    slots: Whole
    exposure: ArrayLike = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", _whole(self.counts, "counts", dimensions=2))
        object.__setattr__(self, "slots", _whole(self.slots, "slots", dimensions=1))
        _check_counts(self.counts)
        object.__setattr__(self, "exposure", _spread(self.exposure, self.counts.shape))
        _check_slots(self.slots, *self.counts.shape)

    @property
    def areas(self) -> int:
        return len(self.counts)

    @property
    def periods(self) -> int:
        return int(self.counts.shape[1])

    @property
    def events(self) -> int:
        return int(self.counts.sum())

    @property
    def homes(self) -> Matrix:
        """The exposure, as (areas, periods)."""
        return np.asarray(self.exposure, dtype=np.float64)

    def treated(self) -> Matrix:
        """(areas, periods): 1 from an area's slot on, 0 before."""
        return treated_from(self.slots, self.periods)


def treated_from(slots: Whole, periods: int) -> Matrix:
    """(areas, periods) of 0 and 1 for first treated periods ``slots``; all 0 where a slot is -1."""
    started: Matrix = ((np.arange(periods) >= slots[:, None]) & (slots[:, None] != NEVER)).astype(np.float64)
    return started


def _whole(given: ArrayLike, name: str, *, dimensions: int) -> Whole:
    found = np.asarray(given)
    if found.ndim != dimensions:
        raise Refused(f"{name} has {found.ndim} dimensions, not {dimensions}.", "Give counts as areas by periods.")
    if found.dtype.kind not in "iub" and not (found.dtype.kind == "f" and np.all(found == np.floor(found))):
        raise Refused(f"{name} holds something other than whole numbers.", "Events are counted, never weighted.")
    return found.astype(np.int64)


def _check_counts(counts: Whole) -> None:
    areas, periods = counts.shape
    if areas < 2:
        raise Refused(f"{areas} area: nothing to compare with.", "Add areas that wait for their turn.")
    if periods < 2:
        raise Refused(
            f"{periods} period: an area cannot be compared with itself.", "Add periods before the first slot."
        )
    if np.any(counts < 0):
        area, period = np.argwhere(counts < 0)[0]
        raise Refused(f"Area {area}, period {period} counts {counts[area, period]} events.", "Correct the count.")


def _spread(exposure: ArrayLike, shape: tuple[int, ...]) -> Matrix:
    given = np.asarray(exposure, dtype=np.float64)
    if given.ndim not in (0, 2) or any(mine not in (1, its) for mine, its in zip(given.shape, shape, strict=False)):
        raise Refused(
            f"Exposure of shape {given.shape} does not fit counts of shape {shape}.",
            "Give one number, one for each area as (areas, 1), or one for each area and period.",
        )
    if not np.all(np.isfinite(given) & (given > 0)):
        raise Refused("An exposure is not above 0.", "Leave out areas without homes.")
    return np.broadcast_to(given, shape).copy()


def _check_slots(slots: Whole, areas: int, periods: int) -> None:
    if len(slots) != areas:
        raise Refused(f"{len(slots)} slots for {areas} areas.", "Give each area one slot; -1 if it is never treated.")
    if np.any((slots < NEVER) | (slots >= periods)):
        wrong = int(slots[(slots < NEVER) | (slots >= periods)][0])
        raise Refused(f"Slot {wrong} is not one of {periods} periods.", "Count from 0; -1 is never, or not yet.")
    if np.all(slots == NEVER):
        raise Refused("No area was treated.", "Wait for the first slot.")
    if len(set(slots.tolist())) == 1:
        raise Refused(
            f"All areas were treated at once, in period {slots[0]}: before and after is not an effect.",
            "Let some areas wait, by lot.",
        )
    if set(slots.tolist()) <= {NEVER, 0}:
        raise Refused("Every treated area was treated from the first period on.", "Add periods before the first slot.")
