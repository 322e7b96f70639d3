"""How often an evaluation is wrong where nothing worked, and how often its interval holds the truth.

    python -m benchmarks.evaluation --runs 2000

Invented roll-outs of 12, 24 and 48 areas over 12 periods, whose rates vary between areas (cv 0.5) and again
from count to count (cv 0.3), and whose slots were drawn by lot. Each figure stands beside its
Monte-Carlo error and its goal. Last, what one randomisation test costs beside fitting a regression for every shuffle.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import statsmodels.api as sm
from numpy.random import Generator

from firstbell.pure.evaluation import power, stepped
from firstbell.pure.evaluation.panel import Panel
from firstbell.pure.evaluation.stepped import DRAWS

AREAS, PERIODS, HOMES, RATE, CV = (12, 24, 48), 12, 700, 0.005, 0.5
ROUGH = 0.3
TRUTH = 1.3
LEVEL, DRAWS_OF_A_RUN = 0.95, 399


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--refits", type=int, default=40, help="regressions timed; the ratio is for as many as shuffles")
    wanted = asked.parse_args()
    for areas in AREAS:
        rng = np.random.default_rng([wanted.seed, areas])
        say(
            f"{areas} areas, nothing worked: called an effect", rejected(rng, areas, wanted.runs), wanted.runs, "<= 6 %"
        )
        say(f"{areas} areas, ratio {TRUTH}: in the interval", held(rng, areas, wanted.runs), wanted.runs, ">= 94 %")
    for areas in AREAS:
        compare(rolled_out(np.random.default_rng(wanted.seed), areas, TRUTH), wanted.refits)


def rolled_out(rng: Generator, areas: int, ratio: float) -> Panel:
    """A roll-out whose counts are rougher than Poisson, as real ones are."""
    plain = power.invented_panel(rng, areas, HOMES, PERIODS, RATE, 1.0, CV)
    own = rng.gamma(CV**-2, CV**2, (areas, 1)) * rng.gamma(ROUGH**-2, ROUGH**2, (areas, PERIODS))
    return replace(plain, counts=rng.poisson(HOMES * RATE * own * ratio ** plain.treated()))


def rejected(rng: Generator, areas: int, runs: int) -> float:
    """The share of roll-outs without effect that the test calls an effect at 5 %."""
    ps = [
        stepped.randomisation_test(rolled_out(rng, areas, 1.0), draws=DRAWS_OF_A_RUN, seed=run) for run in range(runs)
    ]
    return float(np.mean(np.array(ps) <= 1 - LEVEL + 1e-12))


def held(rng: Generator, areas: int, runs: int) -> float:
    """The share of roll-outs whose interval holds the ratio that they were invented with."""
    inside = 0
    for run in range(runs):
        low, high = stepped.interval(rolled_out(rng, areas, TRUTH), LEVEL, draws=DRAWS_OF_A_RUN, seed=run)
        inside += low <= TRUTH <= high
    return inside / runs


def say(what: str, share: float, runs: int, goal: str) -> None:
    error = (share * (1 - share) / runs) ** 0.5
    print(f"{what:<46}{share:>7.2%} +- {error:.2%} ({runs:,} runs)   goal {goal}", flush=True)


def compare(panel: Panel, refits: int) -> None:
    """Processor seconds of a test of ``DRAWS`` shuffles, the best of five, and of as many regressions, on average."""
    ours = min(timed(lambda: stepped.randomisation_test(panel, seed=1)) for _ in range(5))
    theirs = timed(lambda: [regression(panel, seed) for seed in range(refits)]) / refits * DRAWS
    print(
        f"{panel.areas} areas, {DRAWS:,} shuffles: {ours * 1000:,.1f} ms; {DRAWS:,} regressions by statsmodels "
        f"{theirs:,.1f} s (from {refits}): {theirs / ours:,.0f} times",
        flush=True,
    )


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def regression(panel: Panel, seed: int) -> float:
    """The rate ratio's logarithm after one shuffle, as a Poisson regression on dummies finds it."""
    slots = np.random.default_rng(seed).permutation(panel.slots)
    treated = replace(panel, slots=slots).treated()
    by_period = np.tile(np.eye(panel.periods)[:, 1:], (panel.areas, 1))
    design = np.column_stack((treated.ravel(), np.repeat(np.eye(panel.areas), panel.periods, axis=0), by_period))
    offset = np.log(panel.homes).ravel()
    return float(sm.GLM(panel.counts.ravel(), design, family=sm.families.Poisson(), offset=offset).fit().params[0])


if __name__ == "__main__":
    main()
