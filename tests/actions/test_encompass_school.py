"""What the one who is told may do: each answer once, by nobody else, and every one of them in the audit trail."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.models import Notice, Step
from firstbell.responses.encompass.queries import needs, notice_for_school
from world import Area
from world.area import DESK, at
from world.cast import MORNING
from world.feed import child
from world.told import actor, notice, schools, tell, told

Act = Callable[..., Any]
EARLY = at("2026-11-23 06:00")
"""Before anybody is chased, and before Sunday's notices are shown again."""


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = schools(tmp_path)
    tell(made)
    return made


def act(area: Area, what: Act, name: str | Actor = "asha", **more: Any) -> Any:
    by = actor(name) if isinstance(name, str) else name
    return what(reference=notice(), by=by, policy=area.policy, **({"now": MORNING} | more))


def status() -> str:
    return Notice.objects.get(reference=notice()).status


def steps(what: str) -> list[tuple[str, str]]:
    return list(Step.objects.filter(what=what).order_by("id").values_list("by", "why"))


def recorded(action: str) -> list[tuple[str, str]]:
    return list(Entry.objects.filter(action=action).order_by("sequence").values_list("by", "organisation"))


def outbox() -> list[str]:
    files = sorted((Path(django_settings.FIRSTBELL_HOME) / "outbox").glob("*.eml"))
    return [line[4:] for file in files for line in file.read_text().splitlines() if line.startswith("To: ")]


ANSWERS: list[tuple[Act, dict[str, str]]] = [
    (actions.open_notice, {}),
    (actions.acknowledge_notice, {}),
    (actions.not_our_pupil, {"reason": "Left"}),
    (actions.pass_to_next, {}),
    (actions.note_action, {"text": "Seen at the gate"}),
    (actions.note_copy, {"form": "pdf"}),
    (actions.pass_on_history, {"to_urn": "100002", "reason": "Moved"}),
    (actions.open_history, {}),
]


@pytest.mark.parametrize(("what", "more"), ANSWERS)
@pytest.mark.parametrize("who", ["ben", "officer", "desk", "supervisor", "analyst", "administrator"])
def test_nobody_else_may(area: Area, what: Act, more: dict[str, str], who: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(NotYours):
        act(area, what, who, **more)
    with pytest.raises(NotYours):  # the contact's own address, but acting for another place
        act(area, what, Actor(actor("asha").name, "establishment:100002"), **more)
    assert (status(), Entry.objects.count()) == ("sent", before)


def test_a_second_acknowledgement_changes_nothing_and_says_who_was_first(area: Area) -> None:
    assert act(area, actions.acknowledge_notice, "deputy", note="Rang the class teacher") is True
    assert act(area, actions.acknowledge_notice, "asha") is False
    assert act(area, actions.acknowledge_notice, "deputy") is False
    assert steps("acknowledged") == [("head@100001.example", "Rang the class teacher")]
    shown = act(area, lambda by, **more: notice_for_school(seen_by=by, **more))
    assert (shown.acknowledged_by, shown.notes[0].text) == ("Head", "Rang the class teacher")


def test_nobody_acknowledges_what_they_have_not_read(area: Area) -> None:
    tell(area, told(version=2, children=[child(welfare_check=False)]), now=MORNING)
    with pytest.raises(Refused, match="New information"):
        act(area, actions.acknowledge_notice, seen=1)
    assert status() == "sent"
    assert act(area, actions.acknowledge_notice, seen=2) is True


def test_a_page_that_stood_open_while_the_notice_was_withdrawn(area: Area) -> None:
    actions.withdraw_notice(reference=notice(), reason="Another", by=DESK, now=MORNING, policy=area.policy)
    with pytest.raises(Refused, match="withdrawn"):
        act(area, actions.acknowledge_notice)
    assert status() == "withdrawn"


def test_not_our_pupil_twice_is_once(area: Area) -> None:
    assert act(area, actions.not_our_pupil, reason="Left in July") is True
    assert act(area, actions.not_our_pupil, "deputy", reason="Left in July") is False
    assert [by for by, _ in steps("not_our_pupil")] == ["dsl@100001.example"]
    assert area.asked("C1") == "not_our_pupil"


def test_not_the_right_person_tells_the_next_at_once(area: Area) -> None:
    assert outbox() == ["dsl@100001.example"]
    assert act(area, actions.pass_to_next, reason="On a residential", now=EARLY) is True
    assert act(area, actions.pass_to_next, now=EARLY) is True  # the button was pressed twice
    area.run(EARLY)
    assert outbox() == ["dsl@100001.example", "head@100001.example"]
    assert steps("passed_to_next") == [("dsl@100001.example", "On a residential")]


def test_whoever_passes_it_is_not_told_next_although_nobody_had_told_them(area: Area) -> None:
    act(area, actions.pass_to_next, "deputy", now=EARLY)
    area.run(EARLY)
    assert outbox() == ["dsl@100001.example", "lead@trust.example"]


def test_where_nobody_is_left_the_desk_telephones(area: Area) -> None:
    for who, left in (("asha", True), ("deputy", True), ("trust", False)):
        assert act(area, actions.pass_to_next, who) is left
    assert "telephone" in {need.code for need in needs(MORNING, area.policy)}
    assert act(area, actions.pass_to_next, "trust") is False


def test_the_chase_goes_on_from_whoever_was_told_last(area: Area) -> None:
    act(area, actions.pass_to_next, now=EARLY)
    area.run(EARLY)
    area.run(at("2026-11-23 07:01"))  # what came on a Sunday is shown again
    area.run(at("2026-11-23 07:44"))
    assert "lead@trust.example" not in outbox()
    area.run(at("2026-11-23 07:45"))
    assert "lead@trust.example" in outbox()


def test_nobody_passes_on_what_is_acknowledged(area: Area) -> None:
    act(area, actions.acknowledge_notice, "deputy")
    with pytest.raises(Refused, match="acknowledged"):
        act(area, actions.pass_to_next)


def test_a_note_is_kept_before_and_after_and_once_where_it_was_sent_twice(area: Area) -> None:
    act(area, actions.note_action, text=" Told the class teacher to be ready. ")
    act(area, actions.acknowledge_notice)
    act(area, actions.note_action, text="Seen by the lead at 9:10, settled.")
    act(area, actions.note_action, text="Seen by the lead at 9:10, settled.")
    assert [why for _, why in steps("action_noted")] == [
        "Told the class teacher to be ready.",
        "Seen by the lead at 9:10, settled.",
    ]
    for text in ("", " \n ", "x" * 4001):
        with pytest.raises(Refused):
            act(area, actions.note_action, text=text)


def test_no_note_on_what_was_withdrawn(area: Area) -> None:
    actions.withdraw_notice(reference=notice(), reason="Another", by=DESK, now=MORNING, policy=area.policy)
    with pytest.raises(Refused, match="withdrawn"):
        act(area, actions.note_action, text="Rang home")


def test_every_reading_and_every_copy_is_in_the_trail_without_a_name(area: Area) -> None:
    act(area, actions.open_notice)
    act(area, actions.open_notice, "deputy")
    act(area, actions.note_copy, form="json")
    actions.note_listed(references=[notice()], by=actor("deputy"), now=MORNING)
    actions.note_listed(references=[], by=actor("deputy"), now=MORNING)
    asha, deputy = (("dsl@100001.example", "establishment:100001"), ("head@100001.example", "establishment:100001"))
    assert recorded("notice.opened") == [asha, deputy]
    assert recorded("notice.copied") == [asha]
    assert recorded("notices.listed") == [deputy]
    assert not [one for one in Entry.objects.all() if "Oliver" in f"{one.subject}{one.details}{one.why}"]
    assert verify_chain().whole


def test_the_command_line_answers_in_a_contacts_name(area: Area) -> None:
    act(area, actions.acknowledge_notice, Actor("head@100001.example", "contact:by-administrator"))
    assert status() == "acknowledged"
