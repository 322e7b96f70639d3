"""What a mode of campaign would tell a perpetrator, in numbers."""

from dataclasses import dataclass

from firstbell.pure.partition import epsilon, probability_mine
from firstbell.responses.cocoon.rules import modes
from firstbell.responses.cocoon.rules.words import cost_in_words


@dataclass(frozen=True, slots=True)
class ModeCost:
    """``mine``: how probable it is to the perpetrator that a visit was for his case; ``prior`` what it was before; ``words`` say it."""

    mode: str
    prior: float
    mine: float
    epsilon: float
    words: str


def mode_cost(mode: str, *, prior: float = 0.15, others: float = 0.02, anyway: float = 0.0) -> ModeCost:
    """``prior``: his case triggers one; ``others``: another home's does; ``anyway``: the cell is visited regardless.

    A calendar visits every cell anyway, whatever ``anyway`` says: it tells him nothing.
    """
    routine = 1.0 if mode == modes.CALENDAR else anyway
    mine = probability_mine(prior, others, routine)
    return ModeCost(mode, prior, mine, epsilon(others, routine), cost_in_words(mine, prior))
