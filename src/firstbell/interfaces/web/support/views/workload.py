"""Who has how much to do, who waits, and how many of those referred take part."""

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.exports import Export, Stream
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.words import named, state, workers
from firstbell.responses.support import queries
from firstbell.responses.support.queries import Caseload, Waiting
from firstbell.responses.support.rules.referrals import MOST_OPEN
from firstbell.responses.support.rules.uptake import Share, Uptake


@needs("support.read")
def workload(request: SeatedRequest) -> HttpResponseBase:
    lists: dict[str, Listing | Export | Stream] = {
        "caseloads": _caseloads(request),
        "waiting": _waiting(request),
        "uptake": _uptake(request),
    }
    files = [one for one in lists.values() if not isinstance(one, Listing)]
    return files[0] if files else page(request, "support/workload.html", lists)


def _caseloads(request: SeatedRequest) -> Listing | Export:
    """Every worker, those without a case too, whoever has most first."""
    known = workers(request.seat)
    found = {one.worker: one for one in queries.caseloads(seen_by=request.seat.actor)}
    rows = [*found.values(), *(Caseload(email, 0, MOST_OPEN) for email in known if email not in found)]
    columns: list[Column[Caseload]] = [
        Column("worker", _("Worker"), lambda row: named(row.worker, known)),
        Column("cases", _("Open cases"), lambda row: row.open_cases, numeric=True),
        Column("room", _("Can still be given"), lambda row: row.room, numeric=True),
    ]
    return listing(
        request,
        rows,
        columns,
        name="caseloads",
        caption=gettext("Caseloads"),
        empty=gettext("Nobody can be given a case yet. An administrator invites the service’s workers."),
        prefix="cases-",
    )


def _waiting(request: SeatedRequest) -> Listing | Stream:
    known = workers(request.seat)
    columns: list[Column[Waiting]] = [
        Column("reference", _("Referral"), lambda row: row.reference, link=_address, plain=True),
        Column("days", _("Days"), lambda row: row.days, numeric=True),
        Column("status", _("State"), lambda row: state(row.status)),
        Column("worker", _("Worker"), lambda row: named(row.worker, known)),
    ]
    return listing(
        request,
        queries.waiting(seen_by=request.seat.actor, now=request.now),
        columns,
        name="waiting",
        caption=gettext("Who waits to be spoken with"),
        empty=gettext("Somebody has spoken with every client."),
        prefix="waiting-",
    )


def _address(row: Waiting) -> str:
    return reverse("support:referral", args=[row.reference])


def _uptake(request: SeatedRequest) -> Listing | Export:
    """Each share stands with the group that it is a share of; no two of them make a third."""
    columns: list[Column[Uptake]] = [
        Column("year", _("Referred in the year from 1 April"), lambda row: row.year),
        Column("referred", _("Referred"), lambda row: row.referred, numeric=True),
        Column("contacted", _("Spoken with, of those referred"), lambda row: of(row.shares[0]), sorts=False),
        Column("engaged", _("Take part, of those spoken with"), lambda row: of(row.shares[1]), sorts=False),
        Column("engaged_of_referred", _("Take part, of those referred"), lambda row: of(row.shares[2]), sorts=False),
    ]
    return listing(
        request,
        queries.uptake_by_year(seen_by=request.seat.actor),
        columns,
        name="uptake",
        caption=gettext("Uptake over the years"),
        empty=gettext("Nobody has been referred yet."),
        prefix="uptake-",
    )


def of(one: Share) -> str:
    """``12 of 40 (30 %)``; without a share where they are too few for one."""
    counted = gettext("%(count)d of %(among)d") % {"count": one.count, "among": one.among}
    return counted if one.share is None else f"{counted} ({100 * one.share:.0f} %)"
