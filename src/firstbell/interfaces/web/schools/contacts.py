"""Who at a place is told: kept by its lead, with who is away and who covers the holidays."""

from typing import Any
from zlib import crc32

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.schools import actions, queries
from firstbell.registers.schools.rules import ContactDetails

BOTH = ("GET", "POST")
ROLES = {
    "dsl": _("Designated safeguarding lead"),
    "deputy": _("Deputy safeguarding lead"),
    "head": _("Head"),
    "trust_lead": _("Trust safeguarding lead"),
}
CHANGED = _("Somebody changed this contact while you were typing. Check what stands there now, and send it again.")


class ContactForm(PageForm):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Enter a name")})
    role = forms.ChoiceField(
        label=_("Role"), choices=list(ROLES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Their own work address, not one that others read, such as office@ or admin@."),
        max_length=254,
        error_messages={
            "required": _("Enter an e-mail address"),
            "invalid": _("Enter an e-mail address, such as name@school.example"),
        },
    )
    rank = forms.IntegerField(
        label=_("In which order are they told?"),
        help_text=_("1 is told first. The next is told when nobody answers."),
        min_value=1,
        max_value=99,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": 2}),
        error_messages={"required": _("Enter a number, such as 1"), "invalid": _("Enter a number, such as 1")},
    )
    phone = forms.CharField(
        label=_("Telephone number (optional)"), max_length=50, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "width": 20}),
    )  # fmt: skip
    hours = forms.CharField(
        label=_("When can they be reached? (optional)"),
        help_text=_("For example: term time, Monday to Thursday"),
        max_length=200,
        required=False,
    )
    holiday_cover = forms.CharField(
        label=_("Who answers for them in the holidays? (optional)"), max_length=200, required=False
    )
    away_from = DateField(label=_("First day away (optional)"), required=False)
    away_until = DateField(
        label=_("Last day away (optional)"),
        help_text=_("While somebody is away, the next contact is told instead."),
        required=False,
    )


@needs("contacts.manage")
def contacts(request: SeatedRequest) -> HttpResponse:
    found = _own(request)
    return page(
        request, "schools/contacts.html", {"contacts": found, "roles": ROLES, "live": sum(c.live for c in found)}
    )


@needs("contacts.manage", methods=BOTH)
def add(request: SeatedRequest) -> HttpResponse:
    rank = min(99, max((one.rank for one in _own(request)), default=0) + 1)
    return _keep(request, ContactForm.of(request, initial={"rank": rank}), None)


@needs("contacts.manage", methods=BOTH)
def change(request: SeatedRequest, number: int) -> HttpResponse:
    contact = _one(request, number)
    fields = {name: getattr(contact, name) for name in ContactForm.base_fields if name != "version"}
    return _keep(request, ContactForm.of(request, initial=fields | {"version": _version(contact)}), contact)


@needs("contacts.manage", methods=BOTH)
def remove(request: SeatedRequest, number: int) -> HttpResponse:
    contact = _one(request, number)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            actions.remove_contact(
                owner=contact.owner,
                email=contact.email,
                by=request.seat.actor,
                now=request.now,
                policy=request.policy,
            )
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            tell(request, gettext("The contact is removed."))
            return redirect("schools:contacts")
    shows = {"contact": contact, "roles": ROLES, "refusal": refusal}
    return page(request, "schools/remove_contact.html", shows, status=409 if refusal else 200)


def _keep(request: SeatedRequest, form: ContactForm, contact: ContactDetails | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        if contact is not None and form.cleaned_data["version"] not in ("", _version(contact)):
            form.add_error(None, str(CHANGED))
            _sent_again(form, _version(contact))
        elif _kept(request, form, contact):
            return redirect("schools:contacts")
    return page(request, "schools/contact.html", {"form": form, "contact": contact})


def _sent_again(form: ContactForm, version: str) -> None:
    """The form with the state that its reader sees now: sent again, it counts."""
    sent: Any = form.data
    form.data = sent.copy()  # what was sent cannot be changed
    sent = form.data
    sent["version"] = version


def _kept(request: SeatedRequest, form: ContactForm, contact: ContactDetails | None) -> bool:
    """Whether it was kept; else the form says why not."""
    try:
        actions.keep_contact(
            owner=request.seat.actor.code,
            number=contact.number if contact else None,
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
            **form.given,
        )
    except NotYours:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    tell(request, gettext("The contact is kept. The police desk checks a new address before it counts as verified."))
    return True


def _own(request: SeatedRequest) -> list[ContactDetails]:
    return queries.contact_details(request.seat.actor.code, now=request.now, policy=request.policy)


def _one(request: SeatedRequest, number: int) -> ContactDetails:
    contact = next((one for one in _own(request) if one.number == number), None)
    if contact is None:
        raise Http404
    return contact


def _version(contact: ContactDetails) -> str:
    """Another for anything that somebody changes of the contact."""
    return f"{crc32(repr(contact).encode()):08x}"
