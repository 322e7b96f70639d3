"""How often the evaluation is wrong where the truth is known, and how fast it is beside refitting a regression.

    .venv/bin/python -m benchmarks.evaluation             2,000 invented roll-outs each: some minutes on one core
    .venv/bin/python -m benchmarks.evaluation --runs 200  the same in a tenth of the time

Counts vary more than Poisson's, areas differ in size, the year goes up and down. Every figure has its limit beside it,
and the standard error with which so many runs can know it. Seconds are the processor's. (At ratio 1 the interval holds
the truth exactly where the test calls no effect.)
"""

import argparse
import math
import time
from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from firstbell.pure.evaluation import power, regression, stepped
from firstbell.pure.evaluation.panel import Matrix, Panel, Whole, treated_from
from firstbell.pure.evaluation.plan import AnalysisPlan
from firstbell.pure.evaluation.survival import Waits, compare_arms

STEPS = 12
AREAS = (12, 24, 48)
DRAWS = 499
PLACES, CHOSEN, REPORTS = 4000, 100, 0.041
DESIGNS = ((12, 4.0, 1.5, 1.0), (24, 4.0, 0.7, 1.5), (36, 1.0, 1.5, 1.0), (48, 2.0, 1.3, 1.0), (72, 1.44, 1.3, 1.0))
"""Areas, events in an area and period, rate ratio, variance over mean."""
HALF_A_YEAR = AnalysisPlan(
    outcome="time to first third-party report",
    window_days=182,
    analysis="share reported by then",
    smallest_ratio=1.5,
    expected_events=30,
    written=date(2026, 1, 5),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=2000)
    runs, began = asked.parse_args().runs, time.process_time()
    for areas in AREAS:
        share(f"{areas} areas, no effect: called one", runs, lambda run, areas=areas: called(areas, run), most=0.06)
        for ratio in (1.5, 0.6):
            held = share_of(runs, lambda run, areas=areas, ratio=ratio: holds(areas, ratio, run))
            say(f"{areas} areas, ratio {ratio}: interval holds it", held, runs, "at least 94 %")
    share("spike places, half visited by lot: called one", runs, spike_called, most=0.06)
    share("100 cases in 20 cells, no effect: called one", runs, cases_called, most=0.06)
    say("spike places, no effect: count in the band", share_of(runs // 4, in_the_band), runs // 4, "about 95 %")
    for design in DESIGNS:
        power_beside_simulation(*design, runs)
    beside_statsmodels()
    print(f"all of it took {time.process_time() - began:.0f} s")


def slots_for(areas: int) -> Whole:
    """As evenly as they go, one slot in each period from the second on; the first lot never."""
    slots = np.arange(areas) % STEPS
    return np.where(slots == 0, -1, slots)


def roll_out(areas: int, ratio: float, seed: int, *, rough: bool = True) -> Panel:
    """Areas of very different size and a year that goes up and down; ``rough``: counts vary more than Poisson's."""
    rng = np.random.default_rng(seed)
    slots = rng.permutation(slots_for(areas))
    means = rng.gamma(4, 0.5, size=(areas, 1)) * (1 + 0.3 * np.sin(np.arange(STEPS)))
    means = means * rng.gamma(5, 0.2, size=means.shape) if rough else means
    return Panel(counts=rng.poisson(means * ratio ** treated_from(slots, STEPS)), slots=slots)


def spike(seed: int, cv: float = 1.0) -> tuple[Whole, Whole, NDArray[np.intp]]:
    """No effect anywhere: reports of all places in 4 weeks, in the next 12, and which places stood out."""
    rng = np.random.default_rng(seed)
    long_run = rng.gamma(1 / cv**2, REPORTS * cv**2, size=PLACES)
    before, after = rng.poisson(long_run), rng.poisson(3 * long_run)
    return before, after, np.argsort(-before, kind="stable")[:CHOSEN]


def spike_panel(seed: int) -> Panel:
    """The places that stood out, half of them visited, by lot."""
    before, after, chosen = spike(seed)
    slots = np.random.default_rng(seed).permutation(np.repeat([1, -1], CHOSEN // 2))
    return Panel(
        counts=np.column_stack((before, after))[chosen], slots=slots, exposure=np.tile([1.0, 3.0], (CHOSEN, 1))
    )


def called(areas: int, run: int) -> bool:
    return stepped.randomisation_test(roll_out(areas, 1.0, run), draws=DRAWS, seed=run) <= 0.05


def holds(areas: int, ratio: float, run: int) -> bool:
    low, high = stepped.interval(roll_out(areas, ratio, 50_000 + run), draws=DRAWS, seed=run)
    return low <= ratio <= high


def spike_called(run: int) -> bool:
    return stepped.randomisation_test(spike_panel(run), draws=DRAWS, seed=run) <= 0.05


def cases_called(run: int) -> bool:
    """Five cases in each of 20 cells that differ; half of the cells are visited, by lot."""
    rng = np.random.default_rng(run)
    cell = np.repeat(np.arange(20), 5)
    pace = rng.gamma(4, 0.25, size=20)[cell]
    report, visited = rng.exponential(150 / pace), (rng.permutation(20) < 10)[cell]
    waits = Waits(days=np.floor(np.minimum(report, 182)), reported=report < 182)
    return compare_arms(waits, visited, plan=HALF_A_YEAR, drawn_with=cell, draws=199).p <= 0.05


def in_the_band(run: int) -> bool:
    before, after, chosen = spike(run)
    expected = regression.band(regression.long_run(before), before[chosen], ahead=3.0)
    return bool(expected.low <= after[chosen].sum() <= expected.high)


def power_beside_simulation(areas: int, events: float, ratio: float, dispersion: float, runs: int) -> None:
    design = power.RollOut(slots=slots_for(areas), periods=STEPS, events=events, dispersion=dispersion)
    seen = power.simulated_power(design, ratio, runs=runs, draws=DRAWS, seed=1)
    formula = power.power(design, ratio)
    what = f"{areas} areas, {events:g} events, ratio {ratio}: power"
    say(what, seen, runs, f"formula {formula:.1%}, apart {abs(seen - formula):.3f}, limit 0.03")


def beside_statsmodels() -> None:
    """One shuffle of the lot, ours and by a regression fitted anew, in turns."""
    panel = roll_out(24, 1.0, 1)
    mine = theirs = 0.0
    for turn in range(5):
        mine += seconds(lambda turn=turn: stepped.randomisation_test(panel, draws=1999, seed=turn)) / 2000
        theirs += seconds(lambda turn=turn: [refit(panel, seed) for seed in range(turn * 4, turn * 4 + 4)]) / 4
    print(f"one shuffle of 24 areas: ours {mine / 5 * 1e6:.1f} us, statsmodels {theirs / 5 * 1e3:.1f} ms")
    print(f"that is {theirs / mine:,.0f} times as fast")


def refit(panel: Panel, seed: int) -> float:
    lot = Panel(counts=panel.counts, slots=np.random.default_rng(seed).permutation(panel.slots))
    return float(GLM(lot.counts.ravel(), as_regression(lot), family=families.Poisson()).fit().params[0])


def as_regression(panel: Panel) -> Matrix:
    """A row for each area and period; columns treatment, areas, periods but the first."""
    areas, periods = panel.counts.shape
    own = np.repeat(np.eye(areas), periods, axis=0)
    return np.column_stack((panel.treated().ravel(), own, np.tile(np.eye(periods)[:, 1:], (areas, 1))))


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def share(what: str, runs: int, happens: Callable[[int], bool], *, most: float) -> None:
    say(what, share_of(runs, happens), runs, f"at most {most:.0%}")


def share_of(runs: int, happens: Callable[[int], bool]) -> float:
    return sum(happens(run) for run in range(runs)) / runs


def say(what: str, found: float, runs: int, limit: str) -> None:
    error = math.sqrt(found * (1 - found) / runs)
    print(f"{what:<52}{found:>7.1%} +- {error:.1%} of {runs:,}   {limit}", flush=True)


if __name__ == "__main__":
    main()
