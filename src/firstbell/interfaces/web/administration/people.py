"""People who sign in, their roles, and what each role sees."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.accounts.queries import Person
from firstbell.foundations.accounts.rules.organisations import KINDS
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.interfaces.web.access.doing import tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms import ReasonForm, RoleForm, roles_of
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page

WITHOUT_FACTOR = "none"


@needs("people.manage")
def people(request: SeatedRequest) -> HttpResponse:
    names = {one.key: one.name for one in queries.organisations()}
    found = listing(
        request,
        queries.people(),
        columns=(
            Column("name", _("Name"), lambda one: one.name, link=_address),
            Column("email", _("E-mail address"), lambda one: one.email),
            Column("seats", _("Acts for"), lambda one: _seats(one, names), sorts=False),
            Column("last_login", _("Last signed in"), lambda one: one.last_login),
            Column("state", _("State"), state),
        ),
        name="people",
        caption=_("People"),
        sort="name",
        empty=_("Nobody can sign in yet. Open an organisation, then invite its people."),
        filters=(
            Choice("state", _("State"), STATES, lambda one: state_of(one)),
            Choice("role", _("Role"), {role.name: role.title for role in ROLES.values()}, lambda one: _only_role(one)),
        ),
    )
    return page(request, "administration/people.html", {"listing": found}) if isinstance(found, Listing) else found


@needs("people.manage")
def person(request: SeatedRequest, account_id: int) -> HttpResponse:
    found, places = person_of(account_id), queries.organisations()
    return page(
        request, "administration/person.html", {"person": found, "state": state(found), "seats": _held(found, places)}
    )


@needs("people.manage", methods=("GET", "POST"))
def role(request: SeatedRequest, account_id: int) -> HttpResponse:
    found = person_of(account_id)
    form = RoleForm.of(request, seats=_offered(found))
    if request.method == "POST" and form.is_valid():
        organisation, _at, given = form.cleaned_data["seat"].partition(" ")
        seat = request.seat.actor
        tried(
            form,
            lambda: actions.give_role(
                account_id=account_id, organisation=organisation, role=given, by=seat, now=request.now
            ),
        )
        if not form.errors:
            tell(request, _("The role is given. It opens its pages from the next one on."))
            return HttpResponseRedirect(_address(found))
    return page(request, "administration/role.html", {"form": form, "person": found})


@needs("people.manage", methods=("POST",))
def take_away(request: SeatedRequest, account_id: int) -> HttpResponse:
    found = person_of(account_id)
    organisation, role = request.POST.get("organisation", ""), request.POST.get("role", "")
    if (organisation, role) not in found.seats:
        raise Http404
    actions.take_role_away(
        account_id=account_id, organisation=organisation, role=role, by=request.seat.actor, now=request.now
    )
    tell(request, _("The role is taken away."))
    return HttpResponseRedirect(_address(found))


@needs("people.manage", methods=("GET", "POST"))
def close(request: SeatedRequest, account_id: int) -> HttpResponse:
    found, form = person_of(account_id), ReasonForm.of(request)
    if request.method == "POST" and form.is_valid():
        reason, seat = form.cleaned_data["reason"], request.seat.actor
        tried(form, lambda: actions.close_account(account_id=account_id, reason=reason, by=seat, now=request.now))
        if not form.errors:
            tell(request, _("The account is closed, and signed out everywhere."))
            return HttpResponseRedirect(_address(found))
    return page(request, "administration/close_account.html", {"form": form, "person": found})


@needs("people.manage")
def roles(request: SeatedRequest) -> HttpResponse:
    """What each role can see and do, out of the table that opens the pages."""
    return page(request, "administration/roles.html", {"roles": queries.roles_shown()})


STATES = {
    "open": gettext_lazy("Can sign in"),
    WITHOUT_FACTOR: gettext_lazy("Without a second factor"),
    "closed": gettext_lazy("Closed"),
}


def person_of(account_id: int) -> Person:
    found = queries.person(account_id)
    if found is None:
        raise Http404
    return found


def state_of(one: Person) -> str:
    if not one.open:
        return "closed"
    return "open" if one.has_factor else WITHOUT_FACTOR


def state(one: Person) -> Tag:
    colours = {"open": "green", WITHOUT_FACTOR: "yellow", "closed": "grey"}
    return Tag(str(STATES[state_of(one)]), colours[state_of(one)])


def _address(one: Person) -> str:
    return reverse("administration:person", args=[one.account_id])


def _seats(one: Person, names: dict[str, str]) -> list[str]:
    return [f"{names[organisation]} ({ROLES[role].title})" for organisation, role in one.seats]


def _only_role(one: Person) -> str:
    return one.seats[0][1] if len({role for _place, role in one.seats}) == 1 else ""


def _held(one: Person, places: list[queries.Place]) -> list[dict[str, object]]:
    known = {place.key: place for place in places}
    return [
        {"place": known[organisation], "role": ROLES[role], "kind": KINDS[known[organisation].kind]}
        for organisation, role in one.seats
    ]


def _offered(one: Person) -> list[tuple[str, str]]:
    places = [place for place in queries.organisations() if place.closed_at is None]
    return [
        (f"{place.key} {role.name}", f"{place.name}: {role.title}")
        for place in places
        for role in roles_of(place.kind)
        if (place.key, role.name) not in one.seats
    ]
