"""What a week is judged against: the same days of the eight weeks before, and what chosen people do by themselves.

Nothing here is an effect. A week is one week, no lot was drawn, and whoever was chosen for having come to notice lately
comes to notice less without anybody's doing (regression to the mean): the band says by how much.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.pure.evaluation.rates import Compared, Rate, compare
from firstbell.pure.evaluation.regression import Band, band, long_run
from firstbell.pure.periods import each_day
from firstbell.pure.refusal import Refused

WEEKS_BEFORE = 8
A_WEEK = timedelta(days=7)
THE_WEEK = 0
FOLLOWED = (THE_WEEK, 28, 90)
"""Days after its last day up to which a week is followed; 0 is the week itself."""

REPORTS, ARRESTS, CHARGES = "reports", "arrests", "charges"
MEASURES = {
    REPORTS: "Reports of domestic abuse",
    ARRESTS: "Arrests in cases of domestic abuse",
    CHARGES: "Charges in cases of domestic abuse",
}
"""What is counted by day. More reports are neither good nor bad; an arrest is not a charge."""


@dataclass(frozen=True, slots=True)
class Days:
    """A week's London days, and what is counted beside them."""

    first: date
    last: date

    @property
    def week(self) -> list[date]:
        return each_day(self.first, self.last)

    @property
    def before(self) -> tuple[list[date], ...]:
        """The same days of each of the eight weeks before it, the earliest first. A week longer than seven days has
        the same days of as many blocks of its length, in whole weeks, so that no day stands on both sides."""
        back = A_WEEK * (1 + (self.last - self.first).days // 7)
        return tuple([day - back * number for day in self.week] for number in range(WEEKS_BEFORE, 0, -1))

    def until(self, after: int) -> date:
        return self.last + timedelta(days=after)

    def is_over(self, after: int, today: date) -> bool:
        return today > self.until(after)


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure of the week: its ``count``, those of the same days in each of the eight weeks before, and the ratio
    of the daily rates with its interval. ``words`` say it without a verdict."""

    measure: str
    count: int
    before: tuple[int, ...]
    compared: Compared

    @property
    def usual(self) -> float:
        return sum(self.before) / len(self.before)

    @property
    def words(self) -> str:
        least, most = min(self.before), max(self.before)
        high = "any number of" if math.isinf(self.compared.high) else f"{self.compared.high:.2f}"
        return (
            f"{MEASURES[self.measure]}: {self.count:,}; on the same days of the eight weeks before {self.usual:,.1f} on"
            f" average, from {least:,} to {most:,}. Anything from {self.compared.low:.2f} to {high} times the usual"
            " rate fits these counts. One week is no trial, and more reports are neither good nor bad."
        )


def beside(measure: str, count: int, before: Sequence[int], days: Days) -> Beside:
    """``count`` of the week's days, beside those of each of the eight blocks before."""
    many = len(days.week)
    compared = compare(Rate(count, many), Rate(sum(before), many * WEEKS_BEFORE))
    return Beside(measure, count, tuple(before), compared)


def chosen_band(everybody: Mapping[str, int], chosen: Mapping[str, int], *, exposure: int, ahead: int) -> Band | None:
    """What the chosen would be named in ``ahead`` days with no effect at all. ``everybody`` and ``chosen`` are reports
    by person in ``exposure`` days, noughts among them. None where nobody was chosen or too little is known."""
    if not chosen:
        return None
    try:
        return band(long_run(list(everybody.values()), exposure), list(chosen.values()), exposure, ahead=ahead)
    except Refused:
        return None
