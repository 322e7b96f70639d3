"""A record is closed to whoever of the police is a party to it, or may be, by itself and at once (section 8, 18)."""

from dataclasses import replace
from pathlib import Path

import pytest

from firstbell.foundations.audit import queries as audit
from firstbell.foundations.delivery.models import Message
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import actions, jobs, queries
from firstbell.registers.incidents.queries import ClosedRecord
from world.area import Area
from world.cast import CAST, join
from world.desk import NIGHT, POLICY, RUN, number
from world.feed import incident, party, suspect

pytestmark = pytest.mark.django_db
DESK, SUPERVISOR = (Actor(CAST[name].email, "force:staffordshire") for name in ("desk", "supervisor"))
ASIDE = incident("STF/9", parties=[party(surname="Plain"), suspect(surname="Plain")], children=[])


def filed(folder: Path, **facts: object) -> int:
    """An incident whose suspect is as given, taken in while the desk officer and the supervisor have accounts."""
    join("desk", now=NIGHT)
    join("supervisor", now=NIGHT)
    document = incident("STF/1", parties=[party(surname="Plain"), suspect(**{"surname": "Plain"} | facts)], children=[])
    Area(folder).incidents(document, ASIDE, now=NIGHT)
    return number("STF/1")


def closed() -> list[ClosedRecord]:
    return queries.restrictions(seen_by=SUPERVISOR)


@pytest.mark.parametrize(
    ("facts", "tie"),
    [
        ({"emails": ["DESK@force.example "]}, "email"),
        ({"forenames": "Dana Mary", "surname": "WRIGHT"}, "name"),
        ({"forenames": "Erin", "previous_surnames": ["Wright"], "known_as": "Dana"}, "name"),
        ({"also_known_as": ["Dana Wright"]}, "name"),
    ],
)
def test_a_party_who_may_be_the_officer_closes_the_record_as_it_arrives(
    tmp_path: Path, facts: dict[str, object], tie: str
) -> None:
    this = filed(tmp_path, **facts)
    assert [(one.incident_id, one.email, one.tie) for one in closed()] == [(this, DESK.name, tie)]
    assert queries.closed_to(DESK.name) == {this}
    assert queries.closed_to(SUPERVISOR.name) == frozenset()


@pytest.mark.parametrize(
    "facts", [{"surname": "Wright", "forenames": "Dan"}, {"surname": "Wight", "forenames": "Dana"}, {}]
)
def test_others_close_nothing(tmp_path: Path, facts: dict[str, object]) -> None:
    this = filed(tmp_path, **facts)
    assert closed() == []
    assert not queries.is_closed_to(this, DESK.name)


def test_an_officer_who_comes_later_never_sees_it_not_even_before_the_job_runs(tmp_path: Path) -> None:
    document = incident("STF/1", parties=[suspect(forenames="Dana", surname="Wright")], children=[])
    Area(tmp_path).incidents(document, ASIDE, now=NIGHT)
    join("desk", now=NIGHT)
    this = number("STF/1")
    assert queries.closed_to(DESK.name) == {this}
    assert queries.is_closed_to(this, DESK.name)
    join("supervisor", now=NIGHT)
    assert jobs.close_records(by=Actor("job:close records", "force:staffordshire"), now=RUN, policy=POLICY) == 3
    assert [one.incident_id for one in closed()] == [this]
    assert jobs.close_records(by=Actor("job:close records", "force:staffordshire"), now=RUN, policy=POLICY) == 0


def test_the_named_people_are_told_once_and_the_officer_never(tmp_path: Path) -> None:
    filed(tmp_path, emails=["desk@force.example"])
    for _ in range(2):
        jobs.close_records(by=DESK, now=RUN, policy=POLICY)
    sent = list(Message.objects.values_list("recipient", "template", "reference"))
    assert sent == [("standards@force.example", "desk_alarm", closed()[0].reference)]


def test_the_officer_is_not_told_where_nobody_else_is_named(tmp_path: Path) -> None:
    filed(tmp_path, emails=["desk@force.example"])
    jobs.close_records(by=DESK, now=RUN, policy=replace(POLICY, restricted_alarm_emails=()))
    assert not Message.objects.exists()


def test_asking_for_it_finds_nothing_and_is_an_alarm(tmp_path: Path) -> None:
    this = filed(tmp_path, emails=["desk@force.example"])
    for _ in range(2):
        with pytest.raises(NotYours, match="There is no such record"):
            actions.open_record(incident_id=this, what="incident", by=DESK, now=RUN, policy=POLICY)
    assert closed()[0].tries == 2
    assert Message.objects.count() == 1
    deeds = [entry.action for entry in audit.entries_about("staffordshire/STF/1")]
    assert deeds == ["record.closed", "record.closed_tried", "record.closed_tried"]


def test_what_does_not_exist_and_what_is_closed_are_refused_in_the_same_words(tmp_path: Path) -> None:
    this = filed(tmp_path, emails=["desk@force.example"])
    said = []
    for which in (this, 999_999):
        with pytest.raises(NotYours) as refused:
            actions.open_record(incident_id=which, what="incident", by=DESK, now=RUN, policy=POLICY)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_every_reading_is_an_entry_with_who_and_why(tmp_path: Path) -> None:
    this = filed(tmp_path)
    actions.open_record(
        incident_id=this, what="protected_address", child="C1", why="To warn a school", by=DESK, now=RUN, policy=POLICY
    )
    (entry,) = audit.entries_about("staffordshire/STF/1")
    assert (entry.by, entry.action, entry.why) == (DESK.name, "protected_address.read", "To warn a school")


def test_a_supervisor_closes_a_relatives_record_and_opens_it_again_for_good(tmp_path: Path) -> None:
    this = filed(tmp_path)
    actions.restrict_record(incident_id=this, to="Desk@force.example", reason="Her sister.", by=SUPERVISOR, now=RUN)
    assert queries.is_closed_to(this, DESK.name)
    with pytest.raises(Refused, match="closed to this person already"):
        actions.restrict_record(incident_id=this, to=DESK.name, reason="Again.", by=SUPERVISOR, now=RUN)
    actions.lift_restriction(number=closed()[0].number, reason="Another family.", by=SUPERVISOR, now=RUN)
    assert not queries.is_closed_to(this, DESK.name)
    with pytest.raises(Refused, match="opened again before"):
        actions.lift_restriction(number=closed()[0].number, reason="Another family.", by=SUPERVISOR, now=RUN)


def test_a_namesake_whose_record_was_opened_is_not_closed_out_by_the_next_version(tmp_path: Path) -> None:
    this = filed(tmp_path, forenames="Dana", surname="Wright")
    actions.lift_restriction(number=closed()[0].number, reason="Another Dana Wright.", by=SUPERVISOR, now=RUN)
    later = incident("STF/1", version=2, parties=[suspect(forenames="Dana", surname="Wright")], children=[])
    Area(tmp_path / "more").folder.mkdir()
    Area(tmp_path / "more").incidents(later, now=RUN)
    assert not queries.is_closed_to(this, DESK.name)
    assert queries.closed_to(DESK.name) == frozenset()


def test_nobody_lifts_their_own_or_sees_it_in_the_list(tmp_path: Path) -> None:
    this = filed(tmp_path, forenames="Sam", surname="Okafor")
    own = queries.restrictions(seen_by=DESK)
    assert [one.email for one in own] == [SUPERVISOR.name]
    assert closed() == []
    with pytest.raises(NotYours):
        actions.lift_restriction(number=own[0].number, reason="It is nothing.", by=SUPERVISOR, now=RUN)
    with pytest.raises(NotYours):
        actions.restrict_record(incident_id=this, to=DESK.name, reason="Mine.", by=SUPERVISOR, now=RUN)


def test_a_record_is_not_closed_without_a_reason_nor_to_oneself(tmp_path: Path) -> None:
    this = filed(tmp_path)
    for to, reason in ((DESK.name, " "), ("", "Why"), (SUPERVISOR.name, "Mine")):
        with pytest.raises(Refused):
            actions.restrict_record(incident_id=this, to=to, reason=reason, by=SUPERVISOR, now=RUN)
