"""When the answer is no: a page that says what happened and what to do, never a trace."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused


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
    return page(request, "design/refused.html", {"refusal": refusal}, status=409)


def not_found(request: HttpRequest, exception: Http404 | None = None) -> HttpResponse:
    return page(request, "design/not_found.html", status=404)


def closed_to_you(request: Any) -> HttpResponse:
    return page(request, "design/closed.html", status=403)
