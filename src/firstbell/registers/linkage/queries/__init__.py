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
from firstbell.registers.linkage.queries.fairness import fairness_audit
from firstbell.registers.linkage.queries.judgements import judgements_of, labels, told_many, waiting_labels
from firstbell.registers.linkage.queries.learning import decided_children
from firstbell.registers.linkage.queries.reviewing import review_facts
from firstbell.registers.linkage.queries.rolls import look_up, looked_at
from firstbell.registers.linkage.queries.second import Measured, ShadowCounts, second_models

__all__ = [
    "Measured",
    "ShadowCounts",
    "answers_for",
    "answers_many",
    "decided_children",
    "fairness_audit",
    "judgements_of",
    "labels",
    "linked_versions",
    "look_up",
    "looked_at",
    "review_facts",
    "second_models",
    "surely_linked",
    "told_many",
    "unlinked",
    "unlinked_count",
    "unsure_on_another_roll",
    "waiting_labels",
]
