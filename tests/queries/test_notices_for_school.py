"""What a place sees of its notices: all that was disclosed to it, and nothing of any other's."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.schools import actions as schools
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import (
    NoticeForSchool,
    NoticeRow,
    Which,
    notice_for_school,
    notices_for_school,
    schools_of_trust,
)
from world import Area
from world.area import DESK, STOKE
from world.cast import CAST, MORNING
from world.feed import child
from world.told import NIGHT, actor, at_milton, notice, tell, told
from world.told import schools as open_schools


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    return open_schools(tmp_path)


def seen(area: Area, name: str | Actor, reference: str | None = None) -> NoticeForSchool:
    who = actor(name) if isinstance(name, str) else name
    return notice_for_school(reference=reference or notice(), seen_by=who, now=MORNING, policy=area.policy)


def rows(area: Area, name: str, which: Which = "new", urn: str = "") -> list[NoticeRow]:
    return notices_for_school(seen_by=actor(name), which=which, now=MORNING, policy=area.policy, urn=urn)


def open_(area: Area, name: str = "asha") -> None:
    actions.open_notice(reference=notice(), by=actor(name), now=MORNING, policy=area.policy)


def acknowledge(area: Area, name: str = "asha") -> None:
    actions.acknowledge_notice(reference=notice(), by=actor(name), now=MORNING, policy=area.policy)


def test_the_profiles_fields_are_shown_in_words(area: Area) -> None:
    tell(area)
    assert seen(area, "asha").in_words() == [
        ("Child's name", "Oliver Okafor"),
        ("Known as", "None given"),
        ("Date of birth", "1 June 2016"),
        ("When it is reported to have happened", "Sunday 22 November 2026, 10:05pm"),
        ("When it was reported to the police", "Sunday 22 November 2026, 10:05pm"),
        ("Reported to have been present", "Yes"),
        ("Welfare check done by an officer", "Yes"),
    ]


@pytest.mark.parametrize("who", ["ben", "desk", "supervisor", "analyst", "administrator", "desk_elsewhere", "officer"])
def test_nobody_elses(area: Area, who: str) -> None:
    tell(area)
    with pytest.raises(NotYours):
        seen(area, who)
    assert rows(area, who, "all") == []


def test_the_right_address_at_the_wrong_place_and_the_right_place_with_a_strange_address(area: Area) -> None:
    tell(area)
    for name, organisation in (
        ("dsl@100001.example", "establishment:100002"),
        ("dsl@100001.example", f"authority:{STOKE}"),
        ("cook@100001.example", "establishment:100001"),
        ("dsl@100001.example", "trust:2049"),
    ):
        with pytest.raises(NotYours):
            seen(area, Actor(name, organisation))


def test_the_trust_sees_it_where_its_lead_is_a_contact_of_the_school(area: Area) -> None:
    tell(area, told(), at_milton())
    assert seen(area, "trust").in_words()[0] == ("Child's name", "Oliver Okafor")
    with pytest.raises(NotYours):
        seen(area, "trust", notice("STF/2026/0000002"))
    assert [row.urn for row in rows(area, "trust")] == ["100001"]


def test_a_trust_counts_what_waits_at_its_schools(area: Area) -> None:
    tell(area, told(), at_milton())
    late = MORNING + timedelta(hours=2)
    acknowledge(area)
    found = schools_of_trust(seen_by=actor("trust"), now=late, policy=area.policy)
    assert [(one.name, one.new, one.late, one.all) for one in found] == [
        ("Milton Primary School", 1, 1, 1),
        ("St Peter's Primary School", 0, 0, 1),
    ]
    assert schools_of_trust(seen_by=actor("officer"), now=late, policy=area.policy) == []


def test_after_a_school_became_an_academy_its_lead_sees_what_came_before(area: Area) -> None:
    tell(area)
    area.schools[0]["EstablishmentStatus (name)"] = "Closed"
    area.school("200001", "St Peter's Academy", contacts=False)
    area.contact("200001", "new@200001.example")
    area.links.append(("100001", "200001", "St Peter's Academy", "Successor", "01-11-2026"))
    area.take_in_registers(NIGHT)
    new = Actor("new@200001.example", "establishment:200001")
    assert seen(area, new).number == 1
    assert seen(area, "asha").number == 1
    with pytest.raises(NotYours):
        seen(area, "ben")


def test_a_rerouted_notice_is_the_named_persons_alone_wherever_they_sit(area: Area) -> None:
    tell(area)
    ben = CAST["ben"].email
    actions.reroute_notice(reference=notice(), to=ben, reason="Tie", by=DESK, now=NIGHT, policy=area.policy)
    for who in ("asha", "deputy", "trust", "ben"):
        with pytest.raises(NotYours):  # not before it has left again
            seen(area, who)
    area.run(NIGHT)
    assert seen(area, "ben").place_name == "St Peter's Primary School"
    assert [row.reference for row in rows(area, "ben")] == [notice()]
    for who in ("asha", "deputy", "trust"):
        with pytest.raises(NotYours):
            seen(area, who)
        assert rows(area, who, "all") == []


def test_the_list_names_a_child_only_once_somebody_of_the_place_has_opened_the_notice(area: Area) -> None:
    tell(area)
    (new,) = rows(area, "asha")
    assert (new.child_name, new.state, new.late) == ("", "New", False)
    open_(area, "deputy")
    (opened,) = rows(area, "asha")
    assert (opened.child_name, opened.state) == ("Oliver Okafor", "Not acknowledged yet")
    acknowledge(area)
    assert rows(area, "asha") == []
    (done,) = rows(area, "asha", "acknowledged")
    assert (done.child_name, done.acknowledged_at) == ("Oliver Okafor", MORNING)


def test_who_was_told_and_who_acknowledged_are_shown_by_role(area: Area) -> None:
    tell(area)
    acknowledge(area, "deputy")
    for who, said in (("asha", "Head"), ("deputy", "You")):
        shown = seen(area, who)
        assert (shown.acknowledged_by, shown.acknowledged_at) == (said, MORNING)
    assert [(one.role, one.you) for one in seen(area, "asha").told] == [("Designated safeguarding lead", True)]
    assert "@" not in str(seen(area, "asha").timeline)


def test_an_update_says_what_has_changed(area: Area) -> None:
    tell(area)
    tell(area, told(version=2, children=[child(welfare_check=False, known_as="Ollie")]), now=MORNING)
    shown = seen(area, "asha")
    assert (shown.number, shown.updated, len(shown.versions)) == (2, True, 2)
    assert shown.versions[1].changed == (
        ("Known as", "None given", "Ollie"),
        ("Welfare check done by an officer", "Yes", "No"),
    )


def test_why_a_notice_waited_is_never_shown(area: Area) -> None:
    area.works_at("100001", "Daniel", "Okafor", role="caretaker", date_of_birth="1990-05-06")
    area.take_in_registers(NIGHT)
    tell(area)
    with pytest.raises(NotYours):
        seen(area, "asha")
    actions.release_held(reference=notice(), reason="Caretaker is on leave abroad", by=DESK, now=NIGHT)
    area.run(NIGHT)
    words = str(seen(area, "asha"))
    assert "aretaker" not in words
    assert "party" not in words
    assert "held" not in words


def test_a_withdrawn_notice_says_so_and_nothing_of_the_child(area: Area) -> None:
    tell(area)
    open_(area)
    actions.withdraw_notice(reference=notice(), reason="Other Oliver", by=DESK, now=MORNING, policy=area.policy)
    shown = seen(area, "asha")
    assert (shown.closed, shown.state, shown.content, shown.versions) == (True, "Withdrawn", {}, ())
    assert "Oliver" not in str(shown)
    assert [row.child_name for row in rows(area, "asha", "all")] == [""]


def test_who_is_no_contact_any_more_sees_nothing(area: Area) -> None:
    tell(area)
    schools.remove_contact(
        owner="100001", email=CAST["deputy"].email, by=actor("asha"), now=MORNING, policy=area.policy
    )
    with pytest.raises(NotYours):
        seen(area, "deputy")
