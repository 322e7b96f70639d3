"""Other systems and their keys. A secret is told once."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.accounts.queries import System
from firstbell.foundations.accounts.rules.permissions import SCOPES
from firstbell.interfaces.web.access.doing import tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms import ClientForm, ReasonForm, RotateForm
from firstbell.interfaces.web.administration.organisations import place_of
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page

TOLD = "secret_told_once"


@needs("clients.manage")
def clients(request: SeatedRequest) -> HttpResponse:
    found = listing(
        request,
        queries.clients(),
        columns=(
            Column("name", _("System"), lambda one: one.name, link=_address, plain=True),
            Column("organisation", _("Speaks for"), lambda one: one.organisation_name, plain=True),
            Column("scopes", _("May"), lambda one: one.scopes, sorts=False),
            Column("used_at", _("Last used"), lambda one: one.used_at),
            Column("state", _("State"), state),
        ),
        name="systems",
        caption=_("Other systems"),
        sort="name",
        empty=_("No other system has a key. To give one, choose the organisation that it speaks for."),
        filters=(Choice("state", _("State"), STATES, lambda one: state_of(one)),),
    )
    return page(request, "administration/clients.html", {"listing": found}) if isinstance(found, Listing) else found


@needs("clients.manage", methods=("GET", "POST"))
def create(request: SeatedRequest, key: str) -> HttpResponse:
    place = place_of(key)
    form = ClientForm.of(request, kind=place.kind)
    if request.method == "POST" and form.is_valid():
        given, seat = form.cleaned_data, request.seat.actor
        told = tried(
            form,
            lambda: actions.create_client(
                organisation=key, name=given["name"], scopes=given["scopes"], by=seat, now=request.now
            ),
        )
        if told:
            return _to_secret(request, *told)
    return page(request, "administration/create_client.html", {"form": form, "place": place})


@needs("clients.manage")
def made(request: SeatedRequest) -> HttpResponse:
    return page(request, "administration/client_made.html", {"once": request.session.pop(TOLD, None)})


@needs("clients.manage")
def client(request: SeatedRequest, client_id: str) -> HttpResponse:
    one = client_of(client_id)
    scopes = [(scope, SCOPES[scope]) for scope in one.scopes]
    return page(request, "administration/client.html", {"client": one, "state": state(one), "scopes": scopes})


@needs("clients.manage", methods=("GET", "POST"))
def rotate(request: SeatedRequest, client_id: str) -> HttpResponse:
    one, form = client_of(client_id), RotateForm.of(request)
    if request.method == "POST" and form.is_valid():
        hours, seat = form.cleaned_data["hours"], request.seat.actor
        secret = tried(
            form,
            lambda: actions.rotate_secret(client_id=client_id, overlap_hours=hours, by=seat, now=request.now),
        )
        if secret:
            return _to_secret(request, client_id, secret)
    return page(request, "administration/rotate.html", {"form": form, "client": one})


@needs("clients.manage", methods=("GET", "POST"))
def revoke(request: SeatedRequest, client_id: str) -> HttpResponse:
    one, form = client_of(client_id), ReasonForm.of(request)
    if request.method == "POST" and form.is_valid():
        reason, seat = form.cleaned_data["reason"], request.seat.actor
        tried(form, lambda: actions.revoke_client(client_id=client_id, reason=reason, by=seat, now=request.now))
        if not form.errors:
            tell(request, _("The system’s keys are taken away. It is let in no more."))
            return HttpResponseRedirect(reverse("administration:clients"))
    return page(request, "administration/revoke_client.html", {"form": form, "client": one})


STATES = {"held": gettext_lazy("Holds a key"), "revoked": gettext_lazy("Keys taken away")}


def client_of(client_id: str) -> System:
    found = next((one for one in queries.clients() if one.client_id == client_id), None)
    if found is None:
        raise Http404
    return found


def state_of(one: System) -> str:
    return "revoked" if one.revoked_at else "held"


def state(one: System) -> Tag:
    return Tag(str(STATES[state_of(one)]), "grey" if one.revoked_at else "green")


def _address(one: System) -> str:
    return reverse("administration:client", args=[one.client_id])


def _to_secret(request: SeatedRequest, client_id: str, secret: str) -> HttpResponse:
    request.session[TOLD] = {"client_id": client_id, "secret": secret}
    return HttpResponseRedirect(reverse("administration:client_made"))
