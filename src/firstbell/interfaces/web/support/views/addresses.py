"""Where a client lives: sealed, changed by two people, and shown once, the one in force only."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.doing import write
from firstbell.interfaces.web.support.forms import Address, Because, LookAtAddress
from firstbell.interfaces.web.support.steps import LEAD, WORK
from firstbell.interfaces.web.support.words import named, workers
from firstbell.responses.support import actions, queries

BOTH = ("GET", "POST")


@needs(WORK, methods=BOTH)
def address(request: SeatedRequest, reference: str) -> HttpResponse:
    """How the address stands; sent with a reason, the one in force, once."""
    client = queries.referral(reference, seen_by=request.seat.actor).client
    form, seen = LookAtAddress.of(request), list[str]()
    if request.method == "POST" and form.is_valid():
        done(form, lambda: seen.append(actions.look_at_address(client=client, **form.given, **as_asked(request))))
    stands = queries.address(client, seen_by=request.seat.actor)
    by = named(stands.proposed.proposed_by, workers(request.seat)) if stands.proposed else ""
    shows = {"reference": reference, "stands": stands, "by": by, "form": form, "seen": seen}
    return page(request, "support/address.html", shows, status=status_of(form))


@needs(WORK, methods=BOTH)
def propose_address(request: SeatedRequest, reference: str) -> HttpResponse:
    client = queries.referral(reference, seen_by=request.seat.actor).client
    return write(
        request,
        reference,
        Address.of(request),
        lambda form: actions.propose_address(client=client, **form.given, **as_asked(request)),
        heading=gettext("Another address"),
        warning=gettext("A lead of the service confirms it. Until then the one before stays in force."),
        button=gettext("Propose it"),
        told=gettext("Proposed. Somebody else confirms it."),
    )


@needs(LEAD, methods=BOTH)
def confirm_address(request: SeatedRequest, reference: str, proposal: int) -> HttpResponse:
    """The address that waits, shown to whoever decides on it; showing it is an entry."""
    client = queries.referral(reference, seen_by=request.seat.actor).client
    asked: dict[str, Any] = {"client": client, "proposal": proposal} | as_asked(request)
    form = PageForm.of(request)
    if request.method == "POST" and form.is_valid() and done(form, lambda: actions.confirm_address(**asked)):
        tell(request, gettext("Confirmed. The address before is shown no more."))
        return redirect("support:address", reference=reference)
    shows = {"reference": reference, "proposal": proposal, "form": form}
    shows |= {"text": actions.look_at_proposed_address(**asked)}
    return page(request, "support/confirm_address.html", shows, status=status_of(form))


@needs(WORK, methods=BOTH)
def turn_down_address(request: SeatedRequest, reference: str, proposal: int) -> HttpResponse:
    client = queries.referral(reference, seen_by=request.seat.actor).client
    return write(
        request,
        reference,
        Because.of(request),
        lambda form: actions.turn_down_address(
            client=client, proposal=proposal, why=form.cleaned_data["reason"], **as_asked(request)
        ),
        heading=gettext("Turn the address down"),
        warning=gettext("The one before stays in force. Whoever proposed it may take it back too."),
        button=gettext("Turn it down"),
        told=gettext("Turned down."),
    )
