"""H7: what an endpoint is locked with: a scope that the token must have, or a reason why anybody may ask."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja.security.base import AuthBase

from firstbell.config import clock
from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts import queries
from firstbell.foundations.accounts.rules.clients import ApiClient
from firstbell.foundations.accounts.rules.organisations import AUTHORITY, ESTABLISHMENT, FORCE
from firstbell.foundations.accounts.rules.permissions import SCOPES
from firstbell.interfaces.api.v1.problems import Problem

LONGEST_TOKEN = 500
OPEN_BECAUSE = "open_because"
Endpoint = Callable[..., Any]


class KeyedRequest(HttpRequest):
    """A request past its lock: which client asks, for which organisation, and when (UTC)."""

    auth: ApiClient
    now: datetime


class Token(AuthBase):
    """Only with a token that has the scope, of an organisation of one of these kinds."""

    openapi_type = "oauth2"
    openapi_flows = {"clientCredentials": {"tokenUrl": "/api/v1/token", "scopes": dict(SCOPES)}}

    def __init__(self, scope: str, kinds: Collection[str]) -> None:
        if scope not in SCOPES:
            raise KeyError(scope)
        super().__init__()
        self.scope, self.kinds = scope, frozenset(kinds)

    def __call__(self, request: HttpRequest) -> ApiClient | None:
        """The client, or None without a valid token. Problem for a token that may not do this."""
        now = clock.now()
        token = _bearer(request)
        client = queries.client_of_token(token, now) if token else None
        if client is None:
            return None
        accounts.note_token_used(client_id=client.client_id, by=client.actor, now=now)
        if not client.may(self.scope):
            raise Problem("wrong-scope", f"This needs {self.scope}.")
        if client.actor.kind not in self.kinds:
            raise Problem("wrong-scope", "This is not for an organisation of this kind.")
        cast(KeyedRequest, request).now = now
        return client


def _bearer(request: HttpRequest) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    fits = kind.lower() == "bearer" and token.isascii() and token.isprintable() and len(token) <= LONGEST_TOKEN
    return token.strip() if fits else ""


def incidents(scope: str) -> Token:
    """For a force, about its own incidents."""
    return Token(scope, {FORCE})


def notices(scope: str) -> Token:
    """For a place that is told, about the notices to it."""
    return Token(scope, {ESTABLISHMENT, AUTHORITY})


def open_to_anyone(why: str) -> Callable[[Endpoint], Endpoint]:
    """For everybody; ``why`` says what makes that safe. The endpoint is declared with ``auth=None``."""

    def around(view: Endpoint) -> Endpoint:
        setattr(view, OPEN_BECAUSE, why)
        return view

    return around
