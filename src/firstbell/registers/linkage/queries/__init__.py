"""What linkage has answered, what it has not yet, what the rolls say today, and who is one person across incidents."""

from firstbell.registers.linkage.queries.about import about_record
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
from firstbell.registers.linkage.queries.forgetting import heard_of_since, judgements_on, rows_of_links
from firstbell.registers.linkage.queries.identities import (
    IdentityAnswer,
    OpenQuestion,
    identities_since,
    identity,
    identity_of,
    needing_attention,
    same_person_everywhere,
)
from firstbell.registers.linkage.queries.judgements import judgements_of, labels, told_many, waiting_labels
from firstbell.registers.linkage.queries.learning import decided_children
from firstbell.registers.linkage.queries.recognising import recognise, unidentified
from firstbell.registers.linkage.queries.reviewing import review_facts
from firstbell.registers.linkage.queries.rolls import look_up, looked_at
from firstbell.registers.linkage.queries.second import Measured, ShadowCounts, second_models

__all__ = [
    "IdentityAnswer",
    "Measured",
    "OpenQuestion",
    "ShadowCounts",
    "about_record",
    "answers_for",
    "answers_many",
    "decided_children",
    "fairness_audit",
    "heard_of_since",
    "identities_since",
    "identity",
    "identity_of",
    "judgements_of",
    "judgements_on",
    "labels",
    "linked_versions",
    "look_up",
    "looked_at",
    "needing_attention",
    "recognise",
    "review_facts",
    "rows_of_links",
    "same_person_everywhere",
    "second_models",
    "surely_linked",
    "told_many",
    "unidentified",
    "unlinked",
    "unlinked_count",
    "unsure_on_another_roll",
    "waiting_labels",
]
