"""Rolls and reports as they really come: what nobody should have sent is answered all the same, and never wrongly."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from firstbell.foundations.take_in.rules import Unusable
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.queries import waiting
from world import Area
from world.area import COUNTY, STOKE
from world.feed import child, incident, party

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(tmp_path: Path) -> Area:
    area = Area(tmp_path)
    area.school("100001")
    area.school("100002")
    return area


def told(area: Area, now: datetime, **facts: object) -> list[str]:
    """Which establishments are told of the one child of an incident."""
    area.take_in_registers(now)
    area.incidents(incident(children=[child("C1", **facts)]), now=now)
    area.run(now)
    return area.told("C1")


def needs(now: datetime, area: Area) -> set[str]:
    return {need.code for need in waiting(now, area.policy)}


@pytest.mark.parametrize(
    ("on_the_roll", "born", "written"),
    [
        (("OLIVER JAMES", "OKAFOR"), "2016-06-01", {}),
        (("Master Oliver", "Okafor"), "2016-06-01", {}),
        (("Олівер", "Окафор"), "2016-06-01", {}),
        (("محمد", "خان"), "2016-06-01", {"forenames": "Mohammed", "surname": "Khan"}),
        (("Oliver", "Okafor"), "2016-06-01", {"forenames": "MASTER OLIVER", "surname": "OKAFOR"}),
        (("Oliver", "unknown"), "2016-06-01", {}),
        (("Oliver", "Okafor"), "1900-01-01", {}),
    ],
)
def test_the_one_pupil_however_the_roll_writes_it(
    area: Area, now: datetime, on_the_roll: tuple[str, str], born: str, written: dict[str, str]
) -> None:
    area.pupil("100001", *on_the_roll, born, postcode="st41aa")
    area.pupil("100002", "Emily", "Okafor", "2016-06-01")
    assert told(area, now, **written) == ["100001"]


def test_no_surname_and_no_forename_go_to_a_person(area: Area, now: datetime) -> None:
    area.pupil("100001", "nfa", "unknown", "2016-06-01")
    area.pupil("100002", "Baby", "Okafor", "2016-06-01")
    assert told(area, now) == []
    assert area.asked("C1")


def test_the_postcode_of_the_old_house_costs_nothing_where_name_and_birth_agree(area: Area, now: datetime) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", address_line_1="9 Old Street", postcode="ST4 9ZZ")
    assert told(area, now) == ["100001"]


def test_two_authorities_that_claim_one_pupil(area: Area, now: datetime) -> None:
    """The later registration may be told, the older alone never."""
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", entry_date="2024-09-02")
    area.pupil("100002", "Oliver", "Okafor", "2016-06-01", on=COUNTY, entry_date="2026-09-02")
    assert told(area, now) == ["100002"]
    assert area.asked("C1") == "two_registrations"


def test_pupils_under_one_number_are_told_apart(area: Area, now: datetime) -> None:
    """Three lines in a hundred bear another pupil's UPN: nobody is taken for another because of it."""
    for number in range(100):
        upn = "B801200005001" if number < 3 else ""
        born = date(2015, 1, 1) + timedelta(days=31 * (number % 40))
        area.pupil("100002", f"{'Ada Ben Cem Dot Eve'.split()[number % 5]}", f"Example{number}", str(born), upn=upn)
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", upn="B801200005001")
    assert told(area, now) == ["100001"]


def test_without_a_roll_everybody_goes_to_a_person_and_it_is_said(area: Area, now: datetime) -> None:
    assert told(area, now) == []
    assert area.asked("C1")
    assert "no_roll" in needs(now, area)


def test_a_roll_without_a_line_that_can_be_used_is_refused(area: Area, now: datetime) -> None:
    area.pupil("100001", "Oliver", "Okafor", "not a date")
    with pytest.raises(Unusable, match="not one of its lines can be used"):
        area.take_in_registers(now)
    assert schools.current_rolls() == []


def test_a_roll_that_halves_is_refused_until_somebody_agrees(area: Area, now: datetime) -> None:
    for number in range(4):
        area.pupil("100001", "Ada", f"Example{number}", "2016-06-01")
    area.take_in_registers(now)
    del area.pupils[STOKE][2:]
    with pytest.raises(Unusable, match="who agreed"):
        area.take_in_registers(now, as_of=date(2026, 11, 17))


def test_a_roll_of_an_earlier_year_is_said_to_be(area: Area, now: datetime) -> None:
    for number in range(120):
        area.pupil("100001", "Ada", f"Example{number}", "2016-06-01", entry_date="2024-09-02")
    area.take_in_registers(now)
    assert schools.rolls_of_another_year(now.date()) == [STOKE]
    assert "old_rolls" in needs(now, area)
    area.pupils[STOKE][0]["entry_date"] = "2026-09-02"
    area.take_in_registers(now, as_of=date(2026, 11, 17))
    assert schools.rolls_of_another_year(now.date()) == []
    assert schools.rolls_of_another_year(date(2028, 1, 1)) == [STOKE]


def test_a_report_with_no_more_than_a_placeholder_goes_to_a_person(area: Area, now: datetime) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    unknown = child("C1", forenames="Unknown", surname="nfa", date_of_birth=None, age=10)
    area.incidents(incident(parties=[party("P1", surname="Smith")], children=[unknown]), now=now)
    area.run(now)
    assert (area.told("C1"), bool(area.asked("C1"))) == ([], True)
