"""Which points of OS Open UPRN are nobody's home. It holds no classes: a pond has a UPRN as a house has."""

import numpy as np
import scipy
from numpy.typing import NDArray

MOST_ON_A_POINT = 400
"""The tallest blocks have some 300 flats, all of them often on one point. More is a depot's or a harbour's register."""

NEIGHBOURS, WITHIN = 4, 250.0
"""Somebody lives in a place where at least four others have a point within 250 metres; a post box on a moor, a pond or
a substation in a field stands alone. A farm on its own is lost with them, until somebody says so by hand: a cell of
twelve homes could not be walked there anyway."""


def why_not(points: NDArray[np.float64]) -> NDArray[np.str_]:
    """For each point (a row: easting, northing; metres) why it is no dwelling, or an empty text."""
    reasons = np.full(len(points), "", dtype="U16")
    _, which, counts = np.unique(points, axis=0, return_inverse=True, return_counts=True)
    reasons[counts[which.ravel()] > MOST_ON_A_POINT] = "many_on_a_point"
    reasons[_stands_alone(points) & (reasons == "")] = "outside_places"
    return reasons


def _stands_alone(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    if len(points) <= NEIGHBOURS:
        return np.ones(len(points), dtype=bool)
    far, _ = scipy.spatial.cKDTree(points).query(points, k=[NEIGHBOURS + 1], distance_upper_bound=WITHIN)
    return np.asarray(np.isinf(far[:, 0]))
