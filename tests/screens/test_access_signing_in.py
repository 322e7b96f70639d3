"""In by password and second factor; every way in which it goes wrong ends in a sentence that says what to do."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.test import Client

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.delivery import queries as delivery
from world.cast import ADMINISTRATOR, CAST, PASSWORD, Door, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]
ASHA = CAST["asha"].email


def _sign_in(client: Client, email: str = ASHA, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"login": email, "password": password} | more)


def _with_app(account_id: int) -> str:
    secret = generate_totp_secret()
    TOTP.activate(get_user_model().objects.get(pk=account_id), secret)
    return secret


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def _deeds(account_id: int) -> list[str]:
    return [entry.action for entry in audit.entries_about(f"account:{account_id}")]


def test_a_password_signs_in_and_leads_to_the_second_factor(morning: datetime) -> None:
    asha, client = join("asha", now=morning), Client()
    assert _sign_in(client).headers["Location"] == "/"
    page = client.get("/account/second-factor/")
    assert "Set up your second factor" in page.content.decode()
    assert "account.signed_in" in _deeds(asha)


def test_the_email_may_be_written_large(morning: datetime) -> None:
    join("asha", now=morning)
    assert _sign_in(Client(), f" {ASHA.upper()} ").status_code == 302


@pytest.mark.parametrize("email", [ASHA, "nobody@nowhere.example"])
def test_a_wrong_password_says_nothing_about_who_has_an_account(email: str, morning: datetime) -> None:
    join("asha", now=morning)
    said = _sign_in(Client(), email, "wrong").content.decode()
    assert "The e-mail address or the password is not right" in said
    assert "telephone the police desk" in said


def test_five_wrong_passwords_close_it_even_to_the_right_one(morning: datetime) -> None:
    asha, client = join("asha", now=morning), Client()
    for _ in range(5):
        _sign_in(client, password="wrong")
    said = _sign_in(Client()).content.decode()
    assert "closed for 15 minutes" in said
    assert _deeds(asha).count("account.sign_in_failed") == 5
    join("ben", now=morning)
    assert _sign_in(Client(), CAST["ben"].email).status_code == 302


def test_a_new_invitation_opens_it_again_at_once(morning: datetime) -> None:
    join("asha", now=morning)
    client = Client()
    for _ in range(5):
        _sign_in(client, password="wrong")
    reference, code = actions.invite(
        email=ASHA, organisation="establishment:100001", role="school_lead", by=ADMINISTRATOR, now=morning
    )
    given = {"reference": reference, "email": ASHA, "code": code, "name": "Asha Kaur", "password": "a wall of bottles"}
    answer = client.post("/join/", given, follow=True)
    assert "You can sign in now" in answer.content.decode()
    assert _sign_in(client, password="a wall of bottles").status_code == 302


@pytest.mark.parametrize("field", ["reference", "email", "code", "name", "password"])
def test_what_is_missing_from_an_invitation_is_asked_for(field: str, morning: datetime) -> None:
    given = dict.fromkeys(("reference", "email", "code", "name", "password"), "x") | {"email": ASHA, field: ""}
    answer = Client().post("/join/", given)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_an_expired_invitation_says_so_and_keeps_what_was_typed(morning: datetime, at: Any) -> None:
    join("asha", now=morning)
    reference, code = actions.invite(
        email=ASHA, organisation="establishment:100001", role="school_lead", by=ADMINISTRATOR, now=morning
    )
    at(morning + timedelta(days=7))
    given = {"reference": reference, "email": ASHA, "code": code, "name": "Siân O'Brien", "password": "wall of bottles"}
    said = Client().post("/join/", given).content.decode()
    assert "This invitation has expired" in said
    assert "Siân O&#39;Brien" in said
    assert "wall of bottles" not in said


def test_the_second_factor_is_asked_for_and_a_right_code_opens(morning: datetime) -> None:
    secret, client = _with_app(join("asha", now=morning)), Client()
    assert _sign_in(client, next="/account/").headers["Location"] == "/sign-in/code/"
    assert "_auth_user_id" not in client.session
    answer = client.post("/sign-in/code/", {"code": _code(secret)[:3] + " " + _code(secret)[3:]})
    assert answer.headers["Location"] == "/account/"
    assert "_auth_user_id" in client.session


def test_a_wrong_code_is_refused_in_a_sentence_and_five_close_it(morning: datetime) -> None:
    secret, client = _with_app(join("asha", now=morning)), Client()
    _sign_in(client)
    for _ in range(5):
        said = client.post("/sign-in/code/", {"code": "000000"}).content.decode()
        assert "That code is not right" in said
    assert "closed for 15 minutes" in client.post("/sign-in/code/", {"code": _code(secret)}).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(morning: datetime) -> None:
    asha = join("asha", now=morning)
    _with_app(asha)
    code = RecoveryCodes.activate(get_user_model().objects.get(pk=asha)).get_unused_codes()[0]
    for client, opens in ((Client(), True), (Client(), False)):
        _sign_in(client)
        client.post("/sign-in/code/", {"code": code})
        assert ("_auth_user_id" in client.session) is opens


def test_the_code_page_without_a_password_leads_back_to_it() -> None:
    assert Client().get("/sign-in/code/").headers["Location"] == "/sign-in/"


def test_a_closed_account_is_told_that_it_is(morning: datetime) -> None:
    asha, client = join("asha", now=morning), Client()
    _sign_in(client)
    actions.close_account(account_id=asha, reason="left", by=ADMINISTRATOR, now=morning)
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")
    assert _sign_in(client).headers["Location"] == "/sign-in/closed/"
    assert "Your account is closed" in client.get("/sign-in/closed/").content.decode()


def test_signing_out_is_by_post_and_kept(morning: datetime, signed_in_as: Door) -> None:
    client = signed_in_as("asha")
    asha = queries.account_of(ASHA)
    assert asha is not None
    assert "Do you want to sign out?" in client.get("/sign-out/").content.decode()
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session
    assert _deeds(asha)[-1] == "account.signed_out"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(elsewhere: str, morning: datetime) -> None:
    join("asha", now=morning)
    assert _sign_in(Client(), next=elsewhere).headers["Location"] == "/"


def test_a_second_browser_is_told_of_by_email(morning: datetime) -> None:
    join("asha", now=morning)
    first = Client()
    for client in (first, first, Client()):
        client.cookies.pop("firstbell", None)
        assert _sign_in(client).status_code == 302
    assert [key.startswith("device-S-") for key in delivery.due_to_send(morning, 9)] == [True]


def test_a_forged_device_cookie_is_a_new_device(morning: datetime) -> None:
    join("asha", now=morning)
    _sign_in(Client())
    client = Client()
    client.cookies["device"] = "forged"
    _sign_in(client)
    assert len(delivery.due_to_send(morning, 9)) == 1


@pytest.mark.parametrize("path", ["/sign-up/", "/signup/", "/password/reset/", "/accounts/signup/"])
def test_nobody_signs_up_by_themselves_and_no_link_resets_a_password(path: str) -> None:
    assert Client().get(path).status_code == 404
