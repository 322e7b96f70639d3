"""Who may ask for what: every endpoint by every kind of key."""

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from api.keys import (
    ADMINISTRATOR,
    AGENCY,
    AUTHORITY,
    FORCE,
    HOUR,
    LINES,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    Key,
    ask,
    key_of,
    said,
    token_for,
)
from firstbell.config import clock
from firstbell.foundations.accounts import actions, queries
from firstbell.interfaces.api.v1 import limits
from firstbell.interfaces.api.v1.scopes import Lock, locks

Keys = Callable[..., Key]
FORM = "application/x-www-form-urlencoded"
ADDRESSES = {
    "/incidents": "/incidents",
    "/incidents/bulk": "/incidents/bulk",
    "/incidents/{force}/children": "/incidents/staffordshire/children?reference=STF/2026/0000001",
    "/notices": "/notices",
    "/notices/{reference}": "/notices/N-7K3QX2MBAD",
    "/notices/{reference}/acknowledge": "/notices/N-7K3QX2MBAD/acknowledge",
    "/contacts": "/contacts",
    "/rolls": "/rolls?authority=E06000021&as_of=2026-11-16",
    "/concerns": "/concerns",
    "/concerns/{reference}": "/concerns/C-7K3QX2MBAD",
    "/metrics": "/metrics",
}
"""An address of every endpoint with a scope, with nothing about it that would be refused for itself."""
BODIES = {
    "/incidents": ("{}", "application/json"),
    "/incidents/bulk": ("\n", LINES),
    "/contacts": ("urn\n", "text/csv"),
    "/rolls": ("urn\n", "text/csv"),
    "/concerns": ("{}", "application/json"),
    "/notices/{reference}/acknowledge": ('{"person": "R. Example"}', "application/json"),
}
HOLDERS = {
    "incidents:write": FORCE,
    "incidents:read": FORCE,
    "notices:read": SCHOOL,
    "notices:acknowledge": SCHOOL,
    "contacts:write": AUTHORITY,
    "rolls:write": AUTHORITY,
    "concerns:write": AGENCY,
    "concerns:read": AGENCY,
    "metrics:read": FORCE,
}
LOCKED = [lock for lock in locks() if lock.scope]


def knock(lock: Lock, **headers: str) -> HttpResponse:
    body, kind = BODIES.get(lock.path, ("", "application/json"))
    return ask(lock.method, ADDRESSES[lock.path], body, kind, **headers)


def by_token(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture(params=LOCKED, ids=lambda lock: f"{lock.method} {lock.path}")
def lock(request: pytest.FixtureRequest) -> Lock:
    found = request.param
    assert isinstance(found, Lock)
    return found


def test_every_endpoint_has_its_lock() -> None:
    assert {(lock.method, lock.path): lock.scope or "open" for lock in locks()} == {
        ("GET", "/openapi.json"): "open",
        ("POST", "/token"): "open",
        ("POST", "/incidents"): "incidents:write",
        ("POST", "/incidents/bulk"): "incidents:write",
        ("GET", "/incidents/{force}/children"): "incidents:read",
        ("GET", "/notices"): "notices:read",
        ("GET", "/notices/{reference}"): "notices:read",
        ("POST", "/notices/{reference}/acknowledge"): "notices:acknowledge",
        ("POST", "/contacts"): "contacts:write",
        ("POST", "/rolls"): "rolls:write",
        ("POST", "/concerns"): "concerns:write",
        ("GET", "/concerns"): "concerns:read",
        ("GET", "/concerns/{reference}"): "concerns:read",
        ("GET", "/health"): "open",
        ("GET", "/metrics"): "metrics:read",
    }
    assert all(lock.why for lock in locks() if not lock.scope)


def test_the_right_scope_opens(lock: Lock, key: Keys) -> None:
    answer = knock(lock, **by_token(key(HOLDERS[lock.scope], lock.scope).token))
    assert answer.status_code not in (401, 403, 405, 415, 500)


def test_another_scope_does_not(lock: Lock, key: Keys) -> None:
    holder = HOLDERS[lock.scope]
    other = next(scope for scope, owner in HOLDERS.items() if owner == holder and scope != lock.scope)
    answer = knock(lock, **by_token(key(holder, other).token))
    assert (answer.status_code, said(answer)["detail"]) == (403, f"This needs {lock.scope}.")


def test_a_token_of_fewer_scopes_than_its_key_does_not(lock: Lock, key: Keys) -> None:
    holder = HOLDERS[lock.scope]
    other = next(scope for scope, owner in HOLDERS.items() if owner == holder and scope != lock.scope)
    both = key(holder, lock.scope, other)
    fewer = token_for(both.client_id, both.secret, scopes=[other])
    assert knock(lock, **by_token(fewer)).status_code == 403


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", "Bearer not-ours", "Basic YTpi", "Bearer é", "x" * 9000])
def test_no_token_does_not(lock: Lock, shown: str, db: None) -> None:
    answer = knock(lock, **({"authorization": shown} if shown else {}))
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert said(answer)["type"].endswith(":no-token")


def test_a_token_that_ran_out_does_not(lock: Lock, key: Keys) -> None:
    early = key(HOLDERS[lock.scope], lock.scope, now=NOW - HOUR)
    assert knock(lock, **by_token(early.token)).status_code == 401
    later = token_for(early.client_id, early.secret, now=NOW - HOUR + timedelta(seconds=1))
    assert knock(lock, **by_token(later)).status_code != 401


def test_a_revoked_key_does_not(lock: Lock, key: Keys) -> None:
    taken = key(HOLDERS[lock.scope], lock.scope)
    actions.revoke_client(client_id=taken.client_id, reason="lost", by=ADMINISTRATOR, now=NOW)
    assert knock(lock, **by_token(taken.token)).status_code == 401


def test_a_key_of_a_closed_organisation_does_not(lock: Lock, key: Keys) -> None:
    shut = key(HOLDERS[lock.scope], lock.scope)
    actions.close_organisation(key=HOLDERS[lock.scope], reason="closed", by=ADMINISTRATOR, now=NOW)
    assert knock(lock, **by_token(shut.token)).status_code == 401


def test_a_session_does_not(lock: Lock, db: None) -> None:
    assert knock(lock, cookie="firstbell=anything; sessionid=anything").status_code == 401


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_with_a_problem(lock: Lock, method: str, key: Keys) -> None:
    answer = ask(method, ADDRESSES[lock.path], **by_token(key(HOLDERS[lock.scope], lock.scope).token))
    allowed = {one.method for one in LOCKED if one.path == lock.path}
    assert (answer.status_code, set(answer["Allow"].split(", "))) == (405, allowed)
    assert said(answer)["type"].endswith(":wrong-method")


def test_use_is_noted(key: Keys) -> None:
    mine = key(SCHOOL, "notices:read")
    assert [system.used_at for system in queries.clients()] == [None]
    mine.get("/notices")
    assert [system.used_at for system in queries.clients()] == [NOW]


# tokens


def asked(content: str | dict[str, str], kind: str = FORM, **headers: str) -> HttpResponse:
    return ask("POST", "/token", content if isinstance(content, str) else urlencode(content), kind, **headers)


def grant(key: Key, **more: str) -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "client_id": key.client_id,
        "client_secret": key.secret,
    } | more


def test_a_secret_is_exchanged_for_a_token(key: Keys) -> None:
    mine = key(SCHOOL, "notices:read", "notices:acknowledge")
    answer = asked(grant(mine))
    body = json.loads(answer.content)
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["Pragma"]) == ("no-store", "no-cache")
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 3600)
    assert body["scope"] == "notices:acknowledge notices:read"
    assert ask("GET", "/notices", **by_token(body["access_token"])).status_code == 200


def test_by_http_basic_too_and_for_fewer_scopes(key: Keys) -> None:
    mine = key(SCHOOL, "notices:read", "notices:acknowledge")
    basic = b64encode(f"{mine.client_id}:{mine.secret}".encode()).decode()
    form = {"grant_type": "client_credentials", "scope": "notices:read"}
    answer = asked(form, authorization=f"Basic {basic}")
    assert json.loads(answer.content)["scope"] == "notices:read"


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "C-NOBODY"}, 401, "invalid_client"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_id": "\0"}, 401, "invalid_client"),
        ({"client_id": "é" * 300}, 401, "invalid_client"),
        ({"scope": "incidents:write"}, 400, "invalid_scope"),
        ({"scope": "everything"}, 400, "invalid_scope"),
        ({"scope": "notices:read \0"}, 400, "invalid_scope"),
    ],
)
def test_refusals_are_those_of_the_standard(form: dict[str, str], status: int, error: str, key: Keys) -> None:
    answer = asked(grant(key(SCHOOL, "notices:read"), **form))
    assert (answer.status_code, json.loads(answer.content)["error"]) == (status, error)
    assert ("WWW-Authenticate" in answer) == (status == 401)


def test_a_parameter_given_twice_is_refused(key: Keys) -> None:
    form = urlencode(grant(key(SCHOOL, "notices:read"))) + "&grant_type=client_credentials"
    assert json.loads(asked(form).content)["error"] == "invalid_request"


def test_a_client_named_twice_is_refused(key: Keys) -> None:
    mine = key(SCHOOL, "notices:read")
    basic = b64encode(f"{mine.client_id}:{mine.secret}".encode()).decode()
    assert json.loads(asked(grant(mine), authorization=f"Basic {basic}").content)["error"] == "invalid_request"


@pytest.mark.parametrize("shown", ["Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer x", "Basic /w=="])
def test_a_broken_authorization_is_no_client(shown: str, db: None) -> None:
    answer = asked({"grant_type": "client_credentials"}, authorization=shown)
    assert (answer.status_code, json.loads(answer.content)["error"]) == (401, "invalid_client")


def test_a_form_of_another_type_or_too_large_is_a_problem(key: Keys) -> None:
    assert said(asked("{}", "application/json"))["type"].endswith(":wrong-type")
    assert said(asked("a=" + "x" * 20_000))["type"].endswith(":too-large")


def test_both_secrets_work_while_a_key_changes_over(key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = key(SCHOOL, "notices:read")
    new = actions.rotate_secret(client_id=mine.client_id, by=ADMINISTRATOR, now=NOW, overlap_hours=1)
    assert asked(grant(mine)).status_code == 200
    assert asked(grant(mine, client_secret=new)).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: NOW + HOUR)
    assert asked(grant(mine)).status_code == 401
    assert asked(grant(mine, client_secret=new)).status_code == 200


def test_a_secret_cannot_be_tried_for_ever(key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, other = key(SCHOOL, "notices:read"), key(OTHER_SCHOOL, "notices:read")
    cache.clear()
    tries = [asked(grant(mine, client_secret="wrong")).status_code for _ in range(20)]
    assert set(tries) == {401}
    stopped = asked(grant(mine))
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "60")
    assert said(stopped)["type"].endswith(":too-many")
    assert asked(grant(other)).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    assert asked(grant(mine)).status_code == 200


def test_whoever_asks_is_known_by_what_the_proxy_saw(settings: Settings) -> None:
    """What a client writes there itself stands before it, and is not believed; without a proxy nothing of it is."""
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.9, 198.51.100.7")
    settings.SECURE = False
    assert limits.address_of(request) == "10.0.0.1"
    settings.SECURE = True
    assert limits.address_of(request) == "198.51.100.7"
    assert limits.address_of(RequestFactory().post("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"


def test_nothing_secret_is_in_the_trail_or_an_answer(key: Keys) -> None:
    mine = key_of(SCHOOL, "notices:read")
    for form in (grant(mine, client_secret="a-wrong-secret"), grant(mine, scope="incidents:write")):
        answer = asked(form).content.decode()
        assert mine.secret not in answer
        assert "a-wrong-secret" not in answer
