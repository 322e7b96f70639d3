"""R8 after the notice has left: whoever becomes a contact later and is tied to a party is neither told nor let in."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.schools import actions as schools
from firstbell.responses.encompass import actions, queries
from world import Area
from world.area import DESK, at
from world.feed import incident, party, suspect

pytestmark = pytest.mark.django_db
MORNING = at("2026-11-20 06:00")
LEAD = Actor("dsl@100001.example", "establishment:100001")
NEW = Actor("new@100001.example", "establishment:100001")
PHONE = "+447700900123"


@pytest.fixture
def area(tmp_path: Path, settings: Settings) -> Area:
    """Oliver's notice at St Peter's has left; the suspect's telephone number is known."""
    settings.FIRSTBELL_HOME = tmp_path
    made = Area(tmp_path)
    made.school("100001", "St Peter's Primary School")
    made.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    made.take_in_registers(at("2026-11-19 12:00"))
    return made


def report(area: Area) -> str:
    area.incidents(incident(parties=[party(), suspect(phones=[PHONE])]), now=at("2026-11-19 23:00"))
    area.run(MORNING)
    return str(area.notices()[0]["reference"])


def join(area: Area, phone: str, now: datetime = MORNING) -> None:
    schools.keep_contact(
        owner="100001", email=NEW.name, name="New Deputy", role="deputy", rank=3, phone=phone, by=LEAD, now=now,
        policy=area.policy,
    )  # fmt: skip


def chase(area: Area) -> None:
    """Nobody acknowledges until the bell."""
    for clock in ("07:31", "07:46", "08:01", "08:16", "08:29"):
        area.run(at(f"2026-11-20 {clock}"))


def told() -> set[str]:
    letters = (Path(settings.FIRSTBELL_HOME) / "outbox").glob("*.eml")
    return {line[4:] for letter in letters for line in letter.read_text().splitlines() if line.startswith("To: ")}


def test_a_new_contact_with_a_partys_telephone_is_passed_over_by_the_chase(area: Area) -> None:
    report(area)
    join(area, "07700 900123")
    chase(area)
    assert told() == {"dsl@100001.example", "head@100001.example"}


def test_a_new_contact_tied_to_nobody_is_told_by_the_chase(area: Area) -> None:
    report(area)
    join(area, "07700 900999")
    chase(area)
    assert NEW.name in told()


def test_a_new_contact_who_is_tied_cannot_read_or_answer(area: Area) -> None:
    reference = report(area)
    join(area, "07700 900123")
    who = {"seen_by": NEW, "now": MORNING, "policy": area.policy}
    assert queries.notices_for_school(which="all", **who) == []
    with pytest.raises(NotYours):
        queries.notice_for_school(reference=reference, **who)
    with pytest.raises(NotYours):
        actions.open_notice(reference=reference, by=NEW, now=MORNING, policy=area.policy)
    join(area, "07700 900999")
    assert [row.reference for row in queries.notices_for_school(which="all", **who)] == [reference]


def test_whom_the_desk_has_let_pass_may_read(area: Area) -> None:
    join(area, "07700 900123")
    reference = report(area)
    assert area.notices()[0]["hold_code"] == "conflict"
    actions.release_held(reference=reference, reason="Another person of that number", by=DESK, now=MORNING)
    area.run(MORNING)
    who = {"seen_by": NEW, "now": MORNING, "policy": area.policy}
    assert queries.notice_for_school(reference=reference, **who).reference == reference
