"""What an analyst may see of counts: none under ten, and the others to the nearest five (METHODS.md section 5)."""

from collections.abc import Mapping

from firstbell.pure.evaluation.competing import FEWEST_SHOWN
from firstbell.responses.programme.rules.bounds import Bounds

NEAREST = 5


def shown(count: int) -> int | None:
    """None for fewer than ten, nought among them. Rounded, so that no small count is found by subtraction."""
    return NEAREST * round(count / NEAREST) if count >= FEWEST_SHOWN else None


def all_shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    return {name: shown(count) for name, count in counts.items()}


def widened(found: Bounds, scale: tuple[int, int]) -> Bounds | None:
    """The bounds if at least ten answers were missing; None where fewer than ten were given.

    Exact bounds would say how few are missing, and what the few answered.
    """
    if found.answered < FEWEST_SHOWN:
        return None
    people, worst = found.answered + found.missing, scale[0]
    missing = max(found.missing, FEWEST_SHOWN)
    mean = (found.lowest * people - found.missing * worst) / found.answered
    lowest, highest = ((mean * (people - missing) + end * missing) / people for end in scale)
    return Bounds(lowest, highest, found.answered, missing)
