"""Places that are told, and the people there whose details must be made sure of."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_places import AddContact, CorrectContact, Verified
from firstbell.interfaces.web.police.views.notices import notice_columns
from firstbell.pure.areas import authorities_of
from firstbell.registers.schools import actions as register
from firstbell.registers.schools import queries as registered
from firstbell.registers.schools.rules import EstablishmentFacts
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.for_police import ContactToVerify
from firstbell.responses.encompass.rules.wording import role_in_words

YES = {"yes": _("Yes")}
LAST_TO_BE_TOLD = 99


@needs("desk.read")
def schools(request: SeatedRequest) -> HttpResponse:
    """Find a school by its name, town, postcode or URN."""
    words = request.GET.get("q", "").strip()[:100]
    found = for_police.schools_found(request.seat, words)
    return page(request, "police/schools.html", {"words": words, "found": found})


@needs("desk.read")
def school(request: SeatedRequest, urn: str) -> HttpResponse:
    """What is known of a school, who answers for it, when pupils come, and what it was told."""
    found = for_police.school(request.seat, urn, request.now, request.policy)
    told = listing(
        request,
        found.notices,
        [column for column in notice_columns() if column.key != "place"],
        name="notices",
        empty=gettext("This school has not been told anything yet."),
        caption=gettext("Notices to this school"),
    )
    return (
        page(request, "police/school.html", {"school": found, "list": told, "role": role_in_words})
        if isinstance(told, Listing)
        else told
    )


@needs("desk.read")
def contactless(request: SeatedRequest) -> HttpResponse:
    """Open establishments of the force area at which nobody can be told."""
    rows = list(registered.establishments_without_contact(authorities_of(request.policy.force)))
    columns: list[Column[EstablishmentFacts]] = [
        Column("name", _("Establishment"), lambda row: row.name, link=_school, plain=True),
        Column("urn", _("URN"), lambda row: row.urn, plain=True),
        Column("phase", _("Phase"), lambda row: row.phase or row.kind),
        Column("telephone", _("Telephone"), lambda row: row.telephone),
    ]
    empty = gettext("Every open establishment here has somebody to tell.")
    title = gettext("Establishments without a contact")
    found = listing(request, rows, columns, name="without-contact", empty=empty, caption=title)
    if not isinstance(found, Listing):
        return found
    return page(request, "police/listed.html", {"title": title, "list": found, "tabs": []})


def _school(row: EstablishmentFacts) -> str:
    return reverse("police:school", args=[row.urn])


@needs("contacts.verify", methods=("GET", "POST"))
def add_contact(request: SeatedRequest, urn: str) -> HttpResponse:
    """Somebody more who answers at a school, told after those who are known; then to be made sure of."""
    found = for_police.school(request.seat, urn, request.now, request.policy)
    form, number = AddContact.of(request), list[int]()
    rank = min(LAST_TO_BE_TOLD, 1 + max((one.rank for one in found.contacts), default=0))
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "role", "email", "phone")}
        by = as_asked(request) | {"policy": request.policy}
        if done(form, lambda: number.append(register.keep_contact(owner=urn, rank=rank, **given, **by))):
            tell(request, gettext("Added. Make sure of them now: what waits for them goes with the next run."))
            return redirect("police:contact", number=number[0])
    return page(request, "police/add_contact.html", {"school": found, "form": form}, status=status_of(form))


@needs("contacts.verify")
def contacts(request: SeatedRequest) -> HttpResponse:
    """Everybody whose details must be made sure of, the longest unverified first."""
    rows = for_police.contacts_to_verify(request.seat, request.now, request.policy)
    columns: list[Column[ContactToVerify]] = [
        Column("name", _("Contact"), lambda row: row.contact.name, link=_contact),
        Column("place", _("Place"), lambda row: row.place, plain=True),
        Column("role", _("Role"), lambda row: role_in_words(row.contact.role)),
        Column("verified_on", _("Verified"), lambda row: row.contact.verified_on),
        Column("trouble", _("Trouble"), _trouble),
    ]
    bounced: Choice[ContactToVerify] = Choice(
        "bounced", _("E-mail comes back"), YES, lambda row: "yes" if row.contact.bounced_at else ""
    )
    empty = gettext("Every contact is verified.")
    found = listing(
        request, rows, columns, name="contacts", empty=empty, caption=gettext("Contacts to verify"), filters=[bounced]
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "police/contacts.html", {"list": found, "first": rows[0].contact.number if rows else None})


def _contact(row: ContactToVerify) -> str:
    return reverse("police:contact", args=[row.contact.number])


def _trouble(row: ContactToVerify) -> Tag | str:
    if row.contact.bounced_at:
        return Tag(gettext("E-mail comes back"), "red")
    return gettext("Away") if row.contact.away else ""


@needs("contacts.verify", methods=("GET", "POST"))
def contact(request: SeatedRequest, number: int) -> HttpResponse:
    """One contact to call. Verified, corrected or found not to work; then the next."""
    found = for_police.contact_to_verify(request.seat, number, request.now, request.policy)
    initial = {"name": found.contact.name, "email": found.contact.email, "phone": found.contact.phone}
    what = request.POST.get("what", "")
    form = CorrectContact.of(request, initial=initial) if what in ("", "correct") else Verified.of(request)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _answer(request, found, what, form)):
        return _to_the_next(request, number, answered=what != "later")
    return page(
        request, "police/contact.html", {"found": found, "form": form, "role": role_in_words}, status=status_of(form)
    )


def _answer(request: SeatedRequest, found: ContactToVerify, what: str, form: Any) -> None:
    by = as_asked(request)
    one = found.contact
    if what == "verified":
        register.mark_contact_verified(owner=one.owner, email=one.email, **by)
    elif what == "bounced":
        register.mark_contact_bounced(email=one.email, **by)
    elif what == "correct":
        further: dict[str, Any] = {
            name: getattr(one, name) for name in ("owner", "role", "rank", "hours", "holiday_cover")
        }
        further |= {"away_from": one.away_from, "away_until": one.away_until, "number": one.number}
        given = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        register.keep_contact(**further, **given, policy=request.policy, **by)


def _to_the_next(request: SeatedRequest, number: int, *, answered: bool) -> HttpResponse:
    """The one after this in the list, so that somebody who does not answer is not asked again at once."""
    rows = for_police.contacts_to_verify(request.seat, request.now, request.policy)
    numbers = [row.contact.number for row in rows]
    left = len([one for one in numbers if one != number])
    if answered:
        said = ngettext("Written down. %(left)d is left.", "Written down. %(left)d are left.", left) % {"left": left}
        tell(request, said if left else gettext("Written down. That was the last one."))
    after = numbers[numbers.index(number) + 1 :] if number in numbers else numbers
    return redirect("police:contact", number=after[0]) if after else redirect("police:contacts")
