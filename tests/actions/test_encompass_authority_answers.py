"""An authority is asked about its own children only, is shown who they are and no more, and its answer is evidence."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.queries import QuestionRow
from world import Area
from world.area import COUNTY, STOKE
from world.cast import MORNING
from world.feed import child, home
from world.told import actor, nowhere, schools, tell

REFERENCE = "STF/2026/0000003"
ELSEWHERE = Actor("officer@county.example", f"authority:{COUNTY}")


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = schools(tmp_path)
    made.contact(COUNTY, "officer@county.example", role="la_officer")
    made.take_in_registers(MORNING)
    return made


def asked(area: Area, who: Actor | None = None) -> list[QuestionRow]:
    return queries.questions_for_authority(seen_by=who or actor("officer"), now=MORNING, policy=area.policy)


def answer(area: Area, number: int, *, by: Actor | None = None, **more: Any) -> None:
    actions.answer_for_authority(number=number, by=by or actor("officer"), now=MORNING, policy=area.policy, **more)


def zofia(**facts: Any) -> dict[str, Any]:
    return nowhere(children=[child("C3", "Zofia", "Wójcik", "2015-01-20", sex="F", **facts)])


def test_the_authority_of_the_childs_home_is_asked_and_no_other(area: Area) -> None:
    tell(area, nowhere())
    (row,) = asked(area)
    assert (row.question, row.late, row.answered) == ("Where does the child go to school?", False, False)
    assert asked(area, ELSEWHERE) == []
    for who in ("asha", "desk", "stranger"):
        by = actor(who) if who != "stranger" else Actor("stranger@nowhere.example", f"authority:{STOKE}")
        assert asked(area, by) == []
        with pytest.raises(NotYours):
            queries.question_for_authority(number=row.number, seen_by=by, now=MORNING, policy=area.policy)
        with pytest.raises(NotYours):
            answer(area, row.number, by=by, answer="not_known")


def test_a_home_elsewhere_counts_before_the_incidents_place(area: Area) -> None:
    tell(area, zofia(residence=home("ST16 2LH", "4 Example Close")))
    assert asked(area) == []
    assert len(asked(area, ELSEWHERE)) == 1


def test_it_is_shown_who_the_child_is_and_nothing_of_what_was_reported(area: Area) -> None:
    tell(area, zofia(voice="I was upstairs", residence=home()))
    shown = queries.question_for_authority(
        number=asked(area)[0].number, seen_by=actor("officer"), now=MORNING, policy=area.policy
    )
    assert shown.child == (
        ("Child's name", "Zofia Wójcik"),
        ("Known as", "None given"),
        ("Date of birth", "20 January 2015"),
    )
    assert "Example Road" not in str(shown)


def test_nobody_is_asked_about_a_protected_home(area: Area) -> None:
    tell(area, zofia(residence=home(protected=True)))
    assert area.asked("C3") == "school_unknown"
    assert asked(area) == []


def test_nobody_is_asked_where_a_contact_may_be_a_party(area: Area) -> None:
    area.contact(STOKE, "d@stoke.example", name="Daniel Okafor", role="la_officer", rank="2")
    area.take_in_registers(MORNING)
    tell(area, nowhere())
    assert asked(area) == []


def test_an_establishment_is_told_on_the_authoritys_word(area: Area) -> None:
    tell(area, nowhere())
    (row,) = asked(area)
    answer(area, row.number, answer="place", urn="100002", note="On our admissions system")
    area.run(MORNING)
    (told,) = area.notices("C3")
    assert (told["establishment_urn"], told["status"], told["found_by"], told["decided_by"]) == (
        "100002", "sent", [5], "person",
    )  # fmt: skip
    assert asked(area) == []
    with pytest.raises(Refused, match="meanwhile"):
        answer(area, row.number, answer="place", urn="100001")
    (entry,) = Entry.objects.filter(action="question.answered")
    assert (entry.by, entry.organisation, "Zofia" in entry.details) == (
        actor("officer").name,
        f"authority:{STOKE}",
        False,
    )


def test_the_authoritys_own_officer_is_told(area: Area) -> None:
    tell(area, nowhere())
    answer(area, asked(area)[0].number, answer="officer", note="Home educated since May")
    area.run(MORNING)
    (told,) = area.notices("C3")
    assert (told["kind"], told["authority"], told["status"]) == ("authority", STOKE, "sent")


def test_not_known_is_kept_for_the_desk_and_the_review_stays_open(area: Area) -> None:
    tell(area, nowhere())
    (row,) = asked(area)
    answer(area, row.number, answer="not_known", note="No record of this child")
    assert area.asked("C3") == "school_unknown"
    assert [one.answered for one in asked(area)] == [True]
    (kept,) = queries.answers_of_authorities(row.number)
    assert (kept.answer, kept.note, kept.place) == ("not_known", "No record of this child", "")


@pytest.mark.parametrize("urn", ["", "999999", "x"])
def test_a_place_that_is_none(area: Area, urn: str) -> None:
    tell(area, nowhere())
    with pytest.raises(Refused):
        answer(area, asked(area)[0].number, answer="place", urn=urn)
    assert queries.answers_of_authorities(asked(area)[0].number) == []


def test_seeing_the_child_is_in_the_trail(area: Area) -> None:
    tell(area, nowhere())
    (row,) = asked(area)
    actions.open_question(number=row.number, by=actor("officer"), now=MORNING, policy=area.policy)
    (entry,) = Entry.objects.filter(action="question.opened")
    assert (entry.subject, entry.by) == (f"question:{row.number}", actor("officer").name)
