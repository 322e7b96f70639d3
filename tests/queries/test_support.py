"""What a service reads of its referrals, what whoever made one does, and counts."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from firstbell.responses.support import actions, queries
from firstbell.responses.support.queries import ReferralForReferrer
from world.support import DESK, NOW, WORKER, accepted, planned, referred, tried

pytestmark = pytest.mark.django_db


def test_who_waits_and_for_how_long_until_somebody_speaks_with_them() -> None:
    first, client = accepted()
    second = referred(now=NOW - timedelta(days=9))
    planned(client)
    assert [(one.reference, one.days) for one in queries.waiting(seen_by=WORKER, now=NOW)] == [(second, 9), (first, 0)]
    tried(first, NOW)
    assert queries.waiting(seen_by=WORKER, now=NOW).count() == 2, "a try that reached nobody ends no waiting"
    tried(first, NOW, reached=True)
    assert [one.reference for one in queries.waiting(seen_by=WORKER, now=NOW)] == [second]


def test_caseloads_count_what_is_worked_on() -> None:
    for number in range(3):
        reference, _ = accepted()
        actions.allocate_referral(reference=reference, worker=f"w{number % 2}@service.example", by=WORKER, now=NOW)
    assert [(one.worker, one.open_cases, one.room) for one in queries.caseloads(seen_by=WORKER)] == [
        ("w0@service.example", 2, 78),
        ("w1@service.example", 1, 79),
    ]
    actions.revoke_referral(reference=reference, reason="Consent withdrawn.", by=DESK, now=NOW)
    assert [one.open_cases for one in queries.caseloads(seen_by=WORKER)] == [1, 1]


def test_uptake_follows_a_referral_from_the_year_in_which_it_was_made() -> None:
    made = datetime(2026, 3, 31, 12, tzinfo=UTC)
    reference, client = accepted(now=made)
    planned(client)
    tried(reference, NOW, reached=True)
    actions.conclude_referral(reference=reference, into="engaged", by=WORKER, now=NOW)
    referred()
    counted = [(one.year, one.referred, one.contacted, one.engaged) for one in queries.uptake_by_year(seen_by=WORKER)]
    assert counted == [(2025, 1, 1, 1), (2026, 1, 0, 0)]


def test_whoever_referred_learns_how_it_stands_and_nothing_that_the_client_said() -> None:
    reference, client = accepted()
    planned(client, code_word="Tulip")
    (line,) = queries.referrals_made(seen_by=DESK)
    assert (line.reference, line.status) == (reference, "accepted")
    said = ["reference", "service", "force", "incident_reference", "status", "made_at", "answered_at"]
    assert [one.name for one in fields(ReferralForReferrer)] == said
    assert not queries.referrals_made(seen_by=WORKER).count()


def test_lists_ask_the_database_as_often_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for many in (1, 12):
        for _ in range(many):
            accepted()
        with django_assert_num_queries(1):
            tuple(queries.referrals(seen_by=WORKER))
        with django_assert_num_queries(1):
            tuple(queries.waiting(seen_by=WORKER, now=NOW))
        with django_assert_num_queries(1):
            queries.uptake_by_year(seen_by=WORKER)


def test_a_list_of_some_statuses() -> None:
    reference, _ = accepted()
    referred()
    assert [one.reference for one in queries.referrals(seen_by=WORKER, statuses=("accepted",))] == [reference]
