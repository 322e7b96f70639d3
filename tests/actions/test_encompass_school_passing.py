"""A notice's history follows a pupil only by a person's decision, past the conflict check, and is only read there."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.models import Step
from world import Area
from world.area import DESK
from world.cast import MORNING
from world.told import NIGHT, actor, notice, schools, tell


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings) -> Area:
    """Asha has acknowledged a notice about a pupil who then moves to Ben's school."""
    settings.FIRSTBELL_HOME = tmp_path
    made = schools(tmp_path)
    tell(made)
    actions.acknowledge_notice(reference=notice(), by=actor("asha"), now=MORNING, policy=made.policy)
    return made


def pass_on(area: Area, to: str = "100002", reason: str = "Started there on 5 January", who: str = "asha") -> bool:
    return actions.pass_on_history(
        reference=notice(), to_urn=to, reason=reason, by=actor(who), now=MORNING, policy=area.policy
    )


def read(area: Area, who: str) -> Any:
    return queries.history_for_school(reference=notice(), seen_by=actor(who), now=MORNING, policy=area.policy)


def passed_to(area: Area, who: str) -> list[str]:
    rows = queries.histories_passed_to(seen_by=actor(who), now=MORNING, policy=area.policy)
    return [row.reference for row in rows]


def test_only_the_chosen_establishment_reads_it_and_only_once_somebody_chose(area: Area) -> None:
    assert passed_to(area, "ben") == []
    assert pass_on(area) is True
    assert passed_to(area, "ben") == [notice()]
    found = read(area, "ben")
    assert found.row.came_from == "St Peter's Primary School"
    assert found.notice.in_words()[0] == ("Child's name", "Oliver Okafor")
    for who in ("asha", "trust", "officer", "desk"):
        with pytest.raises(NotYours):
            read(area, who)


def test_somebody_of_the_new_place_who_is_no_contact_of_it(area: Area) -> None:
    pass_on(area)
    cook = Actor("cook@100002.example", "establishment:100002")
    assert queries.histories_passed_to(seen_by=cook, now=MORNING, policy=area.policy) == []
    with pytest.raises(NotYours):
        queries.history_for_school(reference=notice(), seen_by=cook, now=MORNING, policy=area.policy)


def test_it_is_read_and_never_answered_there(area: Area) -> None:
    pass_on(area)
    for act in (actions.open_notice, actions.acknowledge_notice, actions.pass_to_next):
        with pytest.raises(NotYours):
            act(reference=notice(), by=actor("ben"), now=MORNING, policy=area.policy)


def test_both_sides_see_it_and_both_are_in_the_trail(area: Area) -> None:
    pass_on(area)
    actions.open_history(reference=notice(), by=actor("ben"), now=MORNING, policy=area.policy)
    (passed,) = Entry.objects.filter(action="notice.history_passed")
    (seen,) = Entry.objects.filter(action="notice.history_read")
    assert (passed.organisation, seen.organisation) == ("establishment:100001", "establishment:100002")
    mine = queries.notice_for_school(reference=notice(), seen_by=actor("asha"), now=MORNING, policy=area.policy)
    assert mine.passed_on_to == ("Milton Primary School",)
    assert "The other setting read its history" in [event.words for event in mine.timeline]


def test_twice_is_once(area: Area) -> None:
    pass_on(area)
    assert pass_on(area) is False
    assert Step.objects.filter(what="history_passed").count() == 1


@pytest.mark.parametrize(
    ("to", "reason", "says"),
    [
        ("100002", " ", "needs a reason"),
        ("100001", "Moved", "the place that this notice went to"),
        ("999999", "Moved", "no open establishment"),
        ("", "Moved", "no open establishment"),
        ("St Peter's", "Moved", "no open establishment"),
    ],
)
def test_what_cannot_be(area: Area, to: str, reason: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        pass_on(area, to, reason)


def test_not_before_it_is_acknowledged(area: Area) -> None:
    actions.withdraw_notice(reference=notice(), reason="Another", by=DESK, now=MORNING, policy=area.policy)
    with pytest.raises(Refused, match="withdrawn"):
        pass_on(area)


def test_not_where_a_party_works_and_without_saying_so(area: Area) -> None:
    area.works_at("100002", "Daniel", "Okafor", role="caretaker", date_of_birth="1990-05-06")
    area.take_in_registers(NIGHT)
    with pytest.raises(Refused) as conflict:
        pass_on(area)
    area.school("100009", "Nobody There", contacts=False)
    area.take_in_registers(NIGHT)
    with pytest.raises(Refused) as nobody:
        pass_on(area, "100009")
    assert str(conflict.value) == str(nobody.value)
    assert passed_to(area, "ben") == []


def test_a_withdrawal_reaches_whoever_it_was_passed_on_to(area: Area) -> None:
    pass_on(area)
    actions.withdraw_notice(reference=notice(), reason="Another", by=DESK, now=MORNING, policy=area.policy)
    found = read(area, "ben")
    assert (found.row.withdrawn, found.notice.content) == (True, {})
    told = Entry.objects.filter(action__startswith="message.", subject__contains=notice())
    assert told.exists() or Step.objects.filter(what="withdrawn").exists()
