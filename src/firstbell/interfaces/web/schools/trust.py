"""How a trust's schools stand: counts for all of them, notices of those that name the reader as a contact."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.schools.notices import notice_list
from firstbell.responses.encompass import queries
from firstbell.responses.encompass.queries import SchoolOfTrust


@needs("notices.read")
def schools_of_trust(request: SeatedRequest) -> HttpResponse:
    rows = _own(request)
    columns: list[Column[SchoolOfTrust]] = [
        Column("name", _("School"), lambda row: row.name, link=_address, plain=True),
        Column("new", _("Waiting"), lambda row: row.new, numeric=True),
        Column("late", _("Late"), _late, numeric=True, order=lambda row: row.late),
        Column("all", _("All notices"), lambda row: row.all, numeric=True),
    ]
    empty = gettext("The school register names no open school of your trust.")
    shown = listing(request, rows, columns, name="schools", empty=empty, caption=gettext("Schools of the trust"))
    if not isinstance(shown, Listing):
        return shown
    return page(request, "schools/trust.html", {"listing": shown})


def _late(row: SchoolOfTrust) -> object:
    return Tag(gettext("%(count)d late") % {"count": row.late}, "red") if row.late else 0


def _address(row: SchoolOfTrust) -> str:
    return reverse("schools:trust_school", args=(int(row.urn),))


@needs("notices.read")
def school(request: SeatedRequest, urn: int) -> HttpResponse:
    """One school's notices, as far as the reader answers for them."""
    if str(urn) not in {one.urn for one in _own(request)}:
        raise Http404
    return notice_list(request, "all", str(urn))


def _own(request: SeatedRequest) -> list[SchoolOfTrust]:
    if request.seat.actor.kind != "trust":
        raise Http404
    return queries.schools_of_trust(seen_by=request.seat.actor, now=request.now, policy=request.policy)
