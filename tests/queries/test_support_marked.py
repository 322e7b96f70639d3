"""No answer of the part holds a number or an address, or tells others what a service was told."""

from collections.abc import Callable
from inspect import signature
from typing import Any

import pytest

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.safe_contact import Way
from world.support import DESK, ELSEWHERE, LEAD, MORNINGS, NOW, WORKER, accepted, needing, planned, referred

pytestmark = pytest.mark.django_db

NUMBER, FORMER, PRESENT, PROPOSED = "01632 960077", "1 Former Street", "2 Present Road", "3 Awaited Lane"
SEALED = ("960077", "Former", "Present", "Awaited")
TOLD_TO_THE_SERVICE = ("Zaphira", "Quillon", "Tulip", "Owes rent", "What she said of the way home")


@pytest.fixture
def marked() -> tuple[str, str]:
    """A case full of words that stand nowhere else."""
    report = {"force": "staffordshire", "incident_reference": "STF/9"}
    case, client = accepted(forenames="Zaphira", surname="Quillon", **report)
    accepted(forenames="Ben", also_suspect=True, **report)
    referred(forenames="Zaphira", surname="Quillon", **report)
    planned(client, GivenWay(Way("phone", MORNINGS), NUMBER), code_word="Tulip")
    for text in (FORMER, PRESENT):
        number = actions.propose_address(client=client, text=text, by=WORKER, now=NOW)
        actions.confirm_address(client=client, proposal=number, by=LEAD, now=NOW)
    actions.propose_address(client=client, text=PROPOSED, by=WORKER, now=NOW)
    needing(case, "money", text="Owes rent.")
    actions.allocate_referral(reference=case, worker=WORKER.name, by=LEAD, now=NOW)
    why = "What she said of the way home from the school."
    actions.record_attempt(referral=case, channel="text", at=NOW, reached=True, unsafe_why=why, by=WORKER, now=NOW)
    actions.conclude_referral(reference=case, into="engaged", by=WORKER, now=NOW)
    goal = actions.set_goal(referral=case, need="money", text="Pay off what she owes.", by=WORKER, now=NOW)
    task = {"owner": "client", "text": "Zaphira rings the landlord.", "due_on": NOW.date(), "by": WORKER, "now": NOW}
    actions.set_task(referral=case, goal=goal, **task)
    return case, client


Ask = Callable[[str, str, Actor], Any]
ASKED: dict[str, Ask] = {
    "action_plan": lambda case, _, by: queries.action_plan(case, seen_by=by),
    "address": lambda _, client, by: queries.address(client, seen_by=by),
    "caseloads": lambda _, __, by: queries.caseloads(seen_by=by),
    "contact_now": lambda _, client, by: queries.contact_now(client, seen_by=by, now=NOW),
    "opposed": lambda _, __, by: queries.opposed(seen_by=by),
    "person": lambda _, client, by: queries.person(client, seen_by=by),
    "possibly_same": lambda _, __, by: queries.possibly_same(seen_by=by),
    "proposed_addresses": lambda _, __, by: queries.proposed_addresses(seen_by=by),
    "referral": lambda case, _, by: queries.referral(case, seen_by=by),
    "referral_made": lambda case, _, by: queries.referral_made(case, seen_by=by),
    "referrals": lambda _, __, by: tuple(queries.referrals(seen_by=by)),
    "referrals_made": lambda _, __, by: tuple(queries.referrals_made(seen_by=by)),
    "reviews_due": lambda _, __, by: queries.reviews_due(seen_by=by, now=NOW.replace(year=2027)),
    "tasks_due": lambda _, __, by: queries.tasks_due(seen_by=by, now=NOW),
    "uptake_by_year": lambda _, __, by: queries.uptake_by_year(seen_by=by),
    "waiting": lambda _, __, by: tuple(queries.waiting(seen_by=by, now=NOW)),
}


def answer(ask: Ask, marked: tuple[str, str], by: Actor) -> str:
    try:
        return repr(ask(*marked, by))
    except NotYours:
        return ""


def test_every_query_is_asked() -> None:
    """All of pages: one that asks for nobody in ``seen_by`` is for what is told, forgotten, or counted."""
    named = {name for name in queries.__all__ if name[0].islower()}
    assert set(ASKED) == {name for name in named if "seen_by" in signature(getattr(queries, name)).parameters}


@pytest.mark.parametrize("query", ASKED)
def test_no_query_answers_with_a_number_or_an_address(query: str, marked: tuple[str, str]) -> None:
    seen = answer(ASKED[query], marked, WORKER)
    if query != "referral_made":
        assert seen
    assert not [word for word in SEALED if word in seen]


@pytest.mark.parametrize("query", ASKED)
def test_another_service_and_whoever_referred_read_nothing_that_the_service_was_told(
    query: str, marked: tuple[str, str]
) -> None:
    for stranger in (ELSEWHERE, DESK):
        seen = answer(ASKED[query], marked, stranger)
        assert not [word for word in (*SEALED, *TOLD_TO_THE_SERVICE) if word in seen]


def test_the_words_that_are_looked_for_are_there_to_be_found(marked: tuple[str, str]) -> None:
    seen = "".join(answer(ask, marked, WORKER) for ask in ASKED.values())
    assert not [word for word in TOLD_TO_THE_SERVICE if word not in seen]
