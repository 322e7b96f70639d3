"""The incidents of the invented area: valid, true to the rolls beside them, and every named case what it says it is."""

import csv
import json
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from firstbell.invented import moments, sources
from firstbell.invented.cases import CAST
from firstbell.invented.files import write
from firstbell.invented.world import World, area
from firstbell.pure.areas import area_of
from firstbell.pure.periods import london, years_between
from firstbell.registers.incidents.rules.document import IncidentDocument

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def world() -> World:
    return area(2, 1500, incidents=200)


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("night")
    write(world, folder)
    return folder


@pytest.fixture(scope="module")
def feed(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "incidents.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def latest(feed: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {document["reference"]: document for document in sorted(feed, key=lambda document: document["version"])}


@pytest.fixture(scope="module")
def truth(folder: Path) -> Rows:
    return read(folder / "truth.csv")


@pytest.fixture(scope="module")
def roll(folder: Path) -> Rows:
    return [row for code in ("E10000028", "E06000021") for row in read(folder / f"roll_{code}.csv")]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Parties and children by their person_id; a party who is also listed as a child is the party."""
    return {person["person_id"]: person for person in (*document["children"], *document["parties"])}


def test_every_line_of_the_feed_is_valid(folder: Path) -> None:
    for line in (folder / "incidents.jsonl").read_text(encoding="utf-8").splitlines():
        IncidentDocument.model_validate_json(line)


def test_the_feed_comes_in_the_order_in_which_it_was_recorded(feed: list[dict[str, Any]]) -> None:
    recorded = [datetime.fromisoformat(document["recorded_at"]) for document in feed]
    assert recorded == sorted(recorded)
    assert recorded[-1] < moments.RUN_AT
    for document in feed:
        assert datetime.fromisoformat(document["reported_at"]) < datetime.fromisoformat(document["recorded_at"])


def test_nobody_is_born_after_the_report_or_wrongly_grown_up(latest: dict[str, dict[str, Any]]) -> None:
    for document in latest.values():
        on = london(datetime.fromisoformat(document["reported_at"])).date()
        for child in document["children"]:
            stated = child["date_of_birth"]
            if stated and len(stated) == 10:
                assert date.fromisoformat(stated) <= on
                assert years_between(date.fromisoformat(stated), on) < 18


def test_there_is_one_truth_for_every_child_and_young_party(latest: dict[str, dict[str, Any]], truth: Rows) -> None:
    told = [(row["incident_reference"], row["child_person_id"]) for row in truth]
    assert len(set(told)) == len(told)
    expected = set()
    for reference, document in latest.items():
        on = london(datetime.fromisoformat(document["reported_at"])).date()
        expected |= {(reference, child["person_id"]) for child in document["children"]}
        expected |= {
            (reference, party["person_id"])
            for party in document["parties"]
            if years_between(date.fromisoformat(party["date_of_birth"]), on) < 18
        }
    assert set(told) == expected


def test_the_truth_agrees_with_the_rolls(truth: Rows, roll: Rows) -> None:
    """Every current single, main or subsidiary line; of two single ones the later. What no roll knows yet is apart."""
    now = {school.old_urn: school.urn for school in sources.schools() if school.old_urn}
    current: dict[str, Rows] = defaultdict(list)
    for row in roll:
        if row["upn"] and not row["leaving_date"] and row["enrolment"] != "G":
            current[row["upn"]].append(row)
    checked = 0
    for row in truth:
        if row["place"] != "establishment" or not row["upn"] or row["case"] == "moved_since_the_extract":
            continue
        lines = sorted(current[row["upn"]], key=lambda line: line["entry_date"])
        if [line["enrolment"] for line in lines] == ["C", "C"]:
            lines = lines[1:]
        assert {now.get(line["urn"], line["urn"]) for line in lines} == set(row["urns"].split()), row
        checked += 1
    assert checked > 150


def test_the_truth_agrees_with_itself(truth: Rows) -> None:
    for row in truth:
        place = row["place"]
        assert bool(row["urns"]) == (place == "establishment"), row
        assert bool(row["authority"]) == (place == "authority"), row
        assert bool(row["force"]) == (place == "force"), row
        assert row["in_scope"] == {"none": "no"}.get(place, row["in_scope"])
        assert row["in_scope"] != "person" or place == "person"
        assert set(row["hold"].split()) <= set(row["urns"].split())
        assert row["force"] != "staffordshire"


def test_a_child_of_another_force_has_its_residence_in_the_report(
    latest: dict[str, dict[str, Any]], truth: Rows
) -> None:
    for row in truth:
        if row["force"]:
            child = people(latest[row["incident_reference"]])[row["child_person_id"]]
            found = area_of(child["residence"]["address"]["postcode"])
            assert found is not None
            assert found.force == row["force"]


def test_most_of_what_is_garbled_is_in_the_report(latest: dict[str, dict[str, Any]], truth: Rows) -> None:
    for row in truth:
        child = people(latest[row["incident_reference"]])[row["child_person_id"]]
        garbled = row["garbled"].split("; ")
        assert ("age_only" in garbled) == (child.get("age") is not None)
        assert not ("year_only" in garbled and len(child["date_of_birth"]) != 4)
        if "no_residence" in garbled:
            assert child["residence"] is None


def test_every_case_of_the_cast_is_there(truth: Rows) -> None:
    wanted = {
        case.label(place)
        for case in CAST
        for telling in case.tellings
        for place in (range(len(case.wish.children)) if telling.listed is None else telling.listed)
    }
    assert wanted <= {row["case"] for row in truth}
    assert {row["case"] for row in truth} - wanted == {"ordinary"}
    assert set(EXPECTED) == wanted


# What each named case comes to: in scope, place, number of establishments told, of those that may be, of those held.
TOLD = ("yes", "establishment", 1, 0, 0)
SOMEBODY = ("yes", "person", 0, 0, 0)
HELD = ("yes", "establishment", 1, 0, 1)
EXPECTED: dict[str, tuple[str, str, int, int, int]] = {
    "twins_in_one_school": TOLD,
    "twins_in_two_schools": TOLD,
    "triplets": TOLD,
    "primary_secondary_and_college": TOLD,
    "step_child": TOLD,
    "half_sibling": TOLD,
    "contact_child_at_the_other_home": TOLD,
    "contact_child_recorded_at_the_other_home": TOLD,
    "cousin_as_carer": TOLD,
    "grandparents_as_carers": TOLD,
    "namesakes": TOLD,
    "home_educated": ("yes", "authority", 0, 0, 0),
    "sibling_of_home_educated": TOLD,
    "missing_education": ("yes", "authority", 0, 0, 0),
    "on_no_roll": SOMEBODY,
    "dual_registration": ("yes", "establishment", 2, 0, 0),
    "boards_out_of_area": SOMEBODY,
    "boarder_from_another_force": ("yes", "force", 0, 1, 0),
    "school_in_wales": SOMEBODY,
    "school_in_scotland": SOMEBODY,
    "nursery_class": TOLD,
    "baby": ("yes", "no_establishment", 0, 0, 0),
    "victim_of_sixteen": TOLD,
    "suspect_of_seventeen": ("person", "person", 0, 0, 0),
    "sibling_of_the_suspect": TOLD,
    "victim_under_sixteen": TOLD,
    "turned_eighteen_overnight": TOLD,
    "sibling_of_eighteen": TOLD,
    "moved_school_last_week": TOLD,
    "moved_since_the_extract": TOLD,
    "refuge": TOLD,
    "protected_address": TOLD,
    "party_is_the_safeguarding_lead": HELD,
    "party_chairs_the_governors": HELD,
    "party_is_the_caretaker": HELD,
    "staff_namesake_without_birth_date": HELD,
    "staff_namesake_born_another_day": TOLD,
    "two_incidents_in_one_night": TOLD,
    "regraded": TOLD,
    "counter_allegation": TOLD,
    "historic_incident_reported_now": TOLD,
    "school_said_as_st_marys": TOLD,
    "inset_day_before_half_term": TOLD,
    "related_to_the_parties": TOLD,
    "related_to_another_party_only": ("no", "none", 0, 0, 0),
    "related_to_nobody": ("no", "none", 0, 0, 0),
    "relationships_empty": ("person", "person", 0, 0, 0),
    "lives_in_cheshire": ("yes", "force", 0, 0, 0),
    "lives_in_west_mercia": ("yes", "force", 0, 0, 0),
    "lives_in_west_midlands_at_school_here": ("yes", "force", 0, 1, 0),
    "lives_in_derbyshire": ("yes", "force", 0, 0, 0),
    "school_by_the_suspect_only": SOMEBODY,
    "not_domestic_abuse": ("no", "none", 0, 0, 0),
    "claimed_by_two_authorities": TOLD,
    "left_the_roll": SOMEBODY,
    "school_became_an_academy": TOLD,
    "lead_on_leave": TOLD,
    **dict.fromkeys(("spelt_another_way", "polish_names", "nickname", "called_by_middle_name"), TOLD),
    **dict.fromkeys(("double_barrelled", "misheard", "mistyped", "day_and_month_swapped", "one_digit_off"), TOLD),
    **dict.fromkeys(("year_only", "age_only", "mothers_surname_for_the_fathers", "old_address", "no_residence"), TOLD),
}


@pytest.mark.parametrize("case", EXPECTED)
def test_each_case_comes_to_what_it_should(case: str, truth: Rows) -> None:
    rows = [row for row in truth if row["case"] == case]
    assert rows
    for row in rows:
        counts = (len(row[column].split()) for column in ("urns", "may_be_told", "hold"))
        assert (row["in_scope"], row["place"], *counts) == EXPECTED[case]


def rows_of(case: str, truth: Rows) -> Rows:
    return [row for row in truth if row["case"] == case]


def test_twins_share_a_school_or_do_not(truth: Rows) -> None:
    assert len({row["urns"] for row in rows_of("twins_in_one_school", truth)}) == 1
    assert len({row["urns"] for row in rows_of("twins_in_two_schools", truth)}) == 2
    assert len(rows_of("triplets", truth)) == 3


def test_one_family_goes_to_a_primary_a_secondary_and_a_college(truth: Rows) -> None:
    schools = [sources.school_by_urn()[row["urns"]] for row in rows_of("primary_secondary_and_college", truth)]
    assert [school.college for school in schools] == [True, False, False]
    assert schools[1].high > 11 > schools[2].low
    assert len({school.urn for school in schools}) == 3


def test_the_namesake_is_another_pupil_with_the_same_name_and_birth_date(truth: Rows, roll: Rows) -> None:
    (row,) = rows_of("namesakes", truth)
    mine = next(line for line in roll if line["upn"] == row["upn"])
    alike = [
        line
        for line in roll
        if all(line[column] == mine[column] for column in ("forenames", "surname", "date_of_birth", "sex"))
    ]
    assert len(alike) == 2
    assert len({(line["upn"], line["address_line_1"], line["postcode"]) for line in alike}) == 2


def test_who_moved_since_the_extract_still_stands_at_the_old_school(truth: Rows, roll: Rows) -> None:
    (row,) = rows_of("moved_since_the_extract", truth)
    lines = [line for line in roll if line["upn"] == row["upn"]]
    assert [line["leaving_date"] for line in lines] == [""]
    assert lines[0]["urn"] != row["urns"]


def test_the_academy_stands_on_the_roll_under_its_old_number(truth: Rows, roll: Rows) -> None:
    (row,) = rows_of("school_became_an_academy", truth)
    (line,) = [line for line in roll if line["upn"] == row["upn"]]
    assert sources.school_by_urn()[row["urns"]].old_urn == line["urn"]


def test_two_authorities_claim_one_child_and_the_later_is_right(truth: Rows, roll: Rows) -> None:
    (row,) = rows_of("claimed_by_two_authorities", truth)
    lines = sorted((line for line in roll if line["upn"] == row["upn"]), key=lambda line: line["entry_date"])
    assert [(line["enrolment"], line["leaving_date"]) for line in lines] == [("C", ""), ("C", "")]
    assert lines[1]["urn"] == row["urns"]
    assert len({sources.school_by_urn()[line["urn"]].authority for line in lines}) == 2


def test_the_one_who_turned_eighteen_was_seventeen_when_it_was_reported(
    truth: Rows, latest: dict[str, dict[str, Any]]
) -> None:
    (row,) = rows_of("turned_eighteen_overnight", truth)
    document = latest[row["incident_reference"]]
    child = people(document)[row["child_person_id"]]
    born = date.fromisoformat(child["date_of_birth"])
    assert years_between(born, london(datetime.fromisoformat(document["reported_at"])).date()) == 17
    assert years_between(born, london(moments.RUN_AT).date()) == 18


def test_the_report_of_ten_to_eight_was_written_before_the_bell(truth: Rows, latest: dict[str, dict[str, Any]]) -> None:
    (row,) = rows_of("school_said_as_st_marys", truth)
    document = latest[row["incident_reference"]]
    assert document["reported_at"] == "2026-02-12T07:50:00+00:00"
    assert datetime.fromisoformat(document["recorded_at"]) < datetime(2026, 2, 12, 8, 30, tzinfo=UTC)
    assert people(document)[row["child_person_id"]]["stated_school"]["text"] == "St Marys"
    assert sources.school_by_urn()[row["urns"]].name.startswith("St Mary")


def test_two_incidents_are_tied_by_the_forces_own_number(truth: Rows, latest: dict[str, dict[str, Any]]) -> None:
    rows = rows_of("two_incidents_in_one_night", truth)
    assert len({row["incident_reference"] for row in rows}) == 2
    known = {people(latest[row["incident_reference"]])[row["child_person_id"]]["nominal"] for row in rows}
    assert len(known) == 1


def test_second_versions_put_right_what_was_wrong(
    truth: Rows, feed: list[dict[str, Any]], latest: dict[str, dict[str, Any]]
) -> None:
    (row,) = rows_of("regraded", truth)
    versions = [document for document in feed if document["reference"] == row["incident_reference"]]
    assert [document["version"] for document in versions] == [1, 2]
    assert versions[0]["children"][0]["forenames"] != versions[1]["children"][0]["forenames"]
    assert versions[1]["risk"]["supervisor_grade"] == "high"
    (counter,) = rows_of("counter_allegation", truth)
    assert [party["role"] for party in latest[counter["incident_reference"]]["parties"]] == ["both", "both"]


def test_a_protected_address_is_marked_and_the_roll_does_not_have_it(
    truth: Rows, latest: dict[str, dict[str, Any]], roll: Rows
) -> None:
    for row in rows_of("refuge", truth):
        document = latest[row["incident_reference"]]
        victim = document["parties"][0]
        assert victim["residence"]["protected"] is True
        lines = [line for line in roll if line["upn"] == row["upn"]]
        assert lines[0]["postcode"] != victim["residence"]["address"]["postcode"]
        assert document["location"]["address"]["postcode"] == lines[0]["postcode"]


def test_the_parties_on_the_staff_are_on_the_staff_list(
    truth: Rows, latest: dict[str, dict[str, Any]], folder: Path
) -> None:
    staff = {(row["urn"], row["forenames"], row["surname"]): row for row in read(folder / "staff.csv")}
    for case in ("party_is_the_safeguarding_lead", "party_chairs_the_governors", "staff_namesake_without_birth_date"):
        (row,) = rows_of(case, truth)
        parties = latest[row["incident_reference"]]["parties"]
        found = [staff.get((row["hold"], party["forenames"], party["surname"])) for party in parties]
        assert any(found), case
    (row,) = rows_of("party_is_the_safeguarding_lead", truth)
    first = next(line for line in read(folder / "contacts.csv") if line["urn"] == row["urns"] and line["rank"] == "1")
    names = {f"{party['forenames']} {party['surname']}" for party in latest[row["incident_reference"]]["parties"]}
    assert first["name"] in names


def test_the_school_of_the_inset_day_is_closed_on_the_friday(truth: Rows, folder: Path) -> None:
    (row,) = rows_of("inset_day_before_half_term", truth)
    closed = {(line["calendar"], line["date"]) for line in read(folder / "closures.csv")}
    assert (row["urns"], "2026-02-13") in closed
    (row,) = rows_of("lead_on_leave", truth)
    away = [line for line in read(folder / "contacts.csv") if line["away_from"]]
    assert [line["urn"] for line in away] == [row["urns"]]


def test_the_young_victim_listed_twice_is_one_person(truth: Rows, latest: dict[str, dict[str, Any]]) -> None:
    (row,) = rows_of("victim_of_sixteen", truth)
    document = latest[row["incident_reference"]]
    assert row["child_person_id"] == "P1"
    assert [child["person_id"] for child in document["children"]] == ["P1"]


def test_fewer_incidents_than_cases_are_the_first_cases() -> None:
    plan = area(2, 300, incidents=10).plan()
    assert len(plan) == 10
    assert {item.index for item in plan} == set(range(10))


def test_a_year_keeps_its_truths(tmp_path: Path) -> None:
    """Children are in a report only where they were born and under 18 then."""
    world = area(6, 600, incidents=400, whole_year=True)
    on_no_list = 0
    for report, rows in world.reports():
        on = london(report.reported_at).date()
        for recorded in report.recorded:
            assert recorded.child.born <= on
            assert years_between(recorded.child.born, on) < 18
        on_no_list += not rows
    assert on_no_list > 120
