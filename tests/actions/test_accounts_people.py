"""Organisations and accounts opened and closed, devices that were never seen, and what the trail keeps."""

from datetime import datetime

import pytest

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.delivery import queries as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from world.cast import ADMINISTRATOR, CAST, join

pytestmark = pytest.mark.django_db


def test_a_closed_organisation_seats_nobody_and_opens_again(now: datetime, policy: ForcePolicy) -> None:
    asha = join("asha", now=now)
    key = "establishment:100001"
    actions.close_organisation(key=key, reason="it merged", by=ADMINISTRATOR, now=now)
    assert queries.seats_of(asha) == []
    with pytest.raises(Refused, match="closed already"):
        actions.close_organisation(key=key, reason="again", by=ADMINISTRATOR, now=now)
    actions.open_organisation(key=key, name="St Peter's", by=ADMINISTRATOR, now=now, policy=policy)
    assert [seat.organisation for seat in queries.seats_of(asha)] == [key]


@pytest.mark.parametrize(
    "key",
    ["support:new-era", "provider:choices-2", "force:west-mercia", "authority:E06000021", "agency:health.city-surgery"],
)
def test_what_is_an_organisation_is_opened_as_its_kind(key: str, now: datetime, policy: ForcePolicy) -> None:
    actions.open_organisation(key=key, name="x", by=ADMINISTRATOR, now=now, policy=policy)
    kinds = {one.key: one.kind for one in queries.organisations()}
    assert kinds[key] == ("other_force" if key == "force:west-mercia" else key.partition(":")[0])


NO_ORGANISATION = (
    *("school:100001", "establishment:abc", "authority:E99", "force:atlantis", ""),
    *("support:", "support:New Era", "support:new--era", "support:new-", "provider:choices\n"),
    *("agency:city-surgery", "agency:public.me", "agency:health.", "agency:health.City", "agency:health.a.b"),
)


@pytest.mark.parametrize("key", NO_ORGANISATION)
def test_what_is_no_organisation_is_refused(key: str, now: datetime, policy: ForcePolicy) -> None:
    with pytest.raises(Refused, match="Write what it is, a colon"):
        actions.open_organisation(key=key, name="x", by=ADMINISTRATOR, now=now, policy=policy)


def test_a_closed_account_seats_nobody_and_is_closed_once(now: datetime) -> None:
    asha = join("asha", now=now)
    with pytest.raises(Refused, match="reason"):
        actions.close_account(account_id=asha, reason=" ", by=ADMINISTRATOR, now=now)
    actions.close_account(account_id=asha, reason="left the school", by=ADMINISTRATOR, now=now)
    assert queries.seats_of(asha) == []
    with pytest.raises(Refused, match="closed already"):
        actions.close_account(account_id=asha, reason="left", by=ADMINISTRATOR, now=now)


def test_an_administrator_cannot_lock_themselves_out(now: datetime) -> None:
    me = join("administrator", now=now)
    with pytest.raises(Refused, match="their own account"):
        actions.close_account(account_id=me, reason="x", by=ADMINISTRATOR, now=now)
    with pytest.raises(Refused, match="their own administrator"):
        actions.take_role_away(
            account_id=me, organisation="force:staffordshire", role="administrator", by=ADMINISTRATOR, now=now
        )


def test_a_role_that_is_taken_away_is_gone_from_the_next_page_on(now: datetime) -> None:
    asha = join("asha", now=now)
    role = {"account_id": asha, "organisation": "establishment:100001", "role": "school_lead"}
    actions.take_role_away(**role, by=ADMINISTRATOR, now=now)
    actions.take_role_away(**role, by=ADMINISTRATOR, now=now)
    assert queries.seats_of(asha) == []
    actions_seen = [entry.action for entry in audit.entries_about(f"account:{asha}")]
    assert actions_seen == ["account.opened", "role.given", "role.taken"]


def test_only_a_second_device_is_told_of_and_only_once(now: datetime) -> None:
    asha = join("asha", now=now)
    seen = {"account_id": asha, "by": Actor(CAST["asha"].email, ""), "now": now}
    assert not actions.note_device(mark="one", **seen)
    assert actions.note_device(mark="one", **seen)
    assert not delivery.due_to_send(now, 10)
    assert not actions.note_device(mark="two", **seen)
    assert actions.note_device(mark="two", **seen)
    (key,) = delivery.due_to_send(now, 10)
    message = delivery.message(key)
    assert message is not None
    assert (message.template, message.to) == ("new_device", CAST["asha"].email)


def test_the_same_device_of_two_people_is_new_to_each(now: datetime) -> None:
    for name in ("asha", "ben"):
        who = join(name, now=now)
        assert not actions.note_device(account_id=who, mark="shared", by=ADMINISTRATOR, now=now)


def test_a_failed_sign_in_is_kept_without_what_was_typed(now: datetime) -> None:
    asha = join("asha", now=now)
    for email in (" DSL@100001.example ", "my-password-by-mistake"):
        actions.note_failed_sign_in(email=email, by=Actor("sign-in", ""), now=now)
    assert [entry.action for entry in audit.entries_about(f"account:{asha}")][-1] == "account.sign_in_failed"
    (unknown,) = audit.entries_about("account:unknown")
    assert "my-password" not in repr(unknown)


def test_people_are_listed_whole_or_by_organisation(now: datetime) -> None:
    for name in CAST:
        join(name, now=now)
    assert len(queries.people()) == len(CAST)
    assert {one.name for one in queries.people("establishment:100001")} == {CAST["asha"].name, CAST["deputy"].name}
    stranger = next(one for one in queries.people() if one.email == CAST["stranger"].email)
    assert stranger.seats == ()
    ours = [one for one in CAST.values() if one.seats and one.seats[0][0] == "force:staffordshire"]
    assert {one.key: one.people for one in queries.organisations()}["force:staffordshire"] == len(ours) > 9


def test_the_police_are_those_who_act_for_the_force_itself(now: datetime) -> None:
    for name in ("desk", "administrator", "desk_elsewhere", "asha"):
        join(name, now=now)
    assert {one.email for one in queries.police_people()} == {CAST["desk"].email, CAST["administrator"].email}


def test_what_a_role_can_see_comes_from_the_table_that_opens_the_pages() -> None:
    shown = {one.name: one for one in queries.roles_shown()}
    assert not shown["analyst"].sees_people
    assert ("desk.search", "Search for a person, for a purpose that is recorded") in shown["desk_officer"].permissions
    assert all(name != "desk.read" for name, _ in shown["administrator"].permissions)
