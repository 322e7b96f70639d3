"""Where each seat can go. A row is shown to a seat that has the permission, once its address exists."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """``view`` is the name of an address; ``below`` names further ones under which the place is the one you are in."""

    permission: str
    view: str
    words: Any
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a page shows it."""

    href: str
    words: str
    current: bool = False


PLACES = (
    Place("desk.read", "police:morning", _("This morning")),
    Place("desk.read", "police:reviews", _("Reviews"), ("police:review",)),
    Place("desk.read", "police:incidents", _("Incidents"), ("police:incident",)),
    Place("desk.read", "police:notices", _("Notices"), ("police:notice",)),
    Place("desk.read", "police:schools", _("Schools"), ("police:school",)),
    Place("contacts.verify", "police:contacts", _("Contacts")),
    Place("take_in.upload", "police:take_in", _("Files taken in"), ("police:rejects",)),
    Place("desk.search", "police:search", _("Search")),
    Place("desk.supervise", "police:supervision", _("Supervision")),
    Place("handovers.receive", "police:handovers", _("Handed over to you"), ("police:handover",)),
    Place("figures.read", "police:figures", _("Figures")),
    Place("notices.read", "schools:notices", _("Notices"), ("schools:notice",)),
    Place("notices.read", "schools:trust", _("Schools of the trust")),
    Place("contacts.manage", "schools:contacts", _("Who is told")),
    Place("calendar.manage", "schools:calendar", _("When pupils come")),
    Place("phone_back.answer", "authorities:questions", _("Which school"), ("authorities:question",)),
    Place("rolls.upload", "authorities:rolls", _("Education roll"), ("authorities:roll", "authorities:rejects")),
    Place("people.manage", "administration:organisations", _("Organisations"), ("administration:organisation",)),
    Place("people.manage", "administration:people", _("People"), ("administration:person",)),
    Place("people.manage", "administration:roles", _("What each role sees")),
    Place("audit.read", "administration:audit", _("Audit trail")),
    Place("retention.run", "administration:retention", _("Retention")),
    Place("clients.manage", "administration:clients", _("Other systems"), ("administration:client",)),
)

ACCOUNT = (("access:account", _("Your account")), ("access:seats", _("Change organisation")))
SIGN_OUT = "account_logout"


def items(seat: Any, here: ResolverMatch | None) -> tuple[Link, ...]:
    """What this seat (None before sign-in) can open, in the table's order; the one that is open now is ``current``."""
    if seat is None:
        return ()
    now_at = here.view_name if here else ""
    found = [(address_of(one.view), one) for one in PLACES if seat.may(one.permission)]
    return tuple(
        Link(address, str(one.words), now_at in (one.view, *one.below)) for address, one in found if address is not None
    )


def account_links(seat: Any) -> tuple[Link, ...]:
    """One's own pages, for somebody who has signed in."""
    found = [(address_of(view), words) for view, words in ACCOUNT] if seat is not None else []
    return tuple(Link(address, str(words)) for address, words in found if address is not None)


def address_of(view: str) -> str | None:
    """The address of a view; None while nobody has made it."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return None
