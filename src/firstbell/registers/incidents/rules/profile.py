"""A mapping profile: how a force's own extract is brought to ``firstbell.incident/1`` (``firstbell.profile/1``, TOML).

Everything is stated, nothing is guessed: which column a field comes from, how dates are written, what each code means.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from firstbell.registers.incidents.rules.document import (
    ChildDocument,
    IncidentDocument,
    PartyDocument,
    RelationshipDocument,
    Strict,
)
from firstbell.registers.incidents.rules.profile_shapes import (
    FileShape,
    FormatsShape,
    ProfileFault,
    SourceShape,
    WhenShape,
)
from firstbell.registers.incidents.rules.reading import path_of, sentence_of

Path = tuple[str | int, ...]
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the document, what kind of value it takes, and where that comes from."""

    path: Path
    takes: str
    source: SourceShape
    key: str


@dataclass(frozen=True, slots=True)
class RelationshipSource:
    """What a child is to somebody: to a person_id, or to every party of ``to_role``."""

    to: Target | None
    to_role: str | None
    kind: Target


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind: ``numbers`` fill ``{n}`` in its columns, ``each`` is the list of a JSON record it reads."""

    kind: Literal["parties", "children"]
    key: str
    targets: tuple[Target, ...]
    relationships: tuple[RelationshipSource, ...]
    numbers: tuple[int, ...]
    each: str | None
    when: WhenShape | None
    if_any: tuple[str, ...]

    def columns(self) -> Iterator[str]:
        """Every column that the group reads, with its numbers filled in."""
        sources = [target.source for target in self.targets]
        for relationship in self.relationships:
            sources += [target.source for target in (relationship.to, relationship.kind) if target]
        named = [*self.if_any, *([self.when.column] if self.when else [])]
        for column in dict.fromkeys([*named, *(name for source in sources for name in columns_of(source))]):
            yield from dict.fromkeys(numbered(column, n) for n in (self.numbers or (None,)))

    def shown_by(self) -> tuple[str, ...]:
        """The columns of which one at least says something where there is a person: a numbered person's own."""
        if self.if_any:
            return self.if_any
        columns = dict.fromkeys(name for target in self.targets for name in columns_of(target.source))
        return tuple(name for name in columns if not self.numbers or "{n}" in name)


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    file: FileShape
    formats: FormatsShape
    incident: tuple[Target, ...]
    groups: tuple[Group, ...]
    skip: WhenShape | None

    def columns(self) -> list[str]:
        """Every column that the profile reads, each once."""
        own = [name for target in self.incident for name in columns_of(target.source)]
        skipped = [self.skip.column] if self.skip else []
        return list(dict.fromkeys([*own, *skipped, *(name for group in self.groups for name in group.columns())]))


def numbered(text: str, n: int | None) -> str:
    return text if n is None else text.replace("{n}", str(n))


def columns_of(source: SourceShape) -> list[str]:
    return [source.column] if source.column is not None else list(source.columns or ())


def profile_from(stated: Mapping[str, Any]) -> Profile:
    """The profile that a TOML file states. Raises ProfileFault for anything unknown, missing or at odds."""
    known = ("profile", "name", "file", "formats", "skip", "incident", "parties", "children")
    for key in stated:
        if key not in known:
            raise ProfileFault(key, _not_known(key, known))
    if stated.get("profile") != "firstbell.profile/1":
        raise ProfileFault("profile", 'must be "firstbell.profile/1"')
    if not isinstance(stated.get("name"), str) or not re.fullmatch(r"[a-z0-9-]{1,60}", stated["name"]):
        raise ProfileFault("name", "must be a short name of small letters, digits and hyphens")
    file = _shape(FileShape, stated.get("file", {}), "file")
    skip = _shape(WhenShape, stated["skip"], "skip") if "skip" in stated else None
    formats = _shape(FormatsShape, stated.get("formats", {}), "formats")
    incident = tuple(_targets(IncidentDocument, stated.get("incident", {}), "incident"))
    _refuse_unmapped(IncidentDocument, incident, "incident", given={"format", "parties", "children"})
    groups = tuple(group for kind in GROUPS for group in _groups(kind, stated.get(kind), file))
    _refuse_groups_that_overlap(groups, file)
    return Profile(stated["name"], file, formats, incident, groups, skip)


GROUPS: dict[Literal["parties", "children"], type[PartyDocument | ChildDocument]] = {
    "parties": PartyDocument,
    "children": ChildDocument,
}
OF_A_GROUP = ("when", "numbers", "each", "if_any", "relationships")


def _groups(kind: Literal["parties", "children"], stated: Any, file: FileShape) -> Iterator[Group]:
    if not isinstance(stated, list) or not stated or not all(isinstance(one, dict) for one in stated):
        raise ProfileFault(kind, f"is missing: say where the {kind} are, in one or more [[{kind}]]")
    for place, one in enumerate(stated):
        group = _group(kind, one, f"{kind}[{place}]")
        if group.each and (file.kind != "jsonl" or file.rows == "person"):
            raise ProfileFault(f"{group.key}.each", "is for JSON with one incident a line")
        if not group.numbers and any("{n}" in column for column in group.columns()):
            raise ProfileFault(f"{group.key}.numbers", "is missing: which numbers does {n} stand for?")
        if not group.shown_by():
            raise ProfileFault(f"{group.key}.if_any", "is missing: which columns tell that there is a person?")
        yield group


def _refuse_groups_that_overlap(groups: Sequence[Group], file: FileShape) -> None:
    """Where several groups read the same rows, or the same list, each says which of them are its own."""
    for group in groups:
        shares = [other for other in groups if other.each == group.each]
        if group.when is None and (file.rows == "person" or (group.each and len(shares) > 1)):
            raise ProfileFault(f"{group.key}.when", "is missing: which rows does this group read?")


def _group(kind: Literal["parties", "children"], stated: dict[str, Any], key: str) -> Group:
    fields = {name: value for name, value in stated.items() if name not in OF_A_GROUP}
    targets = tuple(_targets(GROUPS[kind], fields, key))
    _refuse_unmapped(GROUPS[kind], targets, key)
    rest = _shape(_GroupShape, {name: stated[name] for name in OF_A_GROUP[:-1] if name in stated}, key)
    related = stated.get("relationships", [])
    if related and kind == "parties":
        raise ProfileFault(f"{key}.relationships", "is for children")
    if not isinstance(related, list):
        raise ProfileFault(f"{key}.relationships", "must be a list [...]")
    relationships = tuple(_relationship(one, f"{key}.relationships[{n}]") for n, one in enumerate(related))
    return Group(
        kind, key, targets, relationships, tuple(rest.numbers or ()), rest.each, rest.when, tuple(rest.if_any or ())
    )


class _GroupShape(Strict):
    when: WhenShape | None = None
    numbers: list[int] | None = None
    each: str | None = None
    if_any: list[str] | None = None


def _relationship(stated: Any, key: str) -> RelationshipSource:
    if not isinstance(stated, dict) or ("to" in stated) == ("to_role" in stated) or "kind" not in stated:
        raise ProfileFault(key, "needs kind, and one of to (a person_id) and to_role (such as victim)")
    for name in stated:
        if name not in ("to", "to_role", "kind"):
            raise ProfileFault(f"{key}.{name}", _not_known(name, ("to", "to_role", "kind")))
    role = stated.get("to_role")
    if role is not None and role not in ("victim", "suspect", "both", "other"):
        raise ProfileFault(f"{key}.to_role", "must be victim, suspect, both or other")
    found = {target.path[0]: target for target in _targets(RelationshipDocument, _without(stated, "to_role"), key)}
    return RelationshipSource(found.get("to"), role, found["kind"])


def _without(stated: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in stated.items() if key != name}


def _targets(model: type[BaseModel], stated: Any, key: str, path: Path = ()) -> Iterator[Target]:
    """The fields that a table of the profile fills. A field that the format does not know is a fault."""
    if not isinstance(stated, dict):
        raise ProfileFault(key, "must be a table")
    for name, value in stated.items():
        here = f"{key}.{name}"
        if name not in model.model_fields or name in ("format", "parties", "children"):
            raise ProfileFault(here, _not_known(name, tuple(model.model_fields)))
        annotation = model.model_fields[name].annotation
        inner = next((part for part in _flat(annotation) if _is_model(part)), None)
        if inner is not None and tuple not in _flat(annotation):
            yield from _targets(inner, value, here, (*path, name))
        else:
            yield Target((*path, name), _takes(name, annotation, here), _source(value, here), here)


def _source(value: Any, key: str) -> SourceShape:
    source = _shape(SourceShape, {"column": value} if isinstance(value, str) else value, key)
    if source.seconds_of is not None and (key, source.seconds_of) != ("incident.version", "recorded_at"):
        raise ProfileFault(key, 'only version can be { seconds_of = "recorded_at" }')
    return source


def _takes(name: str, annotation: Any, key: str) -> str:
    if name == "date_of_birth":
        return "birth"
    parts = _flat(annotation)
    if dict in parts:
        raise ProfileFault(key, "cannot be mapped")
    kinds = {tuple: "list", bool: "yes_no", int: "whole", datetime: "moment", date: "day"}
    return next((word for kind, word in kinds.items() if kind in parts), "text")


def _flat(annotation: Any) -> list[Any]:
    """An annotation and everything inside it; a Literal's words are no types."""
    if get_origin(annotation) is Literal:
        return []
    inside = [part for argument in get_args(annotation) for part in _flat(argument)]
    return [get_origin(annotation) or annotation, *inside]


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _refuse_unmapped(
    model: type[BaseModel], targets: Sequence[Target], key: str, given: frozenset[str] | set[str] = frozenset()
) -> None:
    """A profile that leaves a mandatory field out would have every line rejected."""
    mapped = {str(target.path[0]) for target in targets} | given
    for name, field in model.model_fields.items():
        if field.is_required() and name not in mapped:
            raise ProfileFault(f"{key}.{name}", "is missing: say which column it comes from, or give a constant")
    residence = [target.path[1] for target in targets if target.path[0] == "residence"]
    for name in ("address", "protected"):
        if residence and name not in residence:
            raise ProfileFault(
                f"{key}.residence.{name}", "is missing: a residence says where and whether it is protected"
            )


def _shape(model: type[Shape], stated: Any, key: str) -> Shape:
    try:
        return model.model_validate(stated)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        place = path_of(detail["loc"])
        if detail["type"] == "extra_forbidden":
            names = [field.alias or name for name, field in model.model_fields.items()]
            raise ProfileFault(f"{key}.{place}", _not_known(place, names)) from None
        raise ProfileFault(f"{key}.{place}".rstrip("."), sentence_of(detail)) from None


def _not_known(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return "is not known here" + (f"; is it {near[0]}?" if near else f"; known are {', '.join(known)}")


def line_of(text: str, key: str) -> int:
    """The line of a profile's text where a key stands, or the nearest table above it; 0 if it is not there at all."""
    table, counts, best, found = "", dict[str, int](), -1, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line):
            table = _table(header[1], line.lstrip().startswith("[["), counts)
            here = table
        elif entry := re.match(r"\s*([\w.-]+)\s*=", line):
            here = f"{table}.{entry[1]}".lstrip(".")
        else:
            continue
        if len(here) > best and (key == here or key.startswith((f"{here}.", f"{here}["))):
            best, found = len(here), number
    return found


def _table(name: str, one_of_many: bool, counts: dict[str, int]) -> str:
    """The key of a table: the second ``[[children]]`` is ``children[1]``, and ``[children.residence]`` is within it."""
    if one_of_many:
        counts[name] = counts.get(name, -1) + 1
    head, dot, rest = name.partition(".")
    return f"{head}[{counts[head]}]{dot}{rest}" if head in counts else name
