"""The season, divided out. It is a second best: compare the same month of other years, or model it, where that can be.

Fitting the season to the months that are then charted uses up some of their variation, so that such a chart signals
more often than others with nothing happening (``quiet``).
"""

from dataclasses import replace

import numpy as np

from firstbell.pure.evaluation.panel import Matrix
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.series import Series, refuse_rolling

FEWEST_YEARS = 4


def without_season(series: Series) -> Series:
    """The series divided by its own monthly index. Refused for less than four years, or a month that is always 0."""
    refuse_rolling(series)
    if len(series) < 12 * FEWEST_YEARS:
        raise Refused(f"{len(series)} months do not show a season.", "Give at least four years of months.")
    index = monthly_index(series.drawn)
    if np.any(index <= 0):
        raise Refused("A month of the year never has any.", "Take a larger area or a commoner outcome.")
    return replace(series, values=series.values / index, season_removed=True)


def monthly_index(values: Matrix) -> Matrix:
    """(..., months): for each month what its month of the year is to the average one, from the last whole years."""
    months = values.shape[-1]
    years = months // 12
    whole = values[..., months - 12 * years :].reshape(*values.shape[:-1], years, 12)
    of_year = whole.mean(axis=-2) / whole.mean(axis=(-2, -1))[..., None]
    index: Matrix = of_year[..., (np.arange(months) - (months - 12 * years)) % 12]
    return index
