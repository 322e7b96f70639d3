"""What an evaluation may say of one outcome."""

import math
from dataclasses import dataclass, field
from enum import StrEnum

import scipy

from firstbell.pure.evaluation.plan import Standing


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rate ratio, treated against not yet treated, with its interval at ``level`` and its p-value.

    ``ratio`` is nan where the data are silent; ``low`` is 0 and ``high`` infinite where no ratio can be ruled out.
    ``events``: all that were counted, over ``areas`` and ``periods``; ``standing``: how it stands to its plan.
    """

    ratio: float
    low: float
    high: float
    p: float
    areas: int
    periods: int
    events: int
    level: float = 0.95
    standing: Standing = field(default_factory=Standing)

    @property
    def enough(self) -> bool:
        """Whether there were as many events as the plan needs."""
        return self.standing.enough(self.events)

    @property
    def leaning(self) -> Direction:
        """Which side of 1 the whole interval is on, however few the events: for what must never be overlooked."""
        if self.low > 1:
            return Direction.UP
        return Direction.DOWN if self.high < 1 else Direction.CANNOT_TELL

    @property
    def direction(self) -> Direction:
        """The same, said only where there were enough events to say anything."""
        return self.leaning if self.enough else Direction.CANNOT_TELL

    @property
    def detectable(self) -> float:
        """The smallest rate ratio above 1 that data like these would show in four of five cases; infinite if none.

        From the interval's own width: exp((z_level + z_0.8) x its standard error).
        """
        if self.low <= 0 or math.isinf(self.high):
            return math.inf
        reach = float(scipy.stats.norm.ppf((1 + self.level) / 2))
        error = math.log(self.high / self.low) / (2 * reach)
        return math.exp((reach + float(scipy.stats.norm.ppf(0.8))) * error)

    def words(self) -> str:
        """The answer, its uncertainty, what it rests on, and whether it was planned."""
        rests = f"{self.events:,} events in {self.areas} areas over {self.periods} periods."
        return " ".join((self._answer(), rests, self.standing.words()))

    def _answer(self) -> str:
        between = f"between {_times(self.low)} and {_times(self.high)} ({self.level:.0%} interval, p = {self.p:.3f})"
        if self.direction is Direction.CANNOT_TELL:
            return f"Cannot tell: the rate may have become anything {between}. {self._why()}"
        more = "more" if self.direction is Direction.UP else "fewer"
        return f"There were {more}: the rate became {_times(self.ratio)} what it would have been, {between}."

    def _why(self) -> str:
        few = ""
        if self.standing.plan and not self.enough:
            few = f"The plan needs {self.standing.plan.expected_events:,.0f} events. "
        if math.isinf(self.detectable):
            return few + "No effect of any size could have been seen."
        rise, fall = _times(self.detectable), _times(1 / self.detectable)
        return few + f"Only {rise} or more, or {fall} or less, would be seen in four of five such cases."


def _times(ratio: float) -> str:
    return "any number of times" if math.isinf(ratio) else f"{ratio:.2f} times"
