"""A request from its proof to what is given: two people for every item, and nothing leaves that was not confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from firstbell.config import subject_access as table
from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.subject_access import actions, queries
from firstbell.foundations.subject_access.models import Decision
from firstbell.foundations.subject_access.rules.deciding import GROUNDS, Choice
from firstbell.foundations.subject_access.rules.items import NEVER, RELEASE, WITHHOLD, Item, bearing
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions as support
from world import asked, case_progress
from world.asked import HERS, IRIS, IVO, NOW, NUMBER, SAM, Family

pytestmark = pytest.mark.django_db

AS_IT_IS: Mapping[str, str] = {}
THE_NUMBER = {"support.ContactWay.detail": RELEASE}
WHY = "It is many records, and the support service must be asked."
ELSEWHERE = Actor("data@mercia.example", "force:west-mercia")


@pytest.fixture
def family(tmp_path: Path) -> Family:
    case_progress.reported(tmp_path, when=NOW - timedelta(hours=2))
    return asked.family("STF/1", "Okafor")


def by_default(item: Item, *, themselves: bool = True) -> Choice | None:
    """What an officer would say who changes nothing; None of what never leaves."""
    default = bearing(item.told, asks_for_themselves=themselves).default
    return None if default == NEVER else Choice(item.key, default, next(iter(GROUNDS[default])))


def choices(reference: str, changed: Mapping[str, str] = AS_IT_IS) -> list[Choice]:
    """One for every item; those of a table and field named in ``changed`` as it says."""
    themselves = queries.request(reference, seen_by=IRIS, now=NOW).asks_for_themselves
    found = table.items(reference, seen_by=IRIS, now=NOW)
    said = [(item, by_default(item, themselves=themselves)) for item in found]
    return [
        replace(choice, decision=into, ground=next(iter(GROUNDS[into])))
        for item, choice in said
        if choice and (into := changed.get(f"{item.table}.{item.field}", choice.decision))
    ]


def settled(reference: str, changed: Mapping[str, str] = AS_IT_IS) -> str:
    said = choices(reference, changed)
    table.propose(reference, said, by=IRIS, now=NOW)
    table.confirm(reference, [one.key for one in said], by=IVO, now=NOW)
    return reference


def released(reference: str) -> queries.BundleShown:
    table.release(reference, by=IRIS, now=NOW)
    return queries.bundle(reference, seen_by=IRIS)


def deeds(reference: str) -> list[tuple[str, str]]:
    found = entries(Sought(subject=reference), most=99)
    return [(entry.action.removeprefix("subject_access."), entry.by) for entry in found][::-1]


def for_amy(family: Family) -> str:
    return asked.picked(asked.asked("Amy", "Okafor"), family.record("P1"), ("client", family.client))


def states(reference: str) -> set[str]:
    found = table.found(reference, seen_by=IRIS, now=NOW)
    return {one.state for part in found for one in part.found}


def test_from_the_proof_to_what_is_given(family: Family) -> None:
    reference = for_amy(family)
    assert states(reference) == {"to_propose", "shut"}
    settled(reference, THE_NUMBER)
    assert states(reference) == {"settled", "shut"}
    given = released(reference)
    assert {"Amy", "Okafor", "3 February 1992", NUMBER} <= {line.value for line in given.lines}
    said = " ".join(line.value for line in given.lines)
    for others in ("Daniel", IRIS.name, "worker@", HERS):
        assert others not in said, others
    assert [what for what, _ in deeds(reference)] == ["made", "searched", "picked", "proposed", "confirmed", "released"]
    assert {by for what, by in deeds(reference) if what == "confirmed"} == {IVO.name}
    shown = queries.request(reference, seen_by=IRIS, now=NOW)
    assert (shown.status, shown.clock, shown.officers) == ("released", "", {IRIS.name, IVO.name})


def test_the_number_that_lies_sealed_is_opened_for_the_bundle_alone(family: Family) -> None:
    reference = for_amy(family)
    settled(reference)
    assert NUMBER not in released(reference).content
    other = settled(for_amy(family), THE_NUMBER)
    assert not [one for one in entries(Sought(subject=family.client), most=99) if "opened" in one.action]
    assert NUMBER in released(other).content
    opened = [one for one in entries(Sought(subject=family.client), most=99) if "opened" in one.action]
    assert [(one.action, one.by, other in one.details) for one in opened] == [
        ("support.opened_for_client", IRIS.name, True)
    ]


def test_nothing_of_a_request_lies_readable_in_any_table_but_who_asked(family: Family) -> None:
    reference = settled(for_amy(family), THE_NUMBER | {"case_progress.Stance.said": RELEASE})
    released(reference)
    stored = [model for model in apps.get_models() if model._meta.app_label == "subject_access"]
    rows = [str(list(model._default_manager.values())) for model in stored]
    assert [one for one in rows if NUMBER in one or HERS in one or "new-era" in one] == []


@pytest.mark.parametrize("second", [IRIS, None])
def test_one_person_alone_gives_nothing(family: Family, second: Actor | None) -> None:
    reference = for_amy(family)
    said = choices(reference)
    table.propose(reference, said, by=IRIS, now=NOW)
    if second:
        with pytest.raises(Refused, match="confirms what they proposed"):
            table.confirm(reference, [one.key for one in said], by=second, now=NOW)
    with pytest.raises(Refused, match="not settled by two people"):
        table.release(reference, by=IVO, now=NOW)
    with pytest.raises(NotYours):
        queries.bundle(reference, seen_by=IVO)


def test_a_single_item_that_is_not_confirmed_keeps_all_of_it(family: Family) -> None:
    reference = for_amy(family)
    said = choices(reference)
    table.propose(reference, said, by=IRIS, now=NOW)
    table.confirm(reference, [one.key for one in said[1:]], by=IVO, now=NOW)
    with pytest.raises(Refused, match="1 of the items are not settled"):
        table.release(reference, by=IVO, now=NOW)
    table.confirm(reference, [said[0].key], by=IVO, now=NOW)
    assert released(reference).lines


def test_what_changed_after_it_was_decided_is_decided_again(family: Family) -> None:
    reference = settled(for_amy(family))
    referral = next(item.of for item in table.items(reference, seen_by=IRIS, now=NOW) if item.of.startswith("SR-"))
    support.close_to_force(reference=referral, by=asked.actor("worker"), now=NOW)
    assert "changed" in states(reference)
    with pytest.raises(Refused, match="not settled"):
        table.release(reference, by=IVO, now=NOW)


def test_whoever_is_second_may_send_it_back_and_it_is_proposed_again(family: Family) -> None:
    reference = for_amy(family)
    said = choices(reference)
    keys = [one.key for one in said]
    table.propose(reference, said, by=IRIS, now=NOW)
    with pytest.raises(Refused, match="not said why"):
        table.send_back(reference, keys[:1], "no", by=IVO, now=NOW)
    with pytest.raises(Refused, match="confirms what they proposed"):
        table.send_back(reference, keys[:1], WHY, by=IRIS, now=NOW)
    table.send_back(reference, keys[:1], "This speaks of her mother.", by=IVO, now=NOW)
    table.confirm(reference, keys[1:], by=IVO, now=NOW)
    with pytest.raises(Refused, match="Nothing waits"):
        table.confirm(reference, keys[:1], by=IVO, now=NOW)
    table.propose(reference, [Choice(keys[0], WITHHOLD, "others")], by=IVO, now=NOW)
    table.confirm(reference, keys[:1], by=IRIS, now=NOW)
    assert released(reference)


def test_a_suspect_of_whom_all_is_withheld_is_given_what_somebody_unknown_is(family: Family) -> None:
    """Nothing in it says that anything is held, or that anything was left out."""
    his = asked.picked(asked.asked("Daniel", "Okafor"), family.record("P2"), ("participant", family.participant))
    with_nothing = asked.asked("Daniel", "Unknown")
    said = [Choice(one.key, WITHHOLD, "exists") for one in choices(his)]
    table.propose(his, said, by=IRIS, now=NOW)
    table.confirm(his, [one.key for one in said], by=IVO, now=NOW)
    assert released(his).content == released(with_nothing).content


def test_nothing_that_two_people_could_release_to_a_suspect_is_the_victims(family: Family) -> None:
    his = asked.picked(asked.asked("Daniel", "Okafor"), family.record("P2"), ("participant", family.participant))
    everything = [Choice(one.key, RELEASE, "reasonable") for one in choices(his)]
    table.propose(his, everything, by=IRIS, now=NOW)
    table.confirm(his, [one.key for one in everything], by=IVO, now=NOW)
    content = released(his).content
    assert "Daniel" in content
    for hers in (HERS, "Amy", family.client, NUMBER, "new-era", "worker@", "artner", "accepted", "Oliver"):
        assert hers not in content, hers


def test_a_father_who_is_the_suspect_learns_nothing_of_his_child_without_a_supervisor(family: Family) -> None:
    reference = asked.picked(asked.by_daniel(), family.record("C1"))
    assert table.flags(reference, seen_by=IRIS, now=NOW) != ()
    with pytest.raises(Refused, match="flagged"):
        table.propose(reference, choices(reference)[:1], by=IRIS, now=NOW)
    with pytest.raises(Refused, match="flagged"):
        table.release(reference, by=IRIS, now=NOW)
    with pytest.raises(Refused, match="does not allow it"):
        actions.allow_request(reference=reference, why=WHY, by=IRIS, now=NOW)
    actions.allow_request(reference=reference, why="A court ordered it: the order is in the file.", by=SAM, now=NOW)
    settled(reference)
    content = released(reference).content
    assert "Oliver" in content
    for kept in ("Example Road", "ST4", "100001", "School", "dsl@"):
        assert kept not in content, kept


def test_what_a_supervisor_allowed_does_not_hold_for_another_record(family: Family) -> None:
    reference = asked.picked(asked.by_daniel(), family.record("C1"))
    actions.allow_request(reference=reference, why="A court ordered it: the order is in the file.", by=SAM, now=NOW)
    asked.picked(reference, family.record("P1"))
    with pytest.raises(Refused, match="flagged"):
        table.propose(reference, choices(reference)[:1], by=IRIS, now=NOW)
    actions.put_back_record(reference=reference, kind="record", key=family.record("P1")[1], by=IRIS, now=NOW)
    assert queries.request(reference, seen_by=IRIS, now=NOW).allowed_by == ""


def test_a_mother_who_is_no_suspect_is_not_flagged(family: Family) -> None:
    she = {"asker_forenames": "Amy", "asker_surname": "Okafor", "asker_born": asked.BORN["Amy"]}
    reference = asked.picked(asked.asked("Noor", "Okafor", asker="parent", **she), family.record("C1"))
    asked.picked(reference, family.record("P1"), whose="asker")
    assert table.flags(reference, seen_by=IRIS, now=NOW) == ()
    assert {one.of for one in table.items(reference, seen_by=IRIS, now=NOW)} == {"STF/1"}, "only the child's is found"


def test_what_never_leaves_cannot_be_proposed_and_does_not_leave_whatever_stands_in_the_table(family: Family) -> None:
    reference = for_amy(family)
    found = table.items(reference, seen_by=IRIS, now=NOW)
    never = next(item for item in found if by_default(item) is None and "@" in item.value)
    with pytest.raises(Refused, match="Nobody decides"):
        table.propose(reference, [Choice(never.key, RELEASE, "own")], by=IRIS, now=NOW)
    settled(reference)
    one = Decision.objects.filter(request__reference=reference).first()
    assert one
    one.pk, one.item_key, one.decision, one.digest = None, never.key, RELEASE, queries.digest_of_value(never.value)
    one.save()
    assert never.value not in released(reference).content


def test_nothing_is_given_before_anybody_looked() -> None:
    reference = actions.make_request(asked=asked.said("Amy", "Okafor"), by=IRIS, now=NOW)
    with pytest.raises(Refused, match="Nobody has looked"):
        table.release(reference, by=IRIS, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"proof": "a feeling"},
        {"proof_words": "Seen."},
        {"asker": "parent"},
        {"asker_forenames": "Daniel"},
        {"received_on": date(2027, 1, 1)},
        {"date_of_birth": date(1800, 1, 1)},
    ],
)
def test_a_request_without_its_proof_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        asked.asked("Amy", "Okafor", **wrong)


def test_the_clock_runs_from_the_proof_and_is_extended_once_within_the_month(family: Family) -> None:
    late = asked.asked("Amy", "Okafor", received_on=date(2026, 10, 1), proved_on=date(2026, 11, 20))
    assert queries.request(late, seen_by=IRIS, now=NOW).due_on == date(2026, 12, 21)
    with pytest.raises(Refused, match="needs its reason"):
        actions.extend_request(reference=late, why="busy", by=IRIS, now=NOW)
    actions.extend_request(reference=late, why=WHY, by=IRIS, now=NOW)
    assert queries.request(late, seen_by=IRIS, now=NOW).due_on == date(2027, 2, 22)
    with pytest.raises(Refused, match="once"):
        actions.extend_request(reference=late, why=WHY, by=IRIS, now=NOW)
    gone = asked.asked("Amy", "Okafor", received_on=date(2026, 10, 1), proved_on=date(2026, 10, 1))
    assert queries.request(gone, seen_by=IRIS, now=NOW).clock == "overdue"
    with pytest.raises(Refused, match="within the first month"):
        actions.extend_request(reference=gone, why=WHY, by=IRIS, now=NOW)


def test_a_request_ends_once_and_then_nothing_is_done_with_it(family: Family) -> None:
    refused, withdrawn = for_amy(family), for_amy(family)
    with pytest.raises(Refused, match="by an exemption"):
        actions.refuse_request(reference=refused, exemption="no time", why=WHY, by=IRIS, now=NOW)
    actions.refuse_request(reference=refused, exemption="crime", why=WHY, by=IRIS, now=NOW)
    actions.withdraw_request(reference=withdrawn, why="She rang: she has what she needs.", by=IRIS, now=NOW)
    for reference in (refused, withdrawn):
        asks: dict[str, Any] = {"reference": reference, "by": IRIS, "now": NOW}
        with pytest.raises(Refused, match="ended"):
            table.release(**asks)
        with pytest.raises(Refused, match="ended"):
            asked.picked(reference, ("client", "SC-1"))
        with pytest.raises(Refused, match="ended"):
            table.propose(reference, choices(reference)[:1], by=IRIS, now=NOW)
        with pytest.raises(Refused, match="ended"):
            actions.extend_request(why=WHY, **asks)
        with pytest.raises(Refused, match="ended"):
            actions.refuse_request(exemption="crime", why=WHY, **asks)


def test_another_forces_officer_knows_of_none(family: Family) -> None:
    reference = for_amy(family)
    assert queries.requests(seen_by=ELSEWHERE, now=NOW) == ()
    reads: Sequence[Any] = (
        lambda: queries.request(reference, seen_by=ELSEWHERE, now=NOW),
        lambda: table.found(reference, seen_by=ELSEWHERE, now=NOW),
        lambda: table.release(reference, by=ELSEWHERE, now=NOW),
        lambda: actions.allow_request(reference=reference, why=WHY, by=ELSEWHERE, now=NOW),
    )
    for read in reads:
        with pytest.raises(NotYours):
            read()


def test_no_detail_of_the_trail_names_anybody(family: Family) -> None:
    reference = settled(for_amy(family))
    released(reference)
    actions.open_bundle(reference=reference, how="page", by=IRIS, now=NOW)
    told = " ".join(f"{one.subject} {one.details}" for one in entries(Sought(subject=reference), most=99))
    assert [name for name in ("Amy", "Okafor", "1992", "P1") if name in told] == []
