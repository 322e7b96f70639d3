"""How support's states, ways and workers are said on its pages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.queries import Person
from firstbell.foundations.accounts.rules.roles import permissions_of
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.design.components import Tag
from firstbell.responses.support.rules.referrals import GRADES, STATUSES
from firstbell.responses.support.rules.safe_contact import (
    CHANNELS,
    SafeContactPlan,
    Way,
    hours_in_words,
    why_not,
)

COLOURS = {
    "received": "blue",
    "accepted": "purple",
    "engaged": "green",
    "declined": "grey",
    "no_contact": "orange",
    "closed": "grey",
    "rejected": "grey",
    "revoked": "red",
    "transferred": "grey",
}
OF_GRADE = {"high": "red", "medium": "orange", "standard": "grey"}
WHERE = {
    "phone": _("Telephone number"),
    "text": _("Mobile number"),
    "e_mail": _("E-mail address"),
    "letter": _("Postal address"),
    "in_person": _("Where to meet"),
}


@dataclass(frozen=True, slots=True)
class WayShown:
    """One way of a plan as a page says it; ``why_not`` is why it is unsafe now, "" while it is safe."""

    channel: str
    words: str
    hours: str
    left: str
    why_not: str


def shown(plan: SafeContactPlan, way: Way, now: datetime) -> WayShown:
    return WayShown(way.channel, channel(way.channel), hours_in_words(way), left(way), why_not(plan, way.channel, now))


def left(way: Way) -> str:
    """What may be left where the client is not reached."""
    if way.others_read:
        return gettext("Leave nothing: somebody else reads or hears it")
    return gettext("A message may be left") if way.message else gettext("Leave no message")


def state(status: str) -> Tag:
    return Tag(gettext(STATUSES[status]), COLOURS[status])


def grade(given: str) -> Tag | None:
    """The officer's grade; None where there is none."""
    return Tag(gettext(GRADES[given]), OF_GRADE[given]) if given else None


def channel(code: str) -> str:
    return gettext(CHANNELS[code])


def workers(seat: Seat) -> dict[str, Person]:
    """Everybody who may work with this service's clients, by the e-mail that they sign in with."""
    found = (one for one in accounts.people(seat.organisation) if one.open)
    return {one.email: one for one in found if "support.work" in permissions_of(_roles(one, seat.organisation))}


def _roles(one: Person, organisation: str) -> tuple[str, ...]:
    return tuple(role for where, role in one.seats if where == organisation)


def named(email: str, known: dict[str, Person]) -> str:
    """A worker's name; their e-mail where they have left; empty for nobody."""
    return known[email].name if email in known else email
