"""A file that is too large is refused in a sentence, not by a broken connection."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.design.refusals import way_back

CHUNK = 1 << 20
READ_PAST = 4
"""How many times the limit is read past. A browser hears an answer only when it has sent all; for more, it hangs up."""


class TooLarge:
    """Reads past an upload that is over the limit, keeping none of it, so that the browser hears why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) <= settings.MOST_UPLOADED:
            return self.get_response(request)
        left = settings.MOST_UPLOADED * READ_PAST
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
        shows = {"most": settings.MOST_UPLOADED >> 20, "way_back": way_back(request)}
        return page(request, "design/too_large.html", shows, status=413)


def _length(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdecimal() else 0
