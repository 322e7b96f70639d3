"""H7: every view carries its lock, which says who may open it, and is asked before anything else happens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from firstbell.foundations.accounts.rules.permissions import PERMISSIONS, WITHOUT_PEOPLE
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.access import held_forms
from firstbell.interfaces.web.design.refusals import closed_to_you
from firstbell.pure.policy import ForcePolicy

View = Callable[..., HttpResponseBase]
READING = ("GET", "HEAD")
LOCK = "lock"


class SeatedRequest(HttpRequest):
    """A request past a lock: who asks and for whom, when (UTC), and the force's own settings."""

    seat: Seat
    now: datetime
    policy: ForcePolicy


@dataclass(frozen=True, slots=True)
class Lock:
    """``permission`` opens the view; empty where signing in does, None where nothing is needed, and then ``why``."""

    permission: str | None
    methods: tuple[str, ...]
    why: str = ""


def needs(permission: str, *, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """Only for a seat that has the permission; and past a second factor, unless it shows nobody."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def opens(request: Any) -> HttpResponse | None:
        if (refused := _without_a_seat(request)) is not None:
            return refused
        if not request.seat.may(permission):
            return closed_to_you(request)
        if permission not in WITHOUT_PEOPLE and not request.second_factor:
            return HttpResponseRedirect(reverse("access:second_factor_needed"))
        return None

    return _lock(Lock(permission, _allowed(methods)), opens)


def signed_in(*, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """For everybody who has signed in, whatever their roles."""

    def opens(request: Any) -> HttpResponse | None:
        return None if request.user.is_authenticated else _to_sign_in(request)

    return _lock(Lock("", _allowed(methods)), opens)


def open_to_anyone(why: str, *, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """For everybody; ``why`` says what makes that safe."""
    return _lock(Lock(None, _allowed(methods), why), lambda request: None)


def _lock(lock: Lock, opens: Callable[[Any], HttpResponse | None]) -> Callable[[View], View]:
    def around(view: View) -> View:
        @wraps(view)
        def locked(request: Any, *arguments: Any, **named: Any) -> HttpResponseBase:
            if request.method not in lock.methods:
                return HttpResponseNotAllowed(lock.methods)
            return opens(request) or view(request, *arguments, **named)

        setattr(locked, LOCK, lock)
        return locked

    return around


def lock_of(view: object) -> Lock | None:
    """The lock that a view carries; None for one without."""
    found: Lock | None = getattr(view, LOCK, None)
    return found


def _allowed(methods: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*methods, *(READING if "GET" in methods else ()))))


def _without_a_seat(request: Any) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    if request.seat is not None:
        return None
    return HttpResponseRedirect(reverse("access:seats")) if request.seats else closed_to_you(request)


def _to_sign_in(request: Any) -> HttpResponse:
    """What was typed into a form is kept until its writer has signed in again, and comes back to where it was."""
    if request.method == "POST":
        held_forms.hold(request)
    back = request.path if request.method == "POST" else request.get_full_path()
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
