"""The whole job by command, as an administrator or another system does it: exit status, output and files."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from world.area import CONTACT, GIAS, ROLL
from world.feed import child, incident

FIRSTBELL = Path(sys.executable).with_name("firstbell")
DONE, NEEDS_A_PERSON, WRONG_USE = 0, 1, 2
Said = subprocess.CompletedProcess[str]


class Installation:
    """A home of its own, worked by the command line only. Always on SQLite: what differs is below this floor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FIRSTBELL_")}
        self.environment = kept | {"FIRSTBELL_HOME": str(folder / "home"), "NO_COLOR": "1"}

    def __call__(self, *arguments: str, status: int = DONE) -> str:
        done = self.ask(*arguments)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def ask(self, *arguments: str) -> Said:
        command = [str(FIRSTBELL), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def export(self, what: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self("export", what).splitlines()]

    def csv(self, name: str, header: list[str], *rows: dict[str, str]) -> str:
        path = self.folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=header, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return str(path)

    def feed(self, name: str, *documents: dict[str, Any], tail: str = "") -> str:
        path = self.folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents) + tail, encoding="utf-8")
        return str(path)


@pytest.fixture(scope="module")
def firstbell(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with one school, two contacts, one term and one pupil, for all the tests of this module."""
    made = Installation(tmp_path_factory.mktemp("installation"))
    made("setup")
    noon = ("--now", "2026-11-19T12:00:00+00:00")
    school = {
        "URN": "100001", "LA (code)": "861", "EstablishmentName": "St Peter's Primary School",
        "EstablishmentStatus (name)": "Open", "StatutoryLowAge": "3", "StatutoryHighAge": "11", "Postcode": "ST4 1AA",
    }  # fmt: skip
    made("take-in", "establishments", made.csv("schools", GIAS, school), *noon)
    lead = {"urn": "100001", "rank": "1", "role": "dsl", "name": "Robin Example", "verified_on": "2026-11-01"}
    contacts = [
        lead | {"email": "dsl@school.example"},
        lead | {"rank": "2", "role": "head", "email": "head@school.example"},
    ]
    made("take-in", "contacts", made.csv("contacts", CONTACT, *contacts), *noon)
    terms = {"calendar": "861", "first_day": "2026-11-02", "last_day": "2026-12-18"}
    made("take-in", "terms", made.csv("terms", list(terms), terms), *noon)
    pupil = {
        "urn": "100001", "forenames": "Oliver", "surname": "Okafor", "date_of_birth": "2016-06-01", "sex": "M",
        "address_line_1": "12 Example Road", "postcode": "ST4 1AA", "enrolment": "C", "education": "school",
    }  # fmt: skip
    roll = made.csv("roll", ROLL, pupil)
    made("take-in", "roll", roll, "--authority", "861", "--as-of", "2026-11-16", *noon)
    return made


def test_before_setup_it_says_what_to_do(tmp_path: Path) -> None:
    said = Installation(tmp_path).ask("status")
    assert said.returncode == WRONG_USE
    assert "firstbell setup" in said.stderr
    assert "Traceback" not in said.stderr


def test_from_a_file_to_an_acknowledged_notice(firstbell: Installation) -> None:
    night = ("--now", "2026-11-19T23:00:00+00:00")
    file = firstbell.feed("night", incident())
    assert "1 changed something" in firstbell("take-in", "incidents", file, *night)
    assert "1 changed nothing" in firstbell("take-in", "incidents", file, *night)
    firstbell("run", "--now", "2026-11-20T06:00:00+00:00")
    (notice,) = [row for row in firstbell.export("notices") if row["incident_reference"] == "STF/2026/0000001"]
    assert (notice["status"], notice["due_by"]) == ("sent", "2026-11-20T08:30:00+00:00")
    early = ("--now", "2026-11-20T07:00:00+00:00")
    assert (
        firstbell.ask("notice", "acknowledge", notice["reference"], "--as", "stranger@x.example", *early).returncode
        == 2
    )
    shown = firstbell("notice", "show", notice["reference"], "--as", "dsl@school.example", *early)
    assert "Oliver Okafor" in shown
    assert "Example Road" not in shown
    firstbell("notice", "acknowledge", notice["reference"], "--as", "dsl@school.example", *early)
    firstbell("notice", "acknowledge", notice["reference"], "--as", "dsl@school.example", *early)
    (notice,) = [row for row in firstbell.export("notices") if row["incident_reference"] == "STF/2026/0000001"]
    assert notice["status"] == "acknowledged"
    firstbell("verify")


def test_a_bad_line_is_a_reject_and_a_good_one_is_taken(firstbell: Installation) -> None:
    born_later = incident("STF/2026/0000900", children=[child(born="2027-01-01")])
    wrong_day = incident("STF/2026/0000901", children=[child(born="2016-02-31")])
    cut_off = json.dumps(incident("STF/2026/0000902"))[:200]
    file = firstbell.feed("bad", born_later, incident("STF/2026/0000903", children=[]), wrong_day, tail=cut_off)
    said = firstbell("take-in", "incidents", file, "--now", "2026-11-19T23:10:00+00:00", status=NEEDS_A_PERSON)
    assert "3 rejected" in said
    rejects = {row["line"]: row["field"] for row in firstbell.export("rejects") if row["file"] == "bad.jsonl"}
    assert sorted(rejects) == [1, 3, 4]
    assert "date_of_birth" in rejects[1]
    assert "date_of_birth" in rejects[3]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("take-in", "roll", "{folder}/roll.csv"), "--authority"),
        (("take-in", "roll", "{folder}/roll.csv", "--authority", "861", "--as-of", "31/02/2026"), "2026-02-06"),
        (("take-in", "contacts", "{folder}/roll.csv"), "rank"),
        (("take-in", "contacts", "{folder}/missing.csv"), "missing.csv"),
        (("run", "--now", "2026-11-20T06:00:00"), "offset"),
        (("review", "decide", "STF/1", "C1", "--as", "x", "--reason", "y"), "--urn"),
        (("review", "decide", "STF/1", "C1", "--as", "x", "--reason", "y", "--none"), "STF/1"),
        (("receipt", "N-AAAAAAAAAA", "bounced"), "N-AAAAAAAAAA"),
    ],
)
def test_wrong_use_is_a_sentence(firstbell: Installation, arguments: tuple[str, ...], sentence: str) -> None:
    said = firstbell.ask(*(argument.format(folder=firstbell.folder) for argument in arguments))
    assert said.returncode == WRONG_USE
    assert sentence in " ".join(said.stderr.split())
    assert "Traceback" not in said.stderr


def test_exports_for_machines(firstbell: Installation) -> None:
    file = firstbell.feed("exported", incident("STF/2026/0000800", children=[]), incident("STF/2026/0000801"))
    firstbell("take-in", "incidents", file, "--now", "2026-11-19T23:30:00+00:00")
    firstbell.ask("run", "--now", "2026-11-20T06:30:00+00:00")
    out = firstbell.folder / "exposures.csv"
    firstbell("export", "exposures", "--format", "csv", "--out", str(out))
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"incident_reference", "child_person_id", "in_scope", "place"} <= set(rows[0])
    assert out.stat().st_mode & 0o077 == 0


def test_status_for_machines(firstbell: Installation) -> None:
    said = firstbell.ask("status", "--json", "--now", "2026-11-22T06:00:00+00:00")
    assert said.returncode == NEEDS_A_PERSON
    assert "feed" in {row["code"] for row in json.loads(said.stdout)}
