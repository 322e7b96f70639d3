"""A session ends when it is left alone or lasts too long; what was typed then comes back, to its writer only."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.audit import queries as audit
from firstbell.interfaces.web.access import held_forms
from world.cast import ADMINISTRATOR, CAST, PASSWORD, Door, join

pytestmark = [pytest.mark.django_db]
At = Callable[[datetime], datetime]
MINUTE = timedelta(minutes=1)
ASHA = CAST["asha"].email


def _deeds(name: str) -> list[tuple[str, str]]:
    account_id = queries.account_of(CAST[name].email)
    return [(entry.action, entry.details) for entry in audit.entries_about(f"account:{account_id}")]


def _is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_session_that_is_used_goes_on_and_one_left_alone_ends(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("asha")
    for minutes in (0, 19, 38, 57):
        at(morning + minutes * MINUTE)
        assert _is_in(client)
    at(morning + (57 + 20) * MINUTE + timedelta(seconds=1))
    assert not _is_in(client)
    assert _deeds("asha")[-1] == ("account.signed_out", '{"why":"idle"}')


def test_no_session_outlasts_twelve_hours(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("asha")
    for minutes in range(0, 12 * 60 + 1, 15):
        at(morning + minutes * MINUTE)
        assert _is_in(client)
    at(morning + 12 * 60 * MINUTE + timedelta(seconds=1))
    assert not _is_in(client)
    assert _deeds("asha")[-1] == ("account.signed_out", '{"why":"too_long"}')


def test_staying_signed_in_is_a_post_that_counts(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("asha")
    assert _is_in(client)
    at(morning + 18 * MINUTE)
    assert client.post("/stay/").status_code == 204
    at(morning + 37 * MINUTE)
    assert _is_in(client)
    assert client.get("/stay/").status_code == 405


def test_a_session_is_not_written_with_every_page(
    signed_in_as: Door, morning: datetime, at: At, django_assert_num_queries: Callable[[int], object]
) -> None:
    client = signed_in_as("asha")
    _is_in(client)
    at(morning + timedelta(seconds=20))
    with django_assert_num_queries(3):  # the session, the account, its seats
        client.post("/stay/")


def test_every_page_of_somebody_signed_in_can_warn_and_says_so_without_javascript(
    signed_in_as: Door, morning: datetime
) -> None:
    page = signed_in_as("asha").get("/account/").content.decode()
    assert 'data-seconds="1200"' in page
    assert "<noscript>" in page
    assert "signed out after 20 minutes" in page
    assert 'id="time-out"' not in Client().get("/").content.decode()


OPEN = "/administration/organisations/open/"
TYPED = {"kind": "trust", "code": "2048", "name": "Siân's schools", "password": "secret words here"}
ADMIN = CAST["administrator"].email


def _typed_too_late(client: Client, morning: datetime, at: At) -> None:
    assert client.get(OPEN).status_code == 200
    at(morning + 21 * MINUTE)
    answer = client.post(OPEN, TYPED)
    assert answer.headers["Location"] == "/sign-in/?next=%2Fadministration%2Forganisations%2Fopen%2F"


def _back(client: Client, email: str) -> None:
    """Sign in again by password, and show the second factor that the cast has only in its session."""
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session.save()


def test_what_was_typed_comes_back_once_to_who_typed_it(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("administrator")
    _typed_too_late(client, morning, at)
    assert "What you typed is kept" in client.get(f"/sign-in/?next={OPEN}").content.decode()
    _back(client, ADMIN)
    page = client.get(OPEN).content.decode()
    assert "Siân&#39;s schools" in page
    assert 'value="2048"' in page
    assert "Siân&#39;s schools" not in client.get(OPEN).content.decode()


def test_a_late_form_does_nothing(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("administrator")
    _typed_too_late(client, morning, at)
    assert [one.key for one in queries.organisations()] == ["force:staffordshire"]


def test_a_password_is_never_kept(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("administrator")
    _typed_too_late(client, morning, at)
    assert "schools" in repr(dict(client.session))
    assert "secret words" not in repr(dict(client.session))


def test_nothing_is_kept_of_the_pages_of_sign_in(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("asha")
    assert _is_in(client)
    at(morning + 21 * MINUTE)
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": "secret words here"})
    client.post("/keep/", {"code": "12345678", "page_path": "/account/again/code/"})
    assert held_forms.HELD not in client.session


def test_who_signs_in_next_on_the_same_machine_gets_nothing_of_it(
    signed_in_as: Door, morning: datetime, at: At
) -> None:
    client = signed_in_as("administrator")
    _typed_too_late(client, morning, at)
    join("ben", now=morning)
    _back(client, CAST["ben"].email)
    assert "schools" not in repr(dict(client.session))


def test_a_page_whose_time_is_up_keeps_what_was_typed_without_sending_it(
    signed_in_as: Door, morning: datetime, at: At
) -> None:
    client = signed_in_as("administrator")
    assert _is_in(client)
    late = {"name": "half a name", "page_path": OPEN}
    assert client.post("/keep/", late).status_code == 409
    at(morning + 21 * MINUTE)
    assert client.post("/keep/", late).status_code == 204
    assert client.session[held_forms.HELD] == {"path": OPEN, "fields": {"name": ["half a name"]}}


@pytest.mark.parametrize("path", ["/", "/nowhere/", "https://evil.example/", ""])
def test_nothing_is_kept_for_a_page_that_is_nobodys_work(
    path: str, signed_in_as: Door, morning: datetime, at: At
) -> None:
    client = signed_in_as("administrator")
    assert _is_in(client)
    at(morning + 21 * MINUTE)
    assert client.post("/keep/", {"name": "x", "page_path": path}).status_code == 204
    assert held_forms.HELD not in client.session


def test_nothing_is_kept_for_nobody(morning: datetime) -> None:
    client = Client()
    client.post("/keep/", {"name": "x", "page_path": OPEN})
    assert held_forms.HELD not in client.session


def test_what_is_too_long_to_be_typed_is_not_kept(signed_in_as: Door, morning: datetime, at: At) -> None:
    client = signed_in_as("administrator")
    assert _is_in(client)
    at(morning + 21 * MINUTE)
    client.post("/keep/", {"name": "x" * (held_forms.LONGEST + 1), "page_path": OPEN})
    assert held_forms.HELD not in client.session


def _signed_in(agent: str = "") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/sign-in/", {"login": ASHA, "password": PASSWORD})
    return client


def test_sessions_are_listed_by_device_and_ended_one_by_one(morning: datetime) -> None:
    join("asha", now=morning)
    here = _signed_in("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
    there = _signed_in("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit Version/19 Mobile Safari/604.1")
    page = here.get("/account/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    key = page.split('name="session" value="')[1].split('"')[0]
    assert here.post("/account/sessions/", {"session": key}).status_code == 302
    assert not _is_in(there)
    assert _is_in(here)
    assert _deeds("asha")[-1] == ("account.sessions_ended", '{"sessions":1}')


def test_all_other_sessions_end_at_once_and_ones_own_does_not(morning: datetime) -> None:
    join("asha", now=morning)
    here, *others = (_signed_in() for _ in range(3))
    here.post("/account/sessions/", {"session": "others"})
    assert [_is_in(one) for one in (here, *others)] == [True, False, False]


def test_nobody_ends_anothers_session(signed_in_as: Door, morning: datetime) -> None:
    join("asha", now=morning)
    asha = _signed_in()
    page = _signed_in().get("/account/sessions/").content.decode()
    key = page.split('name="session" value="')[1].split('"')[0]
    assert signed_in_as("ben").post("/account/sessions/", {"session": key}).status_code == 404
    assert _is_in(asha)


def test_a_changed_password_ends_every_other_session(morning: datetime) -> None:
    join("asha", now=morning)
    here, there = _signed_in(), _signed_in()
    words = {"oldpassword": PASSWORD, "password1": "nine red lorries"}
    assert "Your password is changed" in here.post("/account/password/", words, follow=True).content.decode()
    assert _is_in(here)
    assert not _is_in(there)
    assert ("account.factor", '{"what":"password_changed"}') in _deeds("asha")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"oldpassword": "wrong", "password1": "nine red lorries"}, "That is not your password"),
        ({"oldpassword": PASSWORD, "password1": "short"}, "at least 12 characters"),
        ({"oldpassword": PASSWORD, "password1": ""}, "Type a new password"),
    ],
)
def test_a_password_that_cannot_be_taken_is_refused_in_a_sentence(
    words: dict[str, str], said: str, morning: datetime
) -> None:
    join("asha", now=morning)
    assert said in _signed_in().post("/account/password/", words).content.decode()


def test_an_account_that_is_closed_is_out_with_the_next_page(signed_in_as: Door, morning: datetime) -> None:
    client = signed_in_as("asha")
    assert _is_in(client)
    account_id = queries.account_of(ASHA)
    assert account_id is not None
    actions.close_account(account_id=account_id, reason="left", by=ADMINISTRATOR, now=morning)
    assert not _is_in(client)


def test_cookies_are_closed_to_scripts_and_other_sites(morning: datetime) -> None:
    join("asha", now=morning)
    client = _signed_in()
    for name in (settings.SESSION_COOKIE_NAME, settings.DEVICE_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
