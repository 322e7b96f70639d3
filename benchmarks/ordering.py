"""100,000 suspects put in order, with how firm each place is, beside numpy's plain sort of the same scores.

    .venv/bin/python -m benchmarks.ordering
    .venv/bin/python -m benchmarks.ordering --suspects 10000

Points are drawn at random with a seed, so that as many ways to have them as there are come up. Sorting says who is
first; the ordering also gives everybody their parts, every place while one weight moves (exactly), and the limits while
all move. Prints medians of several rounds, and their ratio in the same run.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from firstbell.pure.ordering import EQUAL, Points, Weights, order

ROUNDS, SEED = 7, 20261123
UNEQUAL = Weights(31, 17, 29, 23)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--suspects", type=int, default=100_000)
    many = asked.parse_args().suspects
    drawn = np.random.default_rng(SEED).integers(0, 6, (many, 4))
    points = [Points(*one) for one in drawn.tolist()]
    for name, weights in (("equal weights", EQUAL), ("weights 31, 17, 29, 23", UNEQUAL)):
        _compare(name, points, drawn, weights)


def _compare(name: str, points: list[Points], drawn: np.ndarray, weights: Weights) -> None:
    plain = _timed(lambda: np.argsort(drawn @ weights.array, kind="stable"))
    ordered = _timed(lambda: order(points, weights))
    places = order(points, weights)
    first = int(np.argmax(drawn @ weights.array))
    assert places[first].rank == 1, "both agree on who is first"
    print(
        f"{len(points):,} suspects, {name}: ordered with stability in {ordered * 1000:,.0f} ms, sorted alone in"
        f" {plain * 1000:,.1f} ms: {ordered / plain:,.0f} times as long"
    )


def _timed(work: Callable[[], object]) -> float:
    """The median of several rounds, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


if __name__ == "__main__":
    main()
