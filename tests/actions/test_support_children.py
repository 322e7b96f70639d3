"""A child as a client in their own right: linked to an adult's referral, reached through somebody known to be safe."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.queries import ReferralForReferrer
from firstbell.responses.support.rules.safe_contact import Adult, Way
from world.support import (
    DESK,
    ELSEWHERE,
    EVENING,
    MORNINGS,
    NOW,
    NUMBER,
    TODAY,
    WORKER,
    accepted,
    needing,
    planned,
    referred,
    tried,
)

pytestmark = pytest.mark.django_db

NINE = date(2017, 3, 9)
AUNT = "She has looked after him since the summer, and he asked for her."
MOTHER = "She left with him, and it is from his father that both are hiding."
STRUCK = "Two families of one name were taken for one."


def child(**more: Any) -> tuple[str, str]:
    """A child of nine whom somebody works with, agreed to by an adult."""
    return accepted(**{"forenames": "Cem", "date_of_birth": NINE, "basis": "parental"} | more)


def through(client: str, **more: Any) -> GivenWay:
    return GivenWay(Way("phone", MORNINGS, adult=Adult("", MOTHER, client), **more))


def test_a_child_and_an_adult_are_two_clients_and_each_shows_the_other_to_the_service_alone() -> None:
    adult, mother = accepted()
    young, son = child(with_adult=adult)
    assert [(one.referral, one.client) for one in queries.referral(adult, seen_by=WORKER).children] == [(young, son)]
    assert [(one.referral, one.client) for one in queries.referral(young, seen_by=WORKER).adults] == [(adult, mother)]
    assert not {"adults", "children"} & {one.name for one in fields(ReferralForReferrer)}
    needing(young, "company")
    assert queries.action_plan(adult, seen_by=WORKER).needs == (), "what a child needs is the child's"
    actions.revoke_referral(reference=adult, reason="Consent withdrawn.", by=DESK, now=NOW)
    assert queries.referral(young, seen_by=WORKER).status == "accepted", "the child is still supported"


def test_a_referral_belongs_only_with_one_that_the_same_organisation_made() -> None:
    adult = referred()
    with pytest.raises(NotYours):
        referred(forenames="Cem", date_of_birth=NINE, basis="parental", with_adult=adult, by=ELSEWHERE)
    assert queries.referrals(seen_by=WORKER).count() == 1


def test_linked_by_the_service_and_struck_with_why() -> None:
    adult, _ = accepted()
    young, _ = child()
    given = {"child": young, "adult": adult, "now": NOW}
    with pytest.raises(NotYours):
        actions.link_child(**given, by=ELSEWHERE)
    actions.link_child(**given, by=WORKER)
    with pytest.raises(Refused, match="already"):
        actions.link_child(**given, by=WORKER)
    with pytest.raises(Refused, match="of age"):
        actions.link_child(child=accepted(date_of_birth=date(1990, 1, 1))[0], adult=adult, by=WORKER, now=NOW)
    with pytest.raises(Refused, match="not written out"):
        actions.unlink_child(**given, why="Wrong", by=WORKER)
    actions.unlink_child(**given, why=STRUCK, by=WORKER)
    assert queries.referral(young, seen_by=WORKER).adults == ()
    assert queries.referral(adult, seen_by=WORKER).children == ()
    with pytest.raises(NotYours):
        actions.unlink_child(**given, why=STRUCK, by=WORKER)


def test_a_child_of_nine_is_reached_through_an_adult_who_is_named_and_known_to_be_safe() -> None:
    young, son = child()
    with pytest.raises(Refused, match="reached through an adult"):
        planned(son)
    planned(son, GivenWay(Way("phone", MORNINGS, adult=Adult("Bea Example", AUNT)), "01632 960009"))
    (way,) = queries.contact_now(son, seen_by=WORKER, now=NOW).ways
    assert (way.adult, way.why_not) == ("Bea Example", "")
    assert actions.look_at_way(client=son, channel="phone", by=WORKER, now=NOW) == "01632 960009"
    assert tried(young, NOW)
    with pytest.raises(Refused, match="not safe at this time"):
        tried(young, EVENING)


def test_through_a_client_the_number_is_theirs_and_their_plan_counts_too() -> None:
    adult, mother = accepted()
    young, son = child(with_adult=adult)
    planned(son, through(mother))
    with pytest.raises(Refused, match=r"leads through an adult\. There is no safe-contact plan"):
        tried(young, NOW)
    planned(mother, last_day=TODAY)
    assert actions.look_at_way(client=son, channel="phone", by=WORKER, now=NOW) == NUMBER
    assert tried(young, NOW)
    with pytest.raises(Refused, match="No message may be left"):
        tried(young, NOW, message_left=True)
    with pytest.raises(Refused, match=r"leads through an adult\. The safe-contact plan ran out"):
        tried(young, NOW + timedelta(days=3))
    assert not queries.contact_now(mother, seen_by=WORKER, now=NOW).ways[0].others_read, (
        "the number has not become somebody else's"
    )
    planned(mother, GivenWay(Way("phone", MORNINGS), "01632 960007"), now=NOW + timedelta(days=3))
    later = NOW + timedelta(days=3)
    assert actions.look_at_way(client=son, channel="phone", by=WORKER, now=later) == "01632 960007"
    actions.revoke_referral(reference=adult, reason="Consent withdrawn.", by=DESK, now=later)
    with pytest.raises(Refused, match=r"leads through an adult\. Nobody works on a case"):
        tried(young, later)


def test_a_way_through_a_client_runs_through_somebody_of_age_at_the_same_service() -> None:
    _, son = child()
    _, brother = child(forenames="Deniz")
    with pytest.raises(Refused, match="somebody of age"):
        planned(son, through(brother))
    with pytest.raises(NotYours):
        planned(son, through("SC-NOBODY22"))
    _, mother = accepted()
    with pytest.raises(Refused, match="no number but theirs"):
        planned(son, GivenWay(through(mother).way, NUMBER))


def test_a_client_who_turns_out_to_be_a_child_is_no_longer_reached_alone() -> None:
    """A plan was made as with an adult, before anybody knew; nobody knows the age, so the youngest is assumed."""
    adult, _ = accepted()
    young, son = accepted(forenames="Cem")
    planned(son, GivenWay(Way("phone", MORNINGS), "01632 960009"))
    assert tried(young, NOW)
    actions.link_child(child=young, adult=adult, by=WORKER, now=NOW)
    with pytest.raises(Refused, match="reached through an adult"):
        tried(young, NOW)


def test_a_girl_of_fourteen_who_understands_is_reached_alone() -> None:
    young, girl = child(date_of_birth=date(2012, 3, 9), basis="consent")
    with pytest.raises(Refused, match="reached through an adult"):
        planned(girl)
    why = "She explained to me what the service does and whom it tells."
    planned(girl, GivenWay(Way("phone", MORNINGS, understands=why), NUMBER))
    assert tried(young, NOW)
