"""Contact stops with consent and with life, and another service gets what the client agreed to and nothing else."""

from dataclasses import asdict
from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from django.apps import apps

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.models import Client
from firstbell.responses.support.rules.ends import PARTS
from firstbell.responses.support.rules.safe_contact import Adult, Way
from world.cast import CAST, join
from world.support import (
    DESK,
    ELSEWHERE,
    HOW,
    LEAD,
    MORNINGS,
    NOW,
    NUMBER,
    TODAY,
    WORKER,
    accepted,
    deeds,
    engaged,
    needing,
    planned,
    referred,
    tried,
)

pytestmark = pytest.mark.django_db

SAID = "She said that she wants no more calls from anybody."
BORN = date(1990, 5, 17)
LATER = NOW + timedelta(hours=1)
HAVEN = Actor(CAST["worker_elsewhere"].email, "support:haven")
MOVED = "She moves to the other town."


def lives(client: str, text: str) -> None:
    number = actions.propose_address(client=client, text=text, by=WORKER, now=NOW)
    actions.confirm_address(client=client, proposal=number, by=LEAD, now=NOW)


def nothing_leads_to(client: str, case: str, says: str) -> None:
    """No reason opens a number or an address, and whatever is tried all the same is written down as unsafe."""
    for attempt in (
        lambda: actions.look_at_way(client=client, channel="phone", by=WORKER, now=LATER),
        lambda: actions.look_at_way(client=client, channel="phone", reason=HOW, by=WORKER, now=LATER),
        lambda: actions.look_at_address(client=client, why=HOW, by=WORKER, now=LATER),
        lambda: tried(case, LATER),
    ):
        with pytest.raises(Refused, match=says):
            attempt()
    with pytest.raises(Refused, match="Nothing of this client is open"):
        planned(client, now=LATER)
    assert not tried(case, LATER, unsafe_why=HOW)
    now = queries.contact_now(client, seen_by=WORKER, now=LATER)
    assert now.stopped.startswith(says)
    assert {way.why_not for way in now.ways} <= {now.stopped}


def test_a_client_withdraws_and_nothing_leads_to_them_any_more() -> None:
    case, client = engaged()
    lives(client, "1 Old Street")
    with pytest.raises(Refused, match="not written out"):
        actions.withdraw_consent(client=client, why="No", by=WORKER, now=NOW)
    with pytest.raises(NotYours):
        actions.withdraw_consent(client=client, why=SAID, by=ELSEWHERE, now=NOW)
    actions.withdraw_consent(client=client, why=SAID, by=WORKER, now=NOW)
    shown = queries.referral(case, seen_by=WORKER)
    assert (shown.status, shown.step_reason, shown.plan) == ("withdrawn", SAID, None)
    assert [one.reached for one in shown.attempts] == [True], "what was done stays on record"
    nothing_leads_to(client, case, "Consent was withdrawn on 27 November 2026")
    assert "support.consent_withdrawn" in deeds()
    with pytest.raises(Refused, match="Nothing of this client is open"):
        actions.withdraw_consent(client=client, why=SAID, by=WORKER, now=NOW)


def test_a_client_who_died_is_tried_by_no_way_and_their_cases_end() -> None:
    case, client = engaged()
    lives(client, "1 Old Street")
    actions.record_death(client=client, on=TODAY, by=WORKER, now=NOW)
    shown = queries.referral(case, seen_by=WORKER)
    assert (shown.status, shown.died_on) == ("died", TODAY)
    nothing_leads_to(client, case, "The client died on 27 November 2026")
    with pytest.raises(Refused, match="It is recorded"):
        actions.record_death(client=client, on=TODAY, by=WORKER, now=NOW)
    with pytest.raises(NotYours):
        actions.record_death(client=client, on=TODAY, by=ELSEWHERE, now=NOW)


def test_a_child_whose_mother_died_keeps_their_case_and_is_reached_through_her_no_more() -> None:
    adult, mother = engaged()
    young, son = accepted(forenames="Cem", date_of_birth=date(2017, 3, 9), basis="parental", with_adult=adult)
    safe = Adult("", "She fled with him, and he wants to be with her.", mother)
    planned(son, GivenWay(Way("phone", MORNINGS, adult=safe)))
    assert tried(young, NOW)
    actions.record_death(client=mother, on=TODAY, by=WORKER, now=NOW)
    assert queries.referral(young, seen_by=WORKER).status == "accepted"
    assert [one.status for one in queries.referral(young, seen_by=WORKER).adults] == ["died"]
    with pytest.raises(Refused, match=r"leads through an adult\. The client died"):
        actions.look_at_way(client=son, channel="phone", by=WORKER, now=LATER)


def agreed_to(agreed: tuple[str, ...]) -> tuple[str, str]:
    """A case with everything in it, passed to Haven with these parts, and the referral that came of it there."""
    case, client = accepted(
        surname="Marker", date_of_birth=BORN, grade="high", force="staffordshire", incident_reference="STF/9",
        also_suspect=True,
    )  # fmt: skip
    planned(client, code_word="Tulip")
    lives(client, "1 Former Street")
    lives(client, "2 Present Road")
    needing(case, "money", text="Owes rent.")
    tried(case, NOW, reached=True)
    actions.conclude_referral(reference=case, into="engaged", by=WORKER, now=NOW)
    goal = actions.set_goal(referral=case, need="money", text="Pay off what she owes by spring.", by=WORKER, now=NOW)
    assert goal
    onward = actions.transfer_referral(
        reference=case, to=HAVEN.organisation, agreed=agreed, reason=MOVED, by=WORKER, now=NOW
    )
    return case, onward


PARTIAL = [
    ("name", *parts)
    for parts in chain.from_iterable(combinations([one for one in PARTS if one != "name"], n) for n in range(5))
]


@pytest.mark.parametrize("agreed", PARTIAL, ids=" ".join)
def test_another_service_gets_what_the_client_agreed_to_and_nothing_else(agreed: tuple[str, ...]) -> None:
    join("worker_elsewhere", now=NOW)
    case, onward = agreed_to(agreed)
    there = queries.referral(onward, seen_by=HAVEN)
    assert (there.surname, there.date_of_birth, there.status, there.basis) == ("Marker", BORN, "received", "consent")
    assert (there.grade, there.also_suspect) == (("high", True) if "police" in agreed else ("", False))
    assert (there.plan is not None, there.basis_reason, there.attempts) == ("contact" in agreed, "", ())
    assert [one.text for one in queries.action_plan(onward, seen_by=HAVEN).needs] == (
        ["Owes rent."] if "needs" in agreed else []
    )
    proposed = queries.address(there.client, seen_by=HAVEN).proposed
    assert (proposed is not None) == ("address" in agreed)
    assert queries.address(there.client, seen_by=HAVEN).since is None, "nobody there has confirmed it"
    before = queries.referral(case, seen_by=WORKER)
    assert (before.status, before.passed_on and before.passed_on.carries) == ("transferred", agreed)
    held = str([row for model in apps.get_models() for row in model.objects.values() if _is_of(row, there.client)])
    assert ("STF/9" in held) == ("police" in agreed)
    for kept_back in ("Pay off", MOVED, "Former"):
        assert kept_back not in str(asdict(there)) + held


def _is_of(row: dict[str, object], client: str) -> bool:
    """A row of the client there: of their own, of their referral, or of their plan."""
    number = Client.objects.get(reference=client).pk
    return row.get("client_id") == number


def test_what_is_passed_on_works_there_once_the_service_there_takes_it_on() -> None:
    join("worker_elsewhere", now=NOW)
    case, onward = agreed_to(("name", "contact", "address"))
    there = queries.referral(onward, seen_by=HAVEN)
    assert there.plan
    assert there.plan.code_word == "Tulip"
    with pytest.raises(Refused, match="Nobody works on a case"):
        actions.look_at_way(client=there.client, channel="phone", by=HAVEN, now=NOW)
    actions.answer_referral(reference=onward, into="accepted", by=HAVEN, now=NOW)
    assert actions.look_at_way(client=there.client, channel="phone", by=HAVEN, now=NOW) == NUMBER
    proposed = queries.address(there.client, seen_by=HAVEN).proposed
    assert proposed
    given = {"client": there.client, "proposal": proposed.proposal, "by": HAVEN, "now": NOW}
    assert actions.look_at_proposed_address(**given) == "2 Present Road"
    actions.confirm_address(**given)
    with pytest.raises(Refused, match="Nobody works on a case"):
        actions.look_at_way(client=queries.referral(case, seen_by=WORKER).client, channel="phone", by=WORKER, now=NOW)


def test_to_a_service_without_a_seat_nothing_is_sent() -> None:
    case = referred()
    given = {"reference": case, "reason": MOVED, "by": WORKER, "now": NOW}
    with pytest.raises(Refused, match="There is no service support:haven here"):
        actions.transfer_referral(**given, to="support:haven", agreed=["name"])
    with pytest.raises(Refused, match="without a reason"):
        actions.transfer_referral(**given | {"reason": " "}, to="A service in Derby", agreed=[])
    assert queries.referral(case, seen_by=WORKER).status == "received"
    assert actions.transfer_referral(**given, to="A service in Derby", agreed=["name"]) == ""
    shown = queries.referral(case, seen_by=WORKER)
    assert (shown.status, shown.passed_on and shown.passed_on.to) == ("transferred", "A service in Derby")
    assert queries.referrals(seen_by=WORKER).count() == 1
    assert [one.status for one in queries.referrals_made(seen_by=DESK)] == ["transferred"]


def test_a_child_is_passed_on_where_somebody_agreed_who_may() -> None:
    join("worker_elsewhere", now=NOW)
    case, _ = accepted(forenames="Cem", date_of_birth=date(2017, 3, 9), basis="parental")
    given = {"reference": case, "to": HAVEN.organisation, "agreed": ["name"], "reason": MOVED, "by": WORKER, "now": NOW}
    with pytest.raises(Refused, match="does not agree alone"):
        actions.transfer_referral(**given)
    assert queries.referral(case, seen_by=WORKER).status == "accepted"
    onward = actions.transfer_referral(**given, basis="parental")
    assert queries.referral(onward, seen_by=HAVEN).basis == "parental"


def test_a_way_through_an_adult_who_is_a_client_here_is_not_passed_on() -> None:
    join("worker_elsewhere", now=NOW)
    _, mother = engaged()
    case, son = accepted(forenames="Cem", date_of_birth=date(2017, 3, 9), basis="parental")
    through = Adult("", "She fled with him, and he wants to be with her.", mother)
    planned(son, GivenWay(Way("phone", MORNINGS, adult=through)))
    onward = actions.transfer_referral(
        reference=case, to=HAVEN.organisation, agreed=["name", "contact"], basis="parental", reason=MOVED, by=WORKER,
        now=NOW,
    )  # fmt: skip
    assert queries.referral(onward, seen_by=HAVEN).plan is None
