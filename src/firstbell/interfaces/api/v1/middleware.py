"""What stands before and behind every endpoint: a body too large is not read, and every error is a problem."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from firstbell.interfaces.api.v1.problems import MEDIA_TYPE, Problem, answer, of_status

HERE = "/api/"


class Problems:
    """For addresses of the API alone. Before anything that would read a body or answer with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(HERE):
            return self.get_response(request)
        refused = _unreadable(request)
        return _as_problem(answer(refused) if refused else self.get_response(request))


def _unreadable(request: HttpRequest) -> Problem | None:
    """Why the body cannot be read, by what is said of it; nothing of it is touched."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        return Problem("no-length", "")
    if not stated.isascii() or not stated.isdigit():
        return Problem("malformed", "Content-Length is no number.")
    if len(stated) > len(str(settings.MOST_UPLOADED)) or int(stated) > settings.MOST_UPLOADED:
        return Problem("too-large", f"A body may have {settings.MOST_UPLOADED >> 20} MB at most.")
    return None


def _as_problem(response: HttpResponse) -> HttpResponse:
    """Django's own pages for what it refuses, as problems; what their headers say is kept."""
    if response.status_code < 400 or response["Content-Type"].partition(";")[0] in (MEDIA_TYPE, "application/json"):
        return response
    problem = answer(of_status(response.status_code))
    for name, value in response.items():
        if name not in ("Content-Type", "Content-Length"):
            problem[name] = value
    return problem
