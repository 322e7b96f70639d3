"""What a mode of campaign would tell a perpetrator, in numbers."""

from dataclasses import dataclass

from firstbell.pure.partition import epsilon, probability_mine
from firstbell.responses.cocoon.rules import modes


@dataclass(frozen=True, slots=True)
class ModeCost:
    """``mine``: how probable it is to the perpetrator that a visit was for his case; ``prior`` what it was before."""

    mode: str
    prior: float
    mine: float
    epsilon: float


def mode_cost(mode: str, *, prior: float = 0.15, others: float = 0.02, anyway: float = 0.0) -> ModeCost:
    """``prior``: his case triggers one; ``others``: another home's does; ``anyway``: the cell is visited regardless.

    A calendar visits every cell anyway, whatever ``anyway`` says: it tells him nothing.
    """
    routine = 1.0 if mode == modes.CALENDAR else anyway
    return ModeCost(mode, prior, probability_mine(prior, others, routine), epsilon(others, routine))
