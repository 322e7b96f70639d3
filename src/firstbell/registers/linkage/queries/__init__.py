"""What linkage has answered, what it has not yet, what the rolls say today, and who is one person across incidents."""

from firstbell.registers.linkage.queries.answers import (
    answers_for,
    answers_many,
    linked_versions,
    surely_linked,
    unlinked,
    unlinked_count,
    unsure_on_another_roll,
)
from firstbell.registers.linkage.queries.identities import (
    IdentityAnswer,
    OpenQuestion,
    identity,
    identity_of,
    needing_attention,
    same_person_everywhere,
)
from firstbell.registers.linkage.queries.recognising import recognise, unidentified
from firstbell.registers.linkage.queries.rolls import look_up

__all__ = [
    "IdentityAnswer",
    "OpenQuestion",
    "answers_for",
    "answers_many",
    "identity",
    "identity_of",
    "linked_versions",
    "look_up",
    "needing_attention",
    "recognise",
    "same_person_everywhere",
    "surely_linked",
    "unidentified",
    "unlinked",
    "unlinked_count",
    "unsure_on_another_roll",
]
