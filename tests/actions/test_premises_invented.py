"""Homes that do not exist: the same from the same seed, never a real number, and those of the incidents among them."""

from collections import Counter
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstbell.interfaces.cli.commands import app
from firstbell.invented import dwellings, sources, world
from firstbell.invented.people import Home
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.premises import jobs, queries
from firstbell.registers.premises.intake import take_in_homes
from world.homes import written

HOMES = 600
AT = {name: place for place, name in enumerate(dwellings.COLUMNS)}


def test_the_same_seed_gives_the_same_homes_and_another_gives_others() -> None:
    first = list(dwellings.rows(1, HOMES))
    assert list(dwellings.rows(1, HOMES)) == first
    assert list(dwellings.rows(2, HOMES)) != first
    assert sum(row[AT["CLASS"]].startswith("RD") for row in first) == HOMES


def test_no_number_could_be_a_real_home() -> None:
    rows = list(dwellings.rows(1, HOMES))
    assert len({row[0] for row in rows}) == len(rows)
    assert all(len(row[0]) == 12 and row[0].startswith("9") for row in rows)
    assert all(row[AT["USRN"]].startswith("99") for row in rows)


def test_no_two_streets_lie_on_each_other() -> None:
    points: dict[tuple[str, str], set[str]] = {}
    for row in dwellings.rows(1, 3_000):
        points.setdefault((row[AT["X_COORDINATE"]], row[AT["Y_COORDINATE"]]), set()).add(row[AT["USRN"]])
    assert max(Counter(len(streets) for streets in points.values())) == 1


@pytest.mark.django_db
def test_they_are_taken_in_without_a_reject_and_somebody_hears_nearly_everybody(
    tmp_path: Path, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    rows = (dict(zip(dwellings.COLUMNS, row, strict=True)) for row in dwellings.rows(1, HOMES))
    taken = take_in_homes(path=written(tmp_path / "homes.csv", rows, dwellings.COLUMNS), by=by, now=now)
    assert taken.rejected == 0
    while jobs.work_out_hearing(by=by, now=now, policy=policy):
        pass
    found = queries.homes_for_partition()
    assert len(found.uprn) == HOMES
    heard = set(found.first.tolist()) | set(found.second.tolist())
    assert len(heard) > 0.95 * HOMES
    streets = found.street[found.first] == found.street[found.second]
    assert streets.all(), "streets that lie apart do not hear each other"


@pytest.mark.django_db
def test_the_victims_of_the_incidents_live_in_them(tmp_path: Path, by: Actor, now: datetime) -> None:
    area = world.area(1, 300, incidents=20)
    reports = islice(area.reports(), 20)
    lived_in = [report.family.person(report.telling.victim).home for report, _ in reports]
    here = [home for home in lived_in if home.force == sources.FORCE]
    streets = {home.postcode for home in here}
    rows = (dict(zip(dwellings.COLUMNS, row, strict=True)) for row in dwellings.rows(1, 50, here))
    take_in_homes(path=written(tmp_path / "homes.csv", rows, dwellings.COLUMNS), by=by, now=now)
    assert len(streets) > 10
    assert [home for home in here if queries.find_home((*home.lines, home.town), home.postcode) is None] == []


def test_flats_and_named_houses_that_are_lived_in_are_there() -> None:
    place = sources.streets()["E07000197"][0]
    at = (place.town, place.postcode, place.district, place.authority, place.force, place.easting, place.northing)
    homes = [Home(("Flat 5", f"17 {place.street}"), *at), Home(("Rose Cottage", place.street), *at)]
    rows = [row for row in dwellings.rows(1, 0, homes) if row[AT["STREET"]] == place.street]
    assert ("17", "Flat 5") in {(row[AT["BUILDING_NUMBER"]], row[AT["SUB_BUILDING"]]) for row in rows}
    assert "Rose Cottage" in {row[AT["BUILDING_NAME"]] for row in rows}


@pytest.mark.django_db
def test_the_command_takes_homes_in(tmp_path: Path) -> None:
    rows = (dict(zip(dwellings.COLUMNS, row, strict=True)) for row in dwellings.rows(1, 30))
    path = written(tmp_path / "homes.csv", rows, dwellings.COLUMNS)
    done = CliRunner().invoke(app, ["take-in", "homes", str(path), "--now", "2026-11-20T23:40:00+00:00"])
    assert (done.exit_code, "0 rejected" in done.output) == (0, True)
    assert queries.standing().homes == 30
