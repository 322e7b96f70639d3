"""Cases that every release must pass: what happens between the report and the bell, and afterwards."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.models import Disclosure, Step
from world.area import DESK, STOKE, Area, at
from world.feed import child, home, incident, party, suspect

NIGHT = at("2026-11-19 23:00")
MORNING = at("2026-11-20 06:00")
FRIDAY_BELL = "2026-11-20T08:30:00+00:00"


@pytest.fixture
def okafors(area: Area) -> Area:
    """Oliver Okafor on the roll of St Peter's; registers taken in."""
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    return area


def play(area: Area, *documents: dict[str, Any], now: datetime = MORNING) -> dict[str, Any]:
    area.take_in_registers(at("2026-11-19 12:00"))
    area.incidents(*documents, now=NIGHT)
    area.run(now)
    return area.notices()[0] if area.notices() else {}


def person(area: Area, notice: dict[str, Any], email: str) -> dict[str, Any]:
    return {"reference": notice["reference"], "by": Actor(email, "establishment:100001"), "policy": area.policy}


def outbox() -> list[str]:
    """Whom the e-mails in the outbox went to, in the order of their keys."""
    folder = Path(settings.FIRSTBELL_HOME) / "outbox"
    lines = [line for file in sorted(folder.glob("*.eml")) for line in file.read_text().splitlines()]
    return [line.removeprefix("To: ") for line in lines if line.startswith("To: ")]


def test_a_protected_address_is_in_no_notice_and_no_message(okafors: Area) -> None:
    hidden = home("ST4 1AA", "12 Example Road", protected=True)
    play(okafors, incident(children=[child(residence=hidden, voice="We moved to 12 Example Road ST4 1AA")]))

    for disclosure in Disclosure.objects.all():
        assert "Example Road" not in str(disclosure.content)
        assert "ST4 1AA" not in str(disclosure.content)


def test_the_safeguarding_lead_is_a_party(okafors: Area) -> None:
    okafors.contacts[0]["name"] = "Daniel Okafor"
    notice = play(okafors, incident())
    assert notice["status"] == "held"
    assert notice["hold_code"] == "conflict"
    assert okafors.exposure("C1")["place"] == "person"


def test_a_party_chairs_the_governors(okafors: Area) -> None:
    okafors.works_at("100001", "Daniel", "Okafor", role="chair of governors", date_of_birth="1990-05-06")
    assert play(okafors, incident())["hold_code"] == "conflict"


def test_a_party_is_the_caretaker_by_telephone_number(okafors: Area) -> None:
    okafors.works_at("100001", "Dan", "Other", role="caretaker", phone="07700 900123")
    assert play(okafors, incident(parties=[party(), suspect(phones=["+447700900123"])]))["hold_code"] == "conflict"


def test_a_namesake_with_another_date_of_birth_is_no_conflict(okafors: Area) -> None:
    okafors.works_at("100001", "Daniel", "Okafor", date_of_birth="1961-01-01")
    assert play(okafors, incident())["status"] == "sent"


def test_a_conflict_goes_to_the_named_alternative_and_to_nobody_else(okafors: Area) -> None:
    okafors.works_at("100001", "Daniel", "Okafor", role="caretaker")
    okafors.contact("100002", "trust@trust.example", rank="3", role="trust_lead")
    notice = play(okafors, incident())
    actions.reroute_notice(
        reference=notice["reference"], to="trust@trust.example", reason="Caretaker", by=DESK, now=MORNING,
        policy=okafors.policy,
    )  # fmt: skip
    okafors.run(MORNING)
    okafors.run(at("2026-11-20 08:29"))
    assert okafors.notices()[0]["status"] == "sent"
    assert outbox() == ["trust@trust.example"]
    with pytest.raises(Refused):
        actions.acknowledge_notice(**person(okafors, notice, "dsl@100001.example"), now=MORNING)
    actions.acknowledge_notice(**person(okafors, notice, "trust@trust.example"), now=MORNING)
    assert okafors.notices()[0]["status"] == "acknowledged"


def test_two_incidents_in_one_night_are_two_notices(okafors: Area) -> None:
    play(okafors, incident(), incident("STF/2026/0000002", reported="2026-11-20T02:00:00+00:00"))
    assert len(okafors.notices("C1")) == 2
    assert len(outbox()) == 2


def test_a_regraded_incident_updates_its_notice(okafors: Area) -> None:
    play(okafors, incident())
    regraded = {"tool": "DASH", "version": "2009", "officer_grade": "medium", "supervisor_grade": "high", "answers": {}}
    okafors.incidents(incident(version=2, risk=regraded), now=MORNING)
    okafors.run(MORNING)
    (notice,) = okafors.notices()
    assert (notice["incident_version"], notice["updates"]) == (2, 1)
    assert len(outbox()) == 1


def test_versions_out_of_order_change_nothing_back(okafors: Area) -> None:
    okafors.take_in_registers(at("2026-11-19 12:00"))
    okafors.incidents(incident(version=3), now=NIGHT)
    okafors.incidents(incident(version=2, domestic_abuse=False), now=NIGHT)
    okafors.run(MORNING)
    (notice,) = okafors.notices()
    assert (notice["incident_version"], notice["updates"], notice["status"]) == (3, 0, "sent")


def test_a_counter_allegation_notifies_for_each(okafors: Area) -> None:
    turned = [party("P1", "suspect"), suspect(role="victim")]
    play(okafors, incident(), incident("STF/2026/0000002", parties=turned))
    assert [n["status"] for n in okafors.notices("C1")] == ["sent", "sent"]


def test_a_historic_incident_reported_now(okafors: Area) -> None:
    notice = play(okafors, incident(occurred_from="2019-03-01T20:00:00+00:00"))
    assert (notice["status"], notice["due_by"]) == ("sent", FRIDAY_BELL)


def test_born_after_an_incident_of_long_ago_is_a_persons_choice(okafors: Area) -> None:
    play(okafors, incident(occurred_from="2012-03-01T20:00:00+00:00"))
    assert okafors.asked("C1") == "born_after_incident"


def test_at_ten_to_eight_the_bell_is_today(okafors: Area) -> None:
    okafors.take_in_registers(at("2026-11-19 12:00"))
    okafors.incidents(incident(reported="2026-11-20T07:50:00+00:00"), now=at("2026-11-20 07:55"))
    okafors.run(at("2026-11-20 07:56"))
    assert okafors.notices()[0]["due_by"] == FRIDAY_BELL


def test_friday_night_before_half_term(okafors: Area) -> None:
    """Sent at once, due on the first pupil day after the break, and shown again that morning (R6)."""
    okafors.terms = [(STOKE, "2026-09-02", "2026-10-23"), (STOKE, "2026-11-02", "2026-12-18")]
    okafors.take_in_registers(at("2026-10-20 12:00"), as_of=at("2026-10-20 12:00").date())
    okafors.incidents(incident(reported="2026-10-23T22:00:00+00:00"), now=at("2026-10-23 23:00"))
    okafors.run(at("2026-10-23 23:10"))
    (notice,) = okafors.notices()
    assert (notice["status"], notice["due_by"]) == ("sent", "2026-11-02T08:30:00+00:00")
    assert len(outbox()) == 1
    okafors.run(at("2026-11-02 07:01"))
    assert outbox() == ["dsl@100001.example"] * 2


def test_inset_on_monday(okafors: Area) -> None:
    okafors.closures = [("100001", "2026-11-23", "INSET")]
    okafors.take_in_registers(at("2026-11-19 12:00"))
    okafors.incidents(incident(reported="2026-11-21T20:00:00+00:00"), now=at("2026-11-21 21:00"))
    okafors.run(at("2026-11-21 21:01"))
    assert okafors.notices()[0]["due_by"] == "2026-11-24T08:30:00+00:00"


def test_the_clocks_change(okafors: Area) -> None:
    """Reported on British Summer Time, due on Greenwich time: the bell is at half past eight on the wall."""
    okafors.terms = [(STOKE, "2026-09-02", "2026-12-18")]
    okafors.take_in_registers(at("2026-10-20 12:00"), as_of=at("2026-10-20 12:00").date())
    okafors.incidents(
        incident("A", reported="2026-10-22T21:00:00+00:00"), incident("B", reported="2026-10-24T21:00:00+00:00"),
        now=at("2026-10-24 22:00"),
    )  # fmt: skip
    okafors.run(at("2026-10-24 22:10"))
    due = {n["incident_reference"]: n["due_by"] for n in okafors.notices()}
    assert due == {"A": "2026-10-23T07:30:00+00:00", "B": "2026-10-26T08:30:00+00:00"}


def test_a_feed_that_falls_silent_raises_the_alarm(okafors: Area) -> None:

    play(okafors, incident())
    (well,) = incidents.feed_health(at("2026-11-20 12:00"), okafors.policy)
    (silent,) = incidents.feed_health(at("2026-11-21 12:00"), okafors.policy)
    assert (well.state, silent.state) == ("ok", "silent")


def test_a_bounce_goes_to_the_next_contact_at_once(okafors: Area) -> None:
    notice = play(okafors, incident())
    actions.record_receipt(
        reference=notice["reference"], outcome="bounced", by=DESK, now=MORNING, policy=okafors.policy
    )
    okafors.run(MORNING)
    assert outbox() == ["dsl@100001.example", "head@100001.example"]


def test_the_lead_is_on_leave(okafors: Area) -> None:
    okafors.contacts[0] |= {"away_from": "2026-11-16", "away_until": "2026-11-27"}
    play(okafors, incident())
    assert outbox() == ["head@100001.example"]


def test_nobody_answers_and_the_next_contact_is_told_before_the_bell(okafors: Area) -> None:
    play(okafors, incident())
    okafors.run(at("2026-11-20 07:29"))
    assert outbox() == ["dsl@100001.example"]
    okafors.run(at("2026-11-20 07:30"))
    assert outbox() == ["dsl@100001.example", "head@100001.example"]
    okafors.run(at("2026-11-20 07:46"))
    needs = {need.code for need in _needs(at("2026-11-20 07:46"))}
    assert "telephone" in needs


def test_not_our_pupil_reopens_the_search(okafors: Area) -> None:
    notice = play(okafors, incident())
    answer = person(okafors, notice, "dsl@100001.example")
    actions.not_our_pupil(**answer, reason="Left in July", now=MORNING)
    okafors.run(MORNING)
    assert okafors.notices()[0]["status"] == "not_our_pupil"
    assert okafors.asked("C1") == "not_our_pupil"
    assert okafors.exposure("C1")["place"] == "person"
    actions.decide_review(
        force=None, incident_reference="STF/2026/0000001", child="C1", urn="100002", reason="Telephoned",
        by=DESK, now=MORNING, policy=okafors.policy,
    )  # fmt: skip
    okafors.run(MORNING)
    assert okafors.told("C1") == ["100002"]
    assert [n["decided_by"] for n in okafors.notices("C1")] == ["rule", "person"]


def test_withdrawn_after_misidentification(okafors: Area) -> None:
    notice = play(okafors, incident())
    reader = person(okafors, notice, "dsl@100001.example")
    actions.open_notice(**reader, now=MORNING)
    actions.withdraw_notice(
        reference=notice["reference"], reason="Another Oliver", by=DESK, now=MORNING, policy=okafors.policy
    )
    okafors.run(MORNING)
    assert okafors.notices()[0]["status"] == "withdrawn"
    assert okafors.asked("C1") == "withdrawn_misidentified"
    assert outbox() == ["dsl@100001.example"] * 2

    (step,) = Step.objects.filter(what="withdrawn")
    assert "Opened by: dsl@100001.example" in step.why


def test_a_version_that_drops_the_child_asks_before_it_withdraws(okafors: Area) -> None:
    play(okafors, incident())
    okafors.incidents(incident(version=2, children=[]), now=MORNING)
    okafors.run(MORNING)
    assert okafors.notices()[0]["status"] == "sent"
    assert okafors.asked("C1") == "withdraw"


def test_a_pause_stops_release_and_loses_nothing(okafors: Area) -> None:
    okafors.take_in_registers(at("2026-11-19 12:00"))
    actions.start_pause(owner="inspector", until=at("2026-11-20 05:00"), reason="Fault", by=DESK, now=NIGHT)
    okafors.incidents(incident(), now=NIGHT)
    okafors.run(NIGHT)
    assert okafors.notices()[0]["status"] == "draft"
    assert "paused" in {need.code for need in _needs(NIGHT)}
    okafors.run(at("2026-11-20 05:00"))
    assert okafors.notices()[0]["status"] == "sent"


def test_a_hold_needs_a_second_person_and_never_ends_by_itself(okafors: Area) -> None:
    okafors.take_in_registers(at("2026-11-19 12:00"))
    actions.start_pause(owner="inspector", until=at("2026-11-20 05:00"), reason="Fault", by=DESK, now=NIGHT)
    okafors.incidents(incident(), now=NIGHT)
    okafors.run(NIGHT)
    reference = okafors.notices()[0]["reference"]
    hold = {"reference": reference, "reason": "Safety", "until": at("2026-11-20 07:00"), "now": NIGHT}
    actions.hold_notice(**hold, by=DESK)
    assert "unapproved" in {need.code for need in _needs(NIGHT)}
    with pytest.raises(Refused):
        actions.hold_notice(**hold, by=DESK)
    actions.hold_notice(**hold, by=Actor("sergeant@force.example", "force:staffordshire"))
    okafors.run(at("2026-11-20 07:30"))
    assert okafors.notices()[0]["status"] == "held"
    assert "expired" in {need.code for need in _needs(at("2026-11-20 07:30"))}


def _needs(now: datetime) -> list[Any]:

    return queries.needs(now)
