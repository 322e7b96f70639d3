"""A file that is too large is refused in a sentence, not by a broken connection."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from firstbell.interfaces.web.design.pages import page

CHUNK = 1 << 20


class TooLarge:
    """Reads past an upload that is over the limit, keeping none of it, so that the browser hears why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.MOST_UPLOADED:
            return self.get_response(request)
        while request.read(CHUNK):
            pass
        return page(request, "design/too_large.html", {"most": settings.MOST_UPLOADED >> 20}, status=413)
