"""In through an organisation's own directory, against a real provider: only who was invited, and only for its own."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from fakes.directory import Directory, directory
from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.audit import queries as audit
from world.cast import ADMINISTRATOR, CAST, join

pytestmark = [pytest.mark.django_db]
ASHA = CAST["asha"].email
DOOR = "/sign-in/directory/potteries/"


@pytest.fixture(scope="module")
def provider() -> Iterator[Directory]:
    with directory() as running:
        yield running


@pytest.fixture(autouse=True)
def _trusted(provider: Directory, settings: Settings) -> None:
    app = {
        "provider_id": "potteries",
        "name": "Potteries Learning Trust",
        "client_id": "firstbell",
        "secret": "shared secret",
        "settings": {"server_url": provider.address, "organisations": ["establishment:100001", "trust:2048"]},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def _come_in(client: Client, provider: Directory, name: str = "asha", **more: str) -> Any:
    sent = client.post(DOOR, more)
    assert sent.status_code == 302
    return client.get(_here(provider.sign_in(sent.headers["Location"], name)))


def _here(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_was_invited_comes_in_and_still_needs_the_second_factor(provider: Directory, morning: datetime) -> None:
    asha = join("asha", now=morning)
    provider.knows("asha", ASHA)
    client = Client()
    assert "Sign in through Potteries Learning Trust" in client.get("/sign-in/").content.decode()
    assert _come_in(client, provider, next="/account/").headers["Location"] == "/account/"
    assert _is_in(client)
    (entry,) = [one for one in audit.entries_about(f"account:{asha}") if one.action == "account.signed_in"]
    assert entry.details == '{"methods":["socialaccount"]}'
    assert all(record["method"] != "mfa" for record in client.session["account_authentication_methods"])


def test_the_password_of_the_account_still_works_afterwards(provider: Directory, morning: datetime) -> None:
    join("asha", now=morning)
    provider.knows("asha", ASHA)
    _come_in(Client(), provider)
    client = Client()
    client.post("/sign-in/", {"login": ASHA, "password": "seven green bottles"})
    assert _is_in(client)


def _is_refused(answer: Any, client: Client) -> bool:
    page = client.get(answer.headers["Location"])
    return page.status_code == 401 and "directory did not let you in" in page.content.decode() and not _is_in(client)


def test_who_was_never_invited_stays_out(provider: Directory, morning: datetime) -> None:
    provider.knows("mallory", "mallory@100001.example")
    client = Client()
    assert _is_refused(_come_in(client, provider, "mallory"), client)
    assert queries.people() == []


def test_an_email_that_the_directory_has_not_verified_opens_nothing(provider: Directory, morning: datetime) -> None:
    join("asha", now=morning)
    provider.knows("liar", ASHA, verified=False)
    client = Client()
    assert _is_refused(_come_in(client, provider, "liar"), client)


def test_a_directory_does_not_vouch_for_people_of_other_organisations(provider: Directory, morning: datetime) -> None:
    join("desk", now=morning)
    provider.knows("desk", CAST["desk"].email)
    client = Client()
    assert _is_refused(_come_in(client, provider, "desk"), client)


def test_a_closed_account_stays_closed(provider: Directory, morning: datetime) -> None:
    asha = join("asha", now=morning)
    actions.close_account(account_id=asha, reason="left", by=ADMINISTRATOR, now=morning)
    provider.knows("asha", ASHA)
    client = Client()
    assert _is_refused(_come_in(client, provider), client)


def test_through_a_directory_nobody_takes_a_seat_elsewhere(provider: Directory, morning: datetime) -> None:
    asha = join("asha", now=morning)
    join("desk", now=morning)
    force = "force:staffordshire"
    actions.give_role(account_id=asha, organisation=force, role="desk_officer", by=ADMINISTRATOR, now=morning)
    provider.knows("asha", ASHA)
    client = Client()
    _come_in(client, provider)
    assert client.post("/seats/", {"organisation": force}).status_code == 404
    assert "Desk officer" not in client.get("/account/").content.decode()


def test_a_directory_account_is_never_tied_to_somebody_who_is_signed_in(
    provider: Directory, signed_in_as: Any, morning: datetime
) -> None:
    provider.knows("mallory", "mallory@100001.example")
    client = signed_in_as("asha")
    sent = client.post(f"{DOOR}?process=connect", {"process": "connect"})
    client.get(_here(provider.sign_in(sent.headers["Location"], "mallory")))
    other = Client()
    assert _is_refused(_come_in(other, provider, "mallory"), other)


def test_who_thinks_better_of_it_is_back_at_the_sign_in_page(provider: Directory) -> None:
    client = Client()
    sent = client.post(DOOR)
    back = client.get(_here(provider.refuse(sent.headers["Location"])))
    assert client.get(back.headers["Location"]).headers["Location"] == "/sign-in/"


def test_an_answer_that_nobody_asked_for_opens_nothing(provider: Directory, morning: datetime) -> None:
    join("asha", now=morning)
    provider.knows("asha", ASHA)
    sent = Client().post(DOOR)
    other = Client()
    answer = other.get(_here(provider.sign_in(sent.headers["Location"], "asha")))
    assert answer.status_code in (302, 401)
    assert not _is_in(other)


def test_a_directory_that_is_down_is_a_sentence(settings: Settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"
    answer = Client().post(DOOR)
    assert answer.status_code == 401
    assert "could not be reached" in answer.content.decode()


@pytest.mark.parametrize("path", ["/sign-in/directory/unknown/", "/sign-in/directory/unknown/back/"])
def test_there_is_no_directory_but_those_listed(path: str) -> None:
    client = Client()
    assert (client.get if path.endswith("back/") else client.post)(path).status_code == 404


def test_it_begins_with_a_post_only() -> None:
    assert Client().get(DOOR).status_code == 405
