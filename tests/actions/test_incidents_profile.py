"""A force's own extract, brought to the format by a profile that guesses nothing."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.intake import take_in_incidents
from firstbell.registers.incidents.rules import IncidentFacts

pytestmark = pytest.mark.django_db

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
PROFILE = (HOW_TO / "example-profile.toml").read_text(encoding="utf-8")
EXTRACT = list(csv.DictReader((HOW_TO / "example-extract.csv").read_text(encoding="utf-8").splitlines()))

PERSON_ROWS = """
profile = "firstbell.profile/1"
name = "person-rows"
skip = { column = "Part", is = ["OFF"] }
[file]
kind = "csv"
rows = "person"
[formats]
yes = ["Y"]
no = ["N"]
[incident]
force = { constant = "staffordshire" }
reference = "Ref"
version = "Ver"
recorded_at = "At"
reported_at = "At"
domestic_abuse = { constant = true }
[[parties]]
when = { column = "Part", is = ["VIC", "SUS"] }
person_id = "Id"
role = { column = "Part", values = { VIC = "victim", SUS = "suspect" } }
forenames = "First"
surname = "Last"
[[children]]
when = { column = "Part", is = ["CHI"] }
person_id = "Id"
forenames = "First"
surname = "Last"
relationships = [{ to_role = "victim", kind = { column = "Rel", values = { Son = "child", Nephew = "niece_nephew" } } }]
"""

JSON_RECORDS = """
profile = "firstbell.profile/1"
name = "json"
[file]
kind = "jsonl"
[incident]
force = { constant = "staffordshire" }
reference = "log.number"
version = "log.version"
recorded_at = "log.changed"
reported_at = "log.made"
domestic_abuse = "flags.da"
[[parties]]
each = "people"
when = { column = "type", is = ["adult"] }
person_id = "no"
role = "part"
forenames = "name.first"
surname = "name.last"
phones = { columns = ["phones"] }
[[children]]
each = "people"
when = { column = "type", is = ["child"] }
person_id = "no"
forenames = "name.first"
surname = "name.last"
age = "age"
relationships = [{ to = "of", kind = { constant = "child" } }]
"""

Take = Callable[..., TakenIn]


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def take_in(content: str, profile: str | None = None) -> TakenIn:
        path, toml = tmp_path / "extract", tmp_path / "profile.toml"
        path.write_text(content, encoding="utf-8")
        toml.write_text(profile or "", encoding="utf-8")
        return take_in_incidents(path=path, profile=None if profile is None else toml, by=by, now=now)

    return take_in


def written(*rows: dict[str, str]) -> str:
    columns = list(rows[0])
    lines = [",".join(columns), *(",".join(f'"{row[column]}"' for column in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def facts(reference: str) -> IncidentFacts:
    return queries.facts(queries.find("staffordshire", reference))


def rejects() -> list[tuple[int, str, str]]:
    return [(reject.line, reject.field, reject.reason) for reject in take_ins.rejects()]


def test_the_example_comes_to_the_same_as_the_format_itself(by: Actor, now: datetime) -> None:
    """Taken in by the profile first, the lines of the format then change nothing: not a word is different."""
    extract, profile = HOW_TO / "example-extract.csv", HOW_TO / "example-profile.toml"
    by_profile = take_in_incidents(path=extract, profile=profile, by=by, now=now)
    assert (by_profile.changed, by_profile.rejected) == (2, 0)
    by_format = take_in_incidents(path=HOW_TO / "example-incidents.jsonl", by=by, now=now)
    assert (by_format.changed, by_format.unchanged, by_format.rejected) == (0, 2, 0)
    again = take_in_incidents(path=extract, profile=profile, by=by, now=now)
    assert (again.changed, again.unchanged) == (0, 2)


def test_an_empty_slot_is_nobody_and_a_protected_home_stays_without_its_address(take: Take) -> None:
    take(written(*EXTRACT), PROFILE)
    found = facts("DA-26-004418")
    assert [party.person.person_id for party in found.parties] == ["P1"]
    assert [child.person.person_id for child in found.children] == ["C1"]
    residence = found.parties[0].person.residence
    assert residence
    assert (residence.protected, residence.address.lines) == (True, ())


def test_a_later_state_of_the_record_is_a_higher_version(take: Take) -> None:
    take(written(*EXTRACT), PROFILE)
    later = EXTRACT[0] | {"Last changed": "21/11/2026 09:00", "Crimed": "N"}
    assert take(written(later), PROFILE).changed == 1
    assert facts("DA-26-004417").crime is False
    assert take(written(*EXTRACT), PROFILE).unchanged == 2
    assert facts("DA-26-004417").crime is False


@pytest.mark.parametrize(
    ("column", "value", "field", "reason"),
    [
        ("Ch1 born", "31/02/2015", "children[0].date_of_birth (Ch1 born)", "is no real date in the profile's format"),
        ("Ch1 born", "2015-06-01", "children[0].date_of_birth (Ch1 born)", "is no real date in the profile's format"),
        ("Ch1 born", "01/06/15", "children[0].date_of_birth (Ch1 born)", "is no real date in the profile's format"),
        ("Ch2 age", "-1", "children[1].age (Ch2 age)", "must be 0 or more"),
        ("Ch2 age", "four", "children[1].age (Ch2 age)", "is not a whole number"),
        ("Ch1 there", "maybe", "children[0].present (Ch1 there)", "holds a value that the profile does not list"),
        ("DA", "", "domestic_abuse (DA)", "must be true or false"),
        ("DA", "Perhaps", "domestic_abuse (DA)", "is neither among the profile's words for yes nor for no"),
        ("Logged", "20/11/2026", "reported_at (Logged)", "is no real time in the profile's format"),
        ("Logged", "29/03/2026 01:30", "reported_at (Logged)", "is in the hour that clocks skip in spring"),
        ("Last changed", "", "recorded_at (Last changed)", "must be a time"),
        ("Log number", "", "reference (Log number)", "must be text"),
        ("Agg sex", "Female", "parties[0].sex (Agg sex)", "must be one of 'F', 'M', 'X' or 'U'"),
        ("Agg addr shielded", "", "parties[0].residence.protected (Agg addr shielded)", "must be true or false"),
        ("Council", "999", "local_authority (Council)", "is no authority's code"),
    ],
)
def test_what_is_wrong_is_named_with_its_column(take: Take, column: str, value: str, field: str, reason: str) -> None:
    assert take(written(EXTRACT[0] | {column: value}, EXTRACT[1]), PROFILE).changed == 1
    ((number, named, because),) = rejects()
    assert (number, named) == (2, field)
    assert because.startswith(reason)


def test_the_hour_that_comes_twice_is_the_earlier_one(take: Take) -> None:
    take(written(EXTRACT[0] | {"Logged": "25/10/2026 01:30", "Ch1 born": "2015"}), PROFILE)
    assert facts("DA-26-004417").reported_at.isoformat() == "2026-10-25T00:30:00+00:00"


def test_a_corrected_profile_clears_the_rejects_of_its_file(take: Take) -> None:
    extract = written(EXTRACT[0] | {"DA": "Perhaps"}, EXTRACT[1])
    assert take(extract, PROFILE).rejected == 1
    assert take(extract, PROFILE.replace('yes = ["Y"]', 'yes = ["Y", "Perhaps"]')).rejected == 0
    assert rejects() == []


@pytest.mark.parametrize(
    ("before", "after", "line", "field", "reason"),
    [
        ("[file]", "[file", 6, "", "is not TOML"),
        ('name = "example-extract"', 'name = "Example"', 4, "name", "must be a short name"),
        ("[incident]", "[incidents]", 19, "incidents", "is not known here; is it incident?"),
        ('kind = "csv"', 'kind = "xlsx"', 7, "file.kind", "must be one of 'csv' or 'jsonl'"),
        ('clocks = "Europe/London"', 'clocks = "Paris"', 14, "formats.clocks", "must be one of"),
        ('clocks = "Europe/London"', "#", 11, "formats", "needs clocks"),
        ('time = "%d/%m/%Y %H:%M"', 'time = "%d/%m/%y %H:%M"', 13, "formats.time", "has %y; known are"),
        ('"%m/%Y", "%Y"]', '"%m/%d/%Y"]', 11, "formats", "has two formats for dates of the same precision"),
        ('reference = "Log number"', 'refrence = "Log number"', 21, "incident.refrence", "is it reference?"),
        ('reference = "Log number"', "", 19, "incident.reference", "is missing"),
        ('surname = "Agg surname"', 'surname = { colum = "X" }', 39, "parties[0].surname.colum", "is it column?"),
        (
            'residence.protected = "Agg',
            'residence.protcted = "Agg',
            52,
            "parties[0].residence.protcted",
            "is it protected?",
        ),
        ('residence.protected = "Agg addr shielded"', "", 35, "parties[0].residence.protected", "is missing"),
        ("numbers = [1, 2]", "", 69, "children[0].numbers", "which numbers does {n} stand for?"),
        ('to_role = "suspect"', 'to_role = "brother"', 82, "children[0].relationships[1].to_role", "must be victim"),
        (
            'constant = "victim" }\nfore',
            'constant = "victim", column = "X" }\nfore',
            37,
            "parties[0].role",
            "needs one of",
        ),
    ],
)
def test_a_profile_that_cannot_be_used_says_where(
    take: Take, before: str, after: str, line: int, field: str, reason: str
) -> None:
    assert before in PROFILE
    with pytest.raises(Unusable) as refusal:
        take(written(*EXTRACT), PROFILE.replace(before, after, 1))
    assert (refusal.value.file, refusal.value.field) == ("profile.toml", field)
    assert reason in refusal.value.reason
    assert refusal.value.line == line
    assert not queries.any_taken_in()


def test_a_column_that_is_missing_or_not_named_is_an_error(take: Take) -> None:
    without = [{column: value for column, value in row.items() if column != "Agg addr shielded"} for row in EXTRACT]
    with pytest.raises(Unusable, match="Agg addr shielded: the column is missing"):
        take(written(*without), PROFILE)
    more = [row | {"Ch3 surname": "Okafor"} for row in EXTRACT]
    with pytest.raises(Unusable, match="Ch3 surname: the column is not known"):
        take(written(*more), PROFILE)
    assert take(written(*more), PROFILE.replace('"refuse"', '"ignore"')).changed == 2


def test_the_csv_may_be_in_windows_encoding(tmp_path: Path, by: Actor, now: datetime) -> None:
    path = tmp_path / "extract.csv"
    path.write_bytes(written(EXTRACT[0] | {"Ch1 forenames": "Zoë"}).encode("cp1252"))
    take_in_incidents(path=path, profile=HOW_TO / "example-profile.toml", by=by, now=now)
    assert facts("DA-26-004417").children[0].person.forenames == "Zoë"


def rows(*cells: str, version: int = 1) -> str:
    """``A P1 VIC`` or ``A C1 CHI Son``: a row a person, the reference first."""
    split = [[*cell.split(), ""][:4] for cell in cells]
    return written(
        *(
            {"Ref": ref, "Ver": str(version), "At": "2026-11-20T22:05:00Z", "Id": who, "Part": part}
            | {"First": f"F-{who}", "Last": "Okafor", "Rel": relation}
            for ref, who, part, relation in split
        )
    )


def test_rows_of_one_incident_come_together(take: Take) -> None:
    taken = take(rows("A P1 VIC", "A C1 CHI Son", "A X9 OFF", "A P2 SUS", "B P1 VIC", "B C1 CHI Nephew"), PERSON_ROWS)
    assert (taken.changed, taken.rejected) == (2, 0)
    found = facts("A")
    assert [(p.person.person_id, p.role) for p in found.parties] == [("P1", "victim"), ("P2", "suspect")]
    assert [(r.to, r.kind) for r in found.children[0].relationships] == [("P1", "child")]


def test_a_row_of_nobody_known_is_refused_and_not_dropped(take: Take) -> None:
    assert take(rows("A P1 VIC", "A C1 KID Son", "B P1 VIC"), PERSON_ROWS).changed == 1
    assert rejects() == [(2, "Part", "names neither a party nor a child by the profile, and is not to be skipped")]


def test_rows_that_disagree_about_their_incident_are_refused(take: Take) -> None:
    extract = rows("A P1 VIC", "A C1 CHI Son").replace("22:05", "23:05", 1)
    assert take(extract, PERSON_ROWS).changed == 0
    assert rejects()[0][1:] == ("recorded_at (At)", "differs between the rows of this incident")


def test_rows_of_an_incident_that_are_apart_are_not_two_halves(take: Take) -> None:
    assert take(rows("A P1 VIC", "B P1 VIC", "A C1 CHI Son"), PERSON_ROWS).rejected == 1
    assert rejects()[0][:2] == (4, "version")


def test_an_incident_beside_a_row_that_cannot_be_read_waits_for_it(take: Take) -> None:
    broken = rows("A P1 VIC", "B P1 VIC", "B C1 CHI Son", "C P1 VIC", "D P1 VIC").splitlines()
    broken[3] = '"B","cut'
    taken = take("\n".join(broken) + "\n", PERSON_ROWS)
    assert (taken.changed, taken.rejected) == (2, 3)
    assert [number for number, _, _ in rejects()] == [3, 4, 5]
    assert "stands beside a row that cannot be read" in rejects()[0][2]


def test_a_reference_shared_by_the_whole_file_is_not_held_in_memory(take: Take) -> None:
    extract = rows(*(f"A P{n} VIC" for n in range(700)), "B P1 VIC")
    taken = take(extract, PERSON_ROWS)
    assert (taken.changed, taken.rejected) == (1, 1)
    assert rejects() == [(2, "", "begins an incident of more than 500 rows")]


def record(**changes: Any) -> str:
    adult = {"type": "Adult", "no": "P1", "part": "victim", "name": {"first": "Amy", "last": "Okafor"}, "phones": ["1"]}
    child = {"type": "child", "no": "C1", "name": {"first": "Ollie", "last": None}, "age": 7, "of": "P1"}
    log = {"number": 4417, "version": 1, "changed": "2026-11-20T23:40:00Z", "made": "2026-11-20T22:05:00Z"}
    return json.dumps({"log": log, "flags": {"da": True}, "people": [adult, child]} | changes) + "\n"


def test_json_of_another_shape(take: Take) -> None:
    assert take(record(), JSON_RECORDS).changed == 1
    found = facts("4417")
    assert (found.parties[0].person.phones, found.children[0].person.surname) == (("1",), "")
    assert [(r.to, r.kind) for r in found.children[0].relationships] == [("P1", "child")]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"flags": {"da": "yes"}}, "domestic_abuse (flags.da)", "is neither among the profile's words"),
        ({"flags": {"da": True, "child": True}}, "flags.child", "is not read by the profile"),
        ({"people": [{"type": "child", "nmae": "Ollie"}]}, "people[].nmae", "is not read by the profile"),
        ({"people": [{"type": "dog", "no": "D1"}]}, "type", "names neither a party nor a child"),
        ({"people": {"no": "P1"}}, "people.no", "is not read by the profile"),
        ({"people": None}, "people", "is missing; give an empty list if there is nobody"),
        ({"people": ["P1"]}, "people", "is not read by the profile"),
    ],
)
def test_json_that_the_profile_does_not_expect(take: Take, changes: Any, field: str, reason: str) -> None:
    assert take(record(**changes) + record(), JSON_RECORDS).changed == 1
    ((number, named, because),) = rejects()
    assert (number, named) == (1, field)
    assert because.startswith(reason)
