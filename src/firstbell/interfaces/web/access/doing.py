"""Doing what a form asks, and giving it back whole where the rules say no; and the page that asks for one step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused

Answer = TypeVar("Answer")
REFUSED = 409


def as_asked(request: SeatedRequest) -> dict[str, Any]:
    """Who asks an action, and when."""
    return {"by": request.seat.actor, "now": request.now}


def as_decided(request: SeatedRequest) -> dict[str, Any]:
    """Who asks an action, when, and what the force decides for itself."""
    return {**as_asked(request), "policy": request.policy}


def tried(form: forms.Form, do: Callable[[], Answer]) -> Answer | None:
    """What was answered; None where the rules said no, and then the form says why and keeps what was typed."""
    try:
        return do()
    except NotYours:
        raise
    except Refused as refusal:
        form.add_error(None, f"{refusal.reason} {refusal.remedy}".strip())
        return None


def done(form: PageForm, do: Callable[[], object]) -> bool:
    """Whether it was done, for what answers nothing."""
    return tried(form, lambda: (do(),)) is not None


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


@dataclass(frozen=True, slots=True)
class Step:
    """One thing more to do: what its page says, where that leads ``back`` to (an address and its words), and what is
    told once it is done."""

    heading: str
    warning: str
    button: str
    told: str
    back: tuple[str, str]


def take(
    request: SeatedRequest,
    step: Step,
    form: PageForm,
    do: Callable[[PageForm], object],
    *,
    then: str = "",
    template: str = "access/step.html",
) -> HttpResponse:
    """The page that asks for a step. With a valid form it is done, and leads to ``then``, or back."""
    if request.method == "POST" and form.is_valid() and done(form, lambda: do(form)):
        tell(request, step.told)
        return redirect(then or step.back[0])
    return page(request, template, {"form": form, "step": step}, status=status_of(form))
