"""What two records must share one of to be compared at all.

A record's keys are numbers: those of a pupil are kept beside the roll, those of a child are looked up among them. Each
rule is tight enough that a nation's roll gives few candidates, and each forgives another field: whoever has one field
wrong, or two that no single rule needs, is still found.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from firstbell.pure.matching.columns import as_number, token
from firstbell.pure.matching.records import Features, short_and_full, swapped
from firstbell.pure.names.folding import skeleton

VERSION = 1
"""Rises with every change of the rules; keys of another version are made anew."""

RULES = {
    "n": "forename and surname",
    "x": "the sounds of forename and surname",
    "f": "forename and day of birth",
    "s": "surname and day of birth",
    "i": "both initials and day of birth",
    "d": "district of the postcode and day of birth",
    "y": "surname, initial and month of birth",
    "q": "postcode and year of birth",
    "h": "home",
    "u": "UPN",
}
"""What each rule's letter stands for."""

MOST_YEARS = 4
"""A window of birth of more years than this says too little to choose by."""


def keys_of(features: Features, *, seeking: bool) -> frozenset[int]:
    """The record's keys as signed 64-bit numbers.

    One that seeks also tries the short and full forms of its names, its relatives' surnames, and its day and month of
    birth changed over, so that only one side need.
    """
    return frozenset(token(text) for text in key_texts(features, seeking=seeking))


def key_texts(features: Features, *, seeking: bool) -> Iterator[str]:
    """The same as readable texts, ``rule|value|value``, for whoever looks for the reason."""
    given = features.given
    called = given.called | short_and_full(given.called) | given.middle if seeking else given.called
    surnames = features.surnames | features.family if seeking else features.surnames
    days = _days(features, seeking=seeking)
    yield from _joined("n", called, surnames)
    yield from _joined("x", _sounds((given.first,)), _sounds(surnames))
    yield from _joined("f", called, days)
    yield from _joined("s", surnames, days)
    yield from _joined("i", _initials(given.called), _initials(surnames), days)
    yield from _joined("d", {postcode[:-3] for postcode in features.postcodes}, days)
    yield from _joined("y", surnames, _initials(given.called), _months(features))
    yield from _joined("q", features.postcodes, _years(features))
    yield from _joined("h", features.houses)
    yield from _joined("u", features.upns)


def _joined(rule: str, *values: Iterable[object]) -> Iterator[str]:
    return ("|".join(map(str, (rule, *chosen))) for chosen in product(*values))


def _days(features: Features, *, seeking: bool) -> set[int]:
    born = features.born
    if born is None:
        return set()
    return {as_number(born), as_number(swapped(born) or born)} if seeking else {as_number(born)}


def _months(features: Features) -> set[int]:
    """The month of birth, where no more than one can be."""
    months = {as_number(features.born_from) // 100, as_number(features.born_to) // 100} - {0}
    return months if len(months) == 1 else set()


def _years(features: Features) -> range:
    if features.born_from is None or features.born_to is None:
        return range(0)
    years = range(features.born_from.year, features.born_to.year + 1)
    return years if len(years) <= MOST_YEARS else range(0)


def _sounds(words: Iterable[str]) -> set[str]:
    return {skeleton(word) for word in words if word}


def _initials(words: Iterable[str]) -> set[str]:
    return {word[0] for word in words if word}
