"""When a client can be reached, for whoever must plan a contact: hours, and neither the number nor the code word."""

from datetime import timedelta

import pytest

from actions.test_support import CALLS, ELSEWHERE, EVENING, NOW, NUMBER, WORKER, accepted, planned
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.safe_contact import Way

pytestmark = pytest.mark.django_db


def test_the_plan_says_when_and_how_and_never_where_to() -> None:
    _reference, client = accepted()
    text = GivenWay(Way("text", CALLS.way.windows, message=True), "01632 960007")
    planned(client, CALLS, text, code_word="Tulip")
    found = queries.contact_now(client, seen_by=WORKER, now=NOW)
    assert [(one.channel, one.message_allowed, one.why_not) for one in found.ways] == [
        ("phone", False, ""),
        ("text", True, ""),
    ]
    assert found.ways[0].hours == ("on Mondays, Tuesdays, Wednesdays, Thursdays and Fridays from 09:00 to 12:00")
    assert not any(said in repr(found) for said in (NUMBER, "960007", "Tulip"))
    assert queries.contact_now(client, seen_by=WORKER, now=EVENING).ways[0].why_not.endswith("at this time.")


def test_without_a_plan_nothing_is_safe_and_one_that_ran_out_says_so() -> None:
    _reference, client = accepted()
    assert queries.contact_now(client, seen_by=WORKER, now=NOW).ways == ()
    planned(client)
    late = queries.contact_now(client, seen_by=WORKER, now=NOW + timedelta(days=30))
    assert "ran out" in late.ways[0].why_not


def test_whoever_died_is_reached_in_no_way_whatever_the_plan_says() -> None:
    _reference, client = accepted()
    planned(client)
    assert not queries.contact_now(client, seen_by=WORKER, now=NOW).stopped
    actions.record_death(client=client, on=london_date(NOW), by=WORKER, now=NOW)
    assert queries.contact_now(client, seen_by=WORKER, now=NOW).stopped.startswith("The client died")


def test_another_services_client_is_not_there() -> None:
    _reference, client = accepted()
    with pytest.raises(NotYours):
        queries.contact_now(client, seen_by=ELSEWHERE, now=NOW)
