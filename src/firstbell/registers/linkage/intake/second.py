"""Learning a second model from what people decided, into a file and into shadow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.linkage import actions, queries
from firstbell.registers.linkage.gateways.second_files import digest_in, write_second
from firstbell.registers.linkage.rules.traits import TRAITS

__all__ = ["KeptSecond", "digest_in", "learn_second"]


@dataclass(frozen=True, slots=True)
class KeptSecond:
    """``measured`` is what the model gained on children it had not seen, against the rules alone."""

    path: Path
    children: int
    measured: Mapping[str, Any]


def learn_second(*, on: date, into: Path, precision: float, by: Actor, now: datetime) -> KeptSecond:
    """Learn from everybody whom people decided and who is still on today's rolls; the model begins in shadow.

    Raises Refused under 500 decided children, where all were decided alike, or where scikit-learn is not installed.
    """
    try:
        from firstbell.pure.matching.training.learning import TooLittle, Traits, learn
    except ImportError:
        raise Refused("scikit-learn is not installed.", "Install firstbell[learning].") from None
    decided = queries.decided_children()
    seen = Traits(tuple(trait.name for trait in TRAITS), tuple(trait.direction for trait in TRAITS))
    try:
        document = learn(decided, seen, on=on, precision=precision)
    except TooLittle as little:
        raise Refused(f"Nothing can be learnt yet: {little}.", "Decide reviews, and label the sample.") from None
    path = write_second(into, document)
    actions.begin_shadow(document=document, by=by, now=now)
    return KeptSecond(path, len(decided), document["measured"])
