"""Did it work, where treatment began at different times and no lot decided it? Effects by group and period.

A group is all units first treated in one period. Each group is compared with units that nobody had treated by then,
never with units treated before it, so that an effect that grows cannot pass for its opposite (Callaway and Sant'Anna
2021, unconditional). Units must otherwise have moved in parallel: that is assumed, and only its past can be looked at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from firstbell.pure.evaluation.panel import NEVER, Matrix, Whole
from firstbell.pure.refusal import Refused


class Controls(StrEnum):
    """With whom a group is compared."""

    NOT_YET = "not yet treated"
    """Everybody untreated so far, those never treated among them."""
    NEVER = "never treated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """``values``: (units, periods), in any measure, none missing; ``first``: (units,), first treated period from 0.

    ``first`` is -1 for a unit that is never treated. Refused where nothing came before treatment, or nothing waits.
    """

    values: Matrix
    first: Whole

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", np.asarray(self.values, dtype=np.float64))
        object.__setattr__(self, "first", _whole(self.first))
        _check_values(self.values, self.first)
        _check_groups(self.first, self.values.shape[1])

    @property
    def groups(self) -> list[int]:
        """The first treated periods that occur, in order."""
        return sorted(set(self.first.tolist()) - {NEVER})

    def untreated(self, period: int, controls: Controls) -> NDArray[np.bool_]:
        """(units,): whether nobody had treated the unit by the end of ``period``."""
        waiting = (self.first > period) & (controls is Controls.NOT_YET)
        return np.asarray((self.first == NEVER) | waiting)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect in the outcome's own unit. ``influence``: (units,), what each unit adds to it, on average 0."""

    value: float
    influence: Matrix

    @property
    def error(self) -> float:
        """The standard error, units being independent of each other."""
        return float(np.sqrt((self.influence**2).sum()) / len(self.influence))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """For this estimate alone: many intervals together cover less often than each of them."""
        reach = float(scipy.stats.norm.ppf((1 + level) / 2)) * self.error
        return self.value - reach, self.value + reach


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """The average effect on those first treated in period ``group``, in ``period``; before ``group``, a false one."""

    group: int
    period: int
    estimate: Estimate

    @property
    def since(self) -> int:
        """Periods since treatment began; negative before."""
        return self.period - self.group


@dataclass(frozen=True, slots=True)
class PreTrend:
    """Wald's test that all ``effects`` before treatment are 0 together; ``p`` is nan where it cannot be asked."""

    statistic: float
    effects: int
    p: float

    def words(self) -> str:
        """What may be said of the assumption; never that it holds."""
        if np.isnan(self.p):
            return "Whether the groups moved alike before treatment cannot be checked: too little came before it."
        asked = f"({self.effects} comparisons before treatment, p = {self.p:.3f})"
        if self.p < 0.05:
            return f"The groups already moved apart before treatment {asked}: do not read the effects as effects."
        return (
            f"No sign that the groups moved apart before treatment {asked}. This does not show that they moved alike."
        )


@dataclass(frozen=True)
class Staggered:
    """``effects``: all that could be compared, by group and period; ``first`` as in ``Outcomes``."""

    effects: tuple[GroupEffect, ...]
    first: Whole

    @cached_property
    def by_group(self) -> dict[int, Estimate]:
        """For each group, the average over its treated periods."""
        return {group: self._average(found) for group, found in _sorted_by(self._treated, _group).items()}

    @cached_property
    def by_time(self) -> dict[int, Estimate]:
        """For each number of periods since treatment (negative before), the average over groups by their size."""
        return {since: self._weighted(found) for since, found in _sorted_by(self.effects, _since).items()}

    @property
    def overall_by_group(self) -> Estimate:
        """The average treated unit: groups by their size. This is the figure to print if there is only one."""
        groups = (GroupEffect(group, group, found) for group, found in self.by_group.items())
        return self._weighted(list(groups))

    @property
    def overall_by_time(self) -> Estimate:
        """The plain average over all times since treatment, from 0 on."""
        return _plain([found for since, found in self.by_time.items() if since >= 0])

    @property
    def simple(self) -> Estimate:
        """All treated groups and periods, by the size of the group: leans to those treated early."""
        return self._weighted(self._treated)

    @cached_property
    def pre_trend(self) -> PreTrend:
        """Whether the groups moved apart before treatment; each period is compared with the one before it."""
        before = [effect.estimate for effect in self.effects if effect.since < 0]
        if not before:
            return PreTrend(np.nan, 0, np.nan)
        values, influence = np.array([found.value for found in before]), np.array([found.influence for found in before])
        spread = influence @ influence.T / len(self.first) ** 2
        if np.linalg.matrix_rank(spread, hermitian=True) < len(before):
            return PreTrend(np.nan, len(before), np.nan)
        statistic = float(values @ np.linalg.solve(spread, values))
        return PreTrend(statistic, len(before), float(scipy.stats.chi2.sf(statistic, len(before))))

    @property
    def _treated(self) -> list[GroupEffect]:
        return [effect for effect in self.effects if effect.since >= 0]

    def _average(self, effects: list[GroupEffect]) -> Estimate:
        return _plain([effect.estimate for effect in effects])

    def _weighted(self, effects: list[GroupEffect]) -> Estimate:
        """By the size of the groups, whose own chance is in the error too."""
        members = np.array([self.first == effect.group for effect in effects], dtype=np.float64)
        sizes = members.mean(axis=1)
        weights = sizes / sizes.sum()
        value = float(weights @ [effect.estimate.value for effect in effects])
        apart = np.array([effect.estimate.value for effect in effects]) - value
        of_sizes = apart @ (members - sizes[:, None]) / sizes.sum()
        return Estimate(value, weights @ np.array([effect.estimate.influence for effect in effects]) + of_sizes)


def group_effects(outcomes: Outcomes, controls: Controls = Controls.NOT_YET) -> Staggered:
    """Every group in every period after the first for which at least two units had not been treated.

    From treatment on, change is counted from the period before treatment; before it, from the period just before.
    Refused where no group can be compared in any treated period.
    """
    periods = range(1, outcomes.values.shape[1])
    found = [_compared(outcomes, controls, group, period) for group, period in product(outcomes.groups, periods)]
    effects = tuple(effect for effect in found if effect)
    if all(effect.since < 0 for effect in effects):
        raise Refused("No treated group has anybody to be compared with.", "Add at least two units that are untreated.")
    return Staggered(effects, outcomes.first)


def _compared(outcomes: Outcomes, controls: Controls, group: int, period: int) -> GroupEffect | None:
    base = min(group, period) - 1
    change = outcomes.values[:, period] - outcomes.values[:, base]
    mine = outcomes.first == group
    others = outcomes.untreated(period, controls) & ~mine
    if others.sum() < 2:
        return None
    mine_changed, others_changed = float(change[mine].mean()), float(change[others].mean())
    influence = mine * (change - mine_changed) / mine.mean() - others * (change - others_changed) / others.mean()
    return GroupEffect(group, period, Estimate(mine_changed - others_changed, influence))


def _plain(estimates: list[Estimate]) -> Estimate:
    influence = np.array([found.influence for found in estimates]).mean(axis=0)
    return Estimate(float(np.mean([found.value for found in estimates])), influence)


def _sorted_by(effects: Iterable[GroupEffect], name: Callable[[GroupEffect], int]) -> dict[int, list[GroupEffect]]:
    found: dict[int, list[GroupEffect]] = {}
    for effect in sorted(effects, key=name):
        found.setdefault(name(effect), []).append(effect)
    return found


def _group(effect: GroupEffect) -> int:
    return effect.group


def _since(effect: GroupEffect) -> int:
    return effect.since


def _whole(first: ArrayLike) -> Whole:
    given = np.asarray(first)
    if given.ndim != 1 or not np.all(given == np.floor(given)):
        raise Refused("First treated periods are whole numbers, one for each unit.", "Count from 0; -1 is never.")
    return given.astype(np.int64)


def _check_values(values: Matrix, first: Whole) -> None:
    if values.ndim != 2 or len(values) != len(first):
        raise Refused(
            f"Outcomes of shape {values.shape} do not fit {len(first)} units.", "Give them as units by periods."
        )
    if not np.all(np.isfinite(values)):
        unit, period = np.argwhere(~np.isfinite(values))[0]
        raise Refused(f"Unit {unit} has no outcome in period {period}.", "Leave out units that were not always seen.")


def _check_groups(first: Whole, periods: int) -> None:
    if np.any((first < NEVER) | (first >= periods)):
        wrong = int(first[(first < NEVER) | (first >= periods)][0])
        raise Refused(
            f"First treated period {wrong} is not one of {periods}.", "Count from 0; -1 is never, or not yet."
        )
    if np.all(first == NEVER):
        raise Refused("No unit was treated.", "Wait for the first one.")
    if np.any(first == 0):
        raise Refused("Some units were treated from the first period on.", "Leave them out, or add earlier periods.")
    groups, sizes = np.unique(first[first != NEVER], return_counts=True)
    if np.any(sizes < 2):
        raise Refused(
            f"Only one unit was first treated in period {groups[sizes < 2][0]}: chance cannot be told from effect.",
            "Leave it out, or join periods.",
        )
