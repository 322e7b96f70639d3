"""What somebody had typed when their session ended, kept for them until they have signed in again.

The middleware offers it to every page as ``request.held``; design's ``PageForm.of`` asks for it.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

HELD, HELD_FOR = "held_form", "held_for"
LONGEST = 64 << 10
NEVER = frozenset({"csrfmiddlewaretoken", "page_path", "password"})


def whose(request: HttpRequest, account_id: int) -> None:
    """Remember, in a session that has just been emptied, whose it was."""
    request.session[HELD_FOR] = account_id


def hold(request: HttpRequest, path: str = "") -> None:
    """Keep the fields of a form that came too late; not its files, nor one that is too long to be somebody's typing.

    ``path`` is the page that showed it, where that is not the address that the form was sent to. Nothing is kept of the
    pages of sign-in, whose fields let somebody in.
    """
    path = path or request.path
    if HELD_FOR not in request.session or not _is_of_an_audience(path):
        return
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER}
    if sum(len(one) for values in fields.values() for one in values) <= LONGEST:
        request.session[HELD] = {"path": path, "fields": fields}


def _is_of_an_audience(path: str) -> bool:
    """Whether a page there is somebody's work: those have a prefix of their own, and those of sign-in have not."""
    try:
        return resolve(path).namespace not in ("", "access")
    except Resolver404:
        return False


def waits(request: HttpRequest) -> bool:
    """Whether something is kept, to be said on the sign-in page."""
    return HELD in request.session


def drop_anothers(request: HttpRequest, account_id: int) -> None:
    """Whoever has just signed in gets nothing that somebody else had typed here."""
    if request.session.pop(HELD_FOR, None) != account_id:
        request.session.pop(HELD, None)


def held(request: Any) -> dict[str, list[str]] | None:
    """The fields that this person had typed into the form at this address; given out once."""
    kept = request.session.get(HELD)
    if kept is None or not request.user.is_authenticated or kept["path"] != request.path:
        return None
    del request.session[HELD]
    fields: dict[str, list[str]] = kept["fields"]
    return fields
