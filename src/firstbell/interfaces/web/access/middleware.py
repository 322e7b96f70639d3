"""Who sits where in every request, and when a session ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse

from firstbell.config import clock, env
from firstbell.foundations.accounts import queries as accounts
from firstbell.interfaces.web.access import held_forms

ACTS_FOR, SIGNED_IN_AT, SEEN_AT = "acts_for", "signed_in_at", "seen_at"
SECOND = "mfa"


class TimeOuts:
    """Ends a session that was left alone or lasts too long; sets ``now``, ``policy``, ``seat``, ``second_factor``."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.now, request.policy = clock.now(), env.policy()
        request.seat, request.second_factor = None, False
        if request.user.is_authenticated:
            self._keep_or_end(request)
        if request.user.is_authenticated:
            request.seat = _seat(request)
            request.second_factor = _second_factor(request)
        return self.get_response(request)

    def _keep_or_end(self, request: Any) -> None:
        now, session = request.now, request.session
        began = _moment(session.get(SIGNED_IN_AT)) or now
        seen = _moment(session.get(SEEN_AT)) or now
        idle = now - seen > timedelta(minutes=settings.IDLE_MINUTES)
        if idle or now - began > timedelta(hours=settings.LONGEST_HOURS):
            account_id = request.user.pk
            auth.logout(request)
            held_forms.whose(request, account_id)
            return
        session[SIGNED_IN_AT], session[SEEN_AT] = began.isoformat(), now.isoformat()


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _seat(request: Any) -> object:
    """The seat chosen in this session, or the only one there is."""
    seats = accounts.seats_of(request.user.pk)
    chosen = request.session.get(ACTS_FOR)
    return next((seat for seat in seats if seat.organisation == chosen), seats[0] if len(seats) == 1 else None)


def _second_factor(request: Any) -> bool:
    """Whether this session, and this account in it, was opened with more than a password."""
    return any(record.get("method") == SECOND for record in get_authentication_records(request, request.user))
