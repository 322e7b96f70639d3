"""Every contract of ``.importlinter``, broken on purpose in a copy of the real tree."""

import shutil
from pathlib import Path

import pytest

from architecture.checks.contracts import broken, unlike_the_plan, verdicts
from architecture.checks.source import ROOT, told

FLOORS = "H1 Floors import only downward"
INVENTED = "H1 What is invented knows only pure things"
WAYS_IN = "H1 The ways in do not lean on each other"
REPORTING = "H1 Publication stands on performance"
JOINT = "H1 Joint work stands side by side"
RESPONSES = "H1 Responses are independent of each other"
REGISTERS = "H1 Registers: linkage, then incidents, then people and schools"
FOUNDATIONS = "H1 Foundations: accounts, delivery, jobs, take-in, subject access and retention, audit, seals and lists"
SPLINK = "H1 Only matching imports Splink"
DUCKDB = "H1 Only matching and figures import DuckDB"
INSIDE = "H2 Inside a part: jobs, intake, actions and gateways, queries, models, rules"
PLAIN = "H2 Rules and pure things never import Django, a database or the network"
MODELS = "H3 A part's models are private to it"
GATEWAYS = "H3 A part's gateways are private to it"
SCREENS = "H4 The ways in never import models"

OFFENCES = [
    (FLOORS, "pure.refusal", "firstbell.foundations.audit.rules"),
    (FLOORS, "foundations.audit.queries", "firstbell.registers.people.rules"),
    (FLOORS, "registers.people.queries", "firstbell.responses.encompass.queries"),
    (FLOORS, "registers.people.queries", "firstbell.config.settings"),
    (FLOORS, "config.schedule", "firstbell.interfaces.cli.main"),
    (FLOORS, "responses.encompass.queries", "firstbell.reporting.performance.queries"),
    (INVENTED, "invented.place", "firstbell.registers.schools.queries"),
    (INVENTED, "invented.place", "firstbell.config.env"),
    (WAYS_IN, "interfaces.web.public.views", "firstbell.interfaces.cli.main"),
    (REPORTING, "reporting.performance.queries", "firstbell.reporting.publication.queries"),
    (JOINT, "joint.early_picture.queries", "firstbell.joint.intensification.queries"),
    (RESPONSES, "responses.cocoon.queries", "firstbell.responses.encompass.queries"),
    (REGISTERS, "registers.people.queries", "firstbell.registers.schools.queries"),
    (REGISTERS, "registers.schools.queries", "firstbell.registers.people.queries"),
    (REGISTERS, "registers.incidents.queries", "firstbell.registers.linkage.queries"),
    (FOUNDATIONS, "foundations.audit.queries", "firstbell.foundations.take_in.queries"),
    (FOUNDATIONS, "foundations.take_in.queries", "firstbell.foundations.jobs.queries"),
    (FOUNDATIONS, "foundations.jobs.queries", "firstbell.foundations.delivery.queries"),
    (FOUNDATIONS, "foundations.subject_access.queries", "firstbell.foundations.retention.queries"),
    (FOUNDATIONS, "foundations.retention.queries", "firstbell.foundations.take_in.queries"),
    (FOUNDATIONS, "foundations.seals.rules", "firstbell.foundations.audit.rules"),
    (FOUNDATIONS, "foundations.lists.queries", "firstbell.foundations.seals.rules"),
    (SPLINK, "registers.linkage.jobs", "splink"),
    (DUCKDB, "pure.refusal", "duckdb"),
    (INSIDE, "responses.encompass.rules", "firstbell.responses.encompass.queries"),
    (INSIDE, "responses.encompass.queries", "firstbell.responses.encompass.actions"),
    (INSIDE, "responses.encompass.actions", "firstbell.responses.encompass.jobs"),
    (INSIDE, "foundations.delivery.actions", "firstbell.foundations.delivery.gateways"),
    (INSIDE, "registers.schools.actions", "firstbell.registers.schools.intake"),
    (PLAIN, "pure.refusal", "django"),
    (PLAIN, "pure.refusal", "sqlite3"),
    (PLAIN, "responses.encompass.rules", "django"),
    (PLAIN, "registers.people.rules", "firstbell.registers.schools.queries"),
    (MODELS, "responses.encompass.actions", "firstbell.registers.incidents.models"),
    (MODELS, "registers.linkage.queries", "firstbell.registers.schools.models"),
    (GATEWAYS, "responses.encompass.jobs", "firstbell.foundations.delivery.gateways"),
    (SCREENS, "interfaces.cli.main", "firstbell.registers.incidents.models"),
]
"""The contract, the module that offends, and what it imports. Modules that later issues build are made for the day."""

STRAYS = [
    (FLOORS, "tools"),
    (REGISTERS, "registers.homes"),
    (INSIDE, "registers.people.logic"),
    (WAYS_IN, "interfaces.fax"),
]
"""The contract, and a module that it does not know."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.csv", "*.gz", "*.json", "*.parquet", "*.txt")
    shutil.copytree(ROOT / "src/firstbell", tmp_path / "src/firstbell", ignore=ignored)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def _lay(root: Path, module: str, line: str) -> None:
    """Add a line to a module of the copy: to its file, to its folder's ``__init__``, or to a new file."""
    path = root / "src/firstbell" / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for folder in reversed(file.relative_to(root / "src").parents):
        (root / "src" / folder).mkdir(exist_ok=True)
        if folder.parts:
            (root / "src" / folder / "__init__.py").touch()
    with file.open("a", encoding="utf-8") as end:
        end.write(f"\n{line}\n")


@pytest.mark.parametrize(("contract", "module", "imported"), OFFENCES)
def test_an_import_that_points_up_is_seen(copy: Path, contract: str, module: str, imported: str) -> None:
    if imported.startswith("firstbell."):
        _lay(copy, imported.removeprefix("firstbell."), "")
    _lay(copy, module, f"import {imported}")
    held_against = verdicts(copy)[contract]
    assert f"firstbell.{module} -> {imported}" in held_against


@pytest.mark.parametrize(("contract", "module"), STRAYS)
def test_a_module_that_is_not_declared_is_seen(copy: Path, contract: str, module: str) -> None:
    _lay(copy, module, "x = 1")
    held_against = verdicts(copy)[contract]
    assert f"- firstbell.{module}" in held_against


def test_every_contract_was_broken() -> None:
    assert {contract for contract, *_ in OFFENCES} == set(verdicts(ROOT))


def test_a_copy_stands_as_the_house_stands(copy: Path) -> None:
    """What the copies show is what was laid into them, not that they are copies."""
    assert verdicts(copy) == verdicts(ROOT)


def test_a_contract_that_leaves_the_plan_is_seen(copy: Path) -> None:
    assert not unlike_the_plan(copy), told(unlike_the_plan(copy))
    contracts = copy / ".importlinter"
    contracts.write_text(contracts.read_text().replace("    people | schools | premises\n", "    schools | premises\n"))
    assert [breach.where for breach in unlike_the_plan(copy)] == [".importlinter:registers"]


def test_a_broken_contract_breaks_its_rule(copy: Path) -> None:
    before = {breach.where for breach in broken(ROOT, "H4")}
    _lay(copy, "interfaces.cli.main", "import firstbell.registers.people.models")
    assert {breach.where for breach in broken(copy, "H4")} - before == {SCREENS}
