"""What the desk sees, and that nobody else does: strangers, the analyst, and officers who are a party themselves."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import actions as records
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police
from world.area import Area
from world.desk import ASKED, AWAY, HELD, NIGHT, NOBODY, POLICY, RUN, TOLD, night, notice, number, report, seat
from world.feed import home, party, suspect

pytestmark = pytest.mark.django_db
STRANGERS = ("asha", "officer", "desk_elsewhere", "analyst", "administrator", "stranger")

LISTS: dict[str, Callable[[Seat], list[Any]]] = {
    "notices": lambda who: for_police.notices(who, RUN, POLICY),
    "held": lambda who: for_police.notices(who, RUN, POLICY, which="held"),
    "reviews": lambda who: for_police.reviews(who, RUN),
    "incidents": for_police.latest_incidents,
    "handovers": lambda who: for_police.handovers(who, RUN),
    "schools": lambda who: for_police.schools_found(who, "Milton"),
    "search": lambda who: for_police.search(who, name="Amy"),
}


@pytest.fixture
def area(tmp_path: Path) -> Area:
    return night(tmp_path)


def test_the_desk_sees_every_list(area: Area) -> None:
    assert {name: bool(ask(seat("desk"))) for name, ask in LISTS.items()} == dict.fromkeys(LISTS, True)


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_see_nothing(area: Area, name: str) -> None:
    who = seat(name)
    assert {name: ask(who) for name, ask in LISTS.items()} == {name: [] for name in LISTS}
    with pytest.raises(NotYours):
        for_police.notice(who, notice(area, TOLD), RUN, POLICY)
    with pytest.raises(NotYours):
        for_police.incident(who, number(TOLD), RUN, POLICY)
    with pytest.raises(NotYours):
        for_police.review(who, for_police.reviews(seat("desk"), RUN)[0].number)
    with pytest.raises(NotYours):
        for_police.school(who, "100001", RUN, POLICY)


def test_who_may_see_figures_sees_counts_and_others_none(area: Area) -> None:
    desk, analyst, asha = (for_police.morning(seat(name), RUN, POLICY) for name in ("desk", "analyst", "asha"))
    assert desk.groups == analyst.groups
    assert desk.anything
    assert not asha.anything


def test_the_morning_counts_what_its_lists_hold(area: Area) -> None:
    who = seat("desk")
    counts = {need.code: need.count for group in for_police.morning(who, RUN, POLICY).groups for need in group}
    notices = for_police.notices(who, RUN, POLICY)
    assert counts["due"] == sum(1 for row in notices if row.standing == "due") == 1
    assert counts["review"] == len(for_police.reviews(who, RUN))
    assert counts["conflict"] == sum(1 for row in notices if row.hold_code == "conflict") == 1
    assert counts["no_contact"] == sum(1 for row in notices if row.hold_code == "no_contact") == 1
    assert counts["handover"] == sum(1 for row in for_police.handovers(who, RUN) if row.late) == 1


def closed_to_the_desk(folder: Path) -> tuple[Area, Seat]:
    """Every incident of the night names Dana Wright of the desk as a party, and one more does not."""
    who = seat("desk", now=NIGHT)
    area = night(folder)
    for reference in (TOLD, HELD, NOBODY, ASKED, AWAY):
        records.restrict_record(
            incident_id=number(reference), to=who.email, reason="A sister.", by=seat("supervisor").actor, now=RUN
        )
    return area, who


def test_an_officer_who_is_tied_to_everything_sees_nothing_anywhere(tmp_path: Path) -> None:
    area, who = closed_to_the_desk(tmp_path)
    assert {name: ask(who) for name, ask in LISTS.items() if name != "schools"} == {
        name: [] for name in LISTS if name != "schools"
    }
    codes = {need.code for group in for_police.morning(who, RUN, POLICY).groups for need in group}
    assert codes.isdisjoint({"due", "late", "review", "conflict", "no_contact", "handover"})
    assert for_police.school(who, "100001", RUN, POLICY).notices == ()
    assert for_police.next_review(who) is None
    for_them: list[Callable[[], object]] = [
        lambda: for_police.notice(who, notice(area, TOLD), RUN, POLICY),
        lambda: for_police.incident(who, number(TOLD), RUN, POLICY),
        lambda: for_police.review(who, for_police.reviews(seat("supervisor"), RUN)[0].number),
        lambda: actions.answer_review(
            number=for_police.reviews(seat("supervisor"), RUN)[0].number,
            seen=1,
            reason="Mine.",
            by=who.actor,
            now=RUN,
            policy=POLICY,
        ),
    ]
    for ask in for_them:
        with pytest.raises(NotYours):
            ask()


@pytest.mark.parametrize("words", [{"reference": ASKED}, {"name": "hussain"}, {"born": date(2016, 6, 1)}])
def test_search_finds_by_reference_name_and_birth_and_hides_what_is_closed(
    tmp_path: Path, words: dict[str, Any]
) -> None:
    _, who = closed_to_the_desk(tmp_path)
    found = for_police.search(seat("supervisor"), **words)
    assert (number(ASKED), "C1", "child", 2016) in {
        (one.incident_id, one.person_id, one.role, one.year) for one in found
    }
    assert for_police.search(who, **words) == []


def test_search_finds_a_notice_and_shows_no_name(area: Area) -> None:
    (found,) = for_police.search(seat("desk"), reference=notice(area, TOLD).lower())
    assert found.incident_reference == TOLD
    assert "Abara" not in repr(found)


def test_all_that_is_given_must_fit(area: Area) -> None:
    assert for_police.search(seat("desk"), name="Noor Hussain") == []
    assert for_police.search(seat("desk"), name="Noor Abara", born=date(2016, 6, 2)) == []
    assert len(for_police.search(seat("desk"), name="noor abara", born=date(2016, 6, 1))) == 1


def test_lists_name_nobody(area: Area) -> None:
    shown = repr([ask(seat("desk")) for name, ask in LISTS.items()])
    assert not any(name in shown for name in ("Noor", "Abara", "Leo", "Mwangi", "Hussain", "Amy"))


def test_a_protected_address_is_closed_until_it_is_asked_for(tmp_path: Path) -> None:
    safe = home("ST4 2BB", "7 Hidden Lane", protected=True)
    night(tmp_path, report("STF/8", "Sole", "Ada", parties=[party(surname="Sole", residence=safe), suspect()]))
    who, this = seat("desk"), number("STF/8")
    shut = for_police.incident(who, this, RUN, POLICY)
    assert shut.anything_closed
    assert "Hidden" not in repr(shut)
    assert "12 Example Road" not in repr(shut.scene)
    opened = for_police.incident(who, this, RUN, POLICY, addresses=True)
    assert "7 Hidden Lane" in repr(opened)


def test_no_review_shows_an_address_where_one_is_protected(tmp_path: Path) -> None:
    safe = home("ST4 2BB", "7 Hidden Lane", protected=True)
    night(
        tmp_path,
        report("STF/8", "Hussain", "Oliva", sex="U", parties=[party(surname="Hussain", residence=safe), suspect()]),
    )
    row = next(one for one in for_police.reviews(seat("desk"), RUN) if one.incident_reference == "STF/8")
    shown = for_police.review(seat("desk"), row.number)
    assert shown.beside
    assert "Hidden" not in repr(shown)
    assert "Example Road" not in repr(shown)


def test_a_review_offers_the_places_of_the_pupils_beside(area: Area) -> None:
    (row,) = for_police.reviews(seat("desk"), RUN)
    shown = for_police.review(seat("desk"), row.number)
    assert {(choice.key, choice.name) for choice in shown.choices} == {
        ("urn:100001", "St Peter's Primary School"),
        ("urn:100002", "Milton Primary School"),
    }
    assert shown.beside
    at = {number: choice.key for choice in shown.choices for number in choice.pupils}
    assert [at[place] for place, _ in enumerate(shown.beside.pupils, 1)] == [
        f"urn:{pupil.registrations[0].urn}" for pupil in shown.beside.pupils
    ]


def test_an_incident_says_why_each_child_is_in_scope_and_what_each_version_changed(area: Area) -> None:
    later = report(TOLD, "Abara", "Noor", sex="F", present="no") | {"version": 2}
    area.incidents(later, now=RUN)
    area.run(RUN)
    shown = for_police.incident(seat("desk"), number(TOLD), RUN, POLICY)
    (noor,) = shown.children
    assert (noor.in_scope, noor.why) == (True, "Under 18; child of the victim.")
    assert [row.place for row in noor.notices] == ["St Peter's Primary School"]
    assert [(one.version, one.changes) for one in shown.versions] == [(2, ("Child C1: presence changed.",)), (1, ())]
    assert shown.timeline[0].title.startswith("St Peter's Primary School: brought up to date")


def test_only_their_own_force_reads_a_handover(area: Area) -> None:
    elsewhere, reference = seat("desk_elsewhere"), notice(area, AWAY)
    (row,) = for_police.handovers_to(elsewhere, RUN)
    assert row.reference == reference
    given = for_police.handover(elsewhere, reference)
    assert (given.child, given.home) == ("Sam Away", ("4 Castle Gates", "SY1 1AA"))
    for name in ("desk", "asha", "analyst"):
        assert for_police.handovers_to(seat(name), RUN) == []
        with pytest.raises(NotYours):
            for_police.handover(seat(name), reference)
    with pytest.raises(NotYours):
        for_police.handover(elsewhere, notice(area, TOLD))


def test_a_party_under_eighteen_is_among_the_children(tmp_path: Path) -> None:
    young = party("P1", forenames="Kai", surname="Young", date_of_birth="2010-02-03")
    document = report("STF/8", "Young", "Kai") | {"parties": [young, suspect()], "children": []}
    night(tmp_path, document)
    shown = for_police.incident(seat("desk"), number("STF/8"), RUN, POLICY)
    assert [(one.person.name, one.in_scope) for one in shown.children] == [("Kai Young", True)]
    row = next(one for one in for_police.reviews(seat("desk"), RUN) if one.incident_reference == "STF/8")
    assert for_police.review(seat("desk"), row.number).child.name == "Kai Young"
