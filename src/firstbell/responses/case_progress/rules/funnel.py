"""How many, unit by unit. A share is of one unit only, and a share is the end of it: nothing is made of two shares.

Half of incidents and a third of suspects make a sixth of nothing; chains of such shares are how a funnel misleads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from firstbell.pure.evaluation.competing import FEWEST_SHOWN
from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one unit; every unit is a class of its own. It is no number, so that arithmetic cannot mix units."""

    number: int

    def of(self, whole: Self) -> "Share[Self]":
        """This as a share of ``whole``, which must be of the same unit, hold it all, and not be empty."""
        if type(self) is not type(whole):
            mixed = f"{type(self).__name__.lower()} cannot be a share of {type(whole).__name__.lower()}"
            raise Refused(f"A count of {mixed}.", "Show both numbers.")
        if not 0 < whole.number >= self.number:
            raise Refused(f"{self.number} is no share of {whole.number}.", "Show both numbers.")
        return Share(self, whole)


class Incidents(Count):
    """Reports."""


class Crimes(Count):
    """Crimes, each by its number."""


class Suspects(Count):
    """Suspects, as their incidents name them: who stands in two incidents is two."""


class Cases(Count):
    """Cases."""


Unit = TypeVar("Unit", bound=Count)


@dataclass(frozen=True, slots=True)
class Share(Generic[Unit]):
    """A part with its whole. Both are shown; it can be multiplied and divided by nothing."""

    part: Unit
    whole: Unit

    @property
    def percent(self) -> float:
        return 100 * self.part.number / self.whole.number


def may_be_shown(count: Count) -> bool:
    """Whether so many are enough to be shown to whoever may see nobody: of fewer than ten, one might be known."""
    return count.number >= FEWEST_SHOWN


@dataclass(frozen=True, slots=True)
class Funnel:
    """What was reported in a period and what has become of it. ``reached`` is by stage, a case counted in each that it
    reached; the stages that may be skipped are no step on the way to the next."""

    incidents: Incidents
    crimes: Crimes
    suspects: Suspects
    reached: Mapping[str, Cases]
