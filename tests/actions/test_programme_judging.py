"""The lot of a wait-list, and what a force counts: what is written, what is refused, and who may."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from actions.test_programme import FACILITATOR, FORCE, NOW, OTHER_PROVIDER, SUPPORT, accept, answered, linked, referred
from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme import actions, queries
from firstbell.responses.programme.models import DrawnStart, KnownPeople, ReportsAround
from firstbell.responses.programme.rules import starts
from firstbell.responses.programme.rules.reports import Earlier

pytestmark = pytest.mark.django_db

REFERRED_AT = NOW - timedelta(weeks=20)
OWN, ALIKE = Earlier(4, 2), [Earlier(4, 2), Earlier(5, 2)]
WHY = "They live alone and far away."


def draw(participant: str, **more: Any) -> date:
    return actions.draw_start(participant=participant, **{"why": WHY, "by": FACILITATOR, "now": REFERRED_AT} | more)


@pytest.fixture
def drawn_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lot that makes everybody wait."""
    monkeypatch.setattr(starts, "WAITS", (starts.LATER,))


def counted_before(participant: str, **more: Any) -> None:
    given = {"own": OWN, "alike": ALIKE, "by": FORCE, "now": REFERRED_AT + timedelta(days=3)} | more
    actions.count_before(participant=participant, **given)


def counted_after(participant: str, **more: Any) -> None:
    given = {"window": "half_year", "counts": [1, 0, 2], "by": FORCE, "now": NOW + timedelta(weeks=6)} | more
    actions.count_after(participant=participant, **given)


def test_a_lot_is_drawn_once_and_before_anything_is_known() -> None:
    participant = referred()
    first_day = draw(participant)
    lot = DrawnStart.objects.get()
    assert first_day == REFERRED_AT.date() + timedelta(weeks=lot.wait_weeks)
    with pytest.raises(Refused, match="drawn already"):
        draw(participant)
    late = referred()
    answered(late)
    with pytest.raises(Refused, match="could steer the lot"):
        draw(late)
    with pytest.raises(Refused, match="safe for them to wait"):
        draw(referred(), why="Safe.")
    assert DrawnStart.objects.count() == 1
    assert "start_drawn" in [entry.action.split(".")[1] for entry in entries(Sought(), most=100)]


def test_a_lot_puts_about_as_many_in_front_as_behind() -> None:
    """Of 60, fewer than 15 on a side would come once in 25,000 lots."""
    for _ in range(60):
        draw(referred())
    sides = Counter(DrawnStart.objects.values_list("wait_weeks", flat=True))
    assert set(sides) == {0, 26}
    assert min(sides.values()) >= 15


@pytest.mark.usefixtures("drawn_later")
def test_whoever_waits_starts_on_their_day_or_when_it_is_said_why_not() -> None:
    first, second = referred(), referred()
    for participant in (first, second):
        assert draw(participant) == date(2027, 1, 8)
        answered(participant)
        accept(participant)
        linked(participant)
    with pytest.raises(Refused, match="from 8 January 2027"):
        actions.start(participant=first, by=FACILITATOR, now=NOW)
    actions.start(participant=first, by=FACILITATOR, now=NOW + timedelta(weeks=6))
    because = "He has found out where she lives."
    actions.start(participant=second, sooner_because=because, by=FACILITATOR, now=NOW)
    assert queries.participant(second, seen_by=FACILITATOR).step_reason == because
    assert set(DrawnStart.objects.values_list("wait_weeks", flat=True)) == {26}, "they count where the lot put them"


@pytest.mark.usefixtures("drawn_later")
def test_no_lot_starts_anything_before_the_support_service_has_spoken() -> None:
    participant = referred()
    draw(participant)
    answered(participant)
    accept(participant)
    with pytest.raises(Refused, match="has not said that it may start"):
        actions.start(participant=participant, sooner_because=WHY, by=FACILITATOR, now=NOW + timedelta(weeks=30))


def rows() -> list[tuple[int, int, int, int | None, int | None]]:
    columns = ("member", "reports_before", "reports_recent", "half_year", "year")
    return list(ReportsAround.objects.order_by("member").values_list(*columns))


def test_a_force_counts_before_and_after_and_may_correct_itself() -> None:
    participant = referred()
    counted_before(participant, own=Earlier(9, 9), alike=[Earlier(1, 0)])
    counted_before(participant)
    assert rows() == [(0, 4, 2, None, None), (1, 4, 2, None, None), (2, 5, 2, None, None)]
    counted_after(participant, counts=[9, 9, 9])
    counted_after(participant)
    counted_after(participant, window="year", counts=[2, 1, 3], now=NOW + timedelta(weeks=32))
    assert rows() == [(0, 4, 2, 1, 2), (1, 4, 2, 0, 1), (2, 5, 2, 2, 3)]
    said = [entry.action for entry in entries(Sought(), most=100)]
    assert (said.count("programme.counted_before"), said.count("programme.counted_after")) == (2, 3)


def test_nobody_is_drawn_for_comparison_once_it_could_be_known_what_became_of_them() -> None:
    participant = referred()
    with pytest.raises(Refused, match="could be known by now"):
        counted_before(participant, now=NOW + timedelta(weeks=6))
    with pytest.raises(Refused, match="Nothing was counted"):
        counted_after(participant)
    counted_before(participant)
    with pytest.raises(Refused, match="could be known by now"):
        counted_before(participant, alike=[Earlier(0, 0)], now=NOW + timedelta(weeks=6))
    with pytest.raises(Refused, match="26 weeks from the referral are not over"):
        counted_after(participant, now=NOW)
    with pytest.raises(Refused, match="Counts are of 3 people"):
        counted_after(participant, counts=[1, 0])


def test_two_forces_count_beside_each_other() -> None:
    participant = referred()
    counted_before(participant)
    counted_before(participant, by=type(FORCE)("desk@elsewhere.example", "force:west-mercia"), alike=[Earlier(0, 0)])
    assert ReportsAround.objects.filter(force="staffordshire").count() == 3
    assert ReportsAround.objects.filter(force="west-mercia").count() == 2


def test_a_force_says_how_many_people_had_how_many_reports() -> None:
    actions.count_known(on=NOW.date(), people={0: 900, 1: 80, 7: 1}, by=FORCE, now=NOW)
    actions.count_known(on=NOW.date(), people={0: 900, 1: 85}, by=FORCE, now=NOW)
    assert list(KnownPeople.objects.order_by("reports_before").values_list("force", "reports_before", "people")) == [
        ("staffordshire", 0, 900),
        ("staffordshire", 1, 85),
    ]
    with pytest.raises(Refused, match="a day that has come"):
        actions.count_known(on=NOW.date() + timedelta(days=1), people={0: 1}, by=FORCE, now=NOW)


@pytest.mark.parametrize("by", [FACILITATOR, SUPPORT])
def test_only_a_force_counts(by: Any) -> None:
    participant = referred()
    counted_before(participant)
    attempts: tuple[Callable[[], None], ...] = (
        lambda: counted_before(participant, by=by),
        lambda: counted_after(participant, by=by),
        lambda: actions.count_known(on=NOW.date(), people={0: 900}, by=by, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(NotYours):
            attempt()
    assert not KnownPeople.objects.exists()
    assert rows()[0] == (0, 4, 2, None, None)


def test_only_their_provider_draws() -> None:
    participant = referred()
    for by in (OTHER_PROVIDER, SUPPORT, FORCE):
        with pytest.raises(NotYours):
            draw(participant, by=by)
