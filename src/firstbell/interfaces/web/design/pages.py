"""A page out of a template and what it shows."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(
    request: HttpRequest, template: str, shows: Mapping[str, object] | None = None, status: int = 200
) -> HttpResponse:
    """The template with what it shows; ``request``, ``seat``, ``now`` and the form token are there in every one."""
    return HttpResponse(render_to_string(template, dict(shows or {}), request=request), status=status)
