"""Referring somebody, by themselves or from an incident; how they are reached; who speaks for a partner."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from actions.test_programme import FACILITATOR, NOW, OTHER_PROVIDER, PROVIDER, SUPPORT, deeds, started, withdraw
from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts import queries as accounts_read
from firstbell.foundations.delivery.models import Message
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.responses.programme import actions, queries
from firstbell.responses.programme.models import Participant, ParticipantWay
from firstbell.responses.programme.rules.participants import Introduction
from firstbell.responses.programme.rules.ways import Way
from world.area import Area
from world.cast import ADMINISTRATOR, CAST, join
from world.feed import incident, party, suspect

pytestmark = pytest.mark.django_db

DESK = Actor(CAST["desk"].email, "force:staffordshire")
PUBLIC = Actor("public", "")
WAY = Way(channel="phone", detail="01632 960001", when_safe="Weekdays, mornings", message_allowed=False)


@pytest.fixture
def reported(tmp_path: Path, settings: Settings) -> int:
    """An incident with a victim, somebody of whom both is said, and a suspect with a telephone."""
    settings.FIRSTBELL_HOME = tmp_path
    area = Area(tmp_path)
    both = party(person_id="P3", forenames="Kit", role="both", date_of_birth="1991")
    named = suspect(forenames="Dan", surname="Vale", date_of_birth="1990-02-03", phones=["01632 960002"])
    area.incidents(incident("STF/1", reported=NOW.isoformat(), parties=[party(), named, both], children=[]), now=NOW)
    return incidents_read.find("staffordshire", "STF/1")


def from_incident(number: int, person_id: str, **more: Any) -> str:
    given: dict[str, Any] = {"provider": PROVIDER, "agreed": True, "way": WAY, "by": DESK, "now": NOW}
    return actions.refer_suspect(incident=number, person_id=person_id, **given | more)


def test_whoever_refers_themselves_is_reached_as_they_said_and_it_lies_sealed() -> None:
    said = Introduction(referred_from="oneself", forenames="Ben", surname="")
    reference = actions.refer(provider=PROVIDER, said=said, way=WAY, by=PUBLIC, now=NOW)
    row = ParticipantWay.objects.get()
    assert not any(word in f"{row.detail} {row.when_safe}" for word in ("01632", "960001", "Weekdays"))
    assert queries.participant(reference, seen_by=FACILITATOR).channel == "phone"
    assert actions.open_way(participant=reference, by=FACILITATOR, now=NOW) == WAY
    assert deeds() == ["referred", "way_opened"]
    with pytest.raises(NotYours):
        actions.open_way(participant=reference, by=OTHER_PROVIDER, now=NOW)
    assert not list(queries.referrals_made(seen_by=DESK))
    assert not list(queries.referrals_made(seen_by=PUBLIC))


def test_a_way_that_leads_nowhere_keeps_nobody() -> None:
    said = Introduction(referred_from="oneself", forenames="Ben", surname="")
    wrong = Way(channel="phone", detail="12", when_safe="Mornings", message_allowed=False)
    with pytest.raises(Refused, match="Nobody can be reached there"):
        actions.refer(provider=PROVIDER, said=said, way=wrong, by=PUBLIC, now=NOW)
    assert Participant.objects.count() == 0


def test_nobody_said_how_somebody_is_reached() -> None:
    with pytest.raises(Refused, match="Ask whoever referred them"):
        actions.open_way(participant=started(), by=FACILITATOR, now=NOW)


def test_a_suspect_is_referred_by_the_names_of_the_incident(reported: int) -> None:
    found = queries.suspects(reported, seen_by=DESK)
    assert [(one.person_id, one.forenames) for one in found] == [("P2", "Dan"), ("P3", "Kit")]
    assert found[0].phones == ("01632 960002",)
    reference = from_incident(reported, "P2")
    shown = queries.participant(reference, seen_by=FACILITATOR)
    assert (shown.forenames, shown.surname, shown.referred_from) == ("Dan", "Vale", "agency")
    assert (str(shown.date_of_birth), found[1].born) == ("1990-02-03", None)
    (line,) = queries.referrals_made(seen_by=DESK)
    assert (line.reference, line.provider, line.status, line.decided_at) == (reference, PROVIDER, "referred", None)
    assert "STF" not in repr(list(Participant.objects.values())), "a referral says nothing of the incident"


def test_nobody_is_referred_who_has_not_agreed_or_is_no_suspect(reported: int) -> None:
    with pytest.raises(Refused, match="voluntary"):
        from_incident(reported, "P2", agreed=False)
    for person_id in ("P1", "P9"):
        with pytest.raises(NotYours):
            from_incident(reported, person_id)
    with pytest.raises(NotYours):
        from_incident(reported + 1, "P2")


def test_an_incident_that_is_closed_to_somebody_refers_nobody(reported: int) -> None:
    supervisor = Actor(CAST["supervisor"].email, "force:staffordshire")
    incidents.restrict_record(incident_id=reported, to=DESK.name, reason="A neighbour", by=supervisor, now=NOW)
    for attempt in (lambda: queries.suspects(reported, seen_by=DESK), lambda: from_incident(reported, "P2")):
        with pytest.raises(NotYours):
            attempt()


def test_only_the_named_worker_or_whoever_leads_says_that_a_partner_was_told() -> None:
    for name in ("worker", "support_lead", "worker_elsewhere"):
        join(name, now=NOW)
    colleague, leader = (Actor(CAST[name].email, SUPPORT.organisation) for name in ("worker", "support_lead"))
    participant = started()
    withdraw(participant)
    answer: dict[str, Any] = {"participant": participant, "event": "withdrawn", "told": True, "now": NOW}
    for somebody in (colleague, Actor(CAST["worker_elsewhere"].email, SUPPORT.organisation)):
        with pytest.raises(Refused, match="Another worker answers"):
            actions.answer_alert(**answer, by=somebody)
    actions.answer_alert(**answer, by=leader)
    other = started(worker=colleague.name)
    actions.exclude(participant=other, reason="A threat.", by=FACILITATOR, now=NOW)
    actions.answer_alert(participant=other, event="excluded", told=True, by=colleague, now=NOW + timedelta(hours=1))


def test_an_alert_is_no_message() -> None:
    withdraw(started())
    assert Message.objects.count() == 0


def test_who_may_is_asked_of_roles_that_hold_now() -> None:
    for name in ("worker", "support_lead", "worker_elsewhere", "facilitator"):
        join(name, now=NOW)
    assert list(accounts_read.who_may("partners.support", "support:new-era").values()) == ["Lena Ford", "Noor Ahmed"]
    assert list(accounts_read.who_may("support.lead", "support:new-era")) == [CAST["support_lead"].email]
    assert accounts_read.open_organisations("support") == {"support:haven": "Haven", "support:new-era": "New Era"}
    accounts.close_organisation(key="support:haven", reason="It has ended.", by=ADMINISTRATOR, now=NOW)
    assert list(accounts_read.open_organisations("support")) == ["support:new-era"]
