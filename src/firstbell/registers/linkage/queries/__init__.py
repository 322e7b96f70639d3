"""What linkage has answered, what it has not yet, and what the rolls say today."""

from firstbell.registers.linkage.queries.answers import (
    answers_for,
    answers_many,
    linked_versions,
    surely_linked,
    unlinked,
    unlinked_count,
    unsure_on_another_roll,
)
from firstbell.registers.linkage.queries.rolls import look_up

__all__ = [
    "answers_for",
    "answers_many",
    "linked_versions",
    "look_up",
    "surely_linked",
    "unlinked",
    "unlinked_count",
    "unsure_on_another_roll",
]
