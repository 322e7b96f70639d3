"""Non-interference: nobody for whom there are visits, and no time at which anything happened, changes a byte of them.

Every planner here, ours and eight that are wrong on purpose, is asked for the visits of every cell in every campaign,
for every home of the cell as the victim's and for incidents at different times, and for none. What can be seen of the
visits must be the same bytes each time.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from inspect import signature
from pathlib import Path

import pytest
from django.db import transaction

from benchmarks.planner import KEY, campaign, invented_cells
from firstbell.foundations.seals.rules import keyed
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.actions import campaigns
from firstbell.responses.cocoon.models import Operation, Slot
from firstbell.responses.cocoon.rules import planner
from firstbell.responses.cocoon.rules.planner import CellPlan, CellShape, Drawn, Terms
from world import cocoon
from world.area import Area
from world.cast import CAST

CELLS = invented_cells(60, seed=3)
CAMPAIGNS = tuple(campaign(n, mode) for n, mode in enumerate(("calendar", "programme", "triggered")))
MOMENTS = (datetime(2026, 12, 24, 23, 50, tzinfo=UTC), datetime(2027, 1, 6, 3, 15, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Case:
    """What a planner must not look at: the cell and door of a victim, and when something happened there."""

    cell: str
    door: int
    at: datetime


NOBODY = Case("", -1, datetime(2026, 1, 1, tzinfo=UTC))
Visits = Callable[[CellShape, Drawn, Terms, Case], bytes]
"""Everything that can be seen of a cell's visits, as bytes."""


def the_plan(cell: CellShape, drawn: Drawn, terms: Terms) -> CellPlan:
    return planner.plan(cell, terms, KEY, day=drawn.day or terms.days[0], shift=drawn.shift or 1)


def seen(plan: CellPlan, **door_by_door: dict[int, str]) -> bytes:
    return plan.as_bytes() + json.dumps(door_by_door, sort_keys=True).encode()


def ours(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    return seen(the_plan(cell, drawn, terms))


def door_left_out(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    plan = the_plan(cell, drawn, terms)
    return seen(replace(plan, order=tuple(door for door in plan.order if (cell.code, door) != (case.cell, case.door))))


def start_at_target(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    plan = the_plan(cell, drawn, terms)
    place = plan.order.index(case.door) if cell.code == case.cell else 0
    return seen(replace(plan, order=plan.order[place:] + plan.order[:place]))


def other_script_next_door(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    near = {case.door + 1: "listen out"} if cell.code == case.cell else {}
    return seen(the_plan(cell, drawn, terms), scripts=near)


def longer_stay(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    plan = the_plan(cell, drawn, terms)
    return seen(replace(plan, minutes_a_door=plan.minutes_a_door + (cell.code == case.cell)))


def revisit_near_target(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    plan = the_plan(cell, drawn, terms)
    sooner = plan.revisit_day - timedelta(days=1) if cell.code == case.cell else plan.revisit_day
    return seen(replace(plan, revisit_day=sooner))


def incident_clock(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    plan = the_plan(cell, drawn, terms)
    after = max(plan.day, date.fromordinal(case.at.date().toordinal() + 3)) if cell.code == case.cell else plan.day
    return seen(replace(plan, day=after))


def seed_from_target(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    mine = f"{case.door}" if cell.code == case.cell else ""
    return seen(planner.plan(cell, terms, keyed(KEY, mine), day=terms.days[0], shift=1))


def letter_withheld(cell: CellShape, drawn: Drawn, terms: Terms, case: Case) -> bytes:
    without = {case.door: ""} if cell.code == case.cell else {}
    return seen(the_plan(cell, drawn, terms), letters=without)


FAULTS = (
    door_left_out,
    start_at_target,
    other_script_next_door,
    longer_stay,
    revisit_near_target,
    incident_clock,
    seed_from_target,
    letter_withheld,
)


def differences(visits: Visits) -> int:
    """In how many (cell, campaign, victim, time) the visits are not those of a world in which nothing happened."""
    found = 0
    for terms in CAMPAIGNS:
        slots = {one.cell: one for one in planner.draw(CELLS, terms, 0.3, 0.1, KEY) if one.day}
        for cell in (cell for cell in CELLS if cell.code in slots):
            quiet = visits(cell, slots[cell.code], terms, NOBODY)
            cases = (Case(cell.code, door, at) for door in range(cell.doors) for at in MOMENTS)
            found += sum(visits(cell, slots[cell.code], terms, case) != quiet for case in cases)
    return found


def test_no_victim_and_no_time_changes_a_byte() -> None:
    assert differences(ours) == 0


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_every_planner_that_looks_is_caught(fault: Visits) -> None:
    assert differences(fault) > 0


def test_the_planner_has_no_argument_in_which_it_could_be_told() -> None:
    """Counts of doors, the terms of the campaign and a key: a field more is a decision to be taken here."""
    assert [one.name for one in fields(CellShape)] == ["code", "doors", "halo"]
    assert [one.name for one in fields(Terms)] == [
        "reference",
        "mode",
        "days",
        "shifts_a_day",
        "minutes_a_door",
        "revisit_after_days",
        "script",
        "doors_revisited",
    ]
    assert list(signature(planner.plan).parameters) == ["cell", "terms", "key", "day", "shift"]
    assert list(signature(planner.draw).parameters) == ["cells", "terms", "control_share", "deferral_share", "key"]


def test_without_the_key_nobody_foretells_a_slot() -> None:
    """Whoever knows the rules and another key guesses days as often as chance has it."""
    terms = CAMPAIGNS[0]
    real, guessed = (planner.draw(CELLS, terms, 0.0, 0.0, key) for key in (KEY, b"another"))
    same = sum(one.day == other.day for one, other in zip(real, guessed, strict=True))
    assert same <= 9  # of 60 cells on 20 days 3 are expected; 10 or more happen once in a thousand times


# The same through everything that is stored and shown: incidents, operations, draw, pages, packs.


@pytest.fixture
def town(tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> Area:
    """Fifty terraces in cells. References of campaigns, which are drawn, are the same each time."""
    cocoon.settle(tmp_path)
    monkeypatch.setattr(campaigns, "drawn_reference", lambda kind: f"{kind}-2222AAAA")
    return Area(tmp_path, policy=cocoon.POLICY)


def all_that_can_be_seen() -> bytes:
    """A campaign over the whole town as planner, printer, pair and map have it, with its rows as they are stored."""
    reference = cocoon.started()
    shown = queries.campaign(reference, cocoon.NOW)
    coded = [slot.cell for slot in shown.slots if slot.day]
    visitor = CAST["visitor"].email
    days = sorted({slot.day for slot in shown.slots if slot.day})
    seen_by = [
        shown,
        [queries.visit_pack(reference, cell) for cell in coded[::7]],
        [queries.slots_for(visitor, day) for day in days],
        queries.cell_map(cocoon.on(cocoon.LAST_DAY)),
    ]
    stored = Slot.objects.order_by("cell__code").values_list(
        "cell__code", "arm", "day", "shift", "pair", "order", "letter", "revisit_day", "plan_digest"
    )
    return repr([*seen_by, list(stored)]).encode()


def seen_in_a_world_with(happening: Callable[[], object]) -> bytes:
    """What can be seen after something happened, which is then undone."""
    with transaction.atomic():
        happening()
        seen_then = all_that_can_be_seen()
        transaction.set_rollback(True)
    return seen_then


@pytest.mark.django_db
def test_stored_and_shown_visits_are_the_same_bytes_whoever_they_are_for(town: Area) -> None:
    quiet = seen_in_a_world_with(lambda: None)
    victims = [(street, house) for street in (0, 23, 49) for house in (0, 7, 15)]
    for n, (street, house) in enumerate(victims):
        for hours in (0, 61):
            when = cocoon.NOW - timedelta(hours=hours)

            def happening(street: int = street, house: int = house, when: datetime = when, n: int = n) -> None:
                cocoon.signed_off(cocoon.reported(town, f"STF/{n}", street, house, now=when))

            assert seen_in_a_world_with(happening) == quiet, (street, house, hours)


@pytest.mark.django_db
def test_the_draw_that_looks_at_operations_would_be_caught(town: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stored path's own fault: a key that is stirred with the newest operation."""
    quiet = seen_in_a_world_with(lambda: None)
    monkeypatch.setattr(campaigns, "plan_key", lambda: keyed(KEY, *Operation.objects.values_list("target", flat=True)))
    assert (
        seen_in_a_world_with(lambda: cocoon.signed_off(cocoon.reported(town, "STF/1", 3, 4, now=cocoon.NOW))) != quiet
    )


@pytest.mark.django_db
def test_what_happens_to_an_operation_after_the_draw_changes_nothing_either(town: Area) -> None:
    """Signed off, withdrawn, its seal opened, safety reported: the campaign's slots and lists stay what they were."""
    number = cocoon.reported(town, "STF/1", 3, 4, now=cocoon.NOW)
    reference = cocoon.signed_off(number)
    campaign_reference = cocoon.started()

    def shown() -> bytes:
        rows = Slot.objects.order_by("pk").values_list()
        seen_by = queries.campaign(campaign_reference, cocoon.NOW), queries.cell_map(cocoon.NOW)
        return repr([*seen_by, list(rows)]).encode()

    before = shown()
    supervisor = cocoon.actor("cocoon_supervisor")
    actions.open_seal(reference=reference, why="Court asks", by=supervisor, now=cocoon.NOW, policy=cocoon.POLICY)
    assert shown() == before
    actions.withdraw_operation(reference=reference, why="Changed her mind", by=cocoon.actor("desk"), now=cocoon.NOW)
    assert shown() == before
    cocoon.signed_off(number)
    assert shown() == before


@pytest.mark.django_db
def test_days_of_a_calendar_do_not_depend_on_when_things_happened(town: Area) -> None:
    """The timing test: every fifth street has a report, two days before the draw or thirty; the days are the same, and
    cells with a report are visited neither sooner nor later than others."""

    def days_after(reports: Callable[[int], timedelta]) -> dict[str, date | None]:
        with transaction.atomic():
            for n in range(0, cocoon.STREETS, 5):
                cocoon.signed_off(cocoon.reported(town, f"STF/{n}", n, n % 16, now=cocoon.NOW - reports(n)))
            days = {slot.cell: slot.day for slot in queries.campaign(cocoon.started(), cocoon.NOW).slots}
            transaction.set_rollback(True)
        return days

    assert days_after(lambda _: timedelta(days=2)) == days_after(lambda n: timedelta(days=30 - n // 5))
