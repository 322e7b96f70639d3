"""Two records of one person: merged by a person's word, read together, and split into exactly what was there before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.models import Ruling
from firstbell.responses.support.rules.safe_contact import Way
from world.support import (
    DESK,
    ELSEWHERE,
    EVENING,
    HOW,
    MORNINGS,
    NOW,
    NUMBER,
    TODAY,
    WORKER,
    accepted,
    deeds,
    needing,
    planned,
    referred,
    tried,
)

pytestmark = pytest.mark.django_db

SAME = "She told me that she came to us two years ago under her married name."
APART = "They are cousins: I have spoken with both of them on one day."
BORN = date(1990, 5, 17)


def merge(one: str, other: str, **more: Any) -> None:
    actions.merge_clients(**{"one": one, "other": other, "why": SAME, "by": WORKER, "now": NOW} | more)


def split(one: str, other: str, **more: Any) -> None:
    actions.split_clients(**{"one": one, "other": other, "why": APART, "by": WORKER, "now": NOW} | more)


def test_two_records_of_one_person_are_read_together_and_split_again() -> None:
    (first, one), (second, other) = accepted(), accepted(surname="Sample")
    merge(one, other)
    for reference in (one, other):
        shown = queries.person(reference, seen_by=WORKER)
        assert [record.client for record in shown.records] == [one, other]
        assert shown.referrals == (first, second)
    assert queries.referral(first, seen_by=WORKER).one_person == (other,)
    assert [record.surname for record in shown.records] == ["Example", "Sample"], "each stands as it was made"
    split(one, other)
    assert queries.person(one, seen_by=WORKER).referrals == (first,)
    assert [(say.together, say.why) for say in queries.person(one, seen_by=WORKER).rulings] == [
        (True, SAME),
        (False, APART),
    ], "both stay on record"
    assert deeds()[:2] == ["support.clients_split", "support.clients_merged"]


def test_three_records_hang_together_by_the_one_in_the_middle() -> None:
    one, other, third = (accepted(forenames=name)[1] for name in ("Ada", "Bea", "Cem"))
    merge(one, other)
    merge(other, third)
    assert len(queries.person(one, seen_by=WORKER).records) == 3
    with pytest.raises(Refused, match="They are one person already"):
        merge(third, one)
    with pytest.raises(Refused, match="through another record"):
        split(one, third)
    split(other, third)
    assert [len(queries.person(who, seen_by=WORKER).records) for who in (one, other, third)] == [2, 2, 1]


def test_who_may_say_it_and_of_whom() -> None:
    one, other = accepted()[1], accepted()[1]
    for rule in (merge, split):
        with pytest.raises(NotYours):
            rule(one, other, by=ELSEWHERE)
        with pytest.raises(Refused, match="not written out"):
            rule(one, other, why="Same")
        with pytest.raises(Refused, match="That is one record"):
            rule(one, one)
    assert not Ruling.objects.exists()


def test_a_child_and_the_adult_they_belong_with_are_two_people() -> None:
    adult, mother = accepted()
    _, son = accepted(forenames="Cem", date_of_birth=date(2017, 3, 9), basis="parental", with_adult=adult)
    _, again = accepted(forenames="Cem", date_of_birth=date(2017, 3, 9), basis="parental")
    merge(son, again)
    for record in (son, again):
        with pytest.raises(Refused, match="One is a child"):
            merge(mother, record)


def test_the_stricter_plan_counts_while_they_are_one_and_no_longer() -> None:
    (case, one), (_, other) = accepted(), accepted(forenames="Bea")
    planned(one, GivenWay(Way("phone", MORNINGS, message=True), NUMBER))
    merge(one, other)
    assert tried(case, NOW, message_left=True), "a record without a plan says nothing to the contrary"
    planned(other, GivenWay(Way("phone", MORNINGS), "01632 960002"), last_day=TODAY)
    with pytest.raises(Refused, match="By another record of the same person: No message may be left"):
        tried(case, NOW, message_left=True)
    monday = NOW + timedelta(days=3)
    with pytest.raises(Refused, match="By another record of the same person: The safe-contact plan ran out"):
        actions.look_at_way(client=one, channel="phone", by=WORKER, now=monday)
    split(one, other)
    assert actions.look_at_way(client=one, channel="phone", by=WORKER, now=monday) == NUMBER
    assert tried(case, monday, message_left=True)


def test_what_somebody_said_in_a_case_that_has_ended_forbids_nothing_in_the_next() -> None:
    (before, one), (case, other) = accepted(), accepted(forenames="Bea")
    planned(one, last_day=TODAY)
    actions.revoke_referral(reference=before, reason="Taken back.", by=DESK, now=NOW)
    planned(other, GivenWay(Way("phone", MORNINGS), "01632 960002"))
    merge(one, other)
    assert tried(case, NOW + timedelta(days=3)), "the plan of the first ran out"


def test_one_telephone_of_one_person_is_not_shared_with_anybody() -> None:
    (case, one), (_, other) = accepted(), accepted(forenames="Bea")
    calls = GivenWay(Way("phone", MORNINGS, message=True), NUMBER)
    planned(one, calls)
    with pytest.raises(Refused, match="Another client of this service is reached in the same way"):
        planned(other, calls)
    merge(one, other)
    planned(other, calls)
    assert tried(case, NOW, message_left=True)
    split(one, other)
    with pytest.raises(Refused, match="No message may be left"):
        tried(case, NOW, message_left=True)


@pytest.mark.parametrize("end", ["death", "withdrawal"])
def test_who_died_or_withdrew_by_one_record_did_so_by_all(end: str) -> None:
    (case, one), (_, other) = accepted(), accepted(forenames="Bea")
    planned(one)
    merge(one, other)
    if end == "death":
        actions.record_death(client=other, on=TODAY, by=WORKER, now=NOW)
    else:
        actions.withdraw_consent(client=other, why="She wants no more calls from us.", by=WORKER, now=NOW)
    with pytest.raises(Refused, match=r"died on|was withdrawn on"):
        actions.look_at_way(client=one, channel="phone", reason=HOW, by=WORKER, now=NOW)
    assert queries.referral(case, seen_by=WORKER).status == "accepted", "nothing is written on the other record"
    split(one, other)
    assert tried(case, NOW)


def test_what_is_referred_after_a_withdrawal_counts_anew() -> None:
    (_, one), later = accepted(), NOW + timedelta(minutes=1)
    actions.withdraw_consent(client=one, why="She wants no more calls from us.", by=WORKER, now=NOW)
    again = referred(now=later)
    actions.answer_referral(reference=again, into="accepted", by=WORKER, now=later)
    other = queries.referral(again, seen_by=WORKER).client
    planned(other, now=later)
    merge(one, other, now=later)
    assert tried(again, later)


def test_two_referrals_of_one_person_are_said_to_the_service_and_not_to_whoever_refers() -> None:
    (first, one), (second, other) = accepted(date_of_birth=BORN), accepted(forenames="ADA ", date_of_birth=BORN)
    accepted(date_of_birth=date(1991, 5, 17))
    assert queries.referral(second, seen_by=WORKER).maybe_one_person == (one,)
    assert [(pair.one, pair.other) for pair in queries.possibly_same(seen_by=WORKER)] == [(one, other)]
    assert queries.possibly_same(seen_by=ELSEWHERE) == ()
    assert {line.reference for line in queries.referrals_made(seen_by=DESK)} >= {first, second}
    merge(one, other)
    assert queries.possibly_same(seen_by=WORKER) == ()
    split(one, other)
    assert queries.possibly_same(seen_by=WORKER) == (), "somebody has said that they are two"


def test_one_name_from_one_incident_may_be_one_person_without_a_date_of_birth() -> None:
    report = {"force": "staffordshire", "incident_reference": "STF/9"}
    (first, _), (_, other) = accepted(**report), accepted(**report)
    accepted(**report | {"incident_reference": "STF/10"})
    assert queries.referral(first, seen_by=WORKER).maybe_one_person == (other,)


def test_somebody_said_to_be_two_before_anybody_merged_them_is_asked_about_no_more() -> None:
    (first, one), (_, other) = accepted(date_of_birth=BORN), accepted(date_of_birth=BORN)
    split(one, other)
    assert queries.referral(first, seen_by=WORKER).maybe_one_person == ()
    with pytest.raises(Refused, match="said to be two people already"):
        split(other, one)


def test_the_list_of_who_may_be_one_asks_as_often_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for many in (2, 8):
        for _ in range(many):
            referred(date_of_birth=BORN)
        with django_assert_num_queries(7):
            assert queries.possibly_same(seen_by=WORKER)


def test_nobody_is_asked_about_two_records_that_have_both_ended() -> None:
    first, second = referred(date_of_birth=BORN), referred(date_of_birth=BORN)
    for reference, found in ((first, 1), (second, 0)):
        actions.revoke_referral(reference=reference, reason="Consent withdrawn.", by=DESK, now=NOW)
        assert len(queries.possibly_same(seen_by=WORKER)) == found


# What may happen to three records, and what must be as if no merge had ever been.


@dataclass
class Three:
    """Three clients, whose telephone numbers end in ``ending`` and nobody else's."""

    ending: int
    cases: list[str] = field(default_factory=list)
    clients: list[str] = field(default_factory=list)

    @classmethod
    def made(cls, ending: int = 0) -> "Three":
        pairs = [accepted(forenames=name, date_of_birth=BORN) for name in ("Ada", "Bea", "Cem")]
        return cls(ending, [case for case, _ in pairs], [client for _, client in pairs])


Deed = Callable[[Three], None]
PLANS = {"calls": (MORNINGS, False), "messages": (MORNINGS, True)}


def deed(what: str, who: int) -> Deed:
    def do(three: Three) -> None:
        client, case = three.clients[who], three.cases[who]
        number = f"01632 9600{who}{three.ending}"
        if what in PLANS:
            hours, message = PLANS[what]
            planned(client, GivenWay(Way("phone", hours, message), number))
        elif what == "try":
            tried(case, EVENING, unsafe_why=HOW)
        elif what == "need":
            needing(case)
        elif what == "death":
            actions.record_death(client=client, on=TODAY, by=WORKER, now=EVENING)
        else:
            actions.withdraw_consent(client=client, why="She wants no more calls from us.", by=WORKER, now=EVENING)

    return do


DEEDS = st.tuples(st.sampled_from(("calls", "messages", "try", "need", "death", "withdrawal")), st.integers(0, 2))
MERGES = st.tuples(st.sampled_from(("merge", "split")), st.sampled_from(((0, 1), (1, 2), (2, 0))))


@contextmanager
def rolled_back() -> Iterator[None]:
    """Each example finds the database as the first one did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def attempted(do: Callable[[], None]) -> bool:
    try:
        do()
    except Refused:
        return False
    return True


def stands(three: Three) -> list[Any]:
    """Everything that is read of the three, without what names one world or the other."""
    seen = []
    for case, client in zip(three.cases, three.clients, strict=True):
        shown = queries.referral(case, seen_by=WORKER)
        contact = [queries.contact_now(client, seen_by=WORKER, now=at) for at in (NOW, EVENING)]
        plain = ("status", "step_reason", "plan", "attempts", "died_on", "one_person")
        seen.append([*(getattr(shown, name) for name in plain), contact])
        seen.append(queries.action_plan(case, seen_by=WORKER).needs)
    return seen


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS | MERGES, max_size=9))
def test_what_is_split_again_is_as_if_it_had_never_been_merged(told: list[tuple[str, Any]]) -> None:
    """Three records are merged and split and worked on in any order; when all are split, what is read of them is what
    is read of three others to which the same was done, and which nobody ever merged."""
    with rolled_back():
        merged, apart = Three.made(1), Three.made(2)
        for what, who in told:
            if what in ("merge", "split"):
                one, other = (merged.clients[number] for number in who)
                attempted(lambda one=one, other=other, what=what: (merge if what == "merge" else split)(one, other))
            elif attempted(lambda what=what, who=who: deed(what, who)(merged)):
                deed(what, who)(apart)
        for one, other in ((0, 1), (1, 2), (2, 0)):
            attempted(lambda one=one, other=other: split(merged.clients[one], merged.clients[other]))
        assert stands(merged) == stands(apart)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(MERGES, min_size=1, max_size=6))
def test_a_merge_and_a_split_write_no_row_but_their_own(told: list[tuple[str, Any]]) -> None:
    with rolled_back():
        three = Three.made()
        deed("messages", 0)(three)
        before = rows()
        for what, who in told:
            one, other = (three.clients[number] for number in who)
            attempted(lambda one=one, other=other, what=what: (merge if what == "merge" else split)(one, other))
        assert rows() == before


def rows() -> list[str]:
    """Every row of every table but those in which people rule and the trail is written."""
    left_out = {"support.Ruling", "audit.Entry", "audit.Head"}
    tables = [model for model in apps.get_models() if model._meta.label not in left_out]
    return [f"{model._meta.label}: {row}" for model in tables for row in model.objects.order_by("pk").values()]
