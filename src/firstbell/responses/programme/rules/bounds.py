"""What missing answers could hide: the means if all of them were worst, and if all were best."""

from collections.abc import Sequence
from dataclasses import dataclass

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and highest mean that the answers allow, of so many answered and so many missing."""

    lowest: float
    highest: float
    answered: int
    missing: int


def bounds(answers: Sequence[int | None], scale: tuple[int, int]) -> Bounds:
    """``None`` is a missing answer; ``scale`` is its worst and best. Refused for nobody, and off the scale."""
    worst, best = scale
    known = [one for one in answers if one is not None]
    if not answers or any(not worst <= one <= best for one in known):
        raise Refused("There are no answers, or some are off the scale.", "Look at who was asked what.")
    missing = len(answers) - len(known)
    lowest, highest = ((sum(known) + missing * end) / len(answers) for end in scale)
    return Bounds(lowest, highest, len(known), missing)
