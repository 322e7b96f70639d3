"""What facilitators read, that nothing in it is the partner's, and what a support service reads of partners."""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from inspect import signature
from typing import Any, get_type_hints

import pytest
from pytest_django import DjangoAssertNumQueries

from actions.test_programme import (
    DAYS,
    FACILITATOR,
    NOW,
    OTHER_SUPPORT,
    SUPPORT,
    accepted,
    came,
    group,
    linked,
    placed,
    referred,
    started,
    withdraw,
)
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme import actions, queries
from firstbell.responses.programme.models import PartnerAlert, PartnerAnswer, PartnerLink
from firstbell.responses.programme.rules.partners import MEASURES

pytestmark = pytest.mark.django_db

MARK = "the-partners"
FOR_ANALYSTS: dict[str, dict[str, Any]] = {
    "retention": {},
    "waits": {"now": NOW},
    "partner_outcome": {"measure": "safety", "moment": "referral", "now": NOW},
    "effect": {"compared": "matched", "now": NOW},
}
"""What each query for analysts is asked beside who asks."""
OF_PARTNERS = (PartnerLink, PartnerAlert, PartnerAnswer)
WORDS = {"CharField", "TextField"}
MAY_BE_SHARED = {"answer", "why"}
"""Names that a finding has too, of the participant: what stands in them is looked at below."""


def for_facilitators() -> list[type]:
    return [getattr(queries, name) for name in queries.__all__ if name.endswith(("ForFacilitator", "ForReferrer"))]


def asked_by_facilitators() -> list[Callable[..., Any]]:
    """Every query of pages that is not for partner support alone, by what it says that it answers.

    One that asks for nobody in ``seen_by`` is of no page: it finds what is told to whoever asks, or what is forgotten.
    """
    named = [getattr(queries, name) for name in queries.__all__ if name[0].islower()]
    asked = [one for one in named if "seen_by" in signature(one).parameters]
    return [one for one in asked if "ForPartnerSupport" not in str(get_type_hints(one)["return"])]


def planted() -> str:
    """A participant with a mark in every field that is a partner's."""
    participant = placed(started(), group())
    came(participant, DAYS[0])
    actions.review_progress(participant=participant, week=6, text="Came.", by=FACILITATOR, now=NOW)
    answers = dict.fromkeys(MEASURES, "1")
    actions.record_answers(participant=participant, moment="referral", answers=answers, by=SUPPORT, now=NOW)
    withdraw(participant)
    for table in OF_PARTNERS:
        words = [name for name in table.PERSONAL if table._meta.get_field(name).get_internal_type() in WORDS]
        assert table.objects.update(**dict.fromkeys(words, MARK))
    return participant


def test_no_type_for_facilitators_has_a_field_of_the_partner() -> None:
    of_partners = {name for table in OF_PARTNERS for name in table.PERSONAL} - MAY_BE_SHARED
    assert len(for_facilitators()) >= 13
    for one in for_facilitators():
        assert not of_partners & {field.name for field in fields(one)}, one.__name__
        assert not [field.name for field in fields(one) if "partner" in field.name], one.__name__


def test_no_query_lets_a_facilitator_read_anything_of_the_partner() -> None:
    participant = planted()
    theirs = queries.groups(seen_by=FACILITATOR)[0].reference
    given: dict[str, tuple[Any, ...]] = {
        "participant": (participant,), "group": (theirs,), "at_session": (theirs, DAYS[0]), "suspects": (1,)
    }  # fmt: skip
    named = {"outcome_bounds": {"measure": "safety", "moment": "referral"}} | FOR_ANALYSTS
    assert len(asked_by_facilitators()) >= 9
    for query in asked_by_facilitators():
        try:
            said = repr(query(*given.get(query.__name__, ()), **named.get(query.__name__, {}), seen_by=FACILITATOR))
        except NotYours:
            continue
        assert MARK not in said, f"{query.__name__} shows what is the partner's"


def test_queries_for_partner_support_are_closed_to_facilitators() -> None:
    participant = planted()
    for attempt in (
        lambda: queries.partner_links(seen_by=FACILITATOR),
        lambda: queries.partner_alerts(seen_by=FACILITATOR),
        lambda: queries.partner_answers(participant, seen_by=FACILITATOR),
        lambda: queries.police_reports(participant, seen_by=FACILITATOR),
        lambda: queries.outcome_bounds(measure="safety", moment="referral", seen_by=FACILITATOR),
        lambda: queries.outcomes(seen_by=FACILITATOR),
        lambda: queries.partner(participant, seen_by=FACILITATOR),
        lambda: queries.partner(participant, seen_by=OTHER_SUPPORT),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_what_facilitators_know_is_whether_it_may_start() -> None:
    participant = accepted()
    (line,) = queries.participants(seen_by=FACILITATOR)
    assert not line.may_start
    linked(participant)
    (line,) = queries.participants(seen_by=FACILITATOR).narrowed({"status": "accepted", "may_start": "yes"})
    assert line.may_start
    assert queries.participant(participant, seen_by=FACILITATOR).may_start


def test_the_support_service_sees_first_whom_nothing_is_recorded_of() -> None:
    first = accepted()
    linked(first, client_reference="SC-1")
    second = accepted()
    links = queries.partner_links(seen_by=SUPPORT)
    assert [(one.participant, one.offer) for one in links] == [(second, None), (first, "accepted")]


def test_everybody_who_was_referred_is_followed_and_completers_alone_are_refused() -> None:
    placed_in = group()
    referred()
    accepted()
    half = placed(started(), placed_in)
    came(half, DAYS[0])
    withdraw(half)
    done = placed(started(), placed_in)
    came(done, DAYS[0])
    came(done, DAYS[1])
    actions.complete(participant=done, by=FACILITATOR, now=NOW)
    all_of_them = queries.all_remained(seen_by=FACILITATOR)
    assert (all_of_them.referred, all_of_them.assessed, all_of_them.started) == (4, 3, 2)
    assert (all_of_them.half, all_of_them.completed, all_of_them.exits) == (2, 1, {"dropped": 1})
    assert len(queries.courses(seen_by=FACILITATOR)) == 4
    ask: dict[str, Any] = {"seen_by": SUPPORT, "measure": "safety", "moment": "end"}
    for attempt in (
        lambda: queries.courses(seen_by=FACILITATOR, of="completed"),
        lambda: queries.all_remained(seen_by=FACILITATOR, of="completed"),
        lambda: queries.outcome_bounds(**ask, of="completed"),
    ):
        with pytest.raises(Refused, match="those who stay differ"):
            attempt()
    with pytest.raises(Refused, match="not known"):
        queries.courses(seen_by=FACILITATOR, of="started")


def test_who_gave_no_answer_widens_the_bounds_whatever_the_word_for_it() -> None:
    first, second = started(), started()
    started()
    for participant, answer in ((first, "4"), (second, "would_not_say")):
        answers = dict.fromkeys(MEASURES, answer)
        actions.record_answers(participant=participant, moment="end", answers=answers, by=SUPPORT, now=NOW)
    found = queries.outcome_bounds(measure="safety", moment="end", seen_by=SUPPORT)
    assert (found.lowest, found.highest, found.answered, found.missing) == (2.0, 14 / 3, 1, 2)
    table = {(one.measure, one.moment): one.bounds for one in queries.outcomes(seen_by=SUPPORT)}
    assert (table["safety", "end"], len(table)) == (found, 24)
    assert table["safety", "midway"].missing == 3


def test_outcomes_of_nobody_are_none_and_of_completers_alone_refused() -> None:
    assert queries.outcomes(seen_by=SUPPORT) == ()
    with pytest.raises(Refused, match="those who stay differ"):
        queries.outcomes(seen_by=SUPPORT, of="completed")


def test_the_service_reads_whose_partner_it_is_and_what_is_recorded() -> None:
    participant = started(client_reference="SC-1")
    withdraw(participant)
    found = queries.partner(participant, seen_by=SUPPORT)
    assert (found.forenames, found.link.client_reference, found.answers) == ("Ben", "SC-1", ())
    assert [one.event for one in found.alerts] == ["withdrawn"]


def test_a_group_shows_who_is_in_it_and_a_session_who_came() -> None:
    theirs = group()
    first, second = placed(started(), theirs), placed(started(), theirs)
    came(first, DAYS[0])
    came(second, DAYS[0], "ill")
    came(first, DAYS[1])
    gone = placed(started(), theirs)
    came(gone, DAYS[0])
    withdraw(gone)
    found = queries.group(theirs, seen_by=FACILITATOR)
    assert {one.reference: (one.came, one.missed) for one in found.members} == {first: (2, 0), second: (0, 1)}
    assert [(one.on, one.came, one.missed) for one in found.sessions][:2] == [(DAYS[0], 2, 1), (DAYS[1], 1, 0)]
    at_it = queries.at_session(theirs, DAYS[1], seen_by=FACILITATOR)
    assert {one.reference: one.missed_why for one in at_it} == {first: "", second: None}
    for attempt in (
        lambda: queries.group(theirs, seen_by=SUPPORT),
        lambda: queries.at_session(theirs, NOW.date() + timedelta(days=1), seen_by=FACILITATOR),
        lambda: queries.at_session("PG-NONE", DAYS[0], seen_by=FACILITATOR),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_lists_ask_the_database_as_often_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for many in (1, 4):
        for _ in range(many):
            withdraw(placed(started(), group()))
        with django_assert_num_queries(1):
            list(queries.participants(seen_by=FACILITATOR))
        with django_assert_num_queries(1):
            queries.courses(seen_by=FACILITATOR)
        with django_assert_num_queries(2):
            queries.groups(seen_by=FACILITATOR)
        theirs = queries.groups(seen_by=FACILITATOR)[0].reference
        with django_assert_num_queries(3):
            queries.group(theirs, seen_by=FACILITATOR)
        with django_assert_num_queries(2):
            queries.outcomes(seen_by=SUPPORT)
        with django_assert_num_queries(1):
            list(queries.partner_links(seen_by=SUPPORT))
        with django_assert_num_queries(1):
            list(queries.partner_alerts(seen_by=SUPPORT))
