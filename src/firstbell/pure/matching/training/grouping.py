"""The groups by which linking is audited: of the name (a proxy), the sex, the age, and what the record leaves out."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from firstbell.pure.matching.records import Sought
from firstbell.pure.names import fold
from firstbell.pure.names.groups import name_group
from firstbell.pure.names.lists import rows

AGES = ((5, "under 5"), (11, "5 to 10"), (16, "11 to 15"))
"""Whole years; who is older is 16 or more."""


def groups_of(child: Sought, on: date, pupil: tuple[str, str] | None = None) -> Mapping[str, str]:
    """A child's group in every way of grouping, as the incident records it; ``on`` is the day its age is of.

    ``pupil`` are forenames and surname of the pupil whom the child is, where that is known: misheard it has no group.
    The name group is a proxy: it says what kind of name this is, never who bears it.
    """
    return {
        "name group (a proxy)": name_group(*(pupil or (child.forenames, child.surname))),
        "sex": {"F": "F", "M": "M"}.get(child.sex, "not known"),
        "age": _age_band(child, on),
        "birth": "exact" if child.born else "not exact",
        "address": "given" if any(lines or postcode for lines, postcode, _ in child.homes) else "not given",
        "forename as recorded": "in the lists" if _listed(child.forenames) else "not in the lists",
    }


def _age_band(child: Sought, on: date) -> str:
    if child.born_from is None:
        return "not known"
    born = child.born_from
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((words for under, words in AGES if age < under), "16 or more")


def _listed(forenames: str) -> bool:
    first = fold(forenames).split()[:1]
    return bool(first) and first[0] in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("groups.csv.gz") if row["kind"] == "forename")
