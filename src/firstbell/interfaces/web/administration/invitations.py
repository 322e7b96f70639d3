"""Asking people in. The code is told this once, to be read out on the telephone."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.accounts.queries import OpenInvitation
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.interfaces.web.access.doing import tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms import InviteForm
from firstbell.interfaces.web.administration.organisations import place_of
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page

TOLD = "told_once"


@needs("people.manage", methods=("GET", "POST"))
def invite(request: SeatedRequest, key: str) -> HttpResponse:
    place = place_of(key)
    form = InviteForm.of(request, kind=place.kind)
    if request.method == "POST" and form.is_valid():
        told = tried(
            form,
            lambda: actions.invite(
                email=form.cleaned_data["email"],
                organisation=key,
                role=form.cleaned_data["role"],
                by=request.seat.actor,
                now=request.now,
            ),
        )
        if told:
            role = ROLES[form.cleaned_data["role"]].title
            request.session[TOLD] = {"reference": told[0], "code": told[1], "organisation": place.name, "role": role}
            return HttpResponseRedirect(reverse("administration:invited"))
    return page(request, "administration/invite.html", {"form": form, "place": place})


@needs("people.manage")
def made(request: SeatedRequest) -> HttpResponse:
    """The code, once: whoever loads the page again makes a new invitation."""
    address = request.build_absolute_uri(reverse("access:join"))
    return page(request, "administration/invited.html", {"once": request.session.pop(TOLD, None), "address": address})


@needs("people.manage")
def invitations(request: SeatedRequest) -> HttpResponse:
    found = listing(
        request,
        queries.open_invitations(request.now),
        columns=(
            Column("reference", _("Invitation"), lambda one: one.reference, link=_withdraw, plain=True),
            Column("email", _("E-mail address"), lambda one: one.email),
            Column("organisation", _("Organisation"), lambda one: one.organisation_name, plain=True),
            Column("role", _("Role"), lambda one: ROLES[one.role].title),
            Column("made_at", _("Made"), lambda one: one.made_at),
            Column("expires_at", _("Ends"), lambda one: one.expires_at),
            Column("state", _("State"), state),
        ),
        name="invitations",
        caption=_("Open invitations"),
        sort="-made_at",
        empty=_("No invitation is open. To invite somebody, choose their organisation first."),
    )
    return page(request, "administration/invitations.html", {"listing": found}) if isinstance(found, Listing) else found


@needs("people.manage", methods=("GET", "POST"))
def withdraw(request: SeatedRequest, reference: str) -> HttpResponse:
    if request.method == "POST":
        actions.revoke_invitation(reference=reference, by=request.seat.actor, now=request.now)
        tell(request, _("The invitation is withdrawn."))
        return HttpResponseRedirect(reverse("administration:invitations"))
    one = next((one for one in queries.open_invitations(request.now) if one.reference == reference), None)
    if one is None:
        raise Http404
    shows = {"invitation": one, "role": ROLES[one.role].title, "state": state(one)}
    return page(request, "administration/withdraw.html", shows)


def state(one: OpenInvitation) -> Tag:
    if one.shut:
        return Tag(_("Too many wrong codes"), "red")
    return Tag(_("Ran out"), "grey") if one.expired else Tag(_("Open"), "green")


def _withdraw(one: OpenInvitation) -> str:
    return reverse("administration:withdraw", args=[one.reference])
