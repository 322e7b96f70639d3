"""A browser is known again by a random mark in a cookie that it keeps for a year."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from firstbell.foundations.accounts import actions
from firstbell.pure.actor import Actor

KEPT = timedelta(days=400)
SALT = "firstbell.device"


def recognise(request: Any, response: HttpResponse, account_id: int, by: Actor) -> None:
    """Tells an account's owner of a browser that they never signed in with before, and marks it."""
    mark = _mark(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")) or secrets.token_urlsafe(32)
    actions.note_device(account_id=account_id, mark=mark, by=by, now=request.now)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(mark, salt=SALT),
        max_age=KEPT,
        secure=True,
        httponly=True,
        samesite="Lax",
    )


def _mark(cookie: str) -> str:
    try:
        return str(signing.loads(cookie, salt=SALT, max_age=KEPT))
    except signing.BadSignature:
        return ""
