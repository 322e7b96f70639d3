"""For every page of everybody who depends on notices: whether they are paused (R16)."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from firstbell.responses.encompass.queries import for_police


def paused(request: HttpRequest) -> dict[str, object]:
    """``paused``: the pause that stands, with owner, reason and end; false while notices leave. Asked when shown."""
    return {"paused": SimpleLazyObject(for_police.paused) if getattr(request, "seat", None) else None}
