"""Both sides of an incident at one service, and a client whose colleagues could look."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from world.support import DESK, ELSEWHERE, LEAD, NOW, WORKER, accepted, deeds, referred

pytestmark = pytest.mark.django_db

REPORT = {"force": "staffordshire", "incident_reference": "STF/9"}
SAME = "She was referred twice by mistake, once as a victim and once as both."
COLLEAGUE = Actor("colleague@force.example", DESK.organisation)
SCHOOL = Actor("dsl@100001.example", "establishment:100001")


def both(**more: Any) -> tuple[tuple[str, str], tuple[str, str]]:
    """Somebody whom an incident names as its victim, and somebody whom it names as victim and suspect."""
    return accepted(**REPORT), accepted(**{"forenames": "Ben", "also_suspect": True} | REPORT | more)


def given(case: str, worker: str = WORKER.name, **more: Any) -> None:
    actions.allocate_referral(reference=case, worker=worker, by=LEAD, now=NOW, **more)


def test_nobody_answers_for_both_sides_of_an_incident() -> None:
    (one, _), (other, _) = both()
    given(one)
    with pytest.raises(Refused, match="on the other side"):
        given(other)
    with pytest.raises(Refused, match="on the other side"):
        given(other, WORKER.name.upper())
    given(other, "second@service.example")
    assert [(pair.one, pair.other, pair.shared) for pair in queries.opposed(seen_by=LEAD)] == [(one, other, False)]
    assert [pair.other_worker for pair in queries.opposed(seen_by=LEAD)] == ["second@service.example"]
    assert queries.opposed(seen_by=ELSEWHERE) == ()


def test_the_lead_sees_one_worker_for_both_where_that_came_about_afterwards() -> None:
    """Two records of one person were merged, given to one worker, and split: each stands with that worker."""
    (one, client), (other, same) = both()
    actions.merge_clients(one=client, other=same, why=SAME, by=LEAD, now=NOW)
    assert queries.opposed(seen_by=LEAD) == ()
    given(one)
    given(other)
    actions.split_clients(one=client, other=same, why="They came in together: they are two.", by=LEAD, now=NOW)
    assert [pair.shared for pair in queries.opposed(seen_by=LEAD)] == [True]


@pytest.mark.parametrize("more", [{"incident_reference": "STF/10"}, {"force": "west-mercia"}, {"also_suspect": False}])
def test_one_worker_may_have_two_people_who_are_not_on_two_sides(more: dict[str, Any]) -> None:
    (one, _), (other, _) = both(**more)
    given(one)
    given(other)
    assert queries.opposed(seen_by=LEAD) == ()


def test_a_side_that_has_ended_stands_against_nobody() -> None:
    (one, _), (other, _) = both()
    given(one)
    actions.revoke_referral(reference=one, reason="Consent withdrawn.", by=DESK, now=NOW)
    given(other)


def test_a_mother_who_is_accused_too_may_share_a_worker_with_her_child_and_not_with_its_father() -> None:
    (father, _), (mother, _) = both()
    young = {"forenames": "Cem", "date_of_birth": date(2017, 3, 9), "basis": "parental"}
    son, _ = accepted(**young, **REPORT, with_adult=mother)
    given(mother)
    given(son)
    with pytest.raises(Refused, match="on the other side"):
        given(father)


def test_who_supports_a_participants_partner_does_not_support_the_participant() -> None:
    case, _ = accepted()
    with pytest.raises(Refused, match="on the other side"):
        given(case, other_side=[WORKER.name])
    given(case, other_side=["second@service.example"])


def test_both_sides_are_found_as_fast_for_many_as_for_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for many in (1, 4):
        for number in range(many):
            both(incident_reference=f"STF/{many}{number}")
            accepted(**REPORT | {"incident_reference": f"STF/{many}{number}"})
        with django_assert_num_queries(3):
            assert queries.opposed(seen_by=LEAD)


def test_of_a_colleague_a_force_sees_how_the_referral_stands_and_nothing_else() -> None:
    case, client = accepted(**REPORT)
    earlier = referred(**REPORT)
    actions.close_to_force(reference=case, by=WORKER, now=NOW)
    for officer in (DESK, COLLEAGUE):
        line = tuple(queries.referrals_made(seen_by=officer))[-1]
        shown = asdict(line)
        assert (shown.pop("reference"), shown.pop("status")) == (case, "accepted")
        assert set(shown.values()) == {"", None}
        assert [one.reference for one in queries.referrals_made(seen_by=officer, incident="STF/9")] == [earlier]
        with pytest.raises(NotYours):
            queries.referral_made(case, seen_by=officer)
        with pytest.raises(NotYours):
            actions.revoke_referral(reference=case, reason="I know her.", by=officer, now=NOW)
        with pytest.raises(NotYours):
            actions.close_to_force(reference=case, by=officer, now=NOW)
    assert queries.referral(case, seen_by=WORKER).closed_to_force
    assert queries.referral(case, seen_by=WORKER).status == "accepted"
    assert deeds()[0] == "support.closed_to_force"
    again = referred(**REPORT)
    merged = queries.referral(again, seen_by=WORKER).client
    actions.merge_clients(one=client, other=merged, why=SAME, by=WORKER, now=NOW)
    with pytest.raises(NotYours):
        queries.referral_made(again, seen_by=DESK)


def test_the_force_says_so_itself_when_it_refers_or_afterwards() -> None:
    case = referred(closed_to_force=True)
    later = referred()
    assert queries.referral_made(later, seen_by=DESK).made_at == NOW
    actions.close_to_force(reference=later, by=DESK, now=NOW)
    assert {one.made_at for one in queries.referrals_made(seen_by=DESK)} == {None}
    assert [one.status for one in queries.referrals_made(seen_by=DESK)] == ["received", "received"]
    assert queries.referral(case, seen_by=WORKER).forenames == "Ada"
    for stranger in (ELSEWHERE, SCHOOL):
        with pytest.raises(NotYours):
            actions.close_to_force(reference=case, by=stranger, now=NOW)


def test_where_another_agency_referred_a_colleague_it_still_sees_what_it_said() -> None:
    case = referred(referred_from="agency", by=SCHOOL)
    actions.close_to_force(reference=case, by=WORKER, now=NOW)
    assert queries.referral_made(case, seen_by=SCHOOL).made_at == NOW
    actions.revoke_referral(reference=case, reason="Consent withdrawn.", by=SCHOOL, now=NOW)
