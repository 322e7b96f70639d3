"""Everything that can go wrong, as problem details (RFC 9457). They carry references and fields, never a value."""

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import NotRequired, TypedDict

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from firstbell.foundations.take_in.rules import Unfit, Unusable
from firstbell.pure.refusal import NotYours, Refused

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("firstbell.api")


class Fault(TypedDict):
    """``field`` is a path such as ``children[0].date_of_birth``, a column, or empty; ``line`` counts from 1."""

    field: str
    reason: str
    line: NotRequired[int]


@dataclass(frozen=True, slots=True)
class Kind:
    """``title`` is the same whenever it happens; ``remedy`` says to whoever built the other system what to do."""

    status: int
    title: str
    remedy: str


KINDS: dict[str, Kind] = {
    "malformed": Kind(400, "The request cannot be read", "Send it as the description of the API says."),
    "no-token": Kind(401, "No valid token", "Ask for a token and send it as `Authorization: Bearer ...`."),
    "wrong-scope": Kind(403, "The key may not do this", "Ask the force to give the key the scope that is named."),
    "not-found": Kind(404, "There is no such thing here", "Look at the address and the reference."),
    "wrong-method": Kind(405, "The address does not take this method", "Use one of those in the `Allow` header."),
    "other-content": Kind(409, "Another content under the same version", "Send it as a higher version."),
    "refused": Kind(409, "The rules say no", "The detail says why, and what can be done."),
    "no-length": Kind(411, "The body has no stated length", "Send `Content-Length`; chunked bodies are not read."),
    "too-large": Kind(413, "The body is too large", "Send it in parts: each file is whole in itself."),
    "wrong-type": Kind(415, "The body is of another type", "Send the media type that the description names."),
    "unfit": Kind(422, "Something sent cannot be used", "Correct the fields that `errors` names."),
    "too-many": Kind(429, "Too many requests", "Wait for the seconds in `Retry-After`."),
    "failed": Kind(500, "Something went wrong here", "Send it again later; the same request twice changes nothing."),
    "no-database": Kind(503, "The database does not answer", "Send it again later."),
}
"""Every ``type``, without its prefix."""

PREFIX = "urn:firstbell:problem:"
_BY_STATUS = {400: "malformed", 401: "no-token", 403: "wrong-scope"} | {
    kind.status: name for name, kind in KINDS.items() if kind.status >= 404 and name != "other-content"
}


class Problem(Exception):
    """Raised by an endpoint to answer with a problem of this kind."""

    def __init__(
        self, kind: str, detail: str, errors: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.errors, self.headers = kind, detail, tuple(errors), dict(headers or {})


def answer(problem: Problem) -> HttpResponse:
    kind = KINDS[problem.kind]
    body: dict[str, object] = {"type": PREFIX + problem.kind, "title": kind.title, "status": kind.status}
    body["detail"] = problem.detail or kind.remedy
    if problem.errors:
        body["errors"] = list(problem.errors)
    headers = problem.headers | {"Cache-Control": "no-store"}
    return JsonResponse(body, status=kind.status, content_type=MEDIA_TYPE, headers=headers)


def of_status(status: int) -> Problem:
    """What a bare status of Django's or of the server's means here."""
    kind = _BY_STATUS.get(status, "failed" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "malformed")
    return Problem(kind, "")


def unfit(error: Unfit) -> Problem:
    return Problem("unfit", "", [Fault(field=error.field, reason=error.reason)])


def _unusable(error: Unusable) -> Problem:
    fault = Fault(field=error.field, reason=f"{error.reason} {error.remedy}".strip(), line=error.line)
    return Problem("unfit", "The file as a whole cannot be taken in.", [fault])


def _refused(error: Refused) -> Problem:
    if isinstance(error, NotYours):
        return Problem("not-found", error.reason)
    return Problem("refused", f"{error.reason} {error.remedy}".strip())


def _invalid(error: ValidationError) -> Problem:
    """Where in the request it is wrong and how, without what was sent."""
    faults = [Fault(field=".".join(map(str, each["loc"][1:])), reason=str(each["msg"])) for each in error.errors]
    return Problem("unfit", "", faults)


def _unauthenticated(error: AuthenticationError) -> Problem:
    return Problem("no-token", "", headers={"WWW-Authenticate": 'Bearer realm="firstbell"'})


def _unexpected(error: Exception) -> Problem:
    """The log says where it happened, and never what an exception says: it may quote what was stored."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("an endpoint failed: %s at %s", type(error).__name__, " > ".join(places[-8:]))
    return Problem("failed", "")


_MEANINGS: tuple[tuple[type[Exception], Callable[..., Problem]], ...] = (
    (Problem, lambda error: error),
    (Unfit, unfit),
    (Unusable, _unusable),
    (Refused, _refused),
    (ValidationError, _invalid),
    (AuthenticationError, _unauthenticated),
    (HttpError, lambda error: of_status(error.status_code)),
    (Http404, lambda error: of_status(404)),
    (RequestDataTooBig, lambda error: of_status(413)),
    (UnreadablePostError, lambda error: Problem("malformed", "The body ended before its stated length.")),
    (OperationalError, lambda error: Problem("no-database", "")),
    (InterfaceError, lambda error: Problem("no-database", "")),
    (Exception, _unexpected),
)
"""What every exception means to a client."""


def meaning(error: Exception) -> Problem:
    return next(means(error) for kind, means in _MEANINGS if isinstance(error, kind))


def listen(api: NinjaAPI) -> None:
    """Have every exception of an endpoint answered as a problem."""

    def handler(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(meaning(error if isinstance(error, Exception) else error()))

    for kind, _ in _MEANINGS:
        api.add_exception_handler(kind, handler)
