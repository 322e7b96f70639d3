"""What desks may ask about protection: what ends, what a court must hear of, and what agencies still owe."""

from pathlib import Path

import pytest

from firstbell.pure.actor import Actor
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.case_progress import queries
from world import case_progress as world
from world.area import at
from world.case_progress import ELSEWHERE, NOW, OFFICER, SUPERVISOR, order

pytestmark = pytest.mark.django_db


def warned(by: Actor = OFFICER, now: str = "2027-01-19 12:00") -> list[tuple[str, str, str]]:
    found = queries.order_warnings(seen_by=by, now=at(now))
    return [(one.case, one.kind, one.warning) for one in found]


def test_the_desk_is_warned_of_what_is_soonest_first(tmp_path: Path) -> None:
    one, two = world.opened(tmp_path, "STF/1"), world.opened(tmp_path, "STF/2")
    order(one, "bail", "2027-01-12 09:00", ends_at=at("2027-01-25 09:00"))
    order(one, "restraining", "2027-01-12 09:00")
    order(two, "dvpn", "2027-01-14 09:00")
    order(two, "dapn", "2027-01-18 10:00")
    order(two, "bail", "2027-01-12 09:00", ends_at=at("2027-01-18 09:00"))
    assert warned() == [(two, "dvpn", "hearing_overdue"), (two, "bail", "ended"), (one, "bail", "ends_soon")]
    assert warned(now="2027-01-20 03:00")[2] == (two, "dapn", "hearing_due")
    notice = queries.orders(two, seen_by=OFFICER, now=NOW)[1].order
    order(two, "dvpo", "2027-01-15 09:00", ends_at=at("2027-02-10 00:00"), follows=notice)
    assert warned()[0] == (two, "bail", "ended")


def test_a_desk_is_warned_of_its_own_forces_cases_without_records_closed_to_it(tmp_path: Path) -> None:
    case = world.opened(tmp_path)
    order(case, "dvpn", "2027-01-14 09:00")
    assert warned(ELSEWHERE) == warned(Actor("asha@school.example", "establishment:staffordshire")) == []
    world.join_police()
    number = world.shown(case).incident
    incidents.restrict_record(incident_id=number, to=OFFICER.name, reason="His sister", by=SUPERVISOR, now=NOW)
    assert (warned(OFFICER), warned(SUPERVISOR)) == ([], [(case, "dvpn", "hearing_overdue")])
