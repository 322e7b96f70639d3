"""Both sides of one incident at one service: each has a worker of their own (DOMAIN.md section 8, no. 21)."""

from collections.abc import Collection
from dataclasses import dataclass

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Side:
    """A referral from an incident: who it is for, by the numbers of all their records, whether they are accused in it,
    and the referrals that theirs belongs with, as a child's does with an adult's."""

    referral: int
    person: frozenset[int]
    accused: bool
    belongs_with: frozenset[int] = frozenset()


def are_opposed(one: Side, other: Side) -> bool:
    """Whether two referrals of one incident are of people on different sides: one of them is accused, and they are
    neither one person nor a child and the adult that they belong with."""
    if one.person & other.person or other.referral in one.belongs_with or one.referral in other.belongs_with:
        return False
    return one.accused or other.accused


def may_answer_for(worker: str, other_side: Collection[str]) -> None:
    """Refused for a worker who answers for somebody on the other side."""
    if worker.casefold() in {one.casefold() for one in other_side}:
        raise Refused("This worker answers for somebody on the other side.", "Choose somebody else.")
