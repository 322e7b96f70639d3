"""Telling a row of any part item by item, from what its model declares to be about a person (H12)."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from firstbell.foundations.subject_access.rules.items import FREE, Item, Telling, Told
from firstbell.pure.periods import day_in_words, moment_in_words


def items_of(row: Model, *, of: str, telling: Telling, besides: tuple[str, ...] = ()) -> Iterator[Item]:
    """Every filled field that is declared PERSONAL, or that ``telling`` speaks of besides.

    One of which ``telling`` says nothing is told as free text: a field that somebody adds is found before anybody
    thinks of it, and is withheld until two people have. ``besides`` are further people in all of them.
    """
    declared: frozenset[str] = getattr(row, "PERSONAL", frozenset())
    for name in sorted(declared | telling.keys()):
        told = telling.get(name, FREE)
        value = in_words(row.serializable_value(name))
        if told is not None and value:
            yield Item(f"{row._meta.label}:{row.pk}:{name}", of, value, shared(told, besides))


def shared(told: Told, besides: Collection[str]) -> Told:
    """As told, with these people in it too."""
    return replace(told, others=tuple(dict.fromkeys((*told.others, *besides)))) if besides else told


def in_words(value: Any) -> str:
    """A stored value as somebody reads it; empty for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {said}" for key, one in sorted(value.items()) if (said := in_words(one)))
    if isinstance(value, list | tuple):
        return ", ".join(said for one in value if (said := in_words(one)))
    return str(value)
