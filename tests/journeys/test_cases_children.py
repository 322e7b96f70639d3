"""Cases that every release must pass: who the child is and where the child goes."""

from datetime import datetime
from typing import Any

import pytest

from world.area import COUNTY, STOKE, Area, at
from world.feed import child, home, incident, party, suspect

NIGHT = at("2026-11-19 23:00")
MORNING = at("2026-11-20 06:00")
FRIDAY_BELL = "2026-11-20T08:30:00+00:00"


def after_the_night(area: Area, *documents: dict[str, Any], now: datetime = MORNING) -> None:
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(*documents, now=NIGHT)
    area.run(now)


def test_one_child_on_a_roll_is_told_before_the_bell(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    after_the_night(area, incident())
    (notice,) = area.notices("C1")
    assert (notice["establishment_urn"], notice["status"], notice["due_by"]) == ("100001", "sent", FRIDAY_BELL)
    assert (notice["found_by"], notice["decided_by"], notice["updates"]) == ([1], "rule", 0)
    assert area.exposure("C1")["place"] == "establishment"


def test_twins_in_one_school(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100001", "Jacob", "Okafor", "2016-06-01")
    after_the_night(area, incident(children=[child("C1", "Oliver"), child("C2", "Jacob")]))
    assert (area.told("C1"), area.told("C2")) == (["100001"], ["100001"])
    assert len({notice["reference"] for notice in area.notices()}) == 2


def test_twins_in_two_schools(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100002", "Jacob", "Okafor", "2016-06-01")
    after_the_night(area, incident(children=[child("C1", "Oliver"), child("C2", "Jacob")]))
    assert (area.told("C1"), area.told("C2")) == (["100001"], ["100002"])


def test_a_doubtful_forename_beside_a_twin_is_for_a_person(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100002", "Olivia", "Okafor", "2016-06-01", sex="F")
    after_the_night(area, incident(children=[child("C1", "Oliva", sex="U")]))
    assert area.told("C1") == []
    assert area.asked("C1") == "which_pupil"
    assert area.exposure("C1")["place"] == "person"


def test_three_siblings_in_primary_secondary_and_college(area: Area) -> None:
    area.school(
        "100004",
        "Stoke College",
        **{"TypeOfEstablishment (name)": "Further education", "StatutoryLowAge": "16", "StatutoryHighAge": "99"},
    )
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100003", "Grace", "Okafor", "2012-01-20", sex="F")
    area.pupil("100004", "Samuel", "Okafor", "2009-03-05", education="fe")
    children = [
        child("C1"),
        child("C2", "Grace", born="2012-01-20", sex="F"),
        child("C3", "Samuel", born="2009-03-05"),
    ]
    after_the_night(area, incident(children=children))
    assert [area.told(person) for person in ("C1", "C2", "C3")] == [["100001"], ["100003"], ["100004"]]


def test_a_half_sibling_related_to_one_party(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100002", "Maya", "Shah", "2014-02-11", sex="F", postcode="ST6 1AA", address_line_1="3 Other Street")
    half = child("C2", "Maya", "Shah", "2014-02-11", sex="F", relationships=[{"to": "P2", "kind": "child"}])
    after_the_night(area, incident(children=[child("C1"), half]))
    assert area.told("C2") == ["100002"]
    assert area.exposure("C2")["related_to"] == ["P2"]


def test_a_contact_child_at_the_other_partys_address(area: Area) -> None:
    """The child lives with its mother elsewhere and was on a visit: told where it goes to school."""
    area.pupil("100002", "Maya", "Shah", "2014-02-11", sex="F", postcode="ST6 1AA", address_line_1="3 Other Street")
    visiting = child(
        "C1", "Maya", "Shah", "2014-02-11", sex="F", present="no",
        relationships=[{"to": "P2", "kind": "child"}], residence=home("ST6 1AA", "3 Other Street"),
    )  # fmt: skip
    after_the_night(area, incident(children=[visiting]))
    assert area.told("C1") == ["100002"]


def test_a_cousin_as_carer(area: Area) -> None:
    area.pupil("100001", "Oliver", "Bell", "2016-06-01")
    cared_for = child("C1", surname="Bell", relationships=[{"to": "P1", "kind": "cousin"}])
    after_the_night(area, incident(children=[cared_for]))
    assert area.told("C1") == ["100001"]


def test_an_unrelated_child_in_the_household_is_not_in_scope_but_kept(area: Area) -> None:
    area.pupil("100001", "Oliver", "Bell", "2016-06-01")
    lodger = child("C1", surname="Bell", relationships=[{"to": "P1", "kind": "none"}, {"to": "P2", "kind": "none"}])
    after_the_night(area, incident(children=[lodger]))
    assert area.notices() == []
    exposure = area.exposure("C1")
    assert (exposure["in_scope"], exposure["place"]) == (False, "none")
    assert "child-concern" in exposure["why"]


def test_same_name_and_date_of_birth_but_unrelated(area: Area) -> None:
    """Two pupils share name and birthday: the address decides; without one a person does."""
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.pupil("100002", "Oliver", "Okafor", "2016-06-01", postcode="ST6 1AA", address_line_1="3 Other Street")
    stranger = incident(
        "STF/2026/0000002",
        location={"kind": "public", "address": None},
        parties=[party(residence=None), suspect(residence=None)],
    )
    after_the_night(area, incident(children=[child(residence=home())]), stranger)
    places = {n["incident_reference"]: n["establishment_urn"] for n in area.notices("C1")}
    assert places == {"STF/2026/0000001": "100001"}
    (review,) = area.reviews("C1")
    assert review["incident_reference"] == "STF/2026/0000002"
    assert {candidate["urn"] for candidate in review["candidates"]} == {"100001", "100002"}


@pytest.mark.parametrize(
    ("on_roll", "recorded"),
    [
        ({"forenames": "Muhammad", "surname": "Hussain"}, {"forenames": "Mohammed", "surname": "Hussain"}),
        ({"forenames": "Oliver", "surname": "Jones-Shah"}, {"forenames": "Oliver", "surname": "Jones Shah"}),
        ({"forenames": "Oliver James", "surname": "Okafor"}, {"forenames": "Oliver", "known_as": "Ollie"}),
        ({"forenames": "Oliver", "surname": "Okafor"}, {"forenames": "Ollie"}),
    ],
    ids=["transliterated", "double-barrelled", "known as", "nickname"],
)
def test_names_as_they_are_written(area: Area, on_roll: dict[str, str], recorded: dict[str, Any]) -> None:
    area.pupil("100001", born="2016-06-01", **on_roll)
    after_the_night(area, incident(children=[child(residence=home()) | recorded]))
    assert area.told("C1") == ["100001"]


def test_day_and_month_swapped(area: Area) -> None:
    """A clear slip with everything else agreeing is found, or put before a person; never lost."""
    area.pupil("100001", "Oliver", "Okafor", "2016-03-07")
    after_the_night(area, incident(children=[child(born="2016-07-03", residence=home())]))
    assert area.told("C1") == ["100001"] or area.asked("C1") == "which_pupil"


def test_dual_registration_at_a_pupil_referral_unit_and_a_school(area: Area) -> None:
    area.school("100005", "The Bridge PRU", **{"TypeOfEstablishment (name)": "Pupil referral unit"})
    upn = "H801200001001"
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", upn=upn, enrolment="M")
    area.pupil("100005", "Oliver", "Okafor", "2016-06-01", upn=upn, enrolment="S")
    after_the_night(area, incident())
    assert area.told("C1") == ["100001", "100005"]


def test_a_home_educated_child_with_a_sibling_in_school(area: Area) -> None:
    area.contact(COUNTY, "ehe@county.example", role="la_officer")
    area.contact(STOKE, "ehe@stoke.example", role="la_officer")
    area.pupil("", "Oliver", "Okafor", "2016-06-01", education="ehe")
    area.pupil("100003", "Grace", "Okafor", "2012-01-20", sex="F")
    after_the_night(area, incident(children=[child("C1"), child("C2", "Grace", born="2012-01-20", sex="F")]))
    (officer,) = area.notices("C1")
    assert (officer["kind"], officer["authority"], officer["status"]) == ("authority", STOKE, "sent")
    assert officer["due_by"] == FRIDAY_BELL
    assert area.told("C2") == ["100003"]


def test_a_child_missing_education(area: Area) -> None:
    area.contact(STOKE, "cme@stoke.example", role="la_officer")
    area.pupil("", "Oliver", "Okafor", "2016-06-01", education="cme")
    after_the_night(area, incident())
    assert [(n["kind"], n["authority"]) for n in area.notices("C1")] == [("authority", STOKE)]
    assert area.exposure("C1")["place"] == "authority"


def test_an_independent_boarder_out_of_area(area: Area) -> None:
    """A school far away, in nobody's area here, is told like any other."""
    area.school(
        "100006",
        "Faraway College",
        **{
            "LA (code)": "878",
            "TypeOfEstablishment (name)": "Other independent school",
            "StatutoryHighAge": "18",
            "Postcode": "EX1 1AA",
            "Easting": "292000",
            "Northing": "92600",
            "Boarders (name)": "Boarding school",
        },
    )
    area.pupil("100006", "Oliver", "Okafor", "2012-06-01")
    after_the_night(area, incident(children=[child(born="2012-06-01")]))
    assert area.told("C1") == ["100006"]


def test_a_school_in_wales_is_a_persons_choice_until_its_list_is_loaded(area: Area) -> None:
    area.pupil("100001", "Somebody", "Else", "2016-06-02")
    wales = child(stated_school={"text": "Ysgol Maes Garmon, Mold", "stated_by": "victim"})
    after_the_night(area, incident(children=[wales]))
    assert area.notices("C1") == []
    assert area.exposure("C1")["place"] == "person"


def test_a_child_who_lives_in_scotland_is_a_persons_choice(area: Area) -> None:
    area.pupil("100001", "Somebody", "Else", "2016-06-02")
    after_the_night(area, incident(children=[child(residence=home("EH1 1YZ", "1 High Street"))]))
    assert area.asked("C1") == "outside_england_wales"


def test_a_nursery_class(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2023-01-10")
    after_the_night(area, incident(children=[child(born="2023-01-10")]))
    assert area.told("C1") == ["100001"]


def test_a_baby_with_no_setting_is_kept_and_stands_at_no_establishment(area: Area) -> None:
    area.pupil("100001", "Grace", "Okafor", "2016-06-01", sex="F")
    after_the_night(area, incident(children=[child("C1", "Noah", born="2026-02-10")]))
    assert (area.notices(), area.reviews()) == ([], [])
    assert area.exposure("C1")["place"] == "no_establishment"


def test_a_victim_of_sixteen_is_told_once_under_her_own_id(area: Area) -> None:
    area.pupil("100003", "Ellie", "Marsh", "2010-01-15", sex="F")
    victim = party("P1", forenames="Ellie", surname="Marsh", date_of_birth="2010-01-15")
    listed = child("C9", "Ellie", "Marsh", "2010-01-15", sex="F", relationships=[])
    after_the_night(area, incident(parties=[victim, suspect()], children=[listed]))
    assert area.told("P1") == ["100003"]
    assert len(area.notices()) == 1


def test_a_suspect_of_sixteen_is_a_persons_choice(area: Area) -> None:
    area.pupil("100003", "Jack", "Marsh", "2010-01-15")
    young = suspect(forenames="Jack", surname="Marsh", date_of_birth="2010-01-15")
    after_the_night(area, incident(parties=[party(), young], children=[]))
    assert area.notices() == []
    assert area.asked("P2") == "suspect_16_17"


def test_turned_eighteen_overnight(area: Area) -> None:
    """17 at the report on the 19th, 18 at the run on the 20th: told."""
    area.pupil("100003", "Oliver", "Okafor", "2008-11-20")
    after_the_night(area, incident(children=[child(born="2008-11-20")]))
    assert area.told("C1") == ["100003"]


def test_eighteen_on_the_day_of_the_report_is_not_a_child(area: Area) -> None:
    area.pupil("100003", "Oliver", "Okafor", "2008-11-19")
    after_the_night(area, incident(children=[child(born="2008-11-19")]))
    assert area.notices() == []
    assert area.exposure("C1")["in_scope"] is False


def test_moved_school_yesterday(area: Area) -> None:
    """The roll shows the leaver and the joiner: the new school is told, the old one is not."""
    upn = "H801200001001"
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", upn=upn, leaving_date="2026-11-18")
    area.pupil("100002", "Oliver", "Okafor", "2016-06-01", upn=upn, entry_date="2026-11-18")
    after_the_night(area, incident(children=[child(residence=home())]))
    assert area.told("C1") == ["100002"]


def test_left_and_nothing_new_known_is_a_persons_choice(area: Area) -> None:
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", leaving_date="2026-11-18")
    after_the_night(area, incident())
    assert area.told("C1") == []
    assert area.asked("C1") == "left_roll"


def test_two_current_registrations_tell_the_later_and_ask_about_the_other(area: Area) -> None:
    upn = "H801200001001"
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", upn=upn, entry_date="2022-09-05")
    area.pupil("100002", "Oliver", "Okafor", "2016-06-01", upn=upn, entry_date="2026-11-09", on=COUNTY)
    after_the_night(area, incident())
    assert "100001" not in area.told("C1")
    assert area.asked("C1") == "two_registrations"


def test_a_refuge_far_from_the_school_on_the_roll(area: Area) -> None:
    """The family fled: the school they fled from is never told without a person, and no address is ever shown."""
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    refuge = home("B78 3QA", "9 Hidden Lane", protected=True)
    after_the_night(area, incident(children=[child(residence=refuge)], parties=[party(residence=refuge), suspect()]))
    assert area.told("C1") == []
    assert area.asked("C1") == "recent_move"


def test_a_child_of_another_area_is_handed_over(area: Area) -> None:
    area.pupil("100001", "Somebody", "Else", "2016-06-02")
    after_the_night(area, incident(children=[child(residence=home("SY1 1AA", "4 Castle Gates"))]))
    (notice,) = area.notices("C1")
    assert (notice["kind"], notice["force"], notice["status"]) == ("force", "west-mercia", "sent")
    assert notice["due_by"] == "2026-11-20T00:05:00+00:00"
    assert area.exposure("C1")["place"] == "force"


def test_a_report_that_comes_in_late_does_not_go_to_the_school_left_since(area: Area) -> None:
    """Reported on the 13th, taken in on the 19th after an outage; the child changed school on the 18th."""
    upn = "H801200001001"
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", upn=upn, leaving_date="2026-11-18")
    area.pupil("100002", "Oliver", "Okafor", "2016-06-01", upn=upn, entry_date="2026-11-18")
    after_the_night(area, incident(reported="2026-11-13T22:05:00+00:00", children=[child(residence=home())]))
    assert area.told("C1") == ["100002"]
