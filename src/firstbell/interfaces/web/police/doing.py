"""Doing what a form asks, and giving it back whole where the rules say no."""

from collections.abc import Callable
from typing import Any

from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.pure.refusal import NotYours, Refused

REFUSED = 409


def as_asked(request: SeatedRequest) -> dict[str, Any]:
    """Who asks an action, and when."""
    return {"by": request.seat.actor, "now": request.now}


def done(form: PageForm, do: Callable[[], object]) -> bool:
    """Whether it was done. Where it was refused, the form says why and keeps what was typed."""
    try:
        do()
    except NotYours:
        raise
    except Refused as refusal:
        form.add_error(None, f"{refusal.reason} {refusal.remedy}".strip())
        return False
    return True


def as_it_is_now(form: PageForm, version: str) -> PageForm:
    """The form with the state that its reader sees: after a refusal that is another one than was sent."""
    if form.is_bound:
        sent: Any = form.data
        form.data = sent.copy()  # what was sent cannot be changed
        sent = form.data
        sent["version"] = version
    else:
        form.initial["version"] = version
    return form


def status_of(form: PageForm) -> int:
    """What the page answers with: that it was refused, where the rules said no; else that all is well."""
    return REFUSED if form.is_bound and form.non_field_errors() else 200
