"""What the public is told of a month's weeks: results by kind for the whole force, each figure made by the rule.

A week is too short to be published (decision 25: a month for the force at the finest), so a month's weeks go together.
Nothing of a list goes into it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from firstbell.joint.intensification.rules.working import RESULTS
from firstbell.pure.disclosure import FORCE, Area, Cell, Figure, Period, Release, first_release, refuse_disclosure
from firstbell.pure.refusal import Refused

MEASURE = "results of intensification weeks"
KIND = "kind"
HOMES = 400
"""A force area has many more; the rule asks only whether it has fewer."""

Value = TypeVar("Value")


def released_month(reference: str, force: str, month: date, figures: Mapping[str, Figure]) -> Release:
    """A release that was made, out of what is stored of it."""
    return Release(reference, MEASURE, _areas(force), _cells(force, month, figures), {KIND: tuple(RESULTS)})


def release_of(
    reference: str, force: str, month: date, counts: Mapping[str, int], released: Sequence[Release]
) -> Release:
    """The figures of a month's results by kind. Refused where anybody could find out more from it than it says, and
    before the month is over: what is still growing is published twice."""
    every = {kind: counts.get(kind, 0) for kind in RESULTS}
    made = first_release(reference, MEASURE, _areas(force), _cells(force, month, every), {KIND: tuple(RESULTS)})
    refuse_disclosure(made, list(released))
    return made


def may_release(month: date, today: date, released: Sequence[date]) -> None:
    if month.day != 1 or (today.year, today.month) <= (month.year, month.month):
        raise Refused("A month is released when it is over, by its first day.", "Wait until it is.")
    if month in released:
        raise Refused("That month has been released.", "What is released stays as it is.")


def _areas(force: str) -> dict[str, Area]:
    return {force: Area(force, FORCE, frozenset({force}), HOMES)}


def _cells(force: str, month: date, by_kind: Mapping[str, Value]) -> dict[Cell, Value]:
    return {Cell(force, Period(month, 1), ((KIND, kind),)): one for kind, one in by_kind.items()}
