"""An operation from the victim's word to its end: who may do what, and that nothing ever holds whom it is for."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.delivery import queries as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.cocoon import actions, queries
from world import cocoon
from world.area import Area
from world.cast import CAST
from world.cocoon import NOW, actor

pytestmark = pytest.mark.django_db
WHY = "The court asked"


@pytest.fixture
def town(tmp_path: Path) -> Area:
    cocoon.settle(tmp_path)
    return Area(tmp_path, policy=cocoon.POLICY)


@pytest.fixture
def number(town: Area) -> int:
    return cocoon.reported(town, "STF/2027/0000777", 3, 4, now=NOW)


def open_seal(reference: str, **more: Any) -> actions.Opened:
    asked: dict[str, Any] = {"why": WHY, "by": actor("cocoon_supervisor"), "now": NOW, "policy": cocoon.POLICY}
    return actions.open_seal(reference=reference, **asked | more)


def test_an_operation_goes_through_four_hands(number: int) -> None:
    reference = cocoon.signed_off(number)
    shown = queries.operation(reference)
    assert (shown.status, shown.officer) == ("signed_off", CAST["desk"].email)
    assert (shown.plan_confirmed_by, shown.signed_off_by) == (CAST["advocate"].email, CAST["cocoon_supervisor"].email)
    assert [line.reference for line in queries.operations()] == [reference]


def test_whoever_has_a_part_in_operations_walks_nowhere_and_who_walks_signs_nothing(number: int) -> None:
    campaign = cocoon.started()
    cell = next(slot.cell for slot in queries.campaign(campaign, NOW).slots if slot.day)
    reference = actions.propose_operation(incident=number, basis="consent", by=actor("visitor"), now=NOW)
    pair = (CAST["visitor"].email, CAST["second_visitor"].email)
    with pytest.raises(Refused, match="has a part in operations"):
        actions.assign_pairs(campaign=campaign, pairs={cell: pair}, by=actor("planner"), now=NOW)
    actions.confirm_safety(reference=reference, by=actor("advocate"), now=NOW)
    with pytest.raises(Refused, match="walks in a campaign"):
        actions.sign_off(reference=reference, by=actor("second_visitor"), now=NOW)


def test_planner_and_pair_have_no_permission_that_shows_an_operation() -> None:
    secret = {"cocoon.propose", "cocoon.sign_off", "cocoon.open_seal", "cocoon.confirm_safety", "cocoon.hear"}
    for role in ("cocoon_planner", "visiting_officer", "analyst", "administrator"):
        assert not ROLES[role].permissions & secret
    holders = [role.name for role in ROLES.values() if "cocoon.open_seal" in role.permissions]
    assert holders == ["cocoon_supervisor"]


def test_a_home_that_must_not_be_known_or_is_in_no_cell_gets_no_operation(town: Area) -> None:
    with pytest.raises(NotYours):
        actions.propose_operation(incident=9_999, basis="consent", by=actor("desk"), now=NOW)
    for line, protected, reason in (("1 Nowhere Lane", False, "not in the register"), ("x", True, "is protected")):
        lives = cocoon.residence("ST16 1AA", line, protected=protected)
        parties = [cocoon.party(residence=lives)]
        town.incidents(cocoon.incident(f"STF/{line}", parties=parties, children=[]), now=NOW)
        number = cocoon.incidents.find(None, f"STF/{line}")
        with pytest.raises(Refused, match=reason):
            actions.propose_operation(incident=number, basis="consent", by=actor("desk"), now=NOW)


def test_a_closed_record_is_nobodys_operation(number: int) -> None:
    to = CAST["desk"].email
    incidents.restrict_record(incident_id=number, to=to, reason="Her brother", by=actor("supervisor"), now=NOW)
    with pytest.raises(NotYours):
        actions.propose_operation(incident=number, basis="consent", by=actor("desk"), now=NOW)
    reference = actions.propose_operation(incident=number, basis="consent", by=actor("supervisor"), now=NOW)
    with pytest.raises(NotYours):
        open_seal(reference, by=actor("desk"))
    assert queries.openings() == ()


def test_opening_a_seal_is_an_entry_an_alarm_and_a_line(number: int) -> None:
    reference = cocoon.signed_off(number)
    opened = open_seal(reference)
    assert (opened.uprn, opened.incident) == (cocoon.uprn_of(3, 4), "STF/2027/0000777")
    assert opened.printed.startswith("9 Terrace 3")
    (line,) = queries.openings()
    assert (line.reference, line.by, line.why) == (reference, CAST["cocoon_supervisor"].email, WHY)
    assert line.told == ("standards@force.example",)
    (entry,) = entries(Sought(action="cocoon.seal_opened"), most=9)
    assert (entry.subject, entry.by) == (reference, CAST["cocoon_supervisor"].email)
    assert delivery.oldest_waiting() == NOW
    open_seal(reference)
    assert (len(queries.openings()), delivery.counts()["waiting"]) == (2, 2)


def test_a_seal_stays_shut_without_a_reason_or_with_nobody_to_hear(number: int) -> None:
    reference = cocoon.signed_off(number)
    with pytest.raises(Refused, match="for a reason"):
        open_seal(reference, why="  ")
    with pytest.raises(Refused, match="Nobody else would hear"):
        open_seal(reference, policy=ForcePolicy(cocoon_alarm_emails=(CAST["cocoon_supervisor"].email.upper(),)))
    with pytest.raises(NotYours):
        open_seal("OC-2222AAAA")
    assert queries.openings() == ()


def test_an_ended_operation_takes_nothing_more(number: int) -> None:
    reference = cocoon.signed_off(number)
    actions.withdraw_operation(reference=reference, why="She moves away", by=actor("desk"), now=NOW)
    assert queries.operation(reference).status == "withdrawn"
    for again in (actions.end_operation, actions.defer_operation):
        with pytest.raises(Refused, match="has ended already"):
            again(reference=reference, by=actor("desk"), now=NOW)
    assert queries.operations_to_end(NOW + timedelta(days=400)) == ()
    other = cocoon.signed_off(number)
    assert queries.operations_to_end(NOW + timedelta(days=364)) == ()
    assert queries.operations_to_end(NOW + timedelta(days=365)) == (other,)


def everything_written() -> Iterator[tuple[str, str]]:
    """(where, text) of every row but those that say who lives where and what was reported: the registers and cells."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in REGISTERS or model._meta.label in ("cocoon.CellHome", "audit.Entry"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            yield from ((model._meta.label, repr(row)) for row in cursor.fetchall())
    ours = (entry for entry in entries(Sought(), most=10_000) if entry.action.startswith(("cocoon.", "message.")))
    yield from (("audit.Entry", repr(entry)) for entry in ours)


REGISTERS = frozenset({"incidents", "people", "premises"})
"""Who lives where and what was reported stands there, and in the cells, whether or not there is an operation."""


def test_no_table_no_entry_and_no_line_of_a_log_says_whom_it_is_for(
    town: Area, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The whole of it: proposed to withdrawn, drawn to heard and audited, with the seal opened on the way."""
    caplog.set_level(logging.DEBUG)
    reference = actions.propose_operation(
        incident=number, basis="consent", exclusions="Uncle Bernard", by=actor("desk"), now=NOW
    )
    actions.confirm_safety(reference=reference, by=actor("advocate"), now=NOW)
    actions.sign_off(reference=reference, by=actor("cocoon_supervisor"), now=NOW)
    campaign = cocoon.started(deferral_share=0.0)
    opened = open_seal(reference)
    slot = next(one for one in queries.campaign(campaign, NOW).slots if one.day and one.cell != opened.cell)
    assert slot.day
    when, visitor = cocoon.on(slot.day), actor("visitor")
    actions.record_visits(entries=[cocoon.entry(campaign, slot.cell, 0, when)], by=visitor, now=when)
    said: dict[str, Any] = {
        "kind": "intelligence",
        "said": "Screams from number nine",
        "informant": "Mrs Bannister at 11",
    }
    heard = actions.record_heard(campaign=campaign, cell=slot.cell, position=0, **said, by=visitor, now=when)
    assert open_seal(heard).informant == "Mrs Bannister at 11"
    actions.defer_operation(reference=cocoon.signed_off(number), by=actor("advocate"), now=NOW)
    actions.audit_month(month=cocoon.FIRST_DAY.replace(day=1), by=visitor, now=when)
    actions.withdraw_operation(reference=reference, why="She changed her mind", by=actor("desk"), now=NOW)
    secrets = (str(cocoon.uprn_of(3, 4)), "STF/2027/0000777", "9 Terrace 3", "Bernard", "number nine", "Bannister")
    texts = [*everything_written(), ("log", caplog.text)]
    assert {where for where, _ in texts} >= {"cocoon.Operation", "cocoon.SealOpening", "cocoon.Heard", "audit.Entry"}
    assert [(where, secret) for where, text in texts for secret in secrets if secret in text] == []


def test_no_entry_says_which_cell_was_left_out(number: int) -> None:
    campaign = cocoon.started()
    reference = cocoon.signed_off(number)
    actions.defer_operation(reference=reference, by=actor("advocate"), now=NOW)
    cell = next(slot.cell for slot in queries.campaign(campaign, NOW).slots if slot.day)
    actions.defer_cell(campaign=campaign, cell=cell, by=actor("advocate"), now=NOW)
    ours = [repr(entry) for entry in entries(Sought(action="cocoon."), most=10_000)]
    assert not any("C-0" in entry for entry in ours)


def test_the_name_of_a_reference_cannot_be_guessed_from_another(number: int) -> None:
    made = {actions.propose_operation(incident=number, basis="consent", by=actor("desk"), now=NOW) for _ in range(30)}
    assert len(made) == 30
    assert all(len(one) == 11 and one.startswith("OC-") for one in made)


def test_a_machine_is_told_apart_from_a_person_in_the_trail(number: int) -> None:
    job = Actor("job:audit visits", "force:staffordshire")
    actions.audit_month(month=cocoon.FIRST_DAY.replace(day=1), by=job, now=NOW)
    (entry,) = entries(Sought(action="cocoon.self_audited"), most=9)
    assert entry.by == job.name
