"""What is found of somebody, part by part, and what is not: a suspect's request shows nothing that is the victim's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from firstbell.config import subject_access as table
from firstbell.config.subject_access import HOLDINGS
from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts.models import Account
from firstbell.foundations.subject_access.queries import telling
from firstbell.foundations.subject_access.rules.items import NEVER, RELEASE, Item, Told, bearing
from firstbell.joint.early_picture import actions as hub
from firstbell.joint.early_picture.models import Subject
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.registers.linkage import actions as linkage
from firstbell.registers.linkage import queries as linkage_read
from firstbell.registers.people.models import Mention
from firstbell.registers.schools.models import Contact, RollEntry, StaffMember
from firstbell.responses.encompass import actions as encompass
from firstbell.responses.encompass import queries as encompass_read
from firstbell.responses.programme.models import Participant
from firstbell.responses.support.models import Client
from world import asked, monday, picture
from world import intensification as weeks
from world.area import STOKE, Area
from world.asked import HERS, IRIS, NOW, NUMBER, Family
from world.cast import ADMINISTRATOR, CAST, join

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Area, Family]]:
    """Made once for the whole module, and taken back after it."""
    whole = transaction.atomic()
    whole._from_testcase = True  # as Django's own test cases say it: what must be outermost may stand within
    with django_db_blocker.unblock(), whole:
        area = monday.build(tmp_path_factory.mktemp("asked"))
        for name in CAST:
            join(name, now=monday.NIGHT)
        family = asked.family()
        asked.under_cocoon(area, family.incident)
        yield area, family
        transaction.set_rollback(True)


def items(kind: str, key: str) -> list[Item]:
    return [item for holding in HOLDINGS if holding.kind == kind for item in holding.about(key)]


def everybody() -> list[tuple[str, str]]:
    """Every key of every kind that there is."""
    records = Mention.objects.values_list("force", "incident_reference", "person_id_there")
    numbers = incidents_read.numbers_by_name({(force, reference) for force, reference, _ in records})
    rows: list[tuple[str, Any]] = [
        ("client", Client.objects.values_list("reference", flat=True)),
        ("participant", Participant.objects.values_list("reference", flat=True)),
        ("pupil", RollEntry.objects.values_list("person", flat=True)),
        ("contact", Contact.objects.values_list("pk", flat=True)),
        ("staff", StaffMember.objects.values_list("pk", flat=True)),
        ("subject", Subject.objects.values_list("pk", flat=True)),
        ("account", Account.objects.values_list("pk", flat=True)),
    ]
    found = [(kind, str(key)) for kind, keys in rows for key in sorted(set(keys))]
    return found + [("record", f"{numbers[force, reference]}:{person}") for force, reference, person in records]


def test_every_table_that_is_said_to_be_told_is_found_for_somebody(world: tuple[Area, Family]) -> None:
    """The list of tables is what happens: a table in it that no question finds would be a promise to nobody."""
    area, family = world
    more_of_everything(area, family)
    household_at_the_hub()
    found = {item.table for kind, key in everybody() for item in items(kind, key)}
    assert found == {name for holding in HOLDINGS for name in holding.tables}


def household_at_the_hub() -> None:
    """Somebody whom concerns name, and whatever the hub does about it."""
    matter, *_ = picture.brought()
    act: dict[str, Any] = {"matter": matter, "by": picture.SUPERVISOR, "now": picture.NOW}
    hub.decide(**act, decision="act", reason=picture.REASON, policy=picture.POLICY)
    hub.discuss(**act, text="The surgery sees her on Monday.")
    hub.set_task(**act, owner=picture.HOUSING.organisation, text="Mend the door", due_on=picture.TODAY)


def more_of_everything(area: Area, family: Family) -> None:
    """What the Monday morning lacks: a ruling, a verdict, a history passed on, a moved pupil, a client passed on,
    a name on a week's list."""
    by = {"by": asked.actor("desk"), "now": NOW}
    asked.passed_on(now=NOW)
    weeks.worked_on(NOW)
    amy = linkage_read.identity_of("staffordshire", "STF/2026/0000005", "P1")
    assert amy
    records = [("STF/2026/0000005", "P1")]
    linkage.split_identity(reference=amy.reference, records=records, reason="Another Amy.", **by)
    child = {"force": "staffordshire", "incident_reference": "STF/2026/0000005", "person_id": "C1"}
    linkage.judge_pupils(**child, verdicts={"A123456789012": "different"}, reason="Another Noor.", **by)
    notice = next(row for row in area.notices("C1") if row["incident_reference"] == "STF/2026/0000005")
    reads = {"by": Actor(CAST["asha"].email, "establishment:100001"), "now": NOW, "policy": area.policy}
    encompass.acknowledge_notice(reference=notice["reference"], **reads)
    encompass.pass_on_history(reference=notice["reference"], to_urn="100002", reason="Moved there", **reads)
    officer = {"by": asked.actor("officer"), "now": NOW, "policy": area.policy}
    question = encompass_read.questions_for_authority(seen_by=officer["by"], now=NOW, policy=area.policy)[0]
    encompass.answer_for_authority(number=question.number, answer="not_known", note="Not on our roll.", **officer)
    account = join("asha", now=NOW)
    accounts.note_device(account_id=account, mark="a browser", by=asked.actor("asha"), now=NOW)
    accounts.invite(
        email=CAST["asha"].email, organisation=f"authority:{STOKE}", role="roll_keeper", by=ADMINISTRATOR, now=NOW
    )
    area.pupils[STOKE][0]["postcode"] = "ST1 1AA"
    area.take_in_registers(NOW, as_of=NOW.date())


def test_of_every_field_it_is_said_what_it_is(world: tuple[Area, Family], monkeypatch: pytest.MonkeyPatch) -> None:
    """One of which nobody said anything is told as free text all the same, and withheld."""
    monkeypatch.setattr(telling, "FREE", Told("unsaid"))
    unsaid = {f"{one.table}.{one.field}" for kind, key in everybody() for one in items(kind, key) if _is_unsaid(one)}
    assert unsaid == set()
    client = Client(forenames="Ada", surname="Example")
    assert {one.told.topic for one in telling.items_of(client, of="SC-1", telling={})} == {"unsaid"}


def _is_unsaid(item: Item) -> bool:
    return item.told.topic == "unsaid"


def test_a_suspect_is_told_nothing_that_is_the_victims(world: tuple[Area, Family]) -> None:
    _, family = world
    found = [*items(*family.record("P2")), *items("participant", family.participant)]
    assert found
    told = "\n".join(f"{one.key} {one.of} {one.value}" for one in found)
    for hers in (HERS, "Amy", family.client, NUMBER, "new-era", CAST["worker"].email, "Partner", "cocoon", "support."):
        assert hers not in told, hers


def test_by_itself_nothing_of_an_incident_reaches_its_suspect(world: tuple[Area, Family]) -> None:
    """That it was reported at all is what somebody said."""
    _, family = world
    for item in items(*family.record("P2")):
        assert bearing(item.told, asks_for_themselves=True).default != RELEASE, item.key


def test_a_victim_is_told_their_own_and_nobody_elses_address_worker_or_school(world: tuple[Area, Family]) -> None:
    _, family = world
    found = [*items(*family.record("P1")), *items("client", family.client)]
    leaves = {one.value for one in found if bearing(one.told, asks_for_themselves=True).default == RELEASE}
    assert {"Amy", "Eriksen", "3 February 1992", "support:new-era"} <= leaves
    never = {one.value for one in found if bearing(one.told, asks_for_themselves=True).default == NEVER}
    assert CAST["worker"].email in never
    assert not [one for one in found if NUMBER in one.value], "a number that lies sealed was opened"


def test_who_asks_for_a_child_learns_no_address_school_or_who_helps(world: tuple[Area, Family]) -> None:
    _, family = world
    for item in items(*family.record("C1")):
        if any(word in item.value for word in ("Example Road", "100001", "ST4", "@")):
            assert bearing(item.told, asks_for_themselves=False).default == NEVER, item


def test_candidates_are_found_by_name_and_day_in_every_part(world: tuple[Area, Family]) -> None:
    _, family = world
    amy = table.candidates(name="amy eriksen", born=asked.BORN["Amy"], seen_by=IRIS)
    assert {(one.kind, one.key) for one in amy} == {family.record("P1"), ("client", family.client)}
    noor = table.candidates(name="Noor Eriksen", born=asked.BORN["Noor"], seen_by=IRIS)
    assert {one.kind for one in noor} == {"record", "pupil"}
    assert [one.kind for one in table.candidates(name="Noor Ahmed", born=None, seen_by=IRIS)] == ["account"]
    assert table.candidates(name="", born=None, seen_by=IRIS) == ()


def test_a_record_closed_to_an_officer_is_no_candidate_and_no_request_of_theirs(world: tuple[Area, Family]) -> None:
    _, family = world
    reference = asked.picked(asked.asked(), family.record("P1"))
    assert table.found(reference, seen_by=IRIS, now=NOW)
    by = {"by": asked.SAM, "now": NOW}
    incidents.restrict_record(incident_id=family.incident, to=IRIS.name, reason="Her brother", **by)
    assert [one.kind for one in table.candidates(name="Amy Eriksen", born=None, seen_by=IRIS)] == ["client"]
