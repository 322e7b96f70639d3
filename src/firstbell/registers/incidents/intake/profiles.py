"""Reading a mapping profile, and a force's own extract by it."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firstbell.foundations.take_in.intake.lines import read_csv, read_lines
from firstbell.foundations.take_in.rules import Line, Unfit, Unusable
from firstbell.registers.incidents.rules.document import IncidentDocument
from firstbell.registers.incidents.rules.mapping import document_from, incident_key, refuse_what_is_not_read
from firstbell.registers.incidents.rules.profile import Profile, line_of, profile_from
from firstbell.registers.incidents.rules.profile_shapes import ProfileFault
from firstbell.registers.incidents.rules.reading import read_object

REMEDY = "Correct the profile; docs/how-to/load-your-forces-data.md says how it is written."

MOST_ROWS = 500
"""How many rows one incident may have. More are a reference that is not the incident's."""

_NEIGHBOUR = "stands beside a row that cannot be read and may belong to this incident; correct both"


def read_profile(path: Path) -> Profile:
    """The profile in a TOML file. Raises Unusable with the key and, where it can be told, its line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return profile_from(tomllib.loads(text))
    except OSError as error:
        raise Unusable(path.name, reason=f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(path.name, reason="is not UTF-8.", remedy="Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        reason = f"is not TOML: {str(error).partition(' (at')[0]}."
        raise Unusable(path.name, int(place[1]) if place else 0, reason=reason, remedy=REMEDY) from None
    except ProfileFault as fault:
        raise Unusable(path.name, line_of(text, fault.key), fault.key, f"{fault.reason}.", REMEDY) from None


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of a CSV file or a line of JSON, or why it is neither."""

    number: int
    values: dict[str, Any]
    problem: str
    raw: str


def extract_lines(path: Path, profile: Profile) -> Iterator[Line]:
    """One Line an incident, under the number of its first row."""
    if profile.file.kind == "csv":
        rows = read_csv(path, required=profile.columns(), known=_known(profile))
        records = (_Record(row.number, row.values, row.problem, row.raw) for row in rows)
    elif profile.file.rows == "incident":
        return read_lines(path)
    else:
        records = (_json_record(line, profile) for line in read_lines(path))
    return _by_incident(records, profile) if profile.file.rows == "person" else map(_alone, records)


def document_of(line: Line, profile: Profile) -> IncidentDocument:
    """The document that a Line of ``extract_lines`` comes to. Raises Unfit."""
    if (profile.file.kind, profile.file.rows) != ("jsonl", "incident"):
        return document_from(json.loads(line.text), profile)
    return document_from([_read(line, profile)], profile)


def _known(profile: Profile) -> list[str] | None:
    return profile.columns() if profile.file.other_columns == "refuse" else None


def _read(line: Line, profile: Profile) -> dict[str, Any]:
    record = read_object(line.text, unended=line.unended)
    refuse_what_is_not_read(record, profile)
    return record


def _json_record(line: Line, profile: Profile) -> _Record:
    if line.problem:
        return _Record(line.number, {}, line.problem, line.raw)
    try:
        values = _read(line, profile)
    except Unfit as error:
        return _Record(line.number, {}, f"{error.field} {error.reason}".strip(), line.text)
    return _Record(line.number, values, "", line.text)


def _alone(record: _Record) -> Line:
    return Line(record.number, "" if record.problem else _text([record]), record.problem, record.raw)


def _by_incident(records: Iterator[_Record], profile: Profile) -> Iterator[Line]:
    """Rows that follow each other and name the same incident, together.

    A row that cannot be read might be a child of the incident before it or after it: neither is taken in without it.
    """
    rows: list[_Record] = []
    doubted = False
    for record in records:
        if rows and (record.problem or incident_key(record.values, profile) != incident_key(rows[0].values, profile)):
            yield _together(rows, doubted or bool(record.problem))
            rows, doubted = [], False
        if record.problem:
            yield _alone(record)
            doubted = True
        elif len(rows) <= MOST_ROWS:
            rows.append(record)
    if rows:
        yield _together(rows, doubted)


def _together(rows: list[_Record], doubted: bool) -> Line:
    raw = "\n".join(row.raw for row in rows)
    if len(rows) > MOST_ROWS:
        return Line(rows[0].number, "", f"begins an incident of more than {MOST_ROWS} rows", raw)
    return Line(rows[0].number, "" if doubted else _text(rows), _NEIGHBOUR if doubted else "", raw)


def _text(rows: list[_Record]) -> str:
    return json.dumps([row.values for row in rows], ensure_ascii=False)
