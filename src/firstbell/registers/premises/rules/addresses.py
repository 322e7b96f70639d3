"""An address as it is printed, and whether what somebody wrote is exactly it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firstbell.pure.matching.records import STREET_WORDS

SHORT = STREET_WORDS | {"apartment": "flat", "apt": "flat"}
"""How people shorten words of an address. Written out on both sides, nothing is guessed by it."""

PART_OF_A_BUILDING = frozenset({"flat", "unit", "room", "floor", "studio", "annexe", "rear"})

_APART = re.compile(r"[^a-z0-9]+")
_LETTER_APART = re.compile(r"\b([0-9]+) ([a-z])\b")


@dataclass(frozen=True, slots=True)
class Address:
    """A home's address as the register has it; what is not known is empty."""

    uprn: int
    flat: str
    building: str
    number: str
    street: str
    postcode: str


def printed(home: Address) -> str:
    """One line, as a visit pack has it: ``Flat 3, Hollybank House, 12 High Street, ST16 2AB``."""
    front = f"{home.number} {home.street}".strip()
    return ", ".join(part for part in (home.flat, home.building, front, home.postcode) if part)


def folded(text: str) -> str:
    """The words of a part of an address without case, marks or short forms; ``12 A`` is ``12a``."""
    words = _APART.sub(" ", text.casefold().replace("'", "").replace("’", "")).split()
    return _LETTER_APART.sub(r"\1\2", " ".join(SHORT.get(word, word) for word in words))


def is_exactly(home: Address, lines: Sequence[str]) -> bool:
    """Whether the lines begin with this home, to the end of one of their parts, and name no smaller part after it.

    ``12 High Street`` is not ``Flat 3, 12 High Street``, nor ``12 High Street North``.
    """
    parts = [folded(part) for line in lines for part in line.split(",")]
    written = [part for part in parts if part]
    forms = set(_forms(home))
    for end in range(1, len(written) + 1):
        if " ".join(written[:end]) in forms:
            return not any(PART_OF_A_BUILDING & set(part.split()) for part in written[end:])
    return False


def _forms(home: Address) -> Iterator[str]:
    """The ways to write this home: with or without its building's name where it has a number, flat first or last."""
    front = f"{home.number} {home.street}"
    fronts = {f"{home.building} {front}"} | ({front} if home.number else set())
    for one in fronts:
        yield folded(f"{home.flat} {one}")
        yield folded(f"{one} {home.flat}")
