"""The yearly map under differential privacy: of whom it is, what it may tell of one person, and what is kept of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.pure.disclosure import MSOA, Areas, Budget, Period, refuse_spent
from firstbell.pure.refusal import Refused

PEOPLE = "victims"
"""Performance's measure of distinct people, whose rows are counted up to ``RECORDS`` of each."""
MEASURE = "victims_reported"
RECORDS = 5
EARLIEST = 2000
LARGEST_EPSILON = 2.0
"""Above it, that figures differ by a record is seen about half of the time (METHODS 5.2)."""


def budget_of(year: int, epsilon: float, today: date) -> Budget:
    """Refused for a year that is not over, and for an epsilon that protects nobody."""
    if year >= today.year:
        raise Refused(f"{year} is not over.", "Make the map when it is.")
    if year < EARLIEST:
        raise Refused(f"Nothing was counted in {year}.", "Give a year that is over, with four digits.")
    budget = Budget(Period(date(year, 1, 1), 12), epsilon, RECORDS)
    if epsilon > LARGEST_EPSILON:
        raise Refused(f"An epsilon of {epsilon:g} protects nobody.", f"Give {LARGEST_EPSILON:g} at most; 1 is usual.")
    return budget


def may_spend(budget: Budget, made: Sequence[Budget]) -> None:
    """A map that was withdrawn has spent its year too: whoever may draw again chooses what is shown."""
    refuse_spent(budget, made)


def mapped(counts: Mapping[str, int], areas: Areas) -> dict[str, int]:
    """Of every neighbourhood of the hierarchy its count, nought among them."""
    return {code: counts.get(code, 0) for code in areas if areas[code].level == MSOA and code in neighbourhoods()}


def text_of_map(reference: str, budget: Budget, noisy: Mapping[str, int]) -> str:
    """What is kept: nothing of the true counts."""
    said = {
        "reference": reference,
        "year": budget.year.first.year,
        "epsilon": budget.epsilon,
        "records": budget.records,
        "counts": dict(sorted(noisy.items())),
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"))
