"""Lists of cases too long to be held: as many queries however long, and what they show is what the entries say."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.models import Case, KeyEvent, Order
from firstbell.responses.case_progress.queries.orders import order_of
from firstbell.responses.case_progress.rules.stages import STAGES
from firstbell.responses.case_progress.rules.warnings import WARNINGS, warning_of
from world import case_progress as world
from world.area import at
from world.case_progress import NOW, OFFICER, SUPERVISOR, day

pytestmark = pytest.mark.django_db
BY = {"by": OFFICER, "now": NOW}

OPEN_TO = 2
"""Queries that say what is closed to whoever asks."""
LISTS = {
    queries.cases: 4,
    queries.clocks_running: 4,
    queries.order_warnings: 3,
    queries.conferences: 4,
    queries.tasks_due: 3,
}
"""Each list, and the queries that count it and cut a page out of it."""


def case_with_everything(folder: Path, number: int, meeting: str) -> str:
    """A case that is in every list, and on the agenda of a conference whose victim another one heard of."""
    case = world.with_suspect(world.opened(folder, f"STF/{number}", nominal=f"N/{number}"), f"21/{number}")
    actions.record_event(case=case, kind="interviewed", on=day(12), **BY)
    world.order(case, "dvpn", "2027-01-28 09:00")
    world.referred(case, world.conference("2027-01-29"))
    item = world.referred(case, meeting)
    known = {"agency": "health", "text": "Seen in May for a broken wrist.", "knows_family": True}
    actions.record_research(case=case, item=item, **known, **BY)
    world.task(case, item, "2027-02-10")
    return case


@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
def test_a_page_takes_as_many_queries_however_long_its_list_is(
    ask: Callable[..., LongList[Any]], tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = world.conference()
    for number in range(1, 7):
        case_with_everything(tmp_path, number, meeting)
        if number in (2, 6):
            with django_assert_num_queries(OPEN_TO + LISTS[ask]):
                found = ask(seen_by=OFFICER, now=NOW)
                assert found.count() == len(found.between(0, 25)) == number + (ask is queries.conferences)


def test_an_agenda_and_a_case_take_as_many_queries_however_much_is_in_them(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = world.conference()
    for number in range(1, 7):
        case = case_with_everything(tmp_path, number, meeting)
        if number in (2, 6):
            with django_assert_num_queries(OPEN_TO * 2 + 5):
                assert len(queries.agenda(meeting, seen_by=OFFICER, now=NOW).items) == number
    for asked in (False, True):
        with django_assert_num_queries(15):
            queries.case(case, seen_by=OFFICER, now=NOW)
        if not asked:
            for on in (13, 14, 15):
                actions.record_event(case=case, kind="bail_changed", on=day(on), **BY)
                actions.set_court_date(case=case, hearing="plea", on=day(on + 10), **BY)


def references(found: Iterable[Any]) -> list[str]:
    return [one.reference for one in found]


def asked(**chosen: str) -> list[str]:
    return references(queries.cases(seen_by=OFFICER, now=NOW).narrowed(chosen))


def test_first_are_those_whose_victims_wait_longest_and_then_the_latest(tmp_path: Path) -> None:
    quiet, later, newest, first = (world.opened(tmp_path, f"STF/{number}") for number in range(1, 5))
    for case, on in ((later, 28), (first, 13)):
        actions.record_event(case=case, kind="interviewed", on=day(on), **BY)
    found = queries.cases(seen_by=OFFICER, now=NOW)
    assert references(found) == [first, later, newest, quiet]
    (line, *_) = found
    assert (line.due, line.due_on, line.state) == (("interviewed",), day(14), "overdue")
    assert references(found.in_order("-due_on")) == [later, first, quiet, newest], "without a day comes last either way"
    assert not hasattr(line, "victim")


def test_a_list_is_narrowed_by_stage_by_what_is_due_and_by_outcome(tmp_path: Path) -> None:
    quiet, due, suspected, closed = (world.opened(tmp_path, f"STF/{number}") for number in range(1, 5))
    actions.record_event(case=due, kind="interviewed", on=day(29), **BY)
    world.proposed(world.stopped(world.with_suspect(suspected)))
    actions.record_outcome(case=closed, code="18", on=day(13), **BY)
    assert asked(stage="suspect_identified") == asked(outcome="proposed") == [suspected]
    assert (asked(due="due"), asked(due="overdue"), asked(outcome="stands")) == ([due], [closed], [closed])
    assert asked(due="nothing", outcome="nothing") == [quiet]
    assert asked(due="nothing", stage="reported") == [quiet]
    assert asked(stage="") == [closed, due, suspected, quiet]


def test_of_what_never_happened_or_was_told_nothing_is_due(tmp_path: Path) -> None:
    case = world.opened(tmp_path)
    first, second = (actions.record_event(case=case, kind="interviewed", on=day(on), **BY) for on in (12, 28))
    assert asked(due="overdue") == [case]
    actions.strike_event(case=case, event=first, why="That was another man's interview.", **BY)
    assert (asked(due="overdue"), asked(due="due")) == ([], [case])
    actions.record_attempt(case=case, at=NOW, channel="letter", reached=True, events=[second], **BY)
    assert asked(due="nothing") == [case]


def test_a_list_is_searched_by_the_references_of_case_and_incident(tmp_path: Path) -> None:
    one, two = world.opened(tmp_path, "STF/1"), world.opened(tmp_path, "STF/2")
    found = queries.cases(seen_by=OFFICER, now=NOW)
    assert references(found.narrowed({}, one.lower())) == [one]
    assert references(found.narrowed({}, "stf/2")) == [two]
    assert references(found.narrowed({}, "%")) == references(found.narrowed({}, "P1")) == []


MINUTES = st.integers(-60, 60) | st.integers(-40 * 24 * 60, 10 * 24 * 60)


@settings(max_examples=60)
@given(st.lists(st.tuples(MINUTES, st.sampled_from(["", "discharged", "followed", "open"])), max_size=6))
def test_the_database_warns_of_what_the_rules_warn_of(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[int, str]]
) -> None:
    """Of orders that end, and notices that are heard, at any minute around the limits."""
    with transaction.atomic():
        case = world.opened(tmp_path_factory.mktemp("case"))
        for minutes, then in made:
            ending(case, NOW + timedelta(minutes=minutes), then)
        for now in (NOW, NOW + timedelta(hours=12), NOW - timedelta(days=7), NOW + timedelta(days=28)):
            wanted = {row.pk: found for row in Order.objects.all() if (found := warning_of(order_of(row), now))}
            found = queries.order_warnings(seen_by=OFFICER, now=now)
            assert {one.order: (one.warning, one.at) for one in found} == {
                number: (one.warning, one.at) for number, one in wanted.items()
            }
            for code in WARNINGS:
                assert {one.warning for one in found.narrowed({"warning": code})} <= {code}
            assert sum(found.narrowed({"warning": code}).count() for code in WARNINGS) == found.count()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("kind", "before", "warning"),
    [
        ("dvpn", timedelta(hours=12, seconds=1), "hearing_waits"),
        ("dvpn", timedelta(hours=12), "hearing_waits"),
        ("dvpn", timedelta(hours=12, seconds=-1), "hearing_due"),
        ("dvpn", timedelta(0), "hearing_due"),
        ("dvpn", timedelta(seconds=-1), "hearing_overdue"),
        ("bail", timedelta(days=7, seconds=1), ""),
        ("bail", timedelta(days=7), "ends_soon"),
        ("bail", timedelta(seconds=1), "ends_soon"),
        ("bail", timedelta(0), "ended"),
        ("bail", timedelta(days=-28), "ended"),
        ("bail", timedelta(days=-28, seconds=-1), ""),
    ],
)
def test_a_warning_changes_at_the_same_instant_in_list_and_rule(
    tmp_path: Path, kind: str, before: timedelta, warning: str
) -> None:
    case = world.opened(tmp_path)
    ends = None if kind == "dvpn" else at("2027-01-25 09:00")
    number = world.order(case, kind, "2027-01-12 09:00", ends_at=ends)
    row = Order.objects.get(pk=number)
    assert row.due_by
    now = row.due_by - before
    found = queries.order_warnings(seen_by=OFFICER, now=now)
    assert [one.warning for one in found] == [warning] * bool(warning)
    rule = warning_of(order_of(row), now)
    assert (rule.warning if rule else "") == warning
    assert [code for code in WARNINGS if found.narrowed({"warning": code}).count()] == [warning] * bool(warning)


def ending(case: str, when: datetime, then: str) -> None:
    """Bail that ends then, or is open; and a notice served then, where that is past."""
    long_ago = at("2026-12-01 09:00")
    asked = {"case": case, "conditions": ["Stay away"], **BY}
    ends = None if then == "open" else when
    bail = actions.record_order(kind="bail", made_at=long_ago, ends_at=ends, **asked)
    if when <= NOW:
        actions.record_order(kind="dvpn", made_at=when, **asked)
    if then == "discharged":
        why = "The court saw no need."
        actions.discharge_order(case=case, order=bail, at=long_ago + timedelta(days=1), why=why, **BY)
    if then == "followed":
        actions.record_order(kind="bail", made_at=long_ago, follows=bail, **asked)


DO = ("stage", "correct", "event", "strike", "tell", "propose", "turn down", "approve", "record", "court", "stance")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(DO), st.integers(0, 7), st.integers(12, 29)), min_size=6, max_size=20))
def test_what_a_list_shows_is_what_the_entries_say_whatever_was_done(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        case = world.opened(tmp_path_factory.mktemp("case"))
        for what, which, on in done:
            try:
                do(case, what, which, on)
            except Refused:
                continue
            assert shown(case) == said(case)
        transaction.set_rollback(True)


def do(case: str, what: str, which: int, on: int) -> None:
    stage, why = list(STAGES)[which], "That is how it really was, by her own account."
    names = {"crime": "21/1"} if stage == "crime_recorded" else {"suspect": "P2"} if which == 2 else {}
    events = list(KeyEvent.objects.filter(case__reference=case).values_list("pk", flat=True)) or [0]
    event = events[which % len(events)]
    {
        "stage": lambda: actions.record_stage(case=case, stage=stage, on=day(on), **names, **BY),
        "correct": lambda: actions.correct_stage(case=case, stage=stage, on=None, why=why, **BY),
        "event": lambda: actions.record_event(case=case, kind="interviewed", on=day(on), **BY),
        "strike": lambda: actions.strike_event(case=case, event=event, why=why, **BY),
        "tell": lambda: actions.record_attempt(
            case=case, at=at(f"2027-01-{on} 09:00"), channel="letter", reached=which % 2 == 0, events=[event], **BY
        ),
        "propose": lambda: world.proposed(case, "14" if which % 2 else "16"),
        "turn down": lambda: actions.turn_down_outcome(case=case, why=why, by=SUPERVISOR, now=NOW),
        "approve": lambda: actions.approve_outcome(case=world.reviewed(case), by=SUPERVISOR, now=NOW),
        "record": lambda: actions.record_outcome(case=case, code="18", on=day(on), **BY),
        "court": lambda: actions.set_court_date(case=case, hearing="trial", on=day(on), **BY),
        "stance": lambda: world.stopped(case),
    }[what]()


def shown(case: str) -> tuple[Any, ...]:
    (line,) = queries.cases(seen_by=OFFICER, now=NOW)
    assert line.reference == case
    return line.stage, line.reported_on, line.due_on, line.outcome_status, set(line.due)


def said(case: str) -> tuple[Any, ...]:
    """As the page of the case has it, which is read from the entries and from every attempt."""
    found = queries.case(case, seen_by=OFFICER, now=NOW)
    row = Case.objects.get(reference=case)
    events = row.key_events.filter(struck_at=None).exclude(attempts__attempt__reached=True)
    statuses = [one.status for one in found.outcomes if one.status != "turned_down"]
    return (
        found.stages[-1].stage,
        found.stages[0].on,
        min((one.due_on for one in events), default=None),
        "proposed" if "proposed" in statuses else (statuses or [""])[-1],
        {one.kind for one in events},
    )


def test_the_victim_is_told_from_the_first_time_that_they_were_reached(tmp_path: Path) -> None:
    """Whichever attempt is recorded first."""
    case = world.opened(tmp_path)
    event = actions.record_event(case=case, kind="interviewed", on=day(12), **BY)
    for on, reached in ((20, True), (13, True), (15, True), (12, False)):
        when = at(f"2027-01-{on} 09:00")
        actions.record_attempt(case=case, at=when, channel="letter", reached=reached, events=[event], **BY)
    (clock,) = queries.case(case, seen_by=OFFICER, now=NOW).clocks
    assert (clock.told_at, clock.state, clock.attempts) == (at("2027-01-13 09:00"), "met", 4)


def test_a_page_past_the_middle_is_what_it_would_be_from_the_beginning(tmp_path: Path) -> None:
    for number in range(1, 8):
        world.opened(tmp_path, f"STF/{number}", nominal=f"N/{number}")
    for found in (everything := queries.cases(seen_by=OFFICER, now=NOW), everything.in_order("-reported_on")):
        whole = tuple(found)
        for first in range(7):
            assert found.between(first, first + 3, of=7) == found.between(first, first + 3) == whole[first : first + 3]
