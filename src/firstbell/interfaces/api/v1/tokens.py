"""`POST /token`: a client's id and secret for a token that lasts an hour or so (RFC 6749, client credentials)."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from firstbell.config import clock, env
from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts.rules.clients import IssuedToken, WrongScope
from firstbell.foundations.accounts.rules.permissions import SCOPES
from firstbell.interfaces.api.v1 import limits
from firstbell.interfaces.api.v1.keys import open_to_anyone
from firstbell.interfaces.api.v1.problems import Problem
from firstbell.interfaces.api.v1.shapes import TokenRefusedShape, TokenShape
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

router = Router()
FORM = "application/x-www-form-urlencoded"
LONGEST_FORM = 16 << 10
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
READ = ("grant_type", "client_id", "client_secret", "scope")

FORM_SCHEMA = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"const": "client_credentials"},
        "client_id": {"type": "string", "description": "Here or, with the secret, as HTTP Basic."},
        "client_secret": {"type": "string"},
        "scope": {"type": "string", "description": "Separated by spaces; without it, all that the key has."},
    },
}


class _Refusal(Exception):
    """The answer in RFC 6749's own words, by its error."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.error, self.description = error, description


class _Credentials(NamedTuple):
    client_id: str
    secret: str


@router.post(
    "/token",
    auth=None,
    response={200: TokenShape, 400: TokenRefusedShape, 401: TokenRefusedShape},
    openapi_extra={"requestBody": {"required": True, "content": {FORM: {"schema": FORM_SCHEMA}}}},
)
@open_to_anyone("whoever asks must know a client's secret")
def token(request: HttpRequest) -> HttpResponse:
    """Get a token. Its scopes are bound to the organisation that the key belongs to."""
    now = clock.now()
    try:
        form = _form(request)
        known = _credentials(request, form)
        _spend(request, known.client_id, now)
        issued = accounts.issue_token(**known._asdict(), scopes=_scopes(form), by=_api(), now=now)
        return _given(issued, now)
    except _Refusal as refusal:
        return _refused(refusal)
    except WrongScope as refusal:
        return _refused(_Refusal("invalid_scope", str(refusal)))
    except Refused as refusal:
        return _refused(_Refusal("invalid_client", str(refusal)))


def _api() -> Actor:
    """Who hands tokens out: whose they are is what the entry is about."""
    return Actor("api:token", f"force:{env.policy().force}")


def _spend(request: HttpRequest, client_id: str, now: datetime) -> None:
    """One who tries many secrets, or many clients, is stopped; the clients of another address are not."""
    address = limits.address_of(request)
    limits.spend(f"token {address} {client_id}", most=20, seconds=60, now=now)
    limits.spend(f"token {address}", most=200, seconds=60, now=now)


def _form(request: HttpRequest) -> dict[str, str]:
    if (request.content_type or "").lower() != FORM:
        raise Problem("wrong-type", f"Send {FORM}.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_FORM:
        raise Problem("too-large", "")
    if any(len(values) > 1 for name, values in request.POST.lists() if name in READ):
        raise _Refusal("invalid_request", "A parameter is given twice.")
    form = {name: str(request.POST.get(name, "")) for name in READ}
    if form["grant_type"] != "client_credentials":
        wrong = "unsupported_grant_type" if form["grant_type"] else "invalid_request"
        raise _Refusal(wrong, "grant_type is client_credentials.")
    return form


def _credentials(request: HttpRequest, form: dict[str, str]) -> _Credentials:
    """From HTTP Basic or from the form, and never from both."""
    stated = _Credentials(form["client_id"], form["client_secret"])
    if "Authorization" in request.headers:
        basic = _basic(request.headers["Authorization"])
        if stated.secret or stated.client_id not in ("", basic.client_id):
            raise _Refusal("invalid_request", "The client is named twice.")
        stated = basic
    if not stated.client_id or not stated.secret:
        raise _Refusal("invalid_client", "client_id and client_secret are missing.")
    if not all(part.isascii() and part.isprintable() for part in stated):
        raise _Refusal("invalid_client", "There is no such client, or its secret is another.")
    return stated


def _basic(header: str) -> _Credentials:
    kind, _, encoded = header.partition(" ")
    try:
        decoded = b64decode(encoded.strip(), validate=True).decode()
    except (NotBase64, ValueError):
        decoded = ""
    client_id, colon, secret = decoded.partition(":")
    if kind.lower() != "basic" or not colon:
        raise _Refusal("invalid_client", "Authorization is not HTTP Basic.")
    return _Credentials(unquote_plus(client_id), unquote_plus(secret))


def _scopes(form: dict[str, str]) -> frozenset[str] | None:
    """Those asked for; None for all that the client has."""
    wanted = frozenset(form["scope"].split())
    if not wanted <= SCOPES.keys():
        raise _Refusal("invalid_scope", "There is no such scope.")
    return wanted or None


def _given(issued: IssuedToken, now: datetime) -> HttpResponse:
    lasts = int((issued.expires_at - now).total_seconds())
    body = {"access_token": issued.text, "token_type": "Bearer", "expires_in": lasts}
    return JsonResponse(body | {"scope": " ".join(sorted(issued.scopes))}, headers=NO_STORE)


def _refused(refusal: _Refusal) -> HttpResponse:
    unknown = refusal.error == "invalid_client"
    headers = NO_STORE | ({"WWW-Authenticate": 'Basic realm="firstbell"'} if unknown else {})
    body = {"error": refusal.error, "error_description": refusal.description}
    return JsonResponse(body, status=401 if unknown else 400, headers=headers)
