"""Training by command: exit status, files, and what is refused."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from firstbell.foundations.take_in.rules import Unusable
from firstbell.interfaces.cli.commands import app
from firstbell.invented import files, world
from firstbell.pure.matching.model import model_from
from firstbell.registers.linkage.intake import read_materials
from firstbell.registers.linkage.queries.material import material_in_force
from world.area import Area, at
from world.feed import child, incident

DONE, NEEDS_A_PERSON, WRONG_USE = 0, 1, 2
ON = ("--on", "2026-11-26", "--sample", "200000")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented force as it would send its files, and half of its children judged by a person."""
    place = tmp_path_factory.mktemp("force")
    files.write(world.area(11, 2500, incidents=1500), place)
    truth = [row for row in files.truth_rows(place / "truth.csv") if row["upn"]]
    with (place / "labels.csv").open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(("incident_reference", "child_person_id", "upn", "same"))
        for row, other in zip(truth[::2], truth[1::2], strict=False):
            at_once = row["incident_reference"], row["child_person_id"]
            lines.writerow((*at_once, row["upn"], "yes"))
            if other["upn"] != row["upn"]:
                lines.writerow((*at_once, other["upn"], "no"))
    return place


def the_files(folder: Path) -> list[str]:
    rolls = [option for path in sorted(folder.glob("roll_*.csv")) for option in ("--roll", str(path))]
    return [*rolls, "--incidents", str(folder / "incidents.jsonl")]


def firstbell(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["linkage", *arguments])


@pytest.fixture(scope="module")
def kept(folder: Path) -> Path:
    place = folder / "models"
    done = firstbell("train", *the_files(folder), *ON, "--into", str(place))
    assert done.exit_code == DONE, done.output
    assert "forename  same" in done.stdout
    assert "Held: upn, same" in done.stdout
    return place / "firstbell-2026-11-26.json"


def test_a_model_is_kept_with_its_report_and_only_its_user_may_read_it(kept: Path) -> None:
    model = json.loads(kept.read_text(encoding="utf-8"))
    assert model_from(kept.read_text(encoding="utf-8")).name == "firstbell 2026-11-26"
    assert model["made"]["thresholds"].keys() == {"accept", "review", "lead"}
    assert model["made"]["how"] == "expectation maximisation"
    assert (kept.parent / "report" / "index.html").is_file()
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_labels_are_learnt_from(folder: Path) -> None:
    place = folder / "labelled"
    done = firstbell("train", *the_files(folder), *ON, "--labels", str(folder / "labels.csv"), "--into", str(place))
    assert done.exit_code == DONE, done.output
    model = json.loads((place / "firstbell-2026-11-26.json").read_text(encoding="utf-8"))
    assert (model["made"]["how"], model["measured"]["thresholds"]["by"]) == ("labels", "labels")
    assert model["measured"]["ceiling"]["found"] > 0.9


def test_a_model_is_never_overwritten_by_another(folder: Path, kept: Path) -> None:
    before = kept.read_bytes()
    again = firstbell("train", *the_files(folder), *ON, "--into", str(kept.parent))
    assert again.exit_code == DONE, "the same model again changes nothing"
    other = firstbell("train", *the_files(folder), *ON, "--seed", "2", "--into", str(kept.parent))
    assert isinstance(other.exception, Unusable)
    assert "is another model" in str(other.exception)
    assert kept.read_bytes() == before


def test_a_report_says_what_changed(folder: Path, kept: Path) -> None:
    done = firstbell("report", str(kept), "--against", str(kept))
    assert done.exit_code == DONE, done.output
    assert (kept.parent / "report" / "drift.svg").is_file()


def test_a_changed_model_has_no_report(kept: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.json"
    changed.write_text(kept.read_text(encoding="utf-8").replace('"m_probability": 0.', '"m_probability": 0.1', 1))
    done = firstbell("report", str(changed))
    assert done.exit_code == NEEDS_A_PERSON
    assert "not those that this file was made with" in done.stderr


def test_too_few_incidents_teach_nothing_and_every_fault_is_told(folder: Path, tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("".join((folder / "incidents.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:12]))
    rolls = the_files(folder)[:-1]
    done = firstbell("train", *rolls, str(few), *ON, "--into", str(tmp_path / "models"))
    assert done.exit_code == NEEDS_A_PERSON
    assert "too few to tell whether siblings were learnt as one" in done.stderr
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--on"),
        (("--on", "26.11.2026"), "26.11.2026"),
        ((*ON, "--roll", "roll.csv"), "name both rolls and incidents"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], said: str) -> None:
    done = firstbell("train", *arguments)
    assert done.exit_code == WRONG_USE
    assert said in done.stderr


def test_a_file_that_is_not_there_is_unusable(folder: Path, tmp_path: Path) -> None:
    done = firstbell("train", "--roll", str(tmp_path / "none.csv"), "--incidents", str(tmp_path / "none.jsonl"), *ON)
    assert isinstance(done.exception, Unusable)
    assert isinstance(firstbell("report", str(tmp_path / "none.json")).exception, Unusable)


@pytest.mark.django_db
def test_the_database_teaches_what_its_files_would(tmp_path: Path) -> None:
    area = Area(tmp_path)
    urn = area.school("124000")
    area.pupil(urn, "Oliver James", "Okafor", "2016-06-01")
    area.pupil(urn, "Emily", "Smith", "2015-01-02")
    now = at("2026-11-20 23:40")
    area.take_in_registers(now)
    area.incidents(incident(children=[child("C1"), child("C2", forenames="Emily")]), now=now)
    held = material_in_force()
    rolls, feed = sorted(tmp_path.glob("roll-*.csv")), sorted(tmp_path.glob("incidents-*.jsonl"))
    named = read_materials(rolls=rolls, incidents=feed, labels=None, on=now.date())
    assert named.material == held
    assert (len(held.pupils), len(held.sought), named.left_out) == (2, 2, 0)
