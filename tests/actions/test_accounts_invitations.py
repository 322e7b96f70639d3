"""Nobody comes in but by an invitation: its reference by e-mail, its code by telephone."""

from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.delivery import queries as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused

pytestmark = pytest.mark.django_db
SCHOOL = "establishment:100001"
EMAIL = "dsl@100001.example"
WORDS = "green bottles on a wall"
DOOR = Actor("sign-in", "")


@pytest.fixture(autouse=True)
def _school(by: Actor, now: datetime, policy: ForcePolicy) -> None:
    actions.open_organisation(key=SCHOOL, name="St Peter's", by=by, now=now, policy=policy)


def _invite(by: Actor, now: datetime, role: str = "school_lead") -> tuple[str, str]:
    return actions.invite(email=EMAIL, organisation=SCHOOL, role=role, by=by, now=now)


def _accept(reference: str, code: str, now: datetime, **changed: str) -> int:
    given = {"reference": reference, "email": EMAIL, "code": code, "name": "Asha Kaur", "password": WORDS} | changed
    return actions.accept_invitation(**given, by=DOOR, now=now)


def test_who_shows_reference_email_and_code_has_a_seat(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    account_id = _accept(reference, code, now, phone="01782 496000")
    (seat,) = queries.seats_of(account_id)
    assert (seat.email, seat.name, seat.organisation, seat.roles) == (EMAIL, "Asha Kaur", SCHOOL, ("school_lead",))
    person = queries.person(account_id)
    assert person is not None
    assert (person.phone, person.open, person.has_factor) == ("01782 496000", True, False)
    assert get_user_model().objects.get(pk=account_id).check_password(WORDS)


def test_the_email_holds_the_reference_and_neither_code_nor_link(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    message = delivery.message(f"invitation-{reference}")
    assert message is not None
    assert (message.to, message.template, message.reference) == (EMAIL, "invitation_waiting", reference)
    (entry,) = audit.entries_about(reference)
    assert code not in entry.details
    assert EMAIL not in entry.details


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace(" ", "-"), lambda code: f"  {code} "])
def test_a_code_may_be_typed_as_people_type(write: object, by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    assert callable(write)
    assert _accept(write(reference), write(code), now, email=f" {EMAIL.upper()} ")


@pytest.mark.parametrize(
    "wrong", [{"code": "7777 7777 7777"}, {"email": "ben@100002.example"}, {"reference": "I-23456789"}, {"code": ""}]
)
def test_what_does_not_fit_is_refused_in_one_sentence_for_all(wrong: dict[str, str], by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    with pytest.raises(Refused, match="reference, the e-mail address or the code is not right"):
        _accept(**({"reference": reference, "code": code, "now": now} | wrong))
    assert queries.account_of(EMAIL) is None


def test_ten_wrong_codes_close_it_even_for_the_right_one(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    for _ in range(10):
        with pytest.raises(Refused):
            _accept(reference, "2222 2222 2222", now)
    with pytest.raises(Refused, match="too many wrong codes"):
        _accept(reference, code, now)
    assert [one.shut for one in queries.open_invitations(now)] == [True]


def test_it_is_accepted_once(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    _accept(reference, code, now)
    with pytest.raises(Refused, match="used already"):
        _accept(reference, code, now)


def test_it_lasts_seven_days(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    with pytest.raises(Refused, match="expired"):
        _accept(reference, code, now + timedelta(days=7))
    assert _accept(reference, code, now + timedelta(days=7, seconds=-1))


def test_it_can_be_withdrawn_until_it_is_used(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    actions.revoke_invitation(reference=reference, by=by, now=now)
    with pytest.raises(Refused, match="withdrawn"):
        _accept(reference, code, now)
    with pytest.raises(Refused, match="no such open invitation"):
        actions.revoke_invitation(reference=reference, by=by, now=now)


def test_a_new_invitation_to_the_same_seat_withdraws_the_one_before(by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    newer, newer_code = _invite(by, now)
    with pytest.raises(Refused, match="withdrawn"):
        _accept(reference, code, now)
    assert _accept(newer, newer_code, now)


def test_a_lost_telephone_is_mended_by_a_new_invitation(by: Actor, now: datetime) -> None:
    account_id = _accept(*_invite(by, now), now)
    Authenticator.objects.create(user_id=account_id, type=Authenticator.Type.TOTP, data={"secret": "x"})
    actions.close_account(account_id=account_id, reason="left", by=by, now=now)
    assert queries.seats_of(account_id) == []
    assert _accept(*_invite(by, now), now, password="another wall of bottles") == account_id
    assert not Authenticator.objects.filter(user_id=account_id).exists()
    assert get_user_model().objects.get(pk=account_id).check_password("another wall of bottles")
    assert [seat.organisation for seat in queries.seats_of(account_id)] == [SCHOOL]


@pytest.mark.parametrize("password", ["short", "password1234", "dsl@100001.example"])
def test_a_password_that_is_easy_to_guess_is_refused_and_costs_no_try(password: str, by: Actor, now: datetime) -> None:
    reference, code = _invite(by, now)
    with pytest.raises(Refused, match="too easy to guess"):
        _accept(reference, code, now, password=password)
    assert _accept(reference, code, now)


def test_nobody_is_invited_to_a_role_of_another_kind_of_organisation(by: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="cannot be held"):
        _invite(by, now, role="desk_officer")


def test_what_is_no_email_address_is_refused(by: Actor, now: datetime) -> None:
    with pytest.raises(Refused, match="no e-mail address"):
        actions.invite(email="asha at school", organisation=SCHOOL, role="school_lead", by=by, now=now)
