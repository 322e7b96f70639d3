"""What is published of a count, which is never the count.

0 to 9 becomes "fewer than 10", nought like the others; any other count, and any total, goes to the nearest 5. Each is
rounded by itself from the true count, and always to the same figure. That is NHS England's rule for hospital episodes
with the threshold of ONS's secure outputs, and with noughts hidden: a nought that is shown makes every hidden cell
somebody. The other ways are worse here. Fresh noise averages out when a figure is asked for again. Totals that are made
to add up tell more of their parts. A cell key gives identical records identical noise, so that a figure that changed
proves a record.
"""

from dataclasses import dataclass

from firstbell.pure.refusal import Refused

HIDDEN_BELOW = 10
BASE = 5
RATE_PER = 1000
POPULATION_BASE = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in a published table: a ``number``, or words where it is None.

    ``low`` to ``high``: every count of which the rule says this, which whoever reads the rule knows as well.
    """

    number: int | None
    low: int
    high: int

    def words(self) -> str:
        if self.number is not None:
            return f"{self.number:,}"
        return f"fewer than {HIDDEN_BELOW}" if self == FEWER else "no large change"

    def agrees_with(self, other: "Figure") -> bool:
        """Whether both may be said of one count."""
        return self.low <= other.high and other.low <= self.high

    def apart_from(self, other: "Figure") -> bool:
        """Whether at least 10 lie between any two counts of which these are said."""
        return max(self.low - other.high, other.low - self.high) >= HIDDEN_BELOW


FEWER = Figure(None, 0, HIDDEN_BELOW - 1)


def rounded(count: int) -> Figure:
    """The figure of a count. 10 says 10 to 12, any other number 2 less to 2 more."""
    if not count >= 0 or count % 1:
        raise Refused(f"{count} is not a count.", "Count: 0, 1, 2 and so on.")
    if count < HIDDEN_BELOW:
        return FEWER
    number = (int(count) + BASE // 2) // BASE * BASE
    return Figure(number, max(HIDDEN_BELOW, number - BASE // 2), number + BASE // 2)


def exact(count: int) -> Figure:
    """What others said of a count to the unit, or we before there was a rule. No release of ours may say so."""
    return Figure(count, count, count)


def revised(count: int, before: Figure) -> Figure:
    """The figure of a count that was first published as ``before``.

    A single late report turns one figure in five, and whoever sees it turn knows of that report. So a figure is only
    revised where 10 or more must have come or gone; of any other change it says nothing, nor whether there was one.
    """
    now = rounded(count)
    if now.apart_from(before):
        return now
    return Figure(None, _edge(before.low, -1, before), _edge(before.high, 1, before))


def _edge(count: int, step: int, before: Figure) -> int:
    """The last count on this side of ``before`` of which no large change is said."""
    while count + step >= 0 and not rounded(count + step).apart_from(before):
        count += step
    return count


def rate(figure: Figure, population: int) -> float | None:
    """Per 1,000 of a population that is rounded to 100; None where the figure has no number.

    From what is published already, so that it tells nothing new. Refused for a population that rounds to none.
    """
    people = (population + POPULATION_BASE // 2) // POPULATION_BASE * POPULATION_BASE
    if people <= 0:
        raise Refused(f"A population of {population} gives no rate.", "Give a rate for larger areas.")
    return None if figure.number is None else figure.number * RATE_PER / people
