"""A client from referral to the end: what is written, what is refused, and that no number can be read."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.safe_contact import Way
from world.support import (
    CALLS,
    DESK,
    ELSEWHERE,
    EVENING,
    HOW,
    LAST,
    MORNINGS,
    NOW,
    NUMBER,
    WORKER,
    accepted,
    deeds,
    planned,
    referred,
    tried,
)

pytestmark = pytest.mark.django_db


def test_from_the_incident_to_a_case_with_a_plan() -> None:
    reference, client = accepted(force="staffordshire", incident_reference="STF/2026/0000001", grade="high")
    actions.allocate_referral(reference=reference, worker=WORKER.name, by=WORKER, now=NOW)
    planned(client, code_word="Tulip")
    assert actions.look_at_way(client=client, channel="phone", by=WORKER, now=NOW) == NUMBER
    assert tried(reference, NOW, reached=True)
    actions.conclude_referral(reference=reference, into="engaged", by=WORKER, now=NOW)
    shown = queries.referral(reference, seen_by=WORKER)
    assert (shown.status, shown.worker, shown.grade) == ("engaged", WORKER.name, "high")
    assert shown.plan is not None
    assert (shown.plan.code_word, shown.plan.last_day) == ("Tulip", LAST)
    assert [(one.safe, one.reached) for one in shown.attempts] == [(True, True)]
    assert sorted(deeds()) == sorted(
        f"support.{what}"
        for what in ("referred", "accepted", "allocated", "plan_made", "way_shown", "contact_tried", "engaged")
    )


def test_no_number_or_code_word_stands_readable_in_any_table() -> None:
    reference, client = accepted()
    planned(client, code_word="Tulip")
    tried(reference, NOW)
    rows = [str(row) for model in apps.get_models() for row in model.objects.values()]
    assert rows
    assert not [row for row in rows if "Tulip" in row or "960001" in row]


def test_outside_the_plan_the_number_takes_a_reason_that_the_trail_keeps() -> None:
    _, client = accepted()
    planned(client)
    with pytest.raises(Refused, match="not safe at this time") as no:
        actions.look_at_way(client=client, channel="phone", by=WORKER, now=EVENING)
    assert "Mondays" in no.value.remedy
    why = "Police are at the door and ask where she is."
    assert actions.look_at_way(client=client, channel="phone", reason=why, by=WORKER, now=EVENING) == NUMBER
    (entry,) = [one for one in entries(Sought(), most=100) if one.action == "support.way_shown_outside_plan"]
    assert entry.why == why
    assert entry.subject == client


def test_what_was_never_said_to_be_safe_is_not_kept() -> None:
    _, client = accepted()
    planned(client)
    with pytest.raises(Refused, match="No such way"):
        actions.look_at_way(client=client, channel="text", reason=HOW, by=WORKER, now=NOW)


def test_a_plan_that_ran_out_yesterday_holds_no_longer() -> None:
    reference, client = accepted()
    planned(client)
    after = datetime(2026, 12, 14, 10, tzinfo=UTC)
    with pytest.raises(Refused, match="ran out on 11 December 2026"):
        tried(reference, after)
    planned(client, last_day=date(2026, 12, 31), now=after)
    assert tried(reference, after)


def test_a_new_plan_takes_the_place_of_the_old_and_nothing_old_is_shown_with_it() -> None:
    _, client = accepted()
    planned(client, code_word="Tulip")
    planned(client, GivenWay(Way("e_mail", MORNINGS, message=True), "new@client.example"))
    with pytest.raises(Refused, match="No such way"):
        actions.look_at_way(client=client, channel="phone", reason=HOW, by=WORKER, now=NOW)
    (line,) = queries.referrals(seen_by=WORKER)
    plan = queries.referral(line.reference, seen_by=WORKER).plan
    assert plan is not None
    assert ([way.channel for way in plan.ways], plan.code_word) == (["e_mail"], "")


def test_two_people_with_one_telephone() -> None:
    """The second cannot be planned as if nobody else were there, and from then on nothing is left for the first."""
    referral, first = accepted()
    planned(first, GivenWay(Way("phone", MORNINGS, message=True), NUMBER))
    assert tried(referral, NOW, message_left=True)
    _, second = accepted(forenames="Ben")
    same = "+44 1632 960 001"
    with pytest.raises(Refused, match="Another client of this service is reached in the same way"):
        planned(second, GivenWay(Way("phone", MORNINGS), same))
    planned(second, GivenWay(Way("phone", MORNINGS, others_read=True), same))
    with pytest.raises(Refused, match="No message may be left"):
        tried(referral, NOW, message_left=True)
    assert tried(referral, NOW)


def test_a_try_outside_the_plan_is_written_down_with_how_it_came_about() -> None:
    reference, client = accepted()
    planned(client)
    with pytest.raises(Refused, match="not safe at this time"):
        tried(reference, EVENING)
    assert not tried(reference, EVENING, reached=True, unsafe_why=HOW)
    assert "support.contact_tried_outside_plan" in deeds()
    with pytest.raises(Refused, match="may not have been free"):
        actions.conclude_referral(reference=reference, into="declined", by=WORKER, now=EVENING)


def test_a_plan_makes_nothing_safe_that_came_before_it() -> None:
    reference, client = accepted()
    later = NOW + timedelta(minutes=1)
    planned(client, now=later)
    with pytest.raises(Refused, match="There is no safe-contact plan"):
        tried(reference, NOW, now=later)
    planned(client, GivenWay(Way("in_person", MORNINGS), "The library"), now=NOW + timedelta(days=3))
    later = {"now": NOW + timedelta(days=3)}
    assert tried(reference, NOW + timedelta(minutes=1), **later), "calls were safe then"
    with pytest.raises(Refused, match="is not in the safe-contact plan"):
        tried(reference, NOW + timedelta(days=3), **later)


def test_nobody_is_out_of_reach_after_one_afternoon() -> None:
    reference, client = accepted()
    planned(client)
    for day in (0, 0, 3):
        tried(reference, NOW + timedelta(days=day))
    with pytest.raises(Refused, match="on 2 different days"):
        actions.conclude_referral(reference=reference, into="no_contact", by=WORKER, now=NOW + timedelta(days=3))
    tried(reference, NOW + timedelta(days=4))
    actions.conclude_referral(reference=reference, into="no_contact", by=WORKER, now=NOW + timedelta(days=4))
    assert queries.referral(reference, seen_by=WORKER).status == "no_contact"


def test_a_consent_withdrawn_ends_it_for_whoever_made_it_and_for_nobody_else() -> None:
    reference, _ = accepted()
    with pytest.raises(NotYours):
        actions.revoke_referral(reference=reference, reason="Consent withdrawn.", by=WORKER, now=NOW)
    with pytest.raises(Refused, match="without a reason"):
        actions.revoke_referral(reference=reference, reason=" ", by=DESK, now=NOW)
    actions.revoke_referral(reference=reference, reason="Consent withdrawn.", by=DESK, now=NOW)
    with pytest.raises(Refused, match="Nobody works on a case"):
        tried(reference, NOW)
    assert [one.status for one in queries.referrals_made(seen_by=DESK)] == ["revoked"]


def test_another_service_finds_nothing_here() -> None:
    reference, client = accepted()
    planned(client)
    for attempt in (
        lambda: queries.referral(reference, seen_by=ELSEWHERE),
        lambda: actions.look_at_way(client=client, channel="phone", by=ELSEWHERE, now=NOW),
        lambda: actions.make_plan(client=client, ways=(CALLS,), last_day=LAST, by=ELSEWHERE, now=NOW),
        lambda: actions.conclude_referral(reference=reference, into="engaged", by=ELSEWHERE, now=NOW),
        lambda: actions.allocate_referral(reference=reference, worker="x", by=ELSEWHERE, now=NOW),
        lambda: tried(reference, NOW, by=ELSEWHERE),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert not queries.referrals(seen_by=ELSEWHERE).count()
    assert queries.caseloads(seen_by=ELSEWHERE) == ()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"basis": "high_risk", "grade": "medium", "basis_reason": HOW}, "a high grade"),
        ({"forenames": " ", "surname": ""}, "Nobody is named"),
        ({"referred_from": "neighbour"}, "not known"),
    ],
)
def test_a_referral_that_may_not_be_leaves_nothing(more: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        referred(**more)
    assert not queries.referrals(seen_by=WORKER).count()


def test_it_is_answered_once_and_never_given_away_unanswered() -> None:
    reference = referred()
    with pytest.raises(Refused, match="not a case that anybody works on"):
        actions.allocate_referral(reference=reference, worker=WORKER.name, by=WORKER, now=NOW)
    actions.answer_referral(reference=reference, into="rejected", reason="Lives in Derby.", by=WORKER, now=NOW)
    with pytest.raises(Refused, match="answered already"):
        actions.answer_referral(reference=reference, into="accepted", by=WORKER, now=NOW)
    with pytest.raises(Refused, match="no answer"):
        actions.answer_referral(reference=referred(), into="closed", by=WORKER, now=NOW)


def test_a_try_in_the_future_is_none() -> None:
    reference, client = accepted()
    planned(client)
    with pytest.raises(Refused, match="a time that has come"):
        tried(reference, NOW + timedelta(minutes=1), now=NOW)
