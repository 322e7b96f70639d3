"""How support's states, ways and workers are said on its pages."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.queries import Person
from firstbell.foundations.accounts.rules.roles import permissions_of
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.design.components import Tag
from firstbell.responses.support.queries import WayNow
from firstbell.responses.support.rules.cases import OVERDUE
from firstbell.responses.support.rules.referrals import GRADES, STATUSES
from firstbell.responses.support.rules.safe_contact import CHANNELS

COLOURS = {"received": "blue", "accepted": "purple", "engaged": "green", "no_contact": "orange", "revoked": "red"}
OF_GRADE = {"high": "red", "medium": "orange", "standard": "grey"}
WHERE = {
    "phone": _("Telephone number"),
    "text": _("Mobile number"),
    "e_mail": _("E-mail address"),
    "letter": _("Postal address"),
    "in_person": _("Where to meet"),
}

TABS = (("support:referrals", _("Open")), ("support:due", _("Due")), ("support:ended", _("Ended")))
"""The lists of referrals beside each other."""


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """For ``tabs_nav``; ``here`` is the name of the page that is open."""
    return [(str(words), reverse(view), view == here) for view, words in TABS]


def state(status: str) -> Tag:
    return Tag(gettext(STATUSES[status]), COLOURS.get(status, "grey"))


def grade(given: str) -> Tag | None:
    """The officer's grade; None where there is none."""
    return Tag(gettext(GRADES[given]), OF_GRADE[given]) if given else None


def due(stands: str) -> Tag:
    return Tag(gettext("Overdue"), "red") if stands == OVERDUE else Tag(gettext("Due"), "blue")


def channel(code: str) -> str:
    return gettext(CHANNELS[code])


def left(way: WayNow) -> str:
    """What may be left where the client is not reached."""
    if way.others_read:
        return gettext("Leave nothing: somebody else reads or hears it")
    return gettext("A message may be left") if way.message_allowed else gettext("Leave no message")


def services() -> dict[str, str]:
    """Every support service that is open, by its key, with its name."""
    found = (one for one in accounts.organisations() if one.kind == "support" and one.closed_at is None)
    return {one.key: one.name for one in found}


def workers(seat: Seat) -> dict[str, Person]:
    """Everybody who may work with this service's clients, by the e-mail that they sign in with."""
    found = (one for one in accounts.people(seat.organisation) if one.open)
    return {one.email: one for one in found if "support.work" in permissions_of(_roles(one, seat.organisation))}


def _roles(one: Person, organisation: str) -> tuple[str, ...]:
    return tuple(role for where, role in one.seats if where == organisation)


def named(email: str, known: dict[str, Person]) -> str:
    """A worker's name; their e-mail where they have left; empty for nobody."""
    return known[email].name if email in known else email
