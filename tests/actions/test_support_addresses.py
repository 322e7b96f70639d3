"""A client's address changes with two people, and what it was before is printed nowhere."""

from dataclasses import asdict

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.seals.rules import BrokenSeal
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.models import Address
from world.support import DESK, ELSEWHERE, LEAD, NOW, WORKER, accepted, deeds

pytestmark = pytest.mark.django_db

OLD, NEW = "1 Old Street, Stoke-on-Trent", "2 New Road, Derby"
WHY = "She asked us to bring the papers to her door today."
MISREAD = "The number of the house was misread on the form."


def proposed(client: str, text: str = NEW, by: Actor = WORKER) -> int:
    return actions.propose_address(client=client, text=text, by=by, now=NOW)


def lives(client: str, text: str = OLD) -> None:
    actions.confirm_address(client=client, proposal=proposed(client, text), by=LEAD, now=NOW)


def shown(client: str, by: Actor = WORKER) -> str:
    return actions.look_at_address(client=client, why=WHY, by=by, now=NOW)


def test_one_proposes_and_another_confirms() -> None:
    _, client = accepted()
    lives(client)
    number = proposed(client)
    assert shown(client) == OLD, "what nobody confirmed is not the address"
    with pytest.raises(Refused, match="Whoever proposed an address cannot confirm it"):
        actions.confirm_address(client=client, proposal=number, by=WORKER, now=NOW)
    same = Actor(WORKER.name.upper(), WORKER.organisation)
    with pytest.raises(Refused, match="Whoever proposed an address cannot confirm it"):
        actions.confirm_address(client=client, proposal=number, by=same, now=NOW)
    assert actions.look_at_proposed_address(client=client, proposal=number, by=LEAD, now=NOW) == NEW
    actions.confirm_address(client=client, proposal=number, by=LEAD, now=NOW)
    assert shown(client) == NEW
    assert deeds()[:4] == [
        f"support.{what}" for what in ("address_shown", "address_confirmed", "proposed_address_shown", "address_shown")
    ]


def test_nobody_confirms_another_address_than_the_one_they_saw() -> None:
    """Between a look and a click, what was proposed is turned down and something else proposed."""
    _, client = accepted()
    seen = proposed(client)
    actions.turn_down_address(client=client, proposal=seen, why=MISREAD, by=WORKER, now=NOW)
    proposed(client, "13 Trap Lane, Stoke-on-Trent")
    with pytest.raises(NotYours, match="No such address"):
        actions.confirm_address(client=client, proposal=seen, by=LEAD, now=NOW)
    with pytest.raises(Refused, match="No address is confirmed"):
        shown(client)


def test_one_address_waits_at_a_time_and_one_is_in_force() -> None:
    _, client = accepted()
    lives(client)
    proposed(client)
    with pytest.raises(Refused, match="Another address waits"):
        proposed(client, OLD, LEAD)
    row = Address.objects.get(status="in_force")
    for status in ("in_force", "proposed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Address.objects.create(client=row.client, address="", status=status, proposed_at=NOW)


def test_an_address_takes_a_reason_that_the_trail_keeps() -> None:
    _, client = accepted()
    lives(client)
    with pytest.raises(Refused, match="for a reason"):
        actions.look_at_address(client=client, why="visit", by=WORKER, now=NOW)
    shown(client)
    assert [one.why for one in entries(Sought(), most=1)] == [WHY]


def test_what_an_address_says_is_in_no_answer_and_stands_readable_in_no_table() -> None:
    reference, client = accepted()
    lives(client)
    lives(client, NEW)
    proposed(client, "3 Next Way, Leek")
    answers = [
        asdict(queries.referral(reference, seen_by=WORKER)),
        asdict(queries.address(client, seen_by=WORKER)),
        [asdict(one) for one in queries.proposed_addresses(seen_by=WORKER)],
    ]
    rows = [str(row) for model in apps.get_models() for row in model.objects.values()]
    assert queries.address(client, seen_by=WORKER).since == NOW
    for part in ("Old Street", "New Road", "Next Way"):
        assert part not in str(answers)
        assert not [row for row in rows if part in row]


def test_a_former_address_cannot_be_put_in_the_place_of_the_one_in_force() -> None:
    _, client = accepted()
    lives(client)
    actions.confirm_address(
        client=client,
        proposal=actions.propose_address(client=client, text=NEW, by=WORKER, now=NOW.replace(hour=11)),
        by=LEAD,
        now=NOW.replace(hour=11),
    )
    former = Address.objects.get(status="former")
    Address.objects.filter(status="in_force").update(address=former.address)
    with pytest.raises(BrokenSeal):
        shown(client)


def test_another_service_finds_no_address_here() -> None:
    _, client = accepted()
    lives(client)
    number = proposed(client)
    for attempt in (
        lambda: proposed(client, by=ELSEWHERE),
        lambda: shown(client, ELSEWHERE),
        lambda: actions.look_at_proposed_address(client=client, proposal=number, by=ELSEWHERE, now=NOW),
        lambda: actions.confirm_address(client=client, proposal=number, by=ELSEWHERE, now=NOW),
        lambda: actions.turn_down_address(client=client, proposal=number, why=MISREAD, by=ELSEWHERE, now=NOW),
        lambda: queries.address(client, seen_by=ELSEWHERE),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert queries.proposed_addresses(seen_by=ELSEWHERE) == ()


def test_no_address_is_shown_once_nobody_works_for_the_client() -> None:
    reference, client = accepted()
    lives(client)
    actions.revoke_referral(reference=reference, reason="Consent withdrawn.", by=DESK, now=NOW)
    with pytest.raises(Refused, match="Nobody works on a case"):
        shown(client)
