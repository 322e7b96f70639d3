"""Who invented parties are by what the law protects, as far as an officer writes it down.

Drawn apart from everything else of a report, so that nothing else of it depends on them.
"""

from random import Random
from typing import Any

from firstbell.invented.draws import stream
from firstbell.invented.people import Person
from firstbell.invented.rates import Rates

ETHNICITY = {
    **dict.fromkeys(("english", "welsh", "polish", "romanian"), "white"),
    **dict.fromkeys(("pakistani", "indian", "bangladeshi"), "asian"),
    "african": "black",
    "arabic": "other",
}
"""By the group that a person's names are drawn from."""
COUPLES = (
    *({"mother", "father"}, {"mother", "partner"}, {"partner", "father"}),
    *({"grandmother", "grandfather"}, {"carer", "partner"}),
)


def recorded(person: Person, other: Person, *, reference: str, rates: Rates) -> dict[str, Any]:
    """As the format has it, of somebody to the ``other`` side; None for what nobody wrote down."""
    rng = stream("characteristics", person.key, reference)
    said = {
        "ethnicity": ETHNICITY.get(person.group, "mixed"),
        "disability": "yes" if rng.random() < rates.disabled else "no",
        "sexual_orientation": _orientation(rng, rates, person, other),
        "relationship": _relationship(person, other),
    }
    return {name: _written(rng, share, rates, said[name]) for name, share in rates.characteristics}


def _written(rng: Random, share: float, rates: Rates, word: str) -> str | None:
    if rng.random() >= share:
        return None
    return "not_stated" if rng.random() < rates.not_stated else word


def _orientation(rng: Random, rates: Rates, person: Person, other: Person) -> str:
    if {person.key, other.key} in COUPLES and person.sex == other.sex:
        return rng.choices(("gay_or_lesbian", "bisexual"), (3, 1))[0]
    return rng.choices(("straight", "gay_or_lesbian", "bisexual", "other"), rates.orientations)[0]


def _relationship(person: Person, other: Person) -> str:
    if {person.key, other.key} in COUPLES:
        return "partner" if person.home == other.home else "former_partner"
    if person.key.startswith("child:"):
        return "sibling" if other.key.startswith("child:") else "child"
    if other.key.startswith("child:") or (person.key, other.key) == ("grandmother", "mother"):
        return "parent"
    if (person.key, other.key) == ("mother", "grandmother"):
        return "child"
    return "other_relative" if {"carer", "mother"} == {person.key, other.key} else "none"
