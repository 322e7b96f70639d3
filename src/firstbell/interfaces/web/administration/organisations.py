"""Organisations that people act for: listed, opened, closed."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.accounts.queries import Place
from firstbell.foundations.accounts.rules.organisations import KINDS
from firstbell.interfaces.web.access.doing import tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms import OpenForm, ReasonForm
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.registers.schools import queries as schools

LIST = "administration:organisations"


@needs("people.manage")
def organisations(request: SeatedRequest) -> HttpResponse:
    found = listing(
        request,
        queries.organisations(),
        columns=(
            Column("name", _("Organisation"), lambda one: one.name, link=address, plain=True),
            Column("kind", _("What it is"), lambda one: KINDS[one.kind]),
            Column("key", _("Code"), lambda one: one.key, plain=True),
            Column("people", _("People"), lambda one: one.people, numeric=True),
            Column("state", _("State"), state),
        ),
        name="organisations",
        caption=_("Organisations"),
        sort="name",
        empty=_("No organisation is open yet. Open one, then invite its people."),
        filters=(
            Choice("kind", _("What it is"), KINDS, lambda one: one.kind),
            Choice("state", _("State"), {"open": _("Open"), "closed": _("Closed")}, lambda one: state_of(one)),
        ),
    )
    return (
        page(request, "administration/organisations.html", {"listing": found}) if isinstance(found, Listing) else found
    )


@needs("people.manage", methods=("GET", "POST"))
def open_one(request: SeatedRequest) -> HttpResponse:
    form = OpenForm.of(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = f"{given['kind']}:{given['code'].strip()}"
        name = given["name"] or name_on_register(given["kind"], given["code"].strip())
        seat = request.seat.actor
        tried(
            form,
            lambda: actions.open_organisation(key=key, name=name, by=seat, now=request.now, policy=request.policy),
        )
        if not form.errors:
            tell(request, _("The organisation is open. Now invite its people."))
            return HttpResponseRedirect(reverse("administration:organisation", args=[key]))
    return page(request, "administration/open.html", {"form": form})


@needs("people.manage")
def organisation(request: SeatedRequest, key: str) -> HttpResponse:
    place = place_of(key)
    mine = [one for one in queries.clients() if one.organisation == key]
    shows = {
        "place": place,
        "kind": KINDS[place.kind],
        "state": state(place),
        "people": queries.people(key),
        "invitations": [one for one in queries.open_invitations(request.now) if one.organisation == key],
        "clients": mine,
        "may_give_keys": request.seat.may("clients.manage"),
        "roles": {role.name: role.title for role in queries.roles_shown()},
    }
    return page(request, "administration/organisation.html", shows)


@needs("people.manage", methods=("GET", "POST"))
def close(request: SeatedRequest, key: str) -> HttpResponse:
    place, form = place_of(key), ReasonForm.of(request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        tried(form, lambda: actions.close_organisation(key=key, reason=reason, by=request.seat.actor, now=request.now))
        if not form.errors:
            tell(request, _("The organisation is closed. Nobody acts for it any more."))
            return HttpResponseRedirect(reverse(LIST))
    return page(request, "administration/close.html", {"form": form, "place": place})


def place_of(key: str) -> Place:
    """The organisation of this code. 404 where there is none."""
    found = next((one for one in queries.organisations() if one.key == key), None)
    if found is None:
        raise Http404
    return found


def address(place: Place) -> str:
    return reverse("administration:organisation", args=[place.key])


def state_of(place: Place) -> str:
    return "closed" if place.closed_at else "open"


def state(place: Place) -> Tag:
    return Tag(_("Closed"), "grey") if place.closed_at else Tag(_("Open"), "green")


def name_on_register(kind: str, code: str) -> str:
    """What the school register calls it; empty where it is not there."""
    if kind == "establishment":
        found = schools.establishment(code)
        return found.name if found else ""
    return next((one.name for one in schools.trusts() if one.code == code), "") if kind == "trust" else ""
