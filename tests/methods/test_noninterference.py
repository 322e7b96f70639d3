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

import pytest

from benchmarks.planner import KEY, campaign, invented_cells
from firstbell.foundations.seals.rules import keyed
from firstbell.responses.cocoon.rules import planner
from firstbell.responses.cocoon.rules.planner import CellPlan, CellShape, Drawn, Terms

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
