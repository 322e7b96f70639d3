"""The invented area as a whole: the same bytes every time, rolls that hold together, a night and a year."""

import csv
import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from stdnum.gb import upn as stdnum_upn

from firstbell.invented import moments, sources
from firstbell.invented.files import WrittenFile, write
from firstbell.invented.people import Family
from firstbell.invented.upns import MOST, upn
from firstbell.invented.world import World, area
from firstbell.pure.areas import area_of
from firstbell.pure.periods import london_date

SEED, PUPILS = 11, 1200
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def world() -> World:
    return area(SEED, PUPILS)


@pytest.fixture(scope="module")
def families(world: World) -> list[Family]:
    return list(world.families())


@pytest.fixture(scope="module")
def written(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, WrittenFile]:
    return {file.path.name: file for file in write(world, tmp_path_factory.mktemp("area"))}


@pytest.fixture(scope="module")
def roll(written: dict[str, WrittenFile]) -> Rows:
    return [row for name in ("roll_E10000028.csv", "roll_E06000021.csv") for row in read(written[name].path)]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest_in_a_fresh_process(folder: Path, hash_seed: str) -> str:
    code = (
        "import sys; from pathlib import Path; from firstbell.invented.world import area;"
        "from firstbell.invented.files import write; write(area(5, 300), Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(folder)], check=True, env=os.environ | {"PYTHONHASHSEED": hash_seed}
    )
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    first = digest_in_a_fresh_process(tmp_path / "one", "1")
    assert first == digest_in_a_fresh_process(tmp_path / "two", "2")


def test_another_seed_gives_other_people() -> None:
    one, other = area(1, 300).family(80), area(2, 300).family(80)
    assert [child.forenames for child in one.children] != [child.forenames for child in other.children]


def test_a_family_is_the_same_whenever_it_is_asked_for(world: World, families: list[Family]) -> None:
    assert [family for family in families if family.index == 97] == [world.family(97)]
    assert sorted(family.index for family in families) == list(range(len(world)))


def test_the_rolls_have_exactly_the_pupils_asked_for(families: list[Family]) -> None:
    assert sum(child.on_a_roll for family in families for child in family.children) == PUPILS


@pytest.mark.parametrize(("pupils", "incidents"), [(199, 60), (400_001, 60), (300, -1)])
def test_an_area_too_small_or_too_large_is_refused(pupils: int, incidents: int) -> None:
    with pytest.raises(ValueError, match=r"pupils|incidents"):
        area(1, pupils, incidents=incidents)


def test_every_pupil_number_is_valid_and_one_childs_only(roll: Rows) -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in roll:
        if row["upn"]:
            assert stdnum_upn.validate(row["upn"]) == row["upn"]
            assert not "1000" <= row["upn"][4:8] <= "8999", "a number that a real school could have given"
            owners[row["upn"]].add((row["forenames"], row["date_of_birth"]))
    assert len(owners) > 0.8 * PUPILS
    assert all(len(who) == 1 for who in owners.values())


def test_pupil_numbers_run_out_with_a_sentence() -> None:
    assert upn("860", MOST - 1, 2020) != upn("860", 0, 2020)
    with pytest.raises(ValueError, match="numbers"):
        upn("860", MOST, 2020)


def test_every_line_names_a_school_that_takes_the_age(roll: Rows) -> None:
    schools = {urn: school for school in sources.schools() for urn in (school.urn, school.old_urn)}
    for row in roll:
        born = date.fromisoformat(row["date_of_birth"])
        years = 2025 - born.year - ((born.month, born.day) > (8, 31))
        if row["education"] in ("ehe", "cme"):
            assert row["urn"] == ""
            assert 5 <= years < 16
        else:
            assert schools[row["urn"]].takes(years), row
            assert (row["education"] == "fe") == schools[row["urn"]].college
        assert date.fromisoformat(row["entry_date"]) > born
        assert not row["leaving_date"] or row["leaving_date"] < "2026-02-06"


def test_a_school_stands_on_the_roll_of_its_own_authority(written: dict[str, WrittenFile]) -> None:
    authority = {urn: school.authority for school in sources.schools() for urn in (school.urn, school.old_urn)}
    for file in written.values():
        if file.kind == "roll":
            assert file.as_of == date(2026, 2, 6)
            assert {authority[row["urn"]] for row in read(file.path) if row["urn"]} == {file.authority}


def test_every_home_lies_where_its_postcode_says(families: list[Family]) -> None:
    homes = {person.home for family in families for person in (*family.adults.values(), *family.children)}
    for home in homes:
        found = area_of(home.postcode)
        assert found is not None
        assert found.force == home.force
        assert home.authority == (found.authority if home.force == "staffordshire" else "")


def test_brothers_and_sisters_could_be_of_one_mother(families: list[Family]) -> None:
    multiples = 0
    for family in families:
        mother = family.adults.get("mother")
        born = sorted(child.born for child in family.children if child.kin.get("mother") == "child")
        multiples += sum(one == other for one, other in pairwise(born))
        assert all(one == other or (other - one).days >= 300 for one, other in pairwise(born))
        if mother and born:
            assert born[0].year - mother.born.year >= 14
            assert born[-1].year - mother.born.year <= 48
        assert len({child.forenames for child in family.children}) == len(family.children)
    assert 0.005 * PUPILS <= multiples <= 0.04 * PUPILS


def test_the_roll_has_every_kind_of_line(roll: Rows) -> None:
    assert {row["enrolment"] for row in roll} == {"C", "M", "S", "G"} or PUPILS < 2000
    assert {row["education"] for row in roll} == {"school", "fe", "ehe", "cme"}
    assert any(row["leaving_date"] for row in roll)
    mains = Counter(row["upn"] for row in roll if row["enrolment"] == "M")
    subsidiaries = Counter(row["upn"] for row in roll if row["enrolment"] == "S")
    assert mains == subsidiaries


def test_two_contacts_answer_for_nearly_every_school(written: dict[str, WrittenFile]) -> None:
    rows = read(written["contacts.csv"].path)
    ranks: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        ranks[row["urn"]].append(row["rank"])
        assert row["email"].endswith(".example")
    assert all(found == ["1", "2"] for found in ranks.values())
    assert 560 <= len(ranks) - 2 < 573
    assert [row["role"] for row in rows if row["urn"] in (sources.COUNTY, sources.STOKE)] == ["la_officer"] * 4
    stale = sum(row["verified_on"] < "2025-11-15" for row in rows)
    assert 0.01 * len(rows) < stale < 0.06 * len(rows)


def test_nobody_can_be_rung_or_written_to(families: list[Family]) -> None:
    for family in families:
        for person in family.adults.values():
            assert person.phone == "" or person.phone.startswith("07700 900")
            assert person.email == "" or person.email.endswith("@post.example")


def test_the_night_lies_between_its_ends(world: World) -> None:
    plan = world.plan()
    assert len(plan) == 60
    assert all(moments.NIGHT_FROM <= item.reported_at <= moments.NIGHT_UNTIL for item in plan)
    assert [item.reported_at for item in plan] == sorted(item.reported_at for item in plan)


def test_a_year_has_busy_mondays_and_the_cases_in_its_last_night() -> None:
    plan = area(3, 300, incidents=3000, whole_year=True).plan()
    ordinary = [london_date(item.reported_at) for item in plan if item.case is None]
    days = Counter(day.weekday() for day in ordinary)
    others = sum(days[weekday] for weekday in range(1, 7)) / 6
    assert 2.5 < days[0] / others < 3.5
    assert max(ordinary) < date(2026, 2, 12)
    assert min(ordinary) == date(2025, 2, 13)
    assert all(item.reported_at >= moments.NIGHT_FROM for item in plan if item.case)


def test_the_shipped_data_is_small_and_says_whose_it_is() -> None:
    folder = Path(sources.__file__).parent / "data"
    assert sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) <= 3_000_000
    licences = (folder / "LICENCES.md").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in licences
    assert all(path.name in licences for path in folder.glob("*.csv*") if "by_hand" not in path.name)


def test_the_573_establishments_are_in_the_registers_own_columns() -> None:
    rows = list(sources.rows("establishments.csv.gz"))
    assert len(rows) == 573
    assert {row["LA (code)"] for row in rows} == {"860", "861", "830", "336", "333", "895"}
    assert all(row["TypeOfEstablishment (name)"] and row["PhaseOfEducation (name)"] and row["Postcode"] for row in rows)
    assert all(int(row["StatutoryLowAge"]) < int(row["StatutoryHighAge"]) for row in rows)


@pytest.mark.parametrize(
    ("day", "open_"),
    [("2026-02-13", True), ("2026-02-16", False), ("2026-02-20", False), ("2026-02-23", True), ("2025-10-24", True)],
)
def test_half_term_splits_the_blocks_of_pupil_days(day: str, open_: bool) -> None:
    for code in (sources.COUNTY, sources.STOKE):
        blocks = [row for row in sources.rows("terms.csv") if row["calendar"] == code]
        assert any(row["first_day"] <= day <= row["last_day"] for row in blocks) == open_
