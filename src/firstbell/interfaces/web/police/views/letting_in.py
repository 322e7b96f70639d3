"""The desk lets a contact in, for the first time or after a forgotten password, while they are on the telephone."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from firstbell.foundations.accounts import actions
from firstbell.foundations.accounts.rules.roles import ROLE_OF_CONTACT, ROLES
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.areas import authority_name
from firstbell.pure.refusal import NotYours
from firstbell.registers.schools import queries as register
from firstbell.registers.schools.rules import ContactDetails

TOLD = "police_code"


@needs("contacts.verify", methods=("GET", "POST"))
def let_in(request: SeatedRequest, owner: str, number: int) -> HttpResponse:
    """Asks once, and then shows the code: what is read out opens the place's notices."""
    contact, place = _contact(request, owner, number), _place(owner)
    form, role = PageForm.of(request), ROLES[ROLE_OF_CONTACT[contact.role]]
    shows = {"contact": contact, "place": place, "role": role.title, "back": _back(owner)}
    if request.method == "POST" and form.is_valid() and done(form, lambda: _invite(request, contact, place, shows)):
        return redirect("police:code")
    return page(request, "police/let_in.html", shows | {"form": form}, status=status_of(form))


@needs("contacts.verify")
def code(request: SeatedRequest) -> HttpResponse:
    """The code, once: whoever loads the page again makes a new one."""
    address = request.build_absolute_uri(reverse("access:join"))
    return page(request, "police/code.html", {"once": request.session.pop(TOLD, None), "address": address})


def _invite(request: SeatedRequest, contact: ContactDetails, place: str, shows: dict[str, object]) -> None:
    by, key = as_asked(request), _key(contact.owner)
    actions.open_organisation(key=key, name=place, policy=request.policy, **by)
    role = ROLE_OF_CONTACT[contact.role]
    reference, told = actions.invite(email=contact.email, organisation=key, role=role, **by)
    request.session[TOLD] = {"reference": reference, "code": told, "place": place, "role": shows["role"]}


def _contact(request: SeatedRequest, owner: str, number: int) -> ContactDetails:
    """A contact of its own of this place, whose e-mail does not come back."""
    known = register.contact_details(owner, now=request.now, policy=request.policy)
    found = next((one for one in known if one.number == number and one.owner == owner), None)
    if found is None or found.role not in ROLE_OF_CONTACT:
        raise NotYours(gettext("There is no such contact."), gettext("Look at who is told at the place."))
    return found


def _key(owner: str) -> str:
    return f"establishment:{owner}" if owner.isdigit() else f"authority:{owner}"


def _place(owner: str) -> str:
    if not owner.isdigit():
        return authority_name(owner)
    known = register.establishment(owner)
    return known.name if known else owner


def _back(owner: str) -> str:
    return reverse("police:school", args=[owner]) if owner.isdigit() else reverse("police:contacts")
