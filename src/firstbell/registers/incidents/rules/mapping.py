"""From the records of a force's own extract to the document of one incident, by its profile."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from firstbell.foundations.take_in.rules import Unfit
from firstbell.registers.incidents.rules.conversion import Words, converted
from firstbell.registers.incidents.rules.document import FORMAT, IncidentDocument
from firstbell.registers.incidents.rules.profile import (
    Group,
    Path,
    Profile,
    RelationshipSource,
    Target,
    columns_of,
    numbered,
)
from firstbell.registers.incidents.rules.profile_shapes import FormatsShape, SourceShape, WhenShape
from firstbell.registers.incidents.rules.reading import check_document, path_of

Record = Mapping[str, Any]

_NO_VERSION_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Draft:
    """The document as it grows, and which column each of its fields came from, for whoever has to correct it."""

    document: dict[str, Any]
    came_from: dict[str, str] = field(default_factory=dict)


def document_from(records: Sequence[Record], profile: Profile) -> IncidentDocument:
    """The incident that one record, or the rows of one incident, tell of.

    Raises Unfit with the document's field and, in brackets, the column that it came from.
    """
    draft = _Draft({"format": FORMAT, "parties": [], "children": []})
    words = words_of(profile.formats)
    for target in profile.incident:
        _refuse_disagreement(target, records)
        _fill(draft, draft.document, (), target, records[0], None, words)
    _number_by_time(draft.document, profile)
    _empty_what_is_blank(draft.document)
    _refuse_people_nobody_asked_for(records, profile)
    for group in profile.groups:
        for record, n in _readings(group, records):
            _add_person(draft, group, record, n, words)
    _relate(draft)
    try:
        return check_document(json.dumps(draft.document))
    except Unfit as error:
        raise Unfit(_with_column(error.field, draft), error.reason) from None


def incident_key(record: Record, profile: Profile) -> tuple[Any, ...]:
    """What rows of the same incident share: the raw values of its force, reference and version."""
    named = [target for target in profile.incident if target.path[0] in ("force", "reference", "version")]
    return tuple(_at(record, column) for target in named for column in columns_of(target.source))


def words_of(formats: FormatsShape) -> Words:
    return Words(
        dates=tuple(formats.date) if isinstance(formats.date, list) else (formats.date,),
        time=formats.time,
        clocks=formats.clocks or "",
        yes=_folded(formats.yes),
        no=_folded(formats.no),
        nothing=_folded(["", *formats.nothing]),
    )


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words)


def _at(record: Record, column: str) -> Any:
    """A column of a CSV row, or a dotted path into a JSON record; None where there is nothing."""
    if column in record:
        return record[column]
    value: Any = record
    for step in column.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _number_by_time(document: dict[str, Any], profile: Profile) -> None:
    """The version of an extract that numbers none: the second at which the force last changed the record."""
    if any(target.source.seconds_of for target in profile.incident):
        try:
            recorded_at = datetime.fromisoformat(document["recorded_at"])
            document["version"] = int((recorded_at - _NO_VERSION_BEFORE).total_seconds())
        except (TypeError, ValueError):
            document["version"] = 1  # so that the fault that is told is the time's


def _refuse_disagreement(target: Target, records: Sequence[Record]) -> None:
    for column in columns_of(target.source):
        if any(_at(record, column) != _at(records[0], column) for record in records[1:]):
            raise Unfit(f"{path_of(target.path)} ({column})", "differs between the rows of this incident")


def _readings(group: Group, records: Sequence[Record]) -> Iterator[tuple[Record, int | None]]:
    """The records that one group reads, each with the number that it fills into its columns."""
    for record in records:
        for item in _items(group.each, record):
            for n in group.numbers or (None,):
                if group.when is None or _holds(group.when, item, n):
                    yield item, n


def _items(each: str | None, record: Record) -> list[Record]:
    if each is None:
        return [record]
    items = _at(record, each)
    if items is None:
        raise Unfit(each, "is missing; give an empty list if there is nobody")
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise Unfit(each, "must be a list of objects")
    return items


def _holds(when: WhenShape, record: Record, n: int | None = None) -> bool:
    value = _at(record, numbered(when.column, n))
    return ("" if value is None else str(value)).strip().casefold() in _folded(when.is_)


def _refuse_people_nobody_asked_for(records: Sequence[Record], profile: Profile) -> None:
    """A row of a person whom no group takes is an error: somebody would be lost unseen."""
    if profile.file.rows == "person":
        _refuse_untaken(records, profile.groups, profile.skip)
    for each in dict.fromkeys(group.each for group in profile.groups if group.each):
        items = [item for record in records for item in _items(each, record)]
        _refuse_untaken(items, [group for group in profile.groups if group.each == each], profile.skip)


def _refuse_untaken(records: Sequence[Record], groups: Sequence[Group], skip: WhenShape | None) -> None:
    whens = [group.when for group in groups if group.when]
    if len(whens) < len(groups):
        return
    for record in records:
        if not any(_holds(when, record) for when in [*whens, *([skip] if skip else [])]):
            columns = " or ".join(dict.fromkeys(when.column for when in whens))
            raise Unfit(columns, "names neither a party nor a child by the profile, and is not to be skipped")


def refuse_what_is_not_read(record: Record, profile: Profile) -> None:
    """Unfit for the first field of a JSON record that the profile does not name (``other_columns = "refuse"``)."""
    if profile.file.other_columns == "ignore":
        return
    read = {name for target in profile.incident for name in columns_of(target.source)}
    read |= {f"{group.each}[].{name}" if group.each else name for group in profile.groups for name in group.columns()}
    if profile.skip:
        read |= {profile.skip.column, *(f"{group.each}[].{profile.skip.column}" for group in profile.groups)}
    for path in _paths(record, read, {group.each for group in profile.groups if group.each}, ""):
        if path not in read:
            raise Unfit(path[:200], 'is not read by the profile; name it there, or set other_columns = "ignore"')


def _paths(record: Record, read: set[str], lists: set[str], before: str) -> Iterator[str]:
    for name, value in record.items():
        path = before + name
        if path not in read and isinstance(value, Mapping):
            yield from _paths(value, read, lists, f"{path}.")
        elif path in lists and isinstance(value, list):
            for item in value:
                yield from _paths(item, read, lists, f"{path}[].") if isinstance(item, Mapping) else (path,)
        elif value is not None:
            yield path


def _add_person(draft: _Draft, group: Group, record: Record, n: int | None, words: Words) -> None:
    if not any(words.says_something(_at(record, numbered(column, n))) for column in group.shown_by()):
        return
    people = draft.document[group.kind]
    person: dict[str, Any] = {}
    place: Path = (group.kind, len(people))
    people.append(person)
    for target in group.targets:
        _fill(draft, person, place, target, record, n, words)
    _empty_what_is_blank(person)
    if group.relationships:
        person["relationships"] = [
            relationship
            for source in group.relationships
            if (relationship := _relationship(source, place, record, n, words))
        ]


def _relationship(
    source: RelationshipSource, place: Path, record: Record, n: int | None, words: Words
) -> dict[str, Any] | None:
    """One relationship; ``to_role`` is put in place of the person until all parties are known."""
    kind = _value(source.kind, (*place, "relationships"), record, n, words)
    to = _value(source.to, (*place, "relationships"), record, n, words) if source.to else None
    if kind is None or (source.to and to is None):
        return None
    return {"to": to, "to_role": source.to_role, "kind": kind}


def _relate(draft: _Draft) -> None:
    """Put the parties of a role in the role's place. Nobody in that role: no relationship, and a person decides."""
    for child in draft.document["children"]:
        related = []
        for one in child.get("relationships", ()):
            role = one["to_role"]
            others = [p["person_id"] for p in draft.document["parties"] if p["role"] == role] if role else [one["to"]]
            related += [{"to": to, "kind": one["kind"]} for to in others if to != child["person_id"]]
        child["relationships"] = related


def _fill(
    draft: _Draft, into: dict[str, Any], place: Path, target: Target, record: Record, n: int | None, words: Words
) -> None:
    value = _value(target, place, record, n, words)
    *outer, last = target.path
    for step in outer:
        into = into.setdefault(str(step), {})
    into[str(last)] = value
    draft.came_from[path_of((*place, *target.path))] = _label(target.source, n)


def _value(target: Target, place: Path, record: Record, n: int | None, words: Words) -> Any:
    source = target.source
    try:
        if source.constant is not None:
            return numbered(source.constant, n) if isinstance(source.constant, str) else source.constant
        if source.seconds_of is not None:
            return None
        if target.takes == "list":
            return _several(source, record, n, words)
        return converted(_said(source, record, n, words), target.takes, words)
    except ValueError as error:
        raise Unfit(f"{path_of((*place, *target.path))} ({_label(source, n)})", str(error)) from None


def _said(source: SourceShape, record: Record, n: int | None, words: Words) -> Any:
    """What the column says, once the profile has put its own word for it; None if nothing."""
    raw = _at(record, numbered(str(source.column), n))
    if not words.says_something(raw):
        return source.blank
    if source.values is None:
        return raw.strip() if isinstance(raw, str) else raw
    meanings = {code.strip().casefold(): meaning for code, meaning in source.values.items()}
    meaning = meanings.get(str(raw).strip().casefold(), source.otherwise)
    if meaning is None:
        raise ValueError("holds a value that the profile does not list among its values")
    return meaning


def _several(source: SourceShape, record: Record, n: int | None, words: Words) -> list[Any]:
    found: list[Any] = []
    for column in columns_of(source):
        raw = _at(record, numbered(column, n))
        pieces = raw if isinstance(raw, list) else [raw]
        if isinstance(raw, str) and source.split:
            pieces = raw.split(source.split)
        found += [piece.strip() if isinstance(piece, str) else piece for piece in pieces if words.says_something(piece)]
    return found


def _empty_what_is_blank(into: dict[str, Any]) -> None:
    """An object none of whose columns says anything is none: a residence without an address, a school without a name.

    A residence that is protected stays, with or without an address.
    """
    for name, empty in _EMPTY.items():
        if name in into and empty(into[name]):
            into[name] = None


_EMPTY: dict[str, Callable[[dict[str, Any]], bool]] = {
    "residence": lambda residence: not any(residence["address"].values()) and not residence["protected"],
    "stated_school": lambda school: not school.get("text"),
    "characteristics": lambda said: not any(said.values()),
    "location": lambda location: not location.get("kind") and not any((location.get("address") or {}).values()),
}


def _label(source: SourceShape, n: int | None) -> str:
    return ", ".join(numbered(column, n) for column in columns_of(source)) or "given by the profile"


def _with_column(path: str, draft: _Draft) -> str:
    column = draft.came_from.get(path)
    return f"{path} ({column})" if column else path
