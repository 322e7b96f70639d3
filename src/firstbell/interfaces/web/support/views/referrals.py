"""Referrals to the service, and one of them with its client."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.steps import LEAD, WORK, possible
from firstbell.interfaces.web.support.words import channel, grade, left, named, services, state, tabs, workers
from firstbell.responses.support import actions, queries
from firstbell.responses.support.queries import ReferralForService, ReferralLine
from firstbell.responses.support.rules.ends import PARTS
from firstbell.responses.support.rules.referrals import BASES, RECEIVED, SOURCES, STATUSES, STEPS, WORKED

OPEN = tuple(STEPS)
ENDED = tuple(one for one in STATUSES if one not in STEPS)
NOBODY = "nobody"


@needs("support.read")
def referrals(request: SeatedRequest) -> HttpResponseBase:
    """Those that wait for an answer or are worked on, one's own first."""
    return _listed(request, "support:referrals", OPEN, gettext("No referral waits, and no case is open."))


@needs("support.read")
def ended(request: SeatedRequest) -> HttpResponseBase:
    return _listed(request, "support:ended", ENDED, gettext("No referral has ended yet."))


def _listed(request: SeatedRequest, here: str, statuses: Iterable[str], empty: str) -> HttpResponseBase:
    """Nobody is named in the list."""
    known = workers(request.seat)
    columns: list[Column[ReferralLine]] = [
        Column("reference", _("Referral"), lambda row: row.reference, link=_address, plain=True),
        Column("status", _("State"), lambda row: state(row.status)),
        Column("grade", _("Officer’s grade"), lambda row: grade(row.grade)),
        Column("worker", _("Worker"), lambda row: named(row.worker, known)),
        Column("made_at", _("Made"), lambda row: row.made_at),
        Column("client", _("Client"), lambda row: row.client, plain=True),
    ]
    whose = {str(one.account_id): one.name for one in known.values()} | {NOBODY: gettext("Nobody yet")}
    codes = {str(one.account_id): email for email, one in known.items()} | {NOBODY: ""}
    found = listing(
        request,
        queries.referrals(seen_by=request.seat.actor, statuses=statuses, workers=codes),
        columns,
        name="referrals",
        empty=empty,
        caption=gettext("Referrals"),
        filters=[
            Choice("status", _("State"), {one: _(STATUSES[one]) for one in statuses}),
            Choice("worker", _("Worker"), whose),
        ],
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "support/referrals.html", {"list": found, "tabs": tabs(here)})


def _address(row: ReferralLine) -> str:
    return reverse("support:referral", args=[row.reference])


@needs("support.read")
def referral(request: SeatedRequest, reference: str) -> HttpResponse:
    """One referral with its client, and when and how they can be reached; never a number. Reading it is an entry."""
    actions.open_referral(reference=reference, **as_asked(request))
    found = queries.referral(reference, seen_by=request.seat.actor)
    known = workers(request.seat)
    contact = queries.contact_now(found.client, seen_by=request.seat.actor, now=request.now)
    shows = {
        "referral": found,
        "state": state(found.status),
        "grade": grade(found.grade),
        "source": gettext(SOURCES[found.referred_from]),
        "basis": gettext(BASES[found.basis]),
        "worker": named(found.worker, known),
        "ways": [(one, channel(one.channel), left(one)) for one in contact.ways if found.plan],
        "attempts": [(one, channel(one.channel), named(one.by, known)) for one in reversed(found.attempts)],
        "steps": possible(request.seat, found.status),
        "passed_on": _passed_on(found),
        "works": found.status in WORKED and request.seat.may(WORK),
        "leads": request.seat.may(LEAD),
        "worked_on": found.status in WORKED,
        "received": found.status == RECEIVED,
        "state_of": state,
    }
    return page(request, "support/referral.html", shows)


def _passed_on(found: ReferralForService) -> str:
    """To which service, and what went along; empty for what was not passed on."""
    if found.passed_on is None:
        return ""
    to = services().get(found.passed_on.to, found.passed_on.to)
    carries = ", ".join(gettext(PARTS[part]) for part in found.passed_on.carries)
    return gettext("%(service)s, with: %(parts)s") % {"service": to, "parts": carries or gettext("nothing")}
