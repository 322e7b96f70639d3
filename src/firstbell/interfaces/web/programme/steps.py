"""What becomes of a participant: decided on by whoever leads, and the rest by whoever facilitates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import SUPPORT
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.programme.forms import Accept, Nothing, Place, Reason, Withdraw
from firstbell.interfaces.web.programme.recording import Asking, recorded
from firstbell.responses.programme.actions import accept, complete, decline, exclude, place, start, withdraw
from firstbell.responses.programme.queries import for_facilitators
from firstbell.responses.programme.queries.for_facilitators import ParticipantForFacilitator
from firstbell.responses.programme.rules import participants as rules

LEAD, FACILITATE = "programme.lead", "programme.facilitate"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do with a participant whose status is among ``when``: its form, its action, what the page says."""

    when: frozenset[str]
    form: Callable[[SeatedRequest], PageForm]
    do: Callable[..., object]
    heading: Any
    warning: Any
    told: Any


def _leading_to(into: str) -> frozenset[str]:
    return frozenset(status for status, further in rules.STEPS.items() if into in further)


def _accepting(request: SeatedRequest) -> PageForm:
    return Accept.of(request, services=accounts.open_organisations(SUPPORT))


def _placing(request: SeatedRequest) -> PageForm:
    found = for_facilitators.groups(seen_by=request.seat.actor)
    return Place.of(request, groups=[(one.reference, _group_in_words(one)) for one in found])


def _group_in_words(one: for_facilitators.GroupForFacilitator) -> str:
    said = {"title": one.title, "place": one.place, "placed": one.placed, "capacity": one.capacity}
    return gettext("%(title)s, %(place)s: %(placed)d of %(capacity)d places taken") % said


DECISIONS = {
    "accept": Deed(
        _leading_to(rules.ACCEPTED),
        _accepting,
        accept,
        _("Accept them"),
        _("Nothing starts yet: the support service first offers the partner support, and says when it may."),
        _("Accepted. It starts when the support service has said that it may."),
    ),
    "decline": Deed(
        _leading_to(rules.UNSUITABLE),
        Reason.of,
        decline,
        _("Decline them"),
        _("Tell them yourself, and where else they can find help: nothing is sent."),
        _("Declined."),
    ),
    "exclude": Deed(
        _leading_to(rules.EXCLUDED),
        Reason.of,
        exclude,
        _("Exclude them because of risk"),
        _("If somebody is in danger now, call 999 first. The support service sees this as soon as you send it."),
        _("Excluded. If you have not told the police and it cannot wait, do it now."),
    ),
}
STEPS = {
    "start": Deed(
        _leading_to(rules.STARTED),
        Nothing.of,
        start,
        _("Start"),
        _("They take part from now on. It is refused until the support service has said that it may start."),
        _("Started. Place them in a group next."),
    ),
    "place": Deed(
        frozenset({rules.STARTED}),
        _placing,
        place,
        _("Place them in a group"),
        _("From now on their attendance is recorded there, also if they were in another group before."),
        _("Placed."),
    ),
    "complete": Deed(
        _leading_to(rules.COMPLETED),
        Nothing.of,
        complete,
        _("Record that they completed"),
        _("It says that they came as often as the group asks, and nothing of what has changed."),
        _("Recorded as completed."),
    ),
    "withdraw": Deed(
        _leading_to(rules.WITHDRAWN),
        Withdraw.of,
        withdraw,
        _("Record that they left"),
        _("This ends their place. If you think that somebody is in danger, call 999, then tell whoever leads."),
        _("Recorded. They do not take part any more."),
    ),
}


ONWARD = frozenset({"accept", "start", "place"})
"""What leads on; everything else stands beside it."""


def open_steps(seat: Seat, found: ParticipantForFacilitator) -> list[tuple[str, str, str]]:
    """What this seat can do with the participant as they stand: words, where that is done, and the kind of button."""
    tables = (("decide", LEAD, DECISIONS), ("step", FACILITATE, STEPS))
    return [
        (
            str(deed.heading),
            reverse(f"programme:{view}", args=[found.reference, what]),
            "" if what in ONWARD else "secondary",
        )
        for view, permission, deeds in tables
        if seat.may(permission)
        for what, deed in deeds.items()
        if found.status in deed.when
    ]


@needs(LEAD, methods=("GET", "POST"))
def decide(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    return _taken(request, reference, what, DECISIONS.get(what))


@needs(FACILITATE, methods=("GET", "POST"))
def step(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    return _taken(request, reference, what, STEPS.get(what))


def _taken(request: SeatedRequest, reference: str, what: str, deed: Deed | None) -> HttpResponse:
    if deed is None:
        raise Http404
    said = Asking(
        str(deed.heading), str(deed.heading), str(deed.told), str(deed.warning), "" if what in ONWARD else "warning"
    )
    return recorded(request, reference, deed.form(request), deed.do, said)
