"""A roll and its children as the plain table that a user of another tool would prepare: folded, one value a column."""

import re
from collections.abc import Sequence
from datetime import date

import jellyfish
import pyarrow

from benchmarks.linkage.force import Case
from firstbell.pure.matching.records import Home, swapped
from firstbell.pure.names import fold
from firstbell.registers.schools.rules import Pupil

Value = str | int | list[str] | None
Row = dict[str, Value]
_TEXTS = pyarrow.list_(pyarrow.string())
SCHEMA = pyarrow.schema(
    [
        ("unique_id", pyarrow.int64()),
        *(
            (name, pyarrow.string())
            for name in ("forename", "surname", "dob", "swapped", "sex", "postcode", "house", "address")
        ),
        ("year", pyarrow.int32()),
        ("sounds", pyarrow.string()),
        ("called", _TEXTS),
        ("families", _TEXTS),
    ]
)


def of_roll(roll: Sequence[Pupil]) -> list[Row]:
    return [_of_pupil(number, pupil) for number, pupil in enumerate(roll)]


def of_cases(cases: Sequence[Case]) -> list[Row]:
    """``unique_id`` is the place among the cases."""
    return [_of_case(number, case) for number, case in enumerate(cases)]


def table(rows: Sequence[Row]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist(list(rows), schema=SCHEMA)


def _of_pupil(number: int, pupil: Pupil) -> Row:
    home: Home = (pupil.address_lines, pupil.postcode, None)
    born = pupil.date_of_birth
    names = _row(number, pupil.forenames, pupil.known_as, pupil.surname, (pupil.previous_surname,))
    return names | _of_birth(born, born) | _of_home(home) | {"sex": pupil.sex or None}


def _of_case(number: int, case: Case) -> Row:
    child = case.child
    home = child.homes[0] if child.homes else ((), None, None)
    others = (*child.previous_surnames, *child.family_surnames)
    names = _row(number, child.forenames, child.known_as, child.surname, others)
    return names | _of_birth(child.born_from, child.born_to) | _of_home(home) | {"sex": child.sex or None}


def _row(number: int, forenames: str, known_as: str, surname: str, others: Sequence[str]) -> Row:
    called = fold(f"{forenames} {known_as}").split()
    family = fold(surname)
    first = called[0] if called else None
    sound = f"{jellyfish.metaphone(first)} {jellyfish.metaphone(family)}" if first and family else None
    families = {part for name in (surname, *others) for part in (fold(name), *fold(name).split()) if part}
    return {
        "unique_id": number,
        "forename": first,
        "surname": family or None,
        "called": list(dict.fromkeys(called)),
        "families": sorted(families),
        "sounds": sound,
    }


def _of_birth(first: date | None, last: date | None) -> Row:
    exact = first if first == last else None
    other = swapped(exact) if exact else None
    return {
        "dob": exact.isoformat() if exact else None,
        "swapped": other.isoformat() if other else None,
        "year": first.year if first and last and first.year == last.year else None,
    }


def _of_home(home: Home) -> Row:
    lines, postcode, _ = home
    numbers = re.findall(r"\d+[a-z]?", " ".join(lines).lower())
    written = " ".join(lines).lower() or None
    return {
        "postcode": postcode,
        "address": written,
        "house": f"{postcode} {' '.join(numbers)}" if numbers and postcode else None,
    }
