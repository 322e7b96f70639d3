"""For every page of everybody who depends on notices: whether they are paused (R16)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from firstbell.responses.encompass.queries import for_police


class Paused:
    """Has every seated request know the pause that stands, if any; asked only when a page shows it."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.paused = SimpleLazyObject(for_police.paused) if request.seat else None
        return self.get_response(request)


def paused(request: HttpRequest) -> dict[str, object]:
    """For templates: the pause with its owner, reason and end; false while notices leave."""
    return {"paused": getattr(request, "paused", None)}
