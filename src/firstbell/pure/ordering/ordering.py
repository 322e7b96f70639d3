"""Putting suspects in order by the points of their components, and saying how firm each place is.

Points are whole numbers from 0 to 5, so there are at most 1,296 ways to have them, however many suspects there are.
Each way is placed once, exactly and in whole numbers, and everybody with the same points has the same place.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.ordering.components import COMPONENTS, MOST_POINTS, Points
from firstbell.pure.ordering.shaking import limits, shaken_alone
from firstbell.pure.refusal import Refused

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each component counts for, in hundredths of the whole."""

    recency: int
    frequency: int
    gravity: int
    victims: int

    def __post_init__(self) -> None:
        parts = astuple(self)
        if any(isinstance(one, bool) or not isinstance(one, int) or one < 0 for one in parts) or sum(parts) != 100:
            raise Refused("Weights are whole hundredths, none below 0, and 100 together.", "Write a quarter as 25.")

    @property
    def array(self) -> Whole:
        return np.array(astuple(self), dtype=np.int64)


EQUAL = Weights(25, 25, 25, 25)
"""Nobody knows better: the weights of forces differ and are not published."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the ``best`` to the ``worst`` place; 1 is the first."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: ``rank`` 1 is first, and those with the same score share one.

    ``score`` is out of 100, and ``contributions`` by component sum to it. ``alone``: every place that they have while
    one weight at a time goes anywhere within a fifth of itself, exactly. ``limits``: places outside which they never
    are, whichever way all four go at once; reckoned from each two suspects exactly, so that no single set of weights
    need reach either end.
    """

    rank: int
    score: float
    points: Points
    contributions: dict[str, float]
    alone: Range
    limits: Range


def order(points: Sequence[Points], weights: Weights = EQUAL) -> list[Place]:
    """The place of each, in the order given. The same points and weights always give the same places."""
    if not points:
        return []
    given = np.asarray(points, dtype=np.int64)
    if given.min() < 0 or given.max() > MOST_POINTS:
        raise Refused(f"Points are from 0 to {MOST_POINTS}.", "Take them from the published table.")
    ways, which, many = np.unique(given, axis=0, return_inverse=True, return_counts=True)
    places = _places(ways, many, weights)
    return [places[at] for at in which.ravel().tolist()]


def _places(ways: Whole, many: Whole, weights: Weights) -> list[Place]:
    scores = ways @ weights.array
    ranks = 1 + _ahead(scores, many)
    alone, together = shaken_alone(ways, many, weights.array), limits(ways, many, weights.array)
    return [
        Place(
            int(ranks[at]),
            float(scores[at]) / MOST_POINTS,
            Points(*way),
            {name: part / MOST_POINTS for name, part in zip(COMPONENTS, _parts(way, weights), strict=True)},
            Range(*(1 + alone[at]).tolist()),
            Range(*(1 + together[at]).tolist()),
        )
        for at, way in enumerate(ways.tolist())
    ]


def _parts(way: Sequence[int], weights: Weights) -> list[int]:
    return [points * weight for points, weight in zip(way, astuple(weights), strict=True)]


def _ahead(scores: Whole, many: Whole) -> Whole:
    """How many have a higher score than each."""
    by_score = np.argsort(scores)
    upward = np.concatenate(([0], np.cumsum(many[by_score])))
    return np.asarray(many.sum() - upward[np.searchsorted(scores[by_score], scores, side="right")], dtype=np.int64)
