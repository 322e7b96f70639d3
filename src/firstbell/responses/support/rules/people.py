"""Two records of one person: said by somebody, with why, and taken back without a trace on either record.

A merge is a word about two records that stay as they are. What follows from it is worked out each time they are read,
so that a split leaves exactly what was there before.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from firstbell.pure.refusal import Refused, is_written_out

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of two records, by their numbers."""

    one: int
    other: int
    together: bool

    @property
    def pair(self) -> Pair:
        return min(self.one, self.other), max(self.one, self.other)


def standing(said: Iterable[Said]) -> frozenset[Pair]:
    """The pairs of which the last word is that they are one person; ``said`` in the order in which it was."""
    latest = {one.pair: one.together for one in said}
    return frozenset(pair for pair, together in latest.items() if together)


def said_apart(said: Iterable[Said]) -> frozenset[Pair]:
    """The pairs of which the last word is that they are two."""
    latest = {one.pair: one.together for one in said}
    return frozenset(pair for pair, together in latest.items() if not together)


def of_one_person(records: Iterable[int], pairs: Collection[Pair]) -> frozenset[int]:
    """These records and all that are one person with any of them, through others too."""
    found, before = set(records), set[int]()
    while found != before:
        before = set(found)
        found |= {number for pair in pairs if set(pair) & before for number in pair}
    return frozenset(found)


def may_merge(is_one: bool, are_linked: bool, why: str) -> None:
    """Refused for records that are one person already (``is_one``), for a child and their adult, and without why."""
    if is_one:
        raise Refused("They are one person already.", "Look at the client.")
    if are_linked:
        raise Refused("One is a child and the other the adult that they belong with.", "Look at the two referrals.")
    _must_say(why)


def may_split(is_one: bool, is_said_directly: bool, is_said_apart: bool, why: str) -> None:
    """Refused for records that are one person only through a third, are said to be two already, and without why."""
    if is_one and not is_said_directly:
        raise Refused("They are one person through another record.", "Split that one from one of them.")
    if is_said_apart:
        raise Refused("They are said to be two people already.", "Look at the client.")
    _must_say(why)


def _must_say(why: str) -> None:
    if not is_written_out(why):
        raise Refused("Why they are one person or two is not written out.", "Write it in a sentence.")
