"""When the answer is no: a page that says what happened and what to do, never a trace."""

import logging
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse

from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused

LONGEST_TYPED = 64 << 10
log = logging.getLogger(__name__)


class Refusals:
    """Turns ``NotYours`` into 404 and any other ``Refused`` into a page with its reason and its remedy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotYours):
            return not_found(request)
        if isinstance(exception, Refused):
            return refused(request, exception)
        return None


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409: the rules said no. Nothing was changed."""
    shows = {"refusal": refusal, "way_back": way_back(request)}
    return page(request, "design/refused.html", shows, status=409)


def not_found(request: HttpRequest, exception: Http404 | None = None) -> HttpResponse:
    """404: it does not exist, or is another's; who asks cannot tell which."""
    return page(request, "design/not_found.html", status=404)


def closed_to_you(request: Any, exception: Exception | None = None) -> HttpResponse:
    """403: no role of this seat opens it."""
    return page(request, "design/closed.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return page(request, "design/bad_request.html", status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is gone. What was typed can be sent again if the browser says that it is from our page."""
    again = _typed(request) if _from_our_own_page(request) else []
    return page(request, "design/stale_form.html", {"again": again}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a page without anything of the failure but a code, under which the log has the rest."""
    code = secrets.token_hex(4)
    log.error("failure %s", code, exc_info=True)
    return page(request, "design/failed.html", {"code": code}, status=500)


def way_back(request: HttpRequest) -> str:
    """The path of the page that was sent from, on this site; the start page if nobody can say."""
    origin = urlsplit(request.headers.get("Referer", ""))
    ours = origin.netloc == request.get_host() and origin.path.startswith("/") and not origin.path.startswith("//")
    return origin.path if ours else "/"


def _from_our_own_page(request: HttpRequest) -> bool:
    """Browsers state it, and no page can forge it (Fetch Metadata)."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    typed = [(name, one) for name, values in request.POST.lists() for one in values if name != "csrfmiddlewaretoken"]
    return typed if sum(len(one) for _name, one in typed) <= LONGEST_TYPED and not request.FILES else []
