"""When a client can be reached, for whoever must plan a contact: hours, and neither the number nor the code word."""

from datetime import timedelta

import pytest

from actions.test_support import CALLS, ELSEWHERE, EVENING, LAST, NOW, NUMBER, WORKER, accepted, planned
from firstbell.pure.refusal import NotYours
from firstbell.responses.support import queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.safe_contact import Way

pytestmark = pytest.mark.django_db


def test_the_plan_says_when_and_how_and_never_where_to() -> None:
    _reference, client = accepted()
    text = GivenWay(Way("text", CALLS.way.windows, message=True), "01632 960007")
    planned(client, CALLS, text, code_word="Tulip")
    found = queries.safe_hours(client, seen_by=WORKER, now=NOW)
    assert [(one.channel, one.message, one.unsafe_now) for one in found.ways] == [
        ("A telephone call", False, ""),
        ("A text message", True, ""),
    ]
    assert found.ways[0].hours == ("on Mondays, Tuesdays, Wednesdays, Thursdays and Fridays from 09:00 to 12:00")
    assert not any(said in repr(found) for said in (NUMBER, "960007", "Tulip"))
    assert queries.safe_hours(client, seen_by=WORKER, now=EVENING).ways[0].unsafe_now.endswith("at this time.")


def test_without_a_plan_nothing_is_safe_and_one_that_ran_out_says_so() -> None:
    _reference, client = accepted()
    assert queries.safe_hours(client, seen_by=WORKER, now=NOW).ways == ()
    planned(client)
    late = queries.safe_hours(client, seen_by=WORKER, now=NOW + timedelta(days=30))
    assert (late.last_day, "ran out" in late.ways[0].unsafe_now) == (LAST, True)


def test_another_services_client_is_not_there() -> None:
    _reference, client = accepted()
    with pytest.raises(NotYours):
        queries.safe_hours(client, seen_by=ELSEWHERE, now=NOW)
