"""Ends that a client brings, and passing them to another service."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.doing import write
from firstbell.interfaces.web.support.forms import Died, PassOn, Withdraw
from firstbell.interfaces.web.support.steps import LEAD, WORK
from firstbell.interfaces.web.support.words import services
from firstbell.responses.support import actions, queries
from firstbell.responses.support.rules.ends import STAYS, STOPS

BOTH = ("GET", "POST")


@needs(WORK, methods=BOTH)
def withdraw(request: SeatedRequest, reference: str) -> HttpResponse:
    """The client withdraws their consent. What ends and what stays is on the page, to be said to them before."""
    client = queries.referral(reference, seen_by=request.seat.actor).client
    form = Withdraw.of(request)
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.withdraw_consent(client=client, **form.given, **as_asked(request))):
        tell(request, gettext("Consent is withdrawn. Nobody contacts them any more."))
        return redirect("support:referral", reference=reference)
    shows = {"reference": reference, "form": form, "stops": STOPS.values(), "stays": STAYS.values()}
    return page(request, "support/withdraw.html", shows, status=status_of(form))


@needs(WORK, methods=BOTH)
def death(request: SeatedRequest, reference: str) -> HttpResponse:
    client = queries.referral(reference, seen_by=request.seat.actor).client
    return write(
        request,
        reference,
        Died.of(request),
        lambda form: actions.record_death(client=client, **form.given, **as_asked(request)),
        heading=gettext("The client has died"),
        warning=gettext("All contact with them ends. What concerns their children stays as it is."),
        button=gettext("Write it down"),
        told=gettext("Written down. All contact with them has ended."),
    )


@needs(LEAD, methods=BOTH)
def transfer(request: SeatedRequest, reference: str) -> HttpResponse:
    others = [(key, name) for key, name in services().items() if key != request.seat.organisation]
    return write(
        request,
        reference,
        PassOn.of(request, services=others),
        lambda form: actions.transfer_referral(reference=reference, **form.given, **as_asked(request)),
        heading=gettext("Pass the client to another service"),
        warning=gettext("It ends here. What the client agreed to goes along, and nothing else."),
        button=gettext("Pass it on"),
        told=gettext("Passed on. It has ended here."),
    )
