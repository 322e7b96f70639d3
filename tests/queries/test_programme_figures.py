"""What an analyst sees of the programme: counts over everybody, nothing of anybody, no effect without a comparison."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any, get_type_hints

import numpy as np
import pytest
from pytest_django import DjangoAssertNumQueries

from actions.test_programme import FACILITATOR, FORCE, OTHER_SUPPORT, SUPPORT, answered
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme import actions, queries
from firstbell.responses.programme.models import DrawnStart, Participant, ReportsAround
from firstbell.responses.programme.rules import starts
from firstbell.responses.programme.rules.participants import Introduction
from firstbell.responses.programme.rules.partners import MEASURES
from firstbell.responses.programme.rules.reports import Earlier
from queries.test_programme import FOR_ANALYSTS

pytestmark = pytest.mark.django_db

FIRST = datetime(2025, 6, 2, 10, tzinfo=UTC)
JUDGED = datetime(2027, 4, 5, 10, tzinfo=UTC)
"""By then the year of everybody who was referred before 1 April 2026 is over."""
ANALYST = Actor("analyst@force.example", "force:staffordshire")
ELSEWHERE = Actor("analyst@elsewhere.example", "force:west-mercia")
WHY = "They live alone and far away."


def referred(at: datetime = FIRST, provider: str = "choices") -> str:
    said = Introduction(referred_from="oneself", forenames="Ben", surname="Example")
    return actions.refer(provider=f"provider:{provider}", said=said, by=FORCE, now=at)


def facilitator(provider: str) -> Actor:
    return Actor(f"facilitator@{provider}.example", f"provider:{provider}")


def started(at: datetime = FIRST, *, weeks: int = 4, service: Actor = SUPPORT) -> str:
    participant = referred(at)
    answered(participant)
    terms: dict[str, Any] = {"participant": participant, "by": FACILITATOR, "now": at}
    actions.accept(**terms, support_service=service.organisation, reason="Wants to change.")
    actions.link_partner(
        participant=participant, worker=service.name, offer="accepted", may_start=True, by=service, now=at
    )
    actions.start(participant=participant, by=FACILITATOR, now=at + timedelta(weeks=weeks))
    return participant


def counted(participant: str, after: int, *, alike: tuple[int, ...] = (1, 2, 0), at: datetime = FIRST) -> None:
    """As many before on all sides, and so many after in each window."""
    earlier = [Earlier(4, 2)] * (1 + len(alike))
    actions.count_before(participant=participant, own=earlier[0], alike=earlier[1:], by=FORCE, now=at)
    for window in ("half_year", "year"):
        asked = {"window": window, "counts": [after, *alike], "by": FORCE, "now": JUDGED}
        actions.count_after(participant=participant, **asked)


def known() -> None:
    people = np.bincount(np.random.default_rng(1).poisson(2 * np.random.default_rng(2).gamma(1, 0.7, 2000)))
    counts = {reports: int(many) for reports, many in enumerate(people)}
    actions.count_known(on=date(2026, 4, 1), people=counts, by=FORCE, now=JUDGED)


def everybody(many: int = 24) -> list[str]:
    found = [referred(FIRST + timedelta(days=day)) for day in range(many)]
    for participant, after in zip(found, cycle((0, 1, 3)), strict=False):
        counted(participant, after, at=FIRST + timedelta(days=40))
    return found


def effect(**more: Any) -> queries.EffectForAnalyst:
    return queries.effect(**{"compared": "matched", "seen_by": ANALYST, "now": JUDGED} | more)


def waiting(many: int) -> list[str]:
    """Every second one is made to wait."""
    found = [referred(FIRST + timedelta(days=day)) for day in range(many)]
    for participant, weeks in zip(found, cycle((0, 26)), strict=False):
        row = Participant.objects.get(reference=participant)
        DrawnStart.objects.create(participant=row, wait_weeks=weeks, why=WHY, made_by="x", made_at=FIRST)
    return found


def test_everybody_who_was_referred_is_compared_with_those_drawn_for_them() -> None:
    known()
    everybody()
    found = effect()
    assert found.apart.difference == pytest.approx(4 / 3 - 1)
    assert found.apart.low < 0 < found.apart.high
    assert found.answer.startswith("Cannot tell")
    assert "Nobody drew who was referred" in found.limits
    assert (found.referred.people, found.referred.before, found.referred.after) == (25, 95, 30)
    assert (found.comparison.people, found.comparison.before, found.comparison.after) == (70, 290, 70)
    assert found.referred_before == date(2026, 4, 1)
    assert found.least < found.expected < found.most
    assert found.expected < 48, "fewer than the 48 a year of before: they fall by themselves"


def test_who_was_referred_too_lately_is_not_judged_yet() -> None:
    known()
    everybody()
    referred(datetime(2026, 4, 1, 10, tzinfo=UTC))
    assert effect().referred.people == 25
    with pytest.raises(Refused, match="Fewer than 10"):
        effect(now=JUDGED - timedelta(days=7))


def test_nothing_is_said_while_somebody_is_not_counted_whatever_became_of_them() -> None:
    known()
    everybody()
    gone = referred(datetime(2026, 3, 31, 10, tzinfo=UTC))
    actions.withdraw(participant=gone, exit="moved", reason="Moved.", by=FACILITATOR, now=JUDGED)
    with pytest.raises(Refused, match="Not everybody who was referred"):
        effect()
    actions.count_before(
        participant=gone, own=Earlier(4, 2), alike=[Earlier(4, 2)], by=FORCE, now=datetime(2026, 4, 2, tzinfo=UTC)
    )
    with pytest.raises(Refused, match="Not everybody who was referred"):
        effect()
    actions.count_after(participant=gone, window="year", counts=[0, 1], by=FORCE, now=JUDGED)
    assert effect().apart.difference < 4 / 3 - 1


def test_what_is_no_analysis_is_refused() -> None:
    everybody(12)
    with pytest.raises(Refused, match="has not counted the people"):
        effect()
    known()
    with pytest.raises(Refused, match="those who stay differ"):
        effect(of="completed")
    with pytest.raises(Refused, match="Before and after alone"):
        effect(compared="nobody")
    ReportsAround.objects.filter(member__gt=0).update(reports_before=9)
    with pytest.raises(Refused, match="not reported as often before"):
        effect()


def test_those_whom_a_lot_let_start_are_compared_with_those_it_made_wait() -> None:
    known()
    for participant, after in zip(waiting(24), cycle((0, 2, 1, 3)), strict=False):
        counted(participant, after, at=FIRST + timedelta(days=40))
    referred(FIRST)
    found = effect(compared="wait_list")
    assert found.apart.difference == pytest.approx(-4), (
        "half a year, told as a rate a year; the one without a lot is out"
    )
    assert found.apart.high < 0
    assert found.answer.startswith("There were fewer")
    assert "A lot decided" in found.limits
    assert (found.referred.people, found.comparison.people, found.referred.years) == (10, 10, 0.5)


def test_who_starts_sooner_than_drawn_counts_where_the_lot_put_them() -> None:
    known()
    found = waiting(24)
    for participant in found:
        counted(participant, 1, at=FIRST + timedelta(days=40))
    before = effect(compared="wait_list").comparison
    Participant.objects.filter(drawn_start__wait_weeks=starts.LATER).update(started_at=FIRST, status="started")
    assert effect(compared="wait_list").comparison == before


def test_the_funnel_is_of_all_providers_and_hides_what_is_small() -> None:
    for _ in range(13):
        referred()
    for _ in range(9):
        referred(provider="elsewhere")
    for _ in range(11):
        started()
    for row in Participant.objects.filter(status="referred")[:12]:
        by = Actor("f", row.provider)
        actions.withdraw(participant=row.reference, exit="dropped", reason="No word.", by=by, now=FIRST)
    last = Participant.objects.filter(status="started").first()
    assert last
    actions.withdraw(participant=last.reference, exit="moved", reason="Moved.", by=FACILITATOR, now=JUDGED)
    found = queries.retention(seen_by=ANALYST)
    assert (found.referred, found.assessed, found.started, found.half, found.completed) == (35, 10, 10, None, None)
    assert found.exits == {"dropped": 10, "moved": None}
    with pytest.raises(Refused, match="those who stay differ"):
        queries.retention(seen_by=ANALYST, of="completed")


def answers(participant: str, answer: str, by: Actor, moment: str = "twelve_months") -> None:
    said = dict.fromkeys(MEASURES, answer)
    actions.record_answers(participant=participant, moment=moment, answers=said, by=by, now=JUDGED)


def outcome(**more: Any) -> queries.OutcomeForAnalyst:
    asked = {"measure": "safety", "moment": "twelve_months", "seen_by": ANALYST, "now": JUDGED} | more
    return queries.partner_outcome(**asked)


def test_partners_are_heard_over_every_service_and_who_was_never_asked_is_missing() -> None:
    for service in (SUPPORT, OTHER_SUPPORT):
        for _ in range(6):
            answers(started(service=service), "4", service)
    for _ in range(12):
        referred()
    referred(JUDGED - timedelta(weeks=51))
    found = outcome()
    assert (found.lowest, found.highest) == ((12 * 4 + 12) / 24, (12 * 4 + 12 * 5) / 24)
    assert (found.answered, found.missing) == (10, 10)
    assert outcome(moment="end").answered is None
    with pytest.raises(Refused, match="those who stay differ"):
        outcome(of="completed")
    with pytest.raises(NotYours):
        outcome(measure="shoe_size")


def test_nothing_is_shown_of_fewer_than_ten_answers_nor_how_few_are_missing() -> None:
    for _ in range(9):
        answers(started(), "2", SUPPORT)
    assert outcome() == queries.OutcomeForAnalyst(None, None, None, None)
    answers(started(), "2", SUPPORT)
    answers(started(), "2", SUPPORT)
    full = outcome()
    answers(started(), "would_not_say", SUPPORT)
    assert full.missing == outcome().missing == 10
    assert full.lowest == pytest.approx((2 + 10) / 11)


def test_time_on_the_list_counts_who_still_waits_and_who_left() -> None:
    for weeks in range(20):
        started(weeks=weeks)
    for _ in range(12):
        referred()
    for _ in range(8):
        gone = referred()
        actions.withdraw(participant=gone, exit="dropped", reason="No word.", by=FACILITATOR, now=FIRST)
    found = queries.waits(seen_by=ANALYST, now=JUDGED)
    assert found.waiting == 10
    assert found.weeks_until == {25: 9, 50: 19}, "ten of forty had started by week 9, and never three in four"


def test_a_share_of_few_people_has_no_week() -> None:
    assert queries.waits(seen_by=ANALYST, now=JUDGED) == queries.WaitsForAnalyst(None, {})
    for _ in range(12):
        started()
    assert queries.waits(seen_by=ANALYST, now=JUDGED).weeks_until == {}
    for _ in range(10):
        started()
    assert queries.waits(seen_by=ANALYST, now=JUDGED).weeks_until == {50: 4, 75: 4}


def for_analysts() -> list[type]:
    return [getattr(queries, name) for name in queries.__all__ if name.endswith("ForAnalyst")]


def test_every_query_for_analysts_is_tried_here() -> None:
    asked: list[Callable[..., Any]] = [getattr(queries, name) for name in queries.__all__ if name[0].islower()]
    assert {one.__name__ for one in asked if "ForAnalyst" in str(get_type_hints(one)["return"])} == set(FOR_ANALYSTS)


@pytest.mark.parametrize("query", FOR_ANALYSTS)
@pytest.mark.parametrize("by", [FACILITATOR, SUPPORT, Actor("desk@x.example", "other_force:x")])
def test_nobody_but_a_force_sees_them(query: str, by: Actor) -> None:
    referred()
    with pytest.raises(NotYours):
        getattr(queries, query)(**FOR_ANALYSTS[query], seen_by=by)


def test_no_type_for_analysts_has_room_for_a_person() -> None:
    assert len(for_analysts()) == 5
    for one in for_analysts():
        names = {field.name for field in fields(one)}
        assert not names & {"reference", "participant", "forenames", "surname", "date_of_birth", "provider", "worker"}


def test_another_force_sees_no_count_of_this_one() -> None:
    known()
    everybody()
    with pytest.raises(Refused, match="has not counted"):
        effect(seen_by=ELSEWHERE)


def test_partner_support_still_sees_none_of_these_counts() -> None:
    """Reports before a referral may be of other people's cases."""
    participant = started()
    counted(participant, 1)
    assert queries.police_reports(participant, seen_by=SUPPORT) == ()


def test_counts_ask_the_database_as_often_for_many_as_for_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    known()
    for many in (12, 24):
        everybody(many)
        with django_assert_num_queries(3):
            effect()
        with django_assert_num_queries(1):
            queries.retention(seen_by=ANALYST)
        with django_assert_num_queries(1):
            queries.waits(seen_by=ANALYST, now=JUDGED)
        with django_assert_num_queries(2):
            outcome()
