"""What is old is destroyed whole, by two people, with a certificate; what is held, asked for or not old stays."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from typer.testing import CliRunner

from firstbell.config import destruction as table
from firstbell.config import env
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.retention import actions, queries
from firstbell.foundations.retention.rules import digest_of
from firstbell.interfaces.cli.commands import app
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass import queries as encompass
from world import asked
from world.area import Area, at
from world.asked import HERS, NUMBER, Family
from world.cast import ADMINISTRATOR
from world.feed import child, incident

pytestmark = pytest.mark.django_db

THEN = at("2015-01-20 10:00")
NOW = at("2026-11-23 07:45")
POLICY = ForcePolicy(force="staffordshire", keep_incidents_years=10, keep_clients_years=6, keep_participants_years=6)
SECOND = Actor("data@force.example", "force:staffordshire")
JOB = Actor("job:destroy", "force:staffordshire")
OLD = "incident:staffordshire:STF/OLD"
WHY = "The coroner has asked for it: letter of 3 November."
GROWN = child(born="1998-06-01")


@pytest.fixture
def area(tmp_path: Path) -> Area:
    made = Area(tmp_path)
    made.school("100001", "St Peter's Primary School")
    made.pupil("100001", "Oliver", "Okafor", "1998-06-01")
    made.take_in_registers(at("2015-01-05 10:00"), as_of=date(2015, 1, 2))
    return made


def reported(area: Area, reference: str = "STF/OLD", *, when: datetime = THEN, **facts: Any) -> int:
    """A report of that time, with everything that its night's run makes of it."""
    document = incident(reference, reported=when.isoformat(), **({"children": [GROWN]} | facts))
    area.incidents(document, now=when)
    area.run(when)
    return incidents.find("staffordshire", reference)


def ended(area: Area) -> Family:
    """A family of whom every part holds something, all of it ended in 2015."""
    reported(area)
    return asked.family("STF/OLD", "Okafor", now=THEN)


def old(kind: str, *, policy: ForcePolicy = POLICY, now: datetime = NOW) -> tuple[str, ...]:
    return table.forecast(table.CLASSES[kind], now=now, policy=policy).subjects


def destroyed(kind: str = "incident") -> queries.CertificateShown:
    """Proposed by one, approved by another, run; and its certificate."""
    reference = table.propose(kind, by=ADMINISTRATOR, now=NOW, policy=POLICY)
    actions.approve_removal(reference=reference, by=SECOND, now=NOW)
    run()
    return queries.certificates()[0]


def run() -> None:
    while table.remove_approved(by=JOB, now=NOW, policy=POLICY):
        pass


def tables_with(*words: str) -> set[str]:
    """Every table in which any of the words stands anywhere, but the trail of who did what."""
    found = set()
    for model in apps.get_models():
        for row in model._default_manager.values():
            if any(word in str(row) for word in words):
                found.add(model._meta.label)
    return found - {"audit.Entry", "take_in.TakeIn"}


def test_of_what_is_destroyed_nothing_is_left_in_any_table(area: Area) -> None:
    family = ended(area)
    assert {"incidents.IncidentVersion", "encompass.Exposure", "linkage.Record", "case_progress.Stance"} <= tables_with(
        "Okafor", "STF/OLD", HERS, "P1"
    )
    for kind in ("participant", "client", "incident"):
        assert destroyed(kind).destroyed == 1
    words = ("Okafor", "STF/OLD", HERS, NUMBER, family.client, family.participant, family.case)
    assert tables_with(*words) == {"schools.RollEntry"}, "the roll of those days is another thing, and stands"
    assert audit.verify_chain().broken_at is None
    assert audit.entries(Sought(subject=OLD), most=9), "that it was there, and is gone, stays in the trail"


def test_the_dry_run_says_what_goes_table_by_table_and_writes_nothing(area: Area) -> None:
    ended(area)
    before = tables_with("Okafor", "STF/OLD", HERS)
    found = table.forecast(table.CLASSES["incident"], now=NOW, policy=POLICY)
    assert (found.subjects, found.held, found.before) == ((OLD,), 0, date(2016, 11, 23))
    assert found.rows["case_progress.Case"] == found.rows["incidents.Incident"] == 1
    assert found.rows["people.Person"] == 3
    assert tables_with("Okafor", "STF/OLD", HERS) == before
    for kind in ("participant", "client"):
        destroyed(kind)
    made = destroyed()
    assert {name: count for name, count in made.rows.items() if found.rows.get(name) != count} == {
        "case_progress.Conference": 1
    }, "a conference that hears of nobody any more goes as well"


def test_the_certificate_proves_what_it_was_and_names_nobody(area: Area) -> None:
    ended(area)
    destroyed("participant")
    made = destroyed("client")
    assert (made.kind, made.years, made.destroyed, made.kept) == ("client", 6, 1, 0)
    assert (made.proposed_by, made.approved_by) == (ADMINISTRATOR.name, SECOND.name)
    assert (made.before, made.made_at) == (date(2020, 11, 23), NOW)
    subject = next(
        one.subject for one in audit.entries(Sought(action="retention.destroyed"), most=9) if "SC-" in one.subject
    )
    assert made.digest == digest_of([subject])
    assert subject.removeprefix("client:") not in str(made)
    assert queries.removals() == ()


def test_nobody_destroys_anything_alone(area: Area) -> None:
    reported(area)
    reference = table.propose("incident", by=ADMINISTRATOR, now=NOW, policy=POLICY)
    with pytest.raises(Refused, match="approves what they proposed"):
        actions.approve_removal(reference=reference, by=ADMINISTRATOR, now=NOW)
    run()
    assert old("incident") == (OLD,)
    with pytest.raises(Refused, match="proposed already"):
        table.propose("incident", by=SECOND, now=NOW, policy=POLICY)
    actions.take_back_removal(reference=reference, by=ADMINISTRATOR, now=NOW)
    with pytest.raises(Refused, match="does not wait"):
        actions.approve_removal(reference=reference, by=SECOND, now=NOW)
    run()
    assert (old("incident"), queries.certificates()) == ((OLD,), ())


def held(kind: str = "incident", reference: str = "staffordshire:STF/OLD") -> str:
    return table.place_hold(kind=kind, reference=reference, reason=WHY, by=ADMINISTRATOR, now=NOW)


def test_what_is_held_is_not_proposed_and_goes_once_a_person_ended_the_hold(area: Area) -> None:
    reported(area)
    name = held()
    found = table.forecast(table.CLASSES["incident"], now=NOW, policy=POLICY)
    assert (found.subjects, found.held) == ((), 1)
    with pytest.raises(Refused, match="Nothing is older"):
        table.propose("incident", by=ADMINISTRATOR, now=NOW, policy=POLICY)
    with pytest.raises(Refused, match="for a reason"):
        actions.end_hold(reference=name, reason="done", by=SECOND, now=NOW)
    actions.end_hold(reference=name, reason="The inquest is over, says the coroner.", by=SECOND, now=NOW)
    assert destroyed().destroyed == 1


def test_a_hold_that_comes_after_the_approval_still_keeps_it(area: Area) -> None:
    reported(area)
    reference = table.propose("incident", by=ADMINISTRATOR, now=NOW, policy=POLICY)
    actions.approve_removal(reference=reference, by=SECOND, now=NOW)
    held()
    run()
    (made,) = queries.certificates()
    assert (made.destroyed, made.kept, made.digest) == (0, 1, digest_of([]))
    assert incidents.find("staffordshire", "STF/OLD")


def test_a_hold_that_comes_while_it_is_being_destroyed_keeps_it(area: Area) -> None:
    reported(area)
    actions.approve_removal(
        reference=table.propose("incident", by=ADMINISTRATOR, now=NOW, policy=POLICY), by=SECOND, now=NOW
    )
    (line,) = queries.to_destroy(9)
    held()
    assert not actions.destroy(line=line.number, forget=_breaks, by=JOB, now=NOW)
    assert queries.to_destroy(9) == ()


def test_a_hold_on_an_incident_keeps_the_client_who_came_from_it(area: Area) -> None:
    family = ended(area)
    destroyed("participant")
    assert old("client") == (f"client:{family.client}",)
    held()
    assert old("client") == ()


@pytest.mark.parametrize(
    ("kind", "reference"), [("incident", "staffordshire:STF/NONE"), ("client", "SC-1"), ("car", "1")]
)
def test_only_what_is_there_can_be_held(area: Area, kind: str, reference: str) -> None:
    with pytest.raises((NotYours, Refused)):
        held(kind, reference)
    assert queries.holds() == ()


def test_a_hold_needs_its_reason_and_there_is_one_at_a_time(area: Area) -> None:
    reported(area)
    with pytest.raises(Refused, match="needs its reason"):
        table.place_hold(kind="incident", reference="staffordshire:STF/OLD", reason="court", by=ADMINISTRATOR, now=NOW)
    held()
    with pytest.raises(Refused, match="held already"):
        held()


def test_whoever_was_heard_of_again_is_not_old(area: Area) -> None:
    """The clear period begins anew: of four old reports the one goes whose people nobody heard of since."""
    reported(area, "STF/ALONE", parties=[], children=[])
    reported(area)
    reported(area, "STF/LATER", when=at("2020-05-04 10:00"), children=[])
    assert old("incident") == ("incident:staffordshire:STF/ALONE",)
    later = replace(POLICY, keep_incidents_years=6)
    assert set(old("incident", policy=later)) == {
        OLD,
        "incident:staffordshire:STF/ALONE",
        "incident:staffordshire:STF/LATER",
    }


@pytest.mark.parametrize(
    ("children", "goes"),
    [
        ([], True),
        ([child(born="2001-11-23")], True),
        ([child(born="2001-11-24")], False),
        ([child(born="2001")], False),
        ([child(born=None)], False),
    ],
)
def test_a_child_is_kept_until_they_are_25(area: Area, children: list[Any], goes: bool) -> None:
    reported(area, children=children)
    assert bool(old("incident")) == goes


def test_a_case_that_is_still_worked_on_keeps_its_incident(area: Area) -> None:
    number = reported(area)
    assert old("incident") == (OLD,)
    asked.seen_through(number, now=at("2026-01-09 10:00"))
    assert old("incident") == ()


def test_what_somebody_asks_for_is_kept_until_they_are_answered(area: Area) -> None:
    family = ended(area)
    destroyed("participant")
    reference = asked.picked(asked.asked("Amy", "Okafor"), family.record("P1"), ("client", family.client))
    assert (old("incident"), old("client")) == ((), ())
    asked.requests.withdraw_request(reference=reference, why="She rang: she has what she needs.", by=SECOND, now=NOW)
    assert (old("incident"), old("client")) == ((OLD,), (f"client:{family.client}",))


def test_a_partner_of_somebody_on_file_is_kept(area: Area) -> None:
    ended(area)
    assert old("client") == ()
    destroyed("participant")
    assert len(old("client")) == 1


@pytest.mark.parametrize("years", [0, 5])
def test_without_a_decision_or_with_too_short_a_one_nothing_goes(area: Area, years: int) -> None:
    reported(area)
    policy = replace(POLICY, keep_incidents_years=years)
    assert old("incident", policy=policy) == ()
    with pytest.raises(Refused, match="not decided, or too short"):
        table.propose("incident", by=ADMINISTRATOR, now=NOW, policy=policy)


@pytest.mark.parametrize("step", ["forget_links", "forget_people", "forget_incident"])
def test_a_run_that_breaks_off_leaves_nothing_half_done(area: Area, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    reported(area)
    asked.seen_through(incidents.find("staffordshire", "STF/OLD"), now=THEN)
    before = tables_with("Okafor", "STF/OLD", HERS)
    reference = table.propose("incident", by=ADMINISTRATOR, now=NOW, policy=POLICY)
    actions.approve_removal(reference=reference, by=SECOND, now=NOW)
    with monkeypatch.context() as broken:
        part = {"forget_links": table.linkage, "forget_people": table.people, "forget_incident": table.incidents}[step]
        broken.setattr(part, step, _breaks)
        with pytest.raises(RuntimeError):
            run()
    assert tables_with("Okafor", "STF/OLD", HERS) >= before
    run()
    assert queries.certificates()[0].destroyed == 1
    assert tables_with("Okafor", "STF/OLD", HERS) == {"schools.RollEntry"}


def _breaks(**_asked: object) -> Any:
    raise RuntimeError("the machine died")


def test_nobody_is_told_anew_of_what_is_gone(area: Area) -> None:
    reported(area)
    destroyed()
    area.run(NOW)
    assert (list(encompass.notices()), list(encompass.exposures())) == ([], [])


def test_a_request_goes_with_the_copy_of_what_was_given(area: Area) -> None:
    reported(area)
    reference = asked.asked("Amy", "Okafor")
    asked.requests.release_bundle(reference=reference, items=[], opened={}, by=SECOND, now=THEN)
    assert old("request") == (f"request:{reference}",)
    assert destroyed("request").rows == {"subject_access.Bundle": 1, "subject_access.Request": 1}


def test_the_command_is_a_dry_run(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    reported(area)
    monkeypatch.setattr(env, "policy", lambda: POLICY)
    said = CliRunner().invoke(app, ["retention", "--now", NOW.isoformat()]).output
    assert "incident: older than 23 Nov 2016 (10 years): 1, and 0 held" in said
    assert "  incidents.IncidentVersion  1" in said
    told = json.loads(CliRunner().invoke(app, ["retention", "--now", NOW.isoformat(), "--json"]).output)
    assert (told[0]["class"], told[0]["older"]) == ("incident", 1)
    monkeypatch.setattr(env, "policy", lambda: replace(POLICY, keep_incidents_years=3, keep_clients_years=0))
    said = CliRunner().invoke(app, ["retention", "--now", NOW.isoformat()]).output
    assert "incident: too few years are set" in said
    assert "client: nobody decided how long" in said
    assert old("incident") == (OLD,)
