"""A line of a roll that is in no database: as text, and back."""

import json
from datetime import date
from typing import Any

from firstbell.registers.linkage.rules.deciding import Line
from firstbell.registers.schools.rules import Pupil, Registration

_DAYS = ("date_of_birth", "as_of", "entry_date", "leaving_date")
KEPT = (
    *("authority", "as_of", "urn", "enrolment", "education", "entry_date", "leaving_date", "upn", "upn_valid"),
    *("forenames", "known_as", "surname", "previous_surname", "date_of_birth", "sex", "address_line_1"),
    *("address_line_2", "town", "postcode", "uprn"),
)


def text_of(values: dict[str, Any]) -> bytes:
    """A line as ``schools.rules.rolls.roll_line_from`` reads it, with ``authority`` and ``as_of``."""
    days = {name: values[name].isoformat() if values[name] else None for name in _DAYS}
    return json.dumps([(values | days)[name] for name in KEPT], ensure_ascii=False).encode()


def line_of(text: bytes, number: int) -> Line:
    """The pupil and the registration; ``number`` is the registration's ``entry_id``."""
    said = dict(zip(KEPT, json.loads(text), strict=True))
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in _DAYS}
    pupil = Pupil(
        upn=said["upn"] if said["upn_valid"] else None,
        upn_as_written=said["upn"],
        forenames=said["forenames"],
        known_as=said["known_as"],
        surname=said["surname"],
        previous_surname=said["previous_surname"],
        date_of_birth=days["date_of_birth"],
        sex=said["sex"],
        address_lines=tuple(line for name in ("address_line_1", "address_line_2", "town") if (line := said[name])),
        postcode=said["postcode"] or None,
        uprn=said["uprn"] or None,
    )
    return pupil, Registration(
        entry_id=number,
        authority=said["authority"],
        as_of=days["as_of"] or date.min,
        urn=said["urn"] or None,
        enrolment=said["enrolment"],
        education=said["education"],
        entry_date=days["entry_date"],
        leaving_date=days["leaving_date"],
    )
