"""A measure month by month, as charts and claims take it."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One value a month, none left out; what is drawn is the value over its size.

    ``first``: the first day of the first month. ``values``: (months,); a month that is missing or half loaded is nan,
    and refused by its name. ``sizes``: (months,) or one number, above 0, what a value is counted over: people, days.
    ``months_each``: how many months one value sums up, 12 for a rolling year. ``season_removed``: divided by a monthly
    index (``seasons.without_season``).
    """

    first: date
    values: Matrix
    sizes: ArrayLike = 1.0
    months_each: int = 1
    season_removed: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", np.asarray(self.values, dtype=np.float64))
        if self.values.ndim != 1 or not len(self.values):
            raise Refused("A series has one value for each month.", "Give at least one month.")
        if self.first.day != 1:
            raise Refused(f"{self.first} is not the first day of a month.", "Count whole months.")
        object.__setattr__(self, "sizes", _spread(self.sizes, self.values.shape))
        if not np.all(np.isfinite(self.values)):
            unknown = self.month(int(np.flatnonzero(~np.isfinite(self.values))[0]))
            raise Refused(f"{unknown:%B %Y} has no value.", "Load the whole month, or end the series before it.")

    def __len__(self) -> int:
        return len(self.values)

    @property
    def drawn(self) -> Matrix:
        """(months,): values over sizes."""
        return self.values / self.over

    @property
    def over(self) -> Matrix:
        """(months,): the sizes."""
        return np.asarray(self.sizes, dtype=np.float64)

    @property
    def counts(self) -> Whole:
        """(months,): the values, where they are counts. Refused where they are not."""
        if np.any(self.values < 0) or np.any(self.values != np.floor(self.values)):
            raise Refused("These are not counts of whole records.", "Count records: 0, 1, 2 and so on.")
        return self.values.astype(np.int64)

    @property
    def end(self) -> date:
        """The first day after the last month."""
        return self.month(len(self))

    def month(self, position: int) -> date:
        """The first day of the month at a position from 0."""
        return month_after(self.first, position)

    def months(self, start: int, stop: int) -> "Series":
        """The months from position ``start`` on, before ``stop``."""
        return replace(
            self, first=self.month(start), values=self.values[start:stop], sizes=np.asarray(self.sizes)[start:stop]
        )


def refuse_rolling(series: Series) -> None:
    """Sums that share months move together: every chart of them signals, with nothing happening."""
    if series.months_each != 1:
        raise Refused(
            f"Each value sums up {series.months_each} months, and shares most of them with the next: no rule holds.",
            "Give the months one by one.",
        )


def month_after(first: date, months: int) -> date:
    """The first day of the month that comes so many months after another."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def first_whole_month(on: date) -> date:
    """The first month that lies wholly on or after a day."""
    return on if on.day == 1 else month_after(on, 1)


def _spread(sizes: ArrayLike, shape: tuple[int, ...]) -> Matrix:
    given = np.asarray(sizes, dtype=np.float64)
    if given.shape not in ((), shape):
        raise Refused(f"{given.size} sizes for {shape[0]} months.", "Give one for each month, or one for all.")
    if not np.all(np.isfinite(given) & (given > 0)):
        raise Refused("A size is not above 0.", "Leave out areas and months that nothing is counted over.")
    return np.broadcast_to(given, shape).copy()
