"""Second factors: set up, used up, never the last one removed, and every change of them kept."""

from base64 import b64decode
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client, TestCase

from firstbell.foundations.accounts import queries
from firstbell.foundations.audit import queries as audit
from world.cast import CAST, PASSWORD, Door, join

pytestmark = [pytest.mark.django_db]
ASHA = CAST["asha"].email


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def _factors(account_id: int) -> list[str]:
    return [entry.details for entry in audit.entries_about(f"account:{account_id}") if entry.action == "account.factor"]


@pytest.fixture
def asha(morning: datetime) -> int:
    return join("asha", now=morning)


@pytest.fixture
def client(asha: int) -> Client:
    """Asha has just signed in by password for the first time."""
    client = Client()
    client.post("/sign-in/", {"login": ASHA, "password": PASSWORD})
    return client


def _set_up(client: Client) -> str:
    page = client.get("/account/factors/app/").content.decode()
    secret = page.split('fb-key">')[1].split("<")[0]
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert client.post("/account/factors/app/", {"code": _code(secret)}).status_code == 302
    return secret


def test_an_app_is_set_up_by_a_square_or_a_key_and_opens_at_once(client: Client, asha: int) -> None:
    page = client.get("/account/factors/app/").content.decode()
    drawn = b64decode(page.split("data:image/svg+xml;base64,")[1].split('"')[0]).decode()
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    _set_up(client)
    codes = client.get("/account/factors/codes/").content.decode()
    assert codes.count('class="fb-key"') == 10
    assert "shown this once" in codes
    assert '{"what":"totp_activated"}' in _factors(asha)
    assert any(record["method"] == "mfa" for record in client.session["account_authentication_methods"])


def test_recovery_codes_are_shown_once(client: Client) -> None:
    _set_up(client)
    client.get("/account/factors/codes/")
    again = client.get("/account/factors/codes/").content.decode()
    assert 'class="fb-key"' not in again
    assert "10 codes are left" in again


def test_the_secret_of_an_app_is_not_shown_again(client: Client) -> None:
    secret = _set_up(client)
    for path in ("/account/factors/", "/account/", "/account/factors/app/remove/"):
        assert secret not in client.get(path).content.decode()


def test_neither_the_secret_nor_a_recovery_code_lies_open_in_the_database(client: Client) -> None:
    secret = _set_up(client)
    codes = client.get("/account/factors/codes/").content.decode().split('fb-key">')[1:]
    kept = repr(list(Authenticator.objects.values()))
    assert secret not in kept
    for code in codes:
        assert code.split("<")[0] not in kept


def test_a_wrong_first_code_sets_nothing_up(client: Client, asha: int) -> None:
    client.get("/account/factors/app/")
    said = client.post("/account/factors/app/", {"code": "000000"}).content.decode()
    assert "That code is not right" in said
    assert not Authenticator.objects.exists()
    assert [one.has_factor for one in queries.people()] == [False]


def test_the_only_factor_is_never_removed(client: Client) -> None:
    _set_up(client)
    said = client.get("/account/factors/app/remove/").content.decode()
    assert "your only second factor" in said
    client.post("/account/factors/app/remove/")
    assert Authenticator.objects.filter(type="totp").exists()


def _passkey(asha: int, name: str) -> Authenticator:
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user_id=asha, type=Authenticator.Type.WEBAUTHN, data=data)


def test_one_of_two_factors_can_be_removed_and_that_is_kept(client: Client, asha: int) -> None:
    _set_up(client)
    _passkey(asha, "work phone")
    client.post("/account/factors/app/remove/")
    assert not Authenticator.objects.filter(type="totp").exists()
    assert _factors(asha)[-1] == '{"what":"totp_deactivated"}'


def test_the_only_passkey_is_never_removed(client: Client, asha: int) -> None:
    key = _passkey(asha, "work phone")
    path = f"/account/factors/passkeys/{key.pk}/remove/"
    assert "your only second factor" in client.get(path).content.decode()
    client.post(path)
    assert Authenticator.objects.filter(pk=key.pk).exists()
    assert f'href="{path}"' in client.get("/account/factors/passkeys/").content.decode()


def test_nobody_removes_anothers_passkey(asha: int, signed_in_as: Door) -> None:
    key = _passkey(asha, "work phone")
    ben = signed_in_as("ben")
    path = f"/account/factors/passkeys/{key.pk}/remove/"
    assert (ben.get(path).status_code, ben.post(path).status_code) in {(404, 404), (302, 302)}
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_long_after_signing_in_the_password_is_asked_for_once_more(client: Client, morning: datetime, at: Any) -> None:
    at(morning + timedelta(minutes=15, seconds=1))
    answer = client.get("/account/factors/app/")
    assert answer.headers["Location"] == "/account/again/?next=%2Faccount%2Ffactors%2Fapp%2F"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Show that it is still you" in page
    wrong = client.post("/account/again/", {"password": "wrong", "next": "/account/factors/app/"})
    assert "That is not your password" in wrong.content.decode()
    right = client.post("/account/again/", {"password": PASSWORD, "next": "/account/factors/app/"})
    assert right.headers["Location"] == "/account/factors/app/"
    assert "Set up an authenticator app" in client.get("/account/factors/app/").content.decode()


def test_an_older_session_shows_the_factor_that_a_newer_one_set_up(client: Client, asha: int) -> None:
    older = Client()
    older.post("/sign-in/", {"login": ASHA, "password": PASSWORD})
    secret = _set_up(client)
    page = older.get("/account/second-factor/").content.decode()
    assert "Show your second factor" in page
    answer = older.post("/account/again/code/?next=/account/", {"code": _code(secret), "next": "/account/"})
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize(
    "path",
    [
        "/account/factors/",
        "/account/factors/passkeys/",
        "/account/factors/passkeys/add/",
        "/account/factors/codes/new/",
    ],
)
def test_every_page_about_factors_opens(path: str, client: Client) -> None:
    _set_up(client)
    assert client.get(path).status_code == 200


def test_the_pages_of_once_more_open(client: Client, asha: int) -> None:
    _set_up(client)
    _passkey(asha, "work phone")
    for path in ("/account/again/", "/account/again/code/"):
        page = client.get(path).content.decode()
        assert "instead" in page
