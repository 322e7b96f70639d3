"""What desks may ask about protection: what ends, what a court must hear of, and what agencies still owe."""

from pathlib import Path

import pytest

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.case_progress import actions, queries
from world import case_progress as world
from world.area import at
from world.case_progress import ELSEWHERE, NOW, OFFICER, SUPERVISOR, WHY, order

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
    assert warned() == [
        (two, "dvpn", "hearing_overdue"),
        (two, "bail", "ended"),
        (two, "dapn", "hearing_waits"),
        (one, "bail", "ends_soon"),
    ]
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
    assert len(queries.orders(case, seen_by=SUPERVISOR, now=NOW)) == 1
    with pytest.raises(NotYours):
        queries.orders(case, seen_by=OFFICER, now=NOW)
    with pytest.raises(NotYours):
        queries.assessments(case, seen_by=OFFICER)


def agenda(meeting: str, by: Actor = OFFICER, now: str = "2027-01-29 12:00") -> queries.Agenda:
    return queries.agenda(meeting, seen_by=by, now=at(now))


def test_an_agenda_is_in_order_and_says_which_agencies_have_not_said_what_they_know(tmp_path: Path) -> None:
    one, two = world.opened(tmp_path, "STF/1"), world.opened(tmp_path, "STF/2")
    meeting = world.conference()
    world.referred(two, meeting)
    item = world.referred(one, meeting)
    known = {"case": one, "item": item, "knows_family": True, "by": OFFICER, "now": NOW}
    actions.record_research(**known, agency="housing", text="Moved in March, rent in arrears.")
    actions.record_research(**known, agency="police", text="Two calls to the home since May.")
    actions.correct_research(**known, agency="housing", text="Moved in April, rent in arrears.", why=WHY)
    found = agenda(meeting)
    assert (found.on, found.area, found.chair) == (at("2027-02-03 12:00").date(), "Stoke", "DI Chowdhury")
    assert [(line.position, line.case) for line in found.items] == [(1, two), (2, one)]
    assert [(each.agency, each.text, each.entries) for each in found.items[1].research] == [
        ("police", "Two calls to the home since May.", 1), ("housing", "Moved in April, rent in arrears.", 2),
    ]  # fmt: skip
    assert len(found.items[0].missing) == 10
    assert set(found.items[0].missing) - set(found.items[1].missing) == {"police", "housing"}


def test_a_repeat_is_of_the_same_victim_by_the_forces_number_or_of_the_same_case(tmp_path: Path) -> None:
    """Whoever is P1 in two incidents is not one person for that."""
    first, again, other, stranger = (
        world.opened(tmp_path, f"STF/{number}", nominal=nominal)
        for number, nominal in enumerate(("N/1", "N/1", None, None), 1)
    )
    earlier, later = world.conference("2027-01-29"), world.conference("2027-02-03")
    world.referred(first, earlier)
    world.referred(other, earlier)
    world.referred(again, later, grounds=["repeat"], why="")
    world.referred(other, later)
    world.referred(stranger, later)
    assert [line.repeat_of for line in agenda(later).items] == [world.day(29), world.day(29), None]
    assert [line.repeat_of for line in agenda(earlier).items] == [None, None]


def test_what_is_closed_to_somebody_shows_in_no_agenda_task_or_repeat(tmp_path: Path) -> None:
    closed, case = world.opened(tmp_path, "STF/1", nominal="N/1"), world.opened(tmp_path, "STF/2", nominal="N/1")
    earlier, later = world.conference("2027-01-29"), world.conference()
    world.task(closed, world.referred(closed, earlier), "2027-02-10")
    world.referred(case, later)
    world.join_police()
    number = world.shown(closed).incident
    incidents.restrict_record(incident_id=number, to=OFFICER.name, reason="His sister", by=SUPERVISOR, now=NOW)
    assert (agenda(earlier).items, agenda(later).items[0].repeat_of) == ((), None)
    assert (len(agenda(earlier, SUPERVISOR).items), agenda(later, SUPERVISOR).items[0].repeat_of) == (1, world.day(29))
    assert [queries.tasks_due(seen_by=who, now=NOW).count() for who in (OFFICER, ELSEWHERE, SUPERVISOR)] == [0, 0, 1]
    for stranger in (ELSEWHERE, Actor("asha@school.example", "establishment:staffordshire")):
        with pytest.raises(NotYours):
            agenda(later, stranger)


def test_tasks_are_due_or_overdue_first_due_first_until_they_are_done(tmp_path: Path) -> None:
    case = world.opened(tmp_path)
    meeting = world.conference("2027-01-29")
    item = world.referred(case, meeting)
    late, done, soon = (world.task(case, item, on) for on in ("2027-02-10", "2027-02-03", "2027-02-05"))
    actions.finish_task(case=case, task=done, on=world.day(29), how="A locksmith came on Friday.", by=OFFICER, now=NOW)
    found = queries.tasks_due(seen_by=OFFICER, now=at("2027-02-06 00:00"))
    assert [(each.task, each.state) for each in found] == [(soon, "overdue"), (late, "due")]
    assert {(each.case, each.conference, each.agency) for each in found} == {(case, meeting, "housing")}
    assert next(iter(queries.tasks_due(seen_by=OFFICER, now=at("2027-02-05 23:59")))).state == "due"
