"""What two records must share one of to be compared at all.

A record's keys are numbers: those of a pupil are kept beside the roll, those of a child are looked up among them. Each
rule is tight enough that a nation's roll gives few candidates, and each forgives another field: whoever has one field
wrong, or two that no single rule needs, is still found.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import product
from typing import NamedTuple

import numpy as np

from firstbell.pure.matching.columns import (
    INITIAL,
    ITSELF,
    NOTHING,
    SOUND,
    TOKENS,
    Columns,
    Numbers,
    Words,
    as_number,
    mix,
    token,
)
from firstbell.pure.matching.records import Features, short_and_full, swapped
from firstbell.pure.names.folding import skeleton

VERSION = 2
"""Rises with every change of the rules; keys of another version are made anew."""


class Rule(NamedTuple):
    """A key is made of one of each of these ``parts``; of all that a record has of them, every choice is a key."""

    says: str
    parts: tuple[str, ...]


RULES = {
    "n": Rule("forename and surname", ("forenames", "surnames")),
    "x": Rule("the sounds of forename and surname", ("first_sound", "surname_sounds")),
    "f": Rule("forename and day of birth", ("forenames", "days")),
    "s": Rule("surname and day of birth", ("surnames", "days")),
    "i": Rule("both initials and day of birth", ("initials", "surname_initials", "days")),
    "d": Rule("district of the postcode and day of birth", ("districts", "days")),
    "y": Rule("surname, initial and month of birth", ("surnames", "initials", "months")),
    "q": Rule("postcode and year of birth", ("postcodes", "years")),
    "h": Rule("home", ("houses",)),
    "u": Rule("UPN", ("upns",)),
}
"""By the letter with which a key's text begins."""

MOST_YEARS = 4
"""A window of birth of more years than this says too little to choose by."""
_DATES = frozenset({"days", "months", "years"})


# --- keys in words: ``rule|part|part``, for whoever looks for the reason ---


def key_texts(features: Features, *, seeking: bool) -> Iterator[str]:
    """The record's keys in words.

    One that seeks also tries the short and full forms of its names, its relatives' surnames, and its day and month of
    birth changed over, so that only one side need.
    """
    parts = _texts(features, seeking=seeking)
    for letter, rule in RULES.items():
        yield from ("|".join((letter, *chosen)) for chosen in product(*(parts[part] for part in rule.parts)))


def key_of(text: str) -> int:
    """The number of a key in words."""
    letter, *texts = text.split("|")
    parts = RULES[letter].parts
    values = [np.array([_number(part, text)]) for part, text in zip(parts, texts, strict=True)]
    return int(_mixed(letter, values)[0])


def _number(part: str, text: str) -> int:
    return int(text) if part in _DATES else token(f"{TOKENS[part]}|{text}" if part in TOKENS else text)


def _texts(features: Features, *, seeking: bool) -> dict[str, Iterable[str]]:
    given, postcodes = features.given, features.postcodes
    forenames = given.called | short_and_full(given.called) | given.middle if seeking else given.called
    surnames = features.surnames | features.family if seeking else features.surnames
    return {
        "forenames": forenames,
        "surnames": surnames,
        "first_sound": {skeleton(given.first)} - {""},
        "surname_sounds": {skeleton(word) for word in surnames} - {""},
        "initials": {word[0] for word in given.called},
        "surname_initials": {word[0] for word in surnames},
        "days": {str(as_number(day)) for day in _days(features, seeking=seeking)},
        "months": {str(month) for month in _months(features)},
        "years": {str(year) for year in _years(features)},
        "districts": {postcode[:-3] for postcode in postcodes},
        "postcodes": postcodes,
        "houses": features.houses,
        "upns": features.upns,
    }


def _days(features: Features, *, seeking: bool) -> set[date]:
    born = features.born
    if born is None:
        return set()
    return {born, swapped(born) or born} if seeking else {born}


def _months(features: Features) -> set[int]:
    """The month of birth, where no more than one can be."""
    months = {as_number(features.born_from) // 100, as_number(features.born_to) // 100} - {0}
    return months if len(months) == 1 else set()


def _years(features: Features) -> range:
    if features.born_from is None or features.born_to is None:
        return range(0)
    years = range(features.born_from.year, features.born_to.year + 1)
    return years if len(years) <= MOST_YEARS else range(0)


# --- keys in numbers, of many records at once; ``tests/methods`` holds that both say the same ---


def keys_of(records: Columns, *, seeking: bool) -> tuple[Numbers, Numbers]:
    """(place of the record, key) of every key of every record, as two arrays; one that seeks may say a key twice."""
    parts = _matrices(records, seeking=seeking)
    made = [_keys(letter, [parts[part] for part in rule.parts]) for letter, rule in RULES.items()]
    return np.concatenate([owners for owners, _ in made]), np.concatenate([keys for _, keys in made])


def keys_of_each(records: Sequence[Features], *, seeking: bool) -> list[frozenset[int]]:
    """The keys of each record, for a few of them."""
    found: list[set[int]] = [set() for _ in records]
    for owner, key in zip(*keys_of(Columns.of(records, Words(), seeking=seeking), seeking=seeking), strict=True):
        found[int(owner)].add(int(key))
    return [frozenset(keys) for keys in found]


def distinct_keys_of(records: Columns) -> tuple[Numbers, Numbers]:
    """The same for lines of a roll, each key of a line once, in the order of lines and keys."""
    owners, keys = keys_of(records, seeking=False)
    order = np.lexsort((keys, owners))
    owners, keys = owners[order], keys[order]
    new = np.ones(len(keys), dtype=np.bool_)
    new[1:] = (owners[1:] != owners[:-1]) | (keys[1:] != keys[:-1])
    return owners[new], keys[new]


def _matrices(records: Columns, *, seeking: bool) -> dict[str, Numbers]:
    """What a record has of every part, a row each, filled up with ``NOTHING``."""
    several, one = records.several, records.one
    forenames = ("called", "short", "middle") if seeking else ("called",)
    surnames = ("surnames", "family") if seeking else ("surnames",)
    called = records.words.facts(np.concatenate([several[name] for name in forenames], axis=1))
    family = records.words.facts(np.concatenate([several[name] for name in surnames], axis=1))
    width = several["called"].shape[1]
    return {name: several[name] for name in ("districts", "postcodes", "houses", "upns")} | {
        "forenames": called[..., ITSELF],
        "surnames": family[..., ITSELF],
        "first_sound": one["first_sound"][:, None],
        "surname_sounds": family[..., SOUND],
        "initials": called[:, :width, INITIAL],
        "surname_initials": family[..., INITIAL],
        "days": np.stack((one["born"], one["swapped"]), axis=1),
        "months": _month_of(one["born_from"] // 100, one["born_to"] // 100)[:, None],
        "years": _years_of(one["born_from"] // 10000, one["born_to"] // 10000),
    }


def _month_of(first: Numbers, last: Numbers) -> Numbers:
    either = np.maximum(first, last)
    return np.where((first == last) | (first == NOTHING) | (last == NOTHING), either, NOTHING)


def _years_of(first: Numbers, last: Numbers) -> Numbers:
    years = first[:, None] + np.arange(MOST_YEARS)
    known = (first != NOTHING) & (last != NOTHING) & (last - first < MOST_YEARS)
    return np.where(known[:, None] & (years <= last[:, None]), years, NOTHING)


def _keys(letter: str, parts: list[Numbers]) -> tuple[Numbers, Numbers]:
    """Every choice of one of each part, of every record that has them all."""
    shaped = [_along(matrix, axis, len(parts)) for axis, matrix in enumerate(parts, start=1)]
    said = reduce(np.logical_and, [matrix != NOTHING for matrix in shaped])
    owners, *chosen = np.nonzero(said)
    values = [matrix[owners, column] for matrix, column in zip(parts, chosen, strict=True)]
    return owners, _mixed(letter, values)


def _along(matrix: Numbers, axis: int, axes: int) -> Numbers:
    """The matrix with its columns on this axis of several, for every choice of one of each to be an element."""
    shape = [len(matrix)] + [1] * axes
    shape[axis] = matrix.shape[1]
    return matrix.reshape(shape)


def _mixed(letter: str, values: list[Numbers]) -> Numbers:
    """One number of several, in their order. What has a letter of its own already is its key as it stands."""
    if len(values) == 1:
        return values[0]
    mixed = np.full(len(values[0]), token(letter), dtype=np.int64).view(np.uint64)
    for value in values:
        mixed = mix(mixed, np.ascontiguousarray(value, dtype=np.int64).view(np.uint64))
    return mixed.view(np.int64)
