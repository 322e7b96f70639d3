"""What support's pages share of doing: a form about one referral of the service that asks."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import Step, take
from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.responses.support import queries


def back_to(reference: str) -> tuple[str, str]:
    return reverse("support:referral", args=[reference]), gettext("Referral")


def back_to_work(reference: str) -> tuple[str, str]:
    return reverse("support:work", args=[reference]), gettext("Needs and plan")


def write(
    request: SeatedRequest,
    reference: str,
    form: PageForm,
    do: Callable[[Any], object],
    *,
    back: tuple[str, str] | None = None,
    **said: str,
) -> HttpResponse:
    """A page that asks for what is written down of a referral; 404 for one to another service.

    ``said`` is what a ``Step`` says, which leads ``back``: to the referral, if nowhere else.
    """
    queries.referral(reference, seen_by=request.seat.actor)
    step = Step(**said, back=back or back_to(reference))
    return take(request, step, form, do, template="support/form.html")
