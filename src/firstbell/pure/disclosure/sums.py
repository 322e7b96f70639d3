"""Sums that one person can be most of, such as a harm score: who may be told them.

A count of ten is ten people; a sum of a thousand may be one. Rounding does nothing about that. The rule is ACRO's: ten
people at least, and no two of them more than nine tenths, so that whoever knows the second largest part does not know
the largest to within a tenth either. The auditor reads no sums: give each at one level only.
"""

from collections.abc import Sequence

from firstbell.pure.disclosure.rounding import HIDDEN_BELOW
from firstbell.pure.refusal import Refused

LARGEST_TWO = 0.9


def refuse_dominated(parts: Sequence[float]) -> None:
    """Raises Refused unless a sum may be published below force level. ``parts``: what each person adds, 0 or more."""
    if any(part < 0 for part in parts):
        raise Refused("What somebody adds to a sum is below nought.", "Sum what can only add up.")
    if len([part for part in parts if part > 0]) < HIDDEN_BELOW:
        raise Refused(f"The sum is of fewer than {HIDDEN_BELOW} people.", "Give it for the force only.")
    if sum(sorted(parts)[-2:]) > LARGEST_TWO * sum(parts):
        raise Refused(f"Two people are more than {LARGEST_TWO:.0%} of the sum.", "Give it for the force only.")
