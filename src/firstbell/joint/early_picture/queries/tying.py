"""Concerns that no household has yet, and the households that they may belong to: read and settled, to be written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from firstbell.joint.early_picture.models import Concern, ConcernKey, Doubt, Ruling
from firstbell.joint.early_picture.rules.households import CROWDED, Answer, Ground, Household, Seen, seen, settle
from firstbell.joint.early_picture.rules.raising import Place

AT_ONCE = 500
"""Keys asked for in one query: SQLite takes only so many."""


@dataclass(frozen=True, slots=True)
class Tied:
    """What was settled of some concerns, and the reference of each."""

    answers: tuple[Answer, ...]
    references: dict[int, str]


def untied(limit: int) -> tuple[int, ...]:
    """Concerns that no household has, the oldest first."""
    return tuple(Concern.objects.filter(household=None).order_by("pk").values_list("pk", flat=True)[:limit])


def settled(concerns: Collection[int]) -> Tied:
    """Where each of these concerns stands."""
    read = list(_read(pk__in=concerns))
    new = [one for one, _, _ in read]
    led_to = _led_to(frozenset[int]().union(*(one.keys for one in new)))
    candidates = {number for numbers in led_to.values() if len(numbers) <= CROWDED for number in numbers}
    return Tied(
        tuple(settle(new, Ground(_households(candidates), led_to, _asked(candidates), _apart(candidates)))),
        {one.number: reference for one, reference, _ in read},
    )


_OF_CONCERN = ("pk", "reference", "household", "address_lines", "postcode", "uprn")
_OF_SUBJECT = ("pk", "forenames", "surname", "date_of_birth", "sex")


def _read(**which: Collection[int]) -> Iterator[tuple[Seen, str, int | None]]:
    """Concerns with those of their people who have a name (whoever has none is nobody's to match); the reference of
    each, and its household."""
    rows = Concern.objects.filter(**which).order_by("pk", "subjects__pk")
    columns = rows.values_list(*_OF_CONCERN, *(f"subjects__{name}" for name in _OF_SUBJECT))
    for number, found in groupby(columns, key=itemgetter(0)):
        some = list(found)
        _, reference, household, lines, postcode, uprn = some[0][: len(_OF_CONCERN)]
        said = (row[len(_OF_CONCERN) :] for row in some)
        people = [(str(key), *who) for key, *who in said if any(who[:2])]
        yield seen(number, reference, Place(tuple(lines), postcode, uprn), people), reference, household


def _led_to(keys: Iterable[int]) -> dict[int, set[int]]:
    """The households that each key leads to."""
    wanted, found = sorted(keys), defaultdict[int, set[int]](set)
    for start in range(0, len(wanted), AT_ONCE):
        rows = ConcernKey.objects.filter(blocking_key__in=wanted[start : start + AT_ONCE])
        for key, household in rows.values_list("blocking_key", "concern__household").distinct():
            if household is not None:
                found[key].add(household)
    return found


def _households(numbers: Collection[int]) -> dict[int, Household]:
    wanted, found = sorted(numbers), dict.fromkeys(numbers, Household())
    for start in range(0, len(wanted), AT_ONCE):
        for one, _, household in _read(household__in=wanted[start : start + AT_ONCE]):
            if household is not None:
                found[household] = found[household].with_one(one)
    return found


def _asked(numbers: Collection[int]) -> frozenset[frozenset[int]]:
    """Pairs of which a person is asked already."""
    rows = Doubt.objects.values_list("concern__household", "other_household")
    return frozenset(frozenset(pair) for pair in _some(rows, "other_household", numbers))


def _apart(numbers: Collection[int]) -> frozenset[frozenset[int]]:
    """Pairs that a person said last are two."""
    rows = Ruling.objects.order_by("pk").values_list("household", "other_household", "together")
    last = {frozenset(pair): together for *pair, together in _some(rows, "household", numbers)}
    return frozenset(pair for pair, together in last.items() if not together)


def _some(rows: Any, column: str, numbers: Collection[int]) -> Iterator[Any]:
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        yield from rows.filter(**{f"{column}__in": wanted[start : start + AT_ONCE]})
