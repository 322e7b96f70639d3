"""From a line of the feed to a document, or to one sentence that says where it is wrong and how."""

import difflib
import json
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.periods import london_date, years_between
from firstbell.registers.incidents.rules.document import (
    FORMAT,
    SPLIT_ALIAS,
    TEXT_ALIAS,
    ChildDocument,
    IncidentDocument,
    PartyDocument,
)
from firstbell.registers.people.rules import UNKNOWN_BIRTH, BirthDate, birth_date_from

OLDEST = 120

Person = PartyDocument | ChildDocument
Loc = tuple[int | str, ...]


def read_document(text: str, *, unended: bool = False) -> IncidentDocument:
    """The document that a line holds. ``unended``: it is the file's last line and has no end, so it may be cut off.

    Raises Unfit with the path of the first field that is wrong (``children[0].date_of_birth``) and a sentence; the
    sentence never quotes a value, as it could be somebody's name.
    """
    read_object(text, unended=unended)
    return check_document(text)


def of_force(document: IncidentDocument, force: str | None) -> IncidentDocument:
    """The document, if it is of this force or of any where none is given. Raises Unfit."""
    if force is not None and document.force != force:
        raise Unfit("force", f"is not {force}, whose key sends this")
    return document


def check_document(text: str) -> IncidentDocument:
    """As ``read_document``, for text known to be JSON."""
    try:
        document = IncidentDocument.model_validate_json(text)
    except ValidationError as error:
        raise _unfit(error) from None
    _refuse_contradictions(document)
    return document


def stored_form(document: IncidentDocument) -> tuple[dict[str, Any], str]:
    """The document in the format's fields without those left out or null, and a digest of what it says.

    The digest is the same for any spelling: the order of fields, of parties and of children, the offset of a time.
    Raises Unfit for a number that JSON has no word for.
    """
    stored = document.model_dump(mode="json", exclude_defaults=True)
    said = stored | {group: sorted(stored[group], key=_person_id) for group in ("parties", "children")}
    try:
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError:
        raise Unfit("risk.answers", "holds a number that is too large or none at all") from None
    return stored, sha256(text.encode()).hexdigest()


def birth_of(person: Person, reported_on: date) -> BirthDate:
    return birth_date_from(person.date_of_birth, person.age, reported_on)


def _person_id(person: dict[str, Any]) -> str:
    return str(person["person_id"])


def read_object(text: str, *, unended: bool = False) -> dict[str, Any]:
    """A line as one JSON object. Unfit also for what parsers let pass: a field given twice, of which one is dropped,
    numbers that are none, and characters that no database keeps."""
    if "\\u0000" in text:
        raise Unfit("", "holds a NUL character (\\u0000)")
    try:
        parsed = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        cut = "; the file may be cut off here" if unended else ""
        raise Unfit("", f"is not JSON: goes wrong at character {error.pos + 1}{cut}") from None
    except RecursionError:
        raise Unfit("", "is not an incident: it is nested too deep") from None
    except ValueError:
        raise Unfit("", "holds a number that is too large") from None
    if not isinstance(parsed, dict):
        raise Unfit("", "is not one incident: a line holds one {...}")
    return parsed


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unfit(twice[:60], "is given twice in the same place; which one holds?")
    return found


def _no_number(word: str) -> None:
    raise Unfit("", f"holds {word}, which JSON does not know")


def _unfit(error: ValidationError) -> Unfit:
    details = error.errors(include_url=False, include_input=False)
    field, reason = path_of(details[0]["loc"]), sentence_of(details[0])
    others = sorted({path_of(detail["loc"]) for detail in details[1:]} - {field})
    if others:
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        reason += f". Also wrong: {', '.join(others[:5])}{more}"
    return Unfit(field, reason)


def path_of(loc: Loc) -> str:
    """``('children', 0, 'date_of_birth')`` as ``children[0].date_of_birth``."""
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step not in {TEXT_ALIAS, SPLIT_ALIAS}:
            path += f".{step[:60]}" if path else step[:60]
    return path


_SENTENCES = {
    "missing": "is missing",
    "string_type": "must be text in quotation marks",
    "int_type": "must be a whole number, without quotation marks",
    "int_parsing_size": "is too large a number",
    "bool_type": "must be true or false, without quotation marks",
    "tuple_type": "must be a list [...]",
    "model_type": "must be an object {{...}}",
    "dict_type": "must be an object {{...}}",
    "date_type": "must be a date such as 2026-11-20",
    "datetime_type": "must be a time such as 2026-11-20T22:05:00+00:00",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "holds a line break or another control character",
    "string_too_long": "is longer than {max_length} characters",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "literal_error": "must be one of {expected}",
    "fault": "{sentence}",
}


def sentence_of(detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return _not_known(detail["loc"])
    if detail["loc"] == ("format",):
        return f"must be {FORMAT}; this line is not"
    sentence = _SENTENCES.get(detail["type"])
    return sentence.format(**detail.get("ctx", {})) if sentence else "cannot be read"


def _not_known(loc: Loc) -> str:
    known = _fields_at(loc[:-1])
    near = difflib.get_close_matches(str(loc[-1]), known, n=1)
    return f"is not a field of {FORMAT}" + (f"; is it {near[0]}?" if near else "")


def _fields_at(loc: Loc) -> list[str]:
    """The fields that the format knows at a place of the document."""
    model: type[BaseModel] = IncidentDocument
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = next(iter(_models_in(model.model_fields[step].annotation)), model)
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _refuse_contradictions(document: IncidentDocument) -> None:
    everybody: list[tuple[str, Person]] = [
        *((f"parties[{n}]", party) for n, party in enumerate(document.parties)),
        *((f"children[{n}]", child) for n, child in enumerate(document.children)),
    ]
    _refuse_same_number_twice("parties", document.parties)
    _refuse_same_number_twice("children", document.children)
    reported_on = london_date(document.reported_at)
    for place, person in everybody:
        _refuse_impossible_birth(place, person, reported_on)
    _refuse_two_people_of_one_number(document, reported_on)
    _refuse_relationships_to_nobody(document, {person.person_id for _, person in everybody})


def _refuse_same_number_twice(group: str, people: Iterable[Person]) -> None:
    seen: dict[str, int] = {}
    for n, person in enumerate(people):
        if person.person_id in seen:
            raise Unfit(f"{group}[{n}].person_id", f"is the same as that of {group}[{seen[person.person_id]}]")
        seen[person.person_id] = n


def _refuse_impossible_birth(place: str, person: Person, reported_on: date) -> None:
    stated = birth_date_from(person.date_of_birth, None, reported_on)
    if stated.earliest is None or stated.latest is None:
        return
    if stated.earliest > reported_on:
        raise Unfit(f"{place}.date_of_birth", "is after the report")
    if years_between(stated.latest, reported_on) > OLDEST:
        raise Unfit(f"{place}.date_of_birth", f"is more than {OLDEST} years ago (null if not known)")
    if person.age is not None and _disagree(stated, person.age, reported_on):
        raise Unfit(f"{place}.age", "and date_of_birth disagree on whether this is a child")


def _disagree(stated: BirthDate, age: int, reported_on: date) -> bool:
    return (stated.surely_at_least(18, reported_on) and age < 18) or (
        stated.surely_under(18, reported_on) and age >= 18
    )


def _refuse_two_people_of_one_number(document: IncidentDocument, reported_on: date) -> None:
    """A victim of 16 or 17 may stand among the parties and the children under one number; two people may not."""
    parties = {party.person_id: party for party in document.parties}
    for n, child in enumerate(document.children):
        party = parties.get(child.person_id)
        if party and _apart(birth_of(party, reported_on), birth_of(child, reported_on)):
            raise Unfit(f"children[{n}].person_id", "is a party's too, of another birth")


def _apart(one: BirthDate, other: BirthDate) -> bool:
    if one == UNKNOWN_BIRTH or other == UNKNOWN_BIRTH or not (one.earliest and one.latest):
        return False
    if not (other.earliest and other.latest):
        return False
    slack = timedelta(days=366 if "age" in {one.precision, other.precision} else 0)
    return one.earliest > other.latest + slack or other.earliest > one.latest + slack


def _refuse_relationships_to_nobody(document: IncidentDocument, numbers: set[str]) -> None:
    for n, child in enumerate(document.children):
        for m, relationship in enumerate(child.relationships):
            place = f"children[{n}].relationships[{m}].to"
            if relationship.to not in numbers:
                raise Unfit(place, "is nobody's person_id in this incident")
            if relationship.to == child.person_id:
                raise Unfit(place, "is the child's own person_id")
