"""How many stand ahead of somebody while the weights are not quite what they are: each within a fifth of itself.

Between two suspects the sign of a sum of whole numbers decides, at any weights, so that nothing here is sampled.
``ways`` is (ways, 4) points, ``many`` how many have each, ``weights`` (4,); answers are (ways, 2): fewest, most ahead.
"""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

FIFTHS = 5
"""Weights go up and down by one part in so many: 20 %."""


def limits(ways: Whole, many: Whole, weights: Whole) -> Whole:
    """How many are surely ahead, and how many may be, while all weights go their own way within a fifth.

    For two suspects the weights that help one most are those of the corner that favours it, so each pair is exact. All
    pairs at once need other corners each: nobody is outside these, and not everybody reaches them.
    """
    found = np.empty((len(ways), 2), dtype=np.int64)
    for at, way in enumerate(ways):
        apart = (ways - way) * weights
        middle, reach = FIFTHS * apart.sum(axis=1), np.abs(apart).sum(axis=1)
        found[at] = many[middle - reach > 0].sum(), many[middle + reach > 0].sum()
    return found


def shaken_alone(ways: Whole, many: Whole, weights: Whole) -> Whole:
    """The fewest and the most that are ahead while any one weight goes anywhere within a fifth, the others held."""
    scores = ways @ weights
    each = [_along(scores, ways[:, one] * weights[one], many) for one in range(ways.shape[1])]
    return np.column_stack((np.min([one[:, 0] for one in each], axis=0), np.max([one[:, 1] for one in each], axis=0)))


def _along(scores: Whole, moved: Whole, many: Whole) -> Whole:
    """While ``moved``, what one component adds to each score, is multiplied by all of 0.8 to 1.2.

    Who has the same score and the same part of it moves alike, and is reckoned once.
    """
    alike, which = np.unique(np.column_stack((scores, moved)), axis=0, return_inverse=True)
    together = np.bincount(which.ravel(), weights=many).astype(np.int64)
    found = np.array([_ahead(alike - one, together) for one in alike], dtype=np.int64)
    return found[which.ravel()]


def _ahead(apart: Whole, many: Whole) -> tuple[int, int]:
    """Of others that are ``apart`` from somebody by (score, moved): score + t x moved > 0 is ahead, t from -1/5 to 1/5.

    The count changes only where one of them draws level. It is taken at each such t, between every two of them, and
    at both ends. A quotient of whole numbers this small is the same float whenever it is the same number.
    """
    score, moved = apart[:, 0], apart[:, 1]
    always = int(many[(moved == 0) & (score > 0)].sum())
    rising, falling = moved > 0, moved < 0
    level = np.full(len(score), np.nan)
    level[moved != 0] = -score[moved != 0] / moved[moved != 0]
    probes = _probes(level)
    ahead = always + _below(level[rising], many[rising], probes) + _above(level[falling], many[falling], probes)
    return int(ahead.min()), int(ahead.max())


def _probes(level: Real) -> Real:
    end = 1 / FIFTHS
    turns = np.unique(np.concatenate(([-end, end], level[np.abs(level) <= end])))
    return np.concatenate((turns, (turns[1:] + turns[:-1]) / 2))


def _below(level: Real, many: Whole, probes: Real) -> Whole:
    """How many of them drew level before each probe, and are ahead since."""
    by = np.argsort(level)
    return np.concatenate(([0], np.cumsum(many[by])))[np.searchsorted(level[by], probes, side="left")]


def _above(level: Real, many: Whole, probes: Real) -> Whole:
    """How many of them draw level only after each probe, and are ahead until then."""
    by = np.argsort(level)
    upward = np.concatenate(([0], np.cumsum(many[by])))
    return np.asarray(many.sum() - upward[np.searchsorted(level[by], probes, side="right")], dtype=np.int64)
