"""Returns for funders: what they are told of cases, by a profile, and that nothing of anybody is in it."""

import csv
import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstbell.config import returns
from firstbell.config.returns import ALLOWED, SOURCES, identifying
from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.take_in.rules import Unusable
from firstbell.interfaces.cli.commands import app
from world import asked
from world.asked import BORN, HERS, NOW

pytestmark = pytest.mark.django_db

HEAD = 'profile = "firstbell.return/1"\nname = "x"\nsource = "referrals"\nsince = 2026-11-01\nuntil = 2026-11-30\n'
EXAMPLE = Path(__file__).resolve().parents[2] / "docs/how-to/example-return.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "return.toml"
    path.write_text(text, encoding="utf-8")
    return path


def made(folder: Path, columns: str, head: str = HEAD) -> list[dict[str, object]]:
    return returns.make_return(returns.read_profile(written(folder, f"{head}[columns]\n{columns}")))


@pytest.fixture
def referred() -> str:
    client = asked.supported("Eriksen", "STF/1", now=NOW)
    asked.in_the_programme("Eriksen", client, now=NOW)
    return client


def test_a_row_each_case_says_what_came_of_it(tmp_path: Path, referred: str) -> None:
    columns = (
        '"By" = { field = "referred_from", words = { police = "Police" } }\nAge = "age_band"\nSeen = "contacted"\n'
    )
    assert made(tmp_path, columns) == [{"By": "Police", "Age": "25 to 34", "Seen": "yes"}]
    assert made(tmp_path, columns, HEAD.replace("11-30", "11-22")) == [], "the last day counts to its end"
    assert len(made(tmp_path, columns, HEAD.replace("11-30", "11-23"))) == 1


def test_a_handful_is_not_written_as_a_number(tmp_path: Path) -> None:
    for n, grade in enumerate(["high"] * 5 + ["medium"]):
        asked.supported("Eriksen", "STF/1", now=NOW, grade=grade, number=f"01632 96010{n}")
    counted = made(tmp_path, 'Grade = "grade"\n', HEAD + 'count = "Number"\n')
    assert counted == [{"Grade": "high", "Number": 5}, {"Grade": "medium", "Number": "<5"}]


def test_of_a_programme_everybody_referred_is_told_and_nothing_of_a_partner(tmp_path: Path, referred: str) -> None:
    head = HEAD.replace("referrals", "participants").replace("2026-11-01", "2026-01-01")
    (row,) = made(tmp_path, "".join(f'{name} = "{name}"\n' for name in ALLOWED["participants"]), head)
    assert (row["started"], row["sessions_missed"], row["exit"]) == ("yes", 1, "dropped")
    assert not {"support_service", "partner", "offer"} & set(ALLOWED["participants"])


def test_no_field_that_is_about_somebody_is_allowed(tmp_path: Path, referred: str) -> None:
    for name, (shape, _rows) in SOURCES.items():
        assert {one.name for one in fields(shape)} & identifying() == set(), name
    everything = "".join(f'{name} = "{name}"\n' for name in ALLOWED["referrals"])
    told = str(made(tmp_path, everything))
    for word in (HERS, "Amy", "Eriksen", referred, "@", str(BORN["Amy"].year), "SR-"):
        assert word not in told, word


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f'{HEAD}[columns]\nWho = "surname"\n', 7, "identifies somebody, and is never exported"),
        (f'{HEAD}[columns]\nA = "grade"\nB = "worker"\n', 8, "identifies somebody, and is never exported"),
        (f'{HEAD}[columns]\nA = {{ field = "reference" }}\n', 7, "identifies somebody, and is never exported"),
        (f'{HEAD}[columns]\nA = "shoe_size"\n', 7, "is not known"),
        (f"{HEAD}[columns]\nA = 3\n", 7, "must be a field"),
        (f'{HEAD}mood = "good"\n[columns]\nA = "grade"\n', 6, "is not known"),
        (HEAD.replace("referrals", "victims") + '[columns]\nA = "grade"\n', 3, "source must be one of"),
        (HEAD.replace("2026-11-01", '"soon"') + '[columns]\nA = "grade"\n', 4, "must be a day"),
        (HEAD, 0, "a return has columns"),
        ("profile = =\n", 1, "is not TOML"),
    ],
)
def test_a_profile_that_asks_for_too_much_is_refused_by_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(Unusable) as refused:
        returns.read_profile(written(tmp_path, text))
    assert (refused.value.line, says in str(refused.value)) == (line, True)


def test_the_command_writes_it_and_the_trail_says_so(tmp_path: Path, referred: str) -> None:
    out, example = tmp_path / "out.csv", tmp_path / "example.toml"
    example.write_text(EXAMPLE.read_text(encoding="utf-8").replace("2026-06-30", "2026-12-31"), encoding="utf-8")
    run = CliRunner().invoke(
        app, ["export", "returns", "--profile", str(example), "--out", str(out), "--format", "csv"]
    )
    assert run.exit_code == 0, run.output
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert row == {
        "Provider": "support:new-era",
        "Referred by": "Police",
        "Age": "25 to 34",
        "Engaged": "Y",
        "Number": "<5",
    }
    (noted,) = entries(Sought(action="return.exported"), most=9)
    assert json.loads(noted.details)["source"] == "referrals"
    assert CliRunner().invoke(app, ["export", "returns"]).exit_code == 2
    assert CliRunner().invoke(app, ["export", "notices", "--profile", str(example)]).exit_code == 2


def test_the_example_is_a_return() -> None:
    profile = returns.read_profile(EXAMPLE)
    assert (profile.source, profile.until) == ("referrals", date(2026, 6, 30))
