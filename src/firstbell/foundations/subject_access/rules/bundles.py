"""What somebody is given: frozen, in one spelling, and without a word of what was left out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from firstbell.foundations.subject_access.rules.items import TOPICS, Item

FOREWORD = (
    "This is what you can be given of what is held about you. The law lets some things be left out, and does not let us"
    " say whether anything was. You may ask the Information Commissioner or a court to look at it."
)
"""The same words whether nothing is held, nothing was left out, or everything was: what is withheld shows nowhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody is given: what it is about, in which of our records, its name there, what it says."""

    about: str
    record: str
    field: str
    value: str


def lines_of(items: Iterable[Item]) -> list[Line]:
    """In the order of the records. Of a key nothing goes with it: numbers of rows would tell what lies between."""
    return [Line(TOPICS[item.told.topic], item.of, item.field.replace("_", " "), item.value) for item in items]


def written(lines: Iterable[Line]) -> str:
    """The bundle as text: JSON with one spelling only, so that its digest proves it is what was released."""
    rows = [{"about": one.about, "record": one.record, "field": one.field, "value": one.value} for one in lines]
    return json.dumps({"foreword": FOREWORD, "held": rows}, ensure_ascii=False, sort_keys=True, indent=1)


def read(content: str) -> list[Line]:
    return [Line(**row) for row in json.loads(content)["held"]]


def digest_of(content: str) -> str:
    return sha256(content.encode()).hexdigest()
