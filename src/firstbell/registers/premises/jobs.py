"""Work out who hears whom wherever homes have changed."""

from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.premises import actions, queries
from firstbell.registers.premises.rules.hearing import hearing

SQUARES = 25
"""At once. The densest square of a town has some 4,000 homes."""


def work_out_hearing(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Work out who hears whom in up to 25 squares of a kilometre; how many squares, 0 when none is due."""
    squares = queries.squares_due(SQUARES)
    if not squares:
        return 0
    homes, here = queries.homes_around(squares)
    pairs = [pair for pair in hearing(homes) if pair.first in here or pair.second in here]
    actions.record_hearing(squares=squares, pairs=pairs, by=by, now=now)
    return len(squares)
