"""How soon somebody else tells: the share of cases with a third-party report by each day, and arms compared by lot.

Cases that left before their report (moved away, closed, watched no longer) count for as long as they were watched
(Kaplan and Meier 1958). That is right only if leaving has nothing to do with when the report would have come.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.evaluation.plan import AnalysisPlan, Standing
from firstbell.pure.evaluation.shuffles import Shuffles, shuffles
from firstbell.pure.refusal import Refused

DRAWS = 1999


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """``days``: (cases,), whole, how long each case was watched; ``reported``: (cases,), whether a report ended that.

    A case that left on a day is still watched on that day.
    """

    days: Whole
    reported: NDArray[np.bool_]

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", _days(self.days))
        object.__setattr__(self, "reported", np.asarray(self.reported, dtype=np.bool_))
        if self.days.shape != self.reported.shape:
            raise Refused("Days and reports do not go together.", "Give one of each for every case.")

    def of(self, chosen: NDArray[np.bool_]) -> "Waits":
        return Waits(days=self.days[chosen], reported=self.reported[chosen])


@dataclass(frozen=True, slots=True)
class Step:
    """``share`` of cases with a report by the end of ``day``; ``at_risk`` were watched without one when it began."""

    day: int
    at_risk: int
    reports: int
    share: float


def cumulative(waits: Waits, until: int) -> tuple[Step, ...]:
    """A step for each day with a report, and one for day ``until`` or the last that anybody was watched."""
    last = min(until, int(waits.days.max()))
    when = sorted({*waits.days[waits.reported & (waits.days <= last)].tolist(), last})
    everybody = np.ones((1, len(waits.days)))
    watched, reports = _tables(waits, np.array(when))
    shares = _shares(everybody @ watched, everybody @ reports)[0]
    counted = zip(when, watched.sum(axis=0), reports.sum(axis=0), shares, strict=True)
    return tuple(Step(day, int(risk), int(told), float(share)) for day, risk, told, share in counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sooner:
    """Both arms' curves, and the difference of their shares at the plan's window with its p-value from the lot."""

    visited: tuple[Step, ...]
    waiting: tuple[Step, ...]
    window: int
    difference: float
    p: float
    reports: int
    standing: Standing

    def words(self) -> str:
        """The answer; "cannot tell" where chance would do as much, or where there were fewer reports than planned."""
        shares = f"{self.visited[-1].share:.1%} of visited and {self.waiting[-1].share:.1%} of waiting cases"
        rests = f"By day {self.window}, {shares} had a third-party report (p = {self.p:.3f}, {self.reports:,} reports)."
        return f"{self._answer()} {rests} {self.standing.words()}"

    def _answer(self) -> str:
        level = self.standing.plan.level if self.standing.plan else 0.95
        if self.p > 1 - level or not self.standing.enough(self.reports):
            return "Cannot tell whether reports came sooner or later."
        return f"More cases had been reported: {'visited' if self.difference > 0 else 'waiting'} ones."


def compare_arms(
    waits: Waits,
    visited: ArrayLike,
    *,
    plan: AnalysisPlan,
    registered: str = "",
    drawn_with: ArrayLike | None = None,
    draws: int = DRAWS,
) -> Sooner:
    """``visited``: (cases,), whether the lot chose it; ``drawn_with``: (cases,), what was drawn, such as its cell.

    Without ``drawn_with`` each case had its own lot. The p-value, two-sided, asks how often other lots part the arms
    as far at ``plan.window_days``; the seed is the plan's. It takes for granted that arms are watched alike. Refused
    if an arm has nobody watched for so long, or if cases drawn together are in different arms.
    """
    mine = np.asarray(visited, dtype=np.bool_)
    _check_arms(waits, mine, plan.window_days)
    lot, member = _lots(mine, drawn_with)
    parted = _parted(waits, shuffles(lot, draws, plan.seed()), member, plan.window_days)
    arms = [cumulative(waits.of(chosen), plan.window_days) for chosen in (mine, ~mine)]
    difference = arms[0][-1].share - arms[1][-1].share
    return Sooner(
        visited=arms[0],
        waiting=arms[1],
        window=plan.window_days,
        difference=difference,
        p=float((np.abs(parted) >= abs(difference) - 1e-12).mean()),
        reports=int((waits.reported & (waits.days <= plan.window_days)).sum()),
        standing=Standing.of(plan, registered),
    )


def _lots(visited: NDArray[np.bool_], drawn_with: ArrayLike | None) -> tuple[Whole, Whole]:
    """(lots,) 1 or 0 for what was drawn, and (cases,) which of these each case went with."""
    own = np.arange(len(visited)) if drawn_with is None else np.asarray(drawn_with)
    if own.shape != visited.shape:
        raise Refused("What was drawn is not given for every case.", "Give each case the number of its cell.")
    _, first, member = np.unique(own, return_index=True, return_inverse=True)
    lot = visited[first].astype(np.int64)
    if np.any(lot[member] != visited):
        raise Refused("Cases that were drawn together are in different arms.", "Give each case the arm of its cell.")
    return lot, member.astype(np.int64)


def _parted(waits: Waits, lots: Shuffles, member: Whole, window: int) -> Matrix:
    """(lots,): visited share less waiting share at the window, had each lot been drawn."""
    when = np.unique(waits.days[waits.reported & (waits.days <= window)])
    watched, reports = (_by_lot(table, member) for table in _tables(waits, when))
    chosen = lots.options[lots.picks].astype(np.float64)
    arms = [_shares(arm @ watched, arm @ reports) for arm in (chosen, 1 - chosen)]
    return arms[0][:, -1] - arms[1][:, -1] if len(when) else np.zeros(len(chosen))


def _by_lot(table: Matrix, member: Whole) -> Matrix:
    together = np.zeros((int(member.max()) + 1, table.shape[1]))
    np.add.at(together, member, table)
    return together


def _tables(waits: Waits, when: Whole) -> tuple[Matrix, Matrix]:
    """(cases, days) of 0 and 1: watched without a report as the day began; reported on it."""
    days = waits.days[:, None]
    return (days >= when).astype(np.float64), ((days == when) & waits.reported[:, None]).astype(np.float64)


def _shares(at_risk: Matrix, reports: Matrix) -> Matrix:
    """(rows, days) of cumulative shares: one less the product of what each day left."""
    return np.asarray(1 - np.cumprod(1 - reports / np.where(at_risk > 0, at_risk, 1), axis=1))


def _days(given: ArrayLike) -> Whole:
    days = np.asarray(given)
    if days.ndim != 1 or not len(days):
        raise Refused("No case was watched.", "Give the days that each case was watched.")
    if not np.all((days >= 0) & (days == np.floor(days))):
        raise Refused("A case was not watched for a whole number of days.", "Count days from 0.")
    return days.astype(np.int64)


def _check_arms(waits: Waits, visited: NDArray[np.bool_], window: int) -> None:
    if visited.shape != waits.days.shape:
        raise Refused("Arms are not given for every case.", "Say of each case whether it was visited.")
    for name, arm in (("visited", visited), ("waiting", ~visited)):
        if not np.any(waits.days[arm] >= window) and not _all_told(waits, arm):
            raise Refused(f"No {name} case was watched for {window} days.", "Wait, or plan a shorter window.")


def _all_told(waits: Waits, arm: NDArray[np.bool_]) -> bool:
    """Whether the arm's last to be watched had their reports, so that nothing is left to be known."""
    if not arm.any():
        return False
    last = waits.days[arm] == waits.days[arm].max()
    return bool(waits.reported[arm][last].all())
