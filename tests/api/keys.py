"""Other systems with keys: each is made through actions, as an administrator would make it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from firstbell.foundations.accounts import actions
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

NOW = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
"""Friday 20 November 2026, half past six in London: schools open in two hours."""
ADMINISTRATOR = Actor("admin@force.example", "force:staffordshire")
FORCE, SCHOOL, OTHER_SCHOOL = "force:staffordshire", "establishment:100001", "establishment:100002"
AUTHORITY = "authority:E06000021"
AGENCY = "agency:health.city-surgery"
PROBLEM = "application/problem+json"
LINES = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Key:
    """A system with its id, its secret and a token."""

    client_id: str
    secret: str
    token: str

    def ask(self, method: str, path: str, content: str | bytes = "", kind: str = "application/json") -> HttpResponse:
        """The answer to a request with the token; ``path`` is below ``/api/v1``."""
        return ask(method, path, content, kind, authorization=f"Bearer {self.token}")

    def get(self, path: str) -> HttpResponse:
        return self.ask("GET", path)

    def post(self, path: str, content: object, kind: str = "application/json") -> HttpResponse:
        return self.ask("POST", path, content if isinstance(content, str | bytes) else json.dumps(content), kind)


def key_of(organisation: str, *scopes: str, now: datetime = NOW, name: str = "Records") -> Key:
    """A new system of the organisation, which is opened if it is not yet."""
    by = ADMINISTRATOR
    actions.open_organisation(key=organisation, name=organisation, by=by, now=now, policy=ForcePolicy())
    client_id, secret = actions.create_client(organisation=organisation, name=name, scopes=scopes, by=by, now=now)
    return Key(client_id, secret, token_for(client_id, secret, now=now))


def token_for(client_id: str, secret: str, *, now: datetime = NOW, scopes: Iterable[str] | None = None) -> str:
    by = ADMINISTRATOR
    return actions.issue_token(client_id=client_id, secret=secret, scopes=scopes, by=by, now=now).text


def ask(
    method: str, path: str, content: str | bytes = "", kind: str = "application/json", **headers: str
) -> HttpResponse:
    client = Client(raise_request_exception=False)
    answer = client.generic(method, f"/api/v1{path}", content, content_type=kind, headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer


def said(answer: HttpResponse) -> Any:
    """What an answer says, as JSON; a problem is held to be one."""
    body = json.loads(answer.content)
    if answer.status_code >= 400 and "error" not in body:
        assert answer["Content-Type"] == PROBLEM
        assert body["status"] == answer.status_code
        assert body["type"].startswith("urn:firstbell:problem:")
        assert body["title"]
        assert body["detail"]
    return body


HOUR = timedelta(hours=1)
