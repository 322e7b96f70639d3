"""What every page for anybody has in common: what is not there is told on a page that can be left as well."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused

View = Callable[..., HttpResponseBase]
WHY = "shows what was published, and keeps nothing of who looks"


def published(view: View) -> View:
    """404 with help and a way out, for what was never published or is no area of ours; 409 for a release that is not
    what was signed, without a word of why."""

    @wraps(view)
    def looked_for(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except NotYours:
            return page(request, "public/not_found.html", status=404)
        except Refused:
            return page(request, "public/not_now.html", status=409)

    return looked_for
