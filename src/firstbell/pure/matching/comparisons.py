"""The conditions by which two records compare: each as Splink writes it, and as we compute it over many pairs at once.

A model is made of these and no others, so that what Splink was trained on is what is served.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from rapidfuzz.process import cpdist

from firstbell.pure.matching.columns import NOTHING, Columns, Numbers

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records: the ``lefts``-th of one table (who is looked for) with the ``rights``-th of the other."""

    left: Columns
    right: Columns
    lefts: Numbers
    rights: Numbers

    def __len__(self) -> int:
        return len(self.lefts)

    def only(self, wanted: NDArray[np.intp]) -> "Pairs":
        return Pairs(self.left, self.right, self.lefts[wanted], self.rights[wanted])

    def ones(self, name: str) -> tuple[Numbers, Numbers]:
        return self.left.one[name][self.lefts], self.right.one[name][self.rights]

    def several(self, left: str, right: str) -> tuple[Numbers, Numbers]:
        return self.left.several[left][self.lefts], self.right.several[right][self.rights]


@dataclass(frozen=True, slots=True)
class Condition:
    """``sql`` as Splink has it on DuckDB, ``spark`` where Spark says it in other words."""

    sql: str
    holds: Callable[[Pairs], Truths]
    spark: str = ""


def unknown(name: str) -> Condition:
    def holds(pairs: Pairs) -> Truths:
        left, right = pairs.ones(name)
        return np.asarray((left == NOTHING) | (right == NOTHING))

    return Condition(f'"{name}_l" IS NULL OR "{name}_r" IS NULL', holds)


def empty(name: str) -> Condition:
    def holds(pairs: Pairs) -> Truths:
        left, right = pairs.several(name, name)
        return np.asarray(~(left.any(axis=1) & right.any(axis=1)))

    sql = f'len("{name}_l") = 0 OR len("{name}_r") = 0'
    return Condition(sql, holds, sql.replace("len(", "size("))


def same(name: str) -> Condition:
    def holds(pairs: Pairs) -> Truths:
        left, right = pairs.ones(name)
        return np.asarray((left == right) & (left != NOTHING))

    return Condition(f'"{name}_l" = "{name}_r"', holds)


def crosswise(name: str, other: str) -> Condition:
    """One record's ``name`` is the other's ``other``, either way."""

    def holds(pairs: Pairs) -> Truths:
        left, other_right = pairs.left.one[name][pairs.lefts], pairs.right.one[other][pairs.rights]
        other_left, right = pairs.left.one[other][pairs.lefts], pairs.right.one[name][pairs.rights]
        return np.asarray(((other_left == right) & (right != NOTHING)) | ((left == other_right) & (left != NOTHING)))

    return Condition(f'"{other}_l" = "{name}_r" OR "{name}_l" = "{other}_r"', holds)


def share(name: str) -> Condition:
    """Any one of several is the same."""

    def holds(pairs: Pairs) -> Truths:
        return _overlap(*pairs.several(name, name))

    sql = f'list_has_any("{name}_l", "{name}_r")'
    return Condition(sql, holds, sql.replace("list_has_any", "arrays_overlap"))


def share_crosswise(one: str, other: str) -> Condition:
    """Any of ``one`` is any of the other record's ``other``, either way."""

    def holds(pairs: Pairs) -> Truths:
        return _overlap(*pairs.several(one, other)) | _overlap(*pairs.several(other, one))

    sql = f'list_has_any("{one}_l", "{other}_r") OR list_has_any("{other}_l", "{one}_r")'
    return Condition(sql, holds, sql.replace("list_has_any", "arrays_overlap"))


def _overlap(left: Numbers, right: Numbers) -> Truths:
    """Column by column: a matrix of every word by every word would be far larger than what is asked."""
    found = np.zeros(len(left), dtype=np.bool_)
    for one in range(left.shape[1]):
        said = left[:, one] != NOTHING
        for other in range(right.shape[1]):
            found |= said & (left[:, one] == right[:, other])
    return found


def nearly(name: str, likeness: float) -> Condition:
    """Words alike by Jaro and Winkler, or one slip apart (Damerau and Levenshtein)."""

    def holds(pairs: Pairs) -> Truths:
        return _of_words(pairs, name, lambda lefts, rights: _alike(lefts, rights, likeness))

    both = f'"{name}_l", "{name}_r"'
    sql = f"jaro_winkler_similarity({both}) >= {likeness} OR damerau_levenshtein({both}) <= 1"
    return Condition(sql, holds, sql.replace("jaro_winkler_similarity", "jaro_winkler"))


def _alike(lefts: list[str], rights: list[str], likeness: float) -> Truths:
    alike = cpdist(lefts, rights, scorer=JaroWinkler.similarity, dtype=np.float64) >= likeness
    apart = cpdist(lefts, rights, scorer=DamerauLevenshtein.distance, score_cutoff=1, dtype=np.int32)
    return np.asarray(alike | (apart <= 1))


def _of_words(pairs: Pairs, name: str, compared: Callable[[list[str], list[str]], Truths]) -> Truths:
    """Each two words are compared once, however many pairs have them."""
    left, right = pairs.ones(name)
    both, back = np.unique(left << 32 | right, return_inverse=True)
    texts = pairs.left.words.texts
    found = compared(texts(both >> 32), texts(both & 0xFFFFFFFF))
    return np.asarray(found[back])


def same_beginning() -> Condition:
    """Three letters of a forename: where it goes on otherwise it may still be cut short, or taken down half heard."""
    return Condition('left("first_l", 3) = left("first_r", 3)', same("beginning").holds)


def same_initial() -> Condition:
    return Condition('left("first_l", 1) = left("first_r", 1)', same("initial").holds)


def _one_slip(pairs: Pairs) -> Truths:
    """One digit of eight wrong, two neighbours changed over, or the same day a year out."""
    left, right = pairs.ones("born")
    places = 10 ** np.arange(7, -1, -1, dtype=np.int64)
    ones, others = left[:, None] // places % 10, right[:, None] // places % 10
    wrong = ones != others
    neighbours = (ones[:, :-1] == others[:, 1:]) & (ones[:, 1:] == others[:, :-1]) & wrong[:, :-1]
    slips = wrong.sum(axis=1)
    changed_over = (slips == 2) & neighbours.any(axis=1)
    a_year_out = (left % 10000 == right % 10000) & (np.abs(left // 10000 - right // 10000) == 1)
    return np.asarray((slips <= 1) | changed_over | a_year_out)


ONE_SLIP = Condition(
    'damerau_levenshtein("born_l", "born_r") <= 1 OR (right("born_l", 4) = right("born_r", 4) AND '
    'abs(left("born_l", 4)::INTEGER - left("born_r", 4)::INTEGER) = 1)',
    _one_slip,
    'damerau_levenshtein("born_l", "born_r") <= 1 OR (right("born_l", 4) = right("born_r", 4) AND '
    'abs(int(left("born_l", 4)) - int(left("born_r", 4))) = 1)',
)


def _same_month(pairs: Pairs) -> Truths:
    left, right = pairs.ones("born")
    return np.asarray(left // 100 == right // 100)


SAME_MONTH = Condition('left("born_l", 6) = left("born_r", 6)', _same_month)


def _exact_or_unknown(pairs: Pairs) -> Truths:
    (from_l, from_r), (left, right) = pairs.ones("born_from"), pairs.ones("born")
    return np.asarray((from_l == NOTHING) | (from_r == NOTHING) | ((left != NOTHING) & (right != NOTHING)))


EXACT_OR_UNKNOWN = Condition(
    '"born_from_l" IS NULL OR "born_from_r" IS NULL OR ("born_l" IS NOT NULL AND "born_r" IS NOT NULL)',
    _exact_or_unknown,
)


def _years_meet(pairs: Pairs, beside: int = 0) -> Truths:
    (from_l, from_r), (to_l, to_r) = pairs.ones("born_from"), pairs.ones("born_to")
    return np.asarray((from_l - beside <= to_r) & (from_r - beside <= to_l))


def _months_meet(pairs: Pairs) -> Truths:
    (from_l, from_r), (to_l, to_r) = pairs.ones("born_from"), pairs.ones("born_to")
    return np.asarray(_years_meet(pairs) & (np.maximum(to_l - from_l, to_r - from_r) <= 31))


_MEET = '"born_from_l" <= "born_to_r" AND "born_from_r" <= "born_to_l"'
WITHIN_THE_MONTH = Condition(
    f'{_MEET} AND greatest("born_to_l" - "born_from_l", "born_to_r" - "born_from_r") <= 31', _months_meet
)
WITHIN_THE_YEAR = Condition(_MEET, _years_meet)
A_YEAR_BESIDE = Condition(
    '"born_from_l" - 10000 <= "born_to_r" AND "born_from_r" - 10000 <= "born_to_l"',
    lambda pairs: _years_meet(pairs, beside=10000),
)


def _anything(pairs: Pairs) -> Truths:
    return np.ones(len(pairs), dtype=np.bool_)


ELSE = Condition("ELSE", _anything)

LEVELS: dict[str, tuple[tuple[str, Condition], ...]] = {
    "forename": (
        ("not known", empty("called")),
        ("same", same("first")),
        ("another name by which called", share("called")),
        ("short form", share_crosswise("short", "called")),
        ("middle name", share_crosswise("called", "middle")),
        ("same sound", same("first_sound")),
        ("nearly the same", nearly("first", 0.9)),
        ("same beginning", same_beginning()),
        ("same initial", same_initial()),
        ("different", ELSE),
    ),
    "surname": (
        ("not known", unknown("surname")),
        ("same", same("surname")),
        ("part, other form or previous", share("surnames")),
        ("same sound", same("surname_sound")),
        ("nearly the same", nearly("surname", 0.92)),
        ("a relative's", share_crosswise("family", "surnames")),
        ("different", ELSE),
    ),
    "birth": (
        ("not exact", unknown("born")),
        ("same day", same("born")),
        ("day and month changed over", crosswise("born", "swapped")),
        ("one slip", ONE_SLIP),
        ("same month", SAME_MONTH),
        ("different", ELSE),
    ),
    "age": (
        ("exact or not known", EXACT_OR_UNKNOWN),
        ("within the month", WITHIN_THE_MONTH),
        ("within the year", WITHIN_THE_YEAR),
        ("a year out", A_YEAR_BESIDE),
        ("different", ELSE),
    ),
    "address": (
        ("not known", empty("places")),
        ("same home", share("houses")),
        ("same postcode", share("postcodes")),
        ("same neighbourhood", share("sectors")),
        ("another", ELSE),
    ),
    "sex": (("not known", unknown("sex")), ("same", same("sex")), ("different", ELSE)),
    "upn": (("not known", empty("upns")), ("same", share("upns")), ("different", ELSE)),
}
"""The comparisons of a model in their order, and the levels of each, the first that holds being the one."""

CONDITIONS: dict[str, Condition] = {condition.sql: condition for levels in LEVELS.values() for _, condition in levels}
"""Every condition by its SQL, which is how a model's file names it."""
