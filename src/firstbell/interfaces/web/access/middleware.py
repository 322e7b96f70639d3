"""Who sits where in every request, and when a session ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse

from firstbell.config import clock, env
from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.access import held_forms
from firstbell.pure.actor import Actor

ACTS_FOR, THROUGH, SIGNED_IN_AT, SEEN_AT = "acts_for", "through", "signed_in_at", "seen_at"
SECOND = "mfa"
SEEN_EVERY = timedelta(seconds=30)
"""How exactly it is kept when somebody was last seen: not every page shall write to the database."""


class TimeOuts:
    """Ends a session that was left alone or lasts too long.

    Sets on every request: ``now``, ``policy``, ``seats`` (all that the account may take), ``seat`` (the one taken, or
    None), ``second_factor``, ``session_ends_at`` (UTC; None where nobody is signed in), and ``held``, which gives back
    once what was typed into the form at this address when a session ended (design's forms ask it).
    """

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.now, request.policy = clock.now(), env.policy()
        request.seats, request.seat, request.second_factor, request.session_ends_at = [], None, False, None
        if request.user.is_authenticated:
            self._keep_or_end(request)
        if request.user.is_authenticated:
            request.seats = _seats(request)
            request.seat = _seat(request)
            request.second_factor = _second_factor(request)
        request.held = lambda: held_forms.held(request)
        return self.get_response(request)

    def _keep_or_end(self, request: Any) -> None:
        now, session = request.now, request.session
        began = _moment(session.get(SIGNED_IN_AT)) or now
        seen = _moment(session.get(SEEN_AT)) or now
        longest = began + timedelta(hours=settings.LONGEST_HOURS)
        if now - seen > timedelta(minutes=settings.IDLE_MINUTES):
            return _end(request, "idle")
        if now > longest:
            return _end(request, "too_long")
        if SEEN_AT not in session or now - seen >= SEEN_EVERY:
            session[SIGNED_IN_AT], session[SEEN_AT], seen = began.isoformat(), now.isoformat(), now
        request.session_ends_at = min(longest, seen + timedelta(minutes=settings.IDLE_MINUTES))
        return None


def actor_of(request: Any, user: Any) -> Actor:
    """Who asks: in the seat they took, or in none yet."""
    seat = getattr(request, "seat", None)
    return Actor(user.email, seat.organisation if seat is not None else "")


def _end(request: Any, why: str) -> None:
    user = request.user
    by = actor_of(request, user)
    auth.logout(request)
    held_forms.whose(request, user.pk)
    actions.note_sign_out(account_id=user.pk, why=why, by=by, now=request.now)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _seats(request: Any) -> list[Seat]:
    """The account's seats; through a directory, only those in the organisations that it answers for."""
    seats = queries.seats_of(request.user.pk)
    through = request.session.get(THROUGH)
    return seats if through is None else [seat for seat in seats if seat.organisation in through]


def _seat(request: Any) -> Seat | None:
    """The seat chosen in this session, or the only one there is."""
    seats, chosen = request.seats, request.session.get(ACTS_FOR)
    return next((seat for seat in seats if seat.organisation == chosen), seats[0] if len(seats) == 1 else None)


def _second_factor(request: Any) -> bool:
    """Whether this session, and this account in it, was opened with more than a password."""
    return any(record.get("method") == SECOND for record in get_authentication_records(request, request.user))
