"""Concerns that no household has yet, and the households that they may belong to: read and settled, to be written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from firstbell.joint.early_picture.models import Concern, ConcernKey, Doubt, Ruling, Subject
from firstbell.joint.early_picture.rules.households import CROWDED, Answer, Ground, Household, Seen, seen, settle
from firstbell.joint.early_picture.rules.raising import Place

AT_ONCE = 500
"""Keys asked for in one query: SQLite takes only so many."""


@dataclass(frozen=True, slots=True)
class Tied:
    """What was settled of some concerns: the answers, and the keys by which each is found from now on."""

    answers: tuple[Answer, ...]
    keys: dict[int, frozenset[int]]
    references: dict[int, str]


def untied(limit: int) -> tuple[int, ...]:
    """Concerns that no household has, the oldest first."""
    return tuple(Concern.objects.filter(household=None).order_by("pk").values_list("pk", flat=True)[:limit])


def settled(concerns: Collection[int]) -> Tied:
    """Where each of these concerns stands."""
    new = _read(concerns)
    led_to = _led_to(frozenset[int]().union(*(one.keys for one in new)))
    candidates = {number for numbers in led_to.values() if len(numbers) <= CROWDED for number in numbers}
    return Tied(
        tuple(settle(new, Ground(_households(candidates), led_to, _asked(candidates), _apart(candidates)))),
        {one.number: one.keys for one in new},
        dict(Concern.objects.filter(pk__in=concerns).values_list("pk", "reference")),
    )


def _read(concerns: Collection[int]) -> list[Seen]:
    """Concerns with those of their people who have a name: whoever has none is nobody's to match."""
    people = defaultdict[int, list[tuple[str, str, str, date | None, str]]](list)
    rows = Subject.objects.filter(concern__in=concerns).exclude(forenames="", surname="").order_by("pk")
    columns = ("concern", "pk", "forenames", "surname", "date_of_birth", "sex")
    for concern, key, forenames, surname, born, sex in rows.values_list(*columns):
        people[concern].append((str(key), forenames, surname, born, sex))
    places = Concern.objects.filter(pk__in=concerns).order_by("pk")
    return [
        seen(number, reference, Place(tuple(lines), postcode, uprn), people[number])
        for number, reference, lines, postcode, uprn in places.values_list(
            "pk", "reference", "address_lines", "postcode", "uprn"
        )
    ]


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
        tied = Concern.objects.filter(household__in=wanted[start : start + AT_ONCE]).order_by("pk")
        whose = dict(tied.values_list("pk", "household"))
        for one in _read(list(whose)):
            found[whose[one.number]] = found[whose[one.number]].with_one(one)
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
