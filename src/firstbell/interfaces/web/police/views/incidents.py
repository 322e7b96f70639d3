"""Incidents, and one of them with all that became of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms import CloseRecord, ProtectedAddress
from firstbell.registers.incidents import actions
from firstbell.responses.case_progress.queries import cases_of
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.for_police import IncidentRow

STANDINGS = {"asks": _("A person must decide"), "told": _("Somebody is told"), "nobody": _("Nobody is told")}


@needs("desk.read")
def incidents(request: SeatedRequest) -> HttpResponse:
    """The latest incidents. Nobody is named in the list."""
    rows = for_police.latest_incidents(request.seat)
    columns: list[Column[IncidentRow]] = [
        Column("reference", _("Incident"), lambda row: row.reference, link=_address, plain=True),
        Column("reported_at", _("Reported"), lambda row: row.reported_at),
        Column("children", _("Children in scope"), lambda row: row.children, numeric=True),
        Column("notices", _("Notices"), lambda row: row.notices, numeric=True),
        Column("reviews", _("Open reviews"), lambda row: row.reviews, numeric=True),
        Column("version", _("Version"), lambda row: row.version, numeric=True),
    ]
    by_standing: Choice[IncidentRow] = Choice("standing", _("Standing"), STANDINGS, _standing)
    empty = gettext("No incident has been taken in. An empty list is no green light: look at the feeds.")
    found = listing(
        request, rows, columns, name="incidents", empty=empty, caption=gettext("Incidents"), filters=[by_standing]
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "police/listed.html", {"title": gettext("Incidents"), "list": found, "tabs": []})


def _address(row: IncidentRow) -> str:
    return reverse("police:incident", args=[row.number])


def _standing(row: IncidentRow) -> str:
    return "asks" if row.reviews else "told" if row.notices else "nobody"


@needs("desk.read", methods=("GET", "POST"))
def incident(request: SeatedRequest, number: int) -> HttpResponse:
    """The incident; sent with a reason, with the addresses that are protected. Both readings are written down."""
    form = ProtectedAddress.of(request)
    asked = request.method == "POST" and form.is_valid()
    why = form.cleaned_data["reason"] if asked else ""
    by = as_asked(request) | {"policy": request.policy}
    actions.open_record(incident_id=number, what="protected_address" if asked else "incident", why=why, **by)
    found = for_police.incident(request.seat, number, request.now, request.policy, addresses=asked)
    cases = cases_of(number, seen_by=request.seat.actor) if request.seat.may("cases.read") else ()
    shows = {"incident": found, "form": form, "opened": asked, "cases": cases}
    return page(request, "police/incident.html", shows, status=status_of(form))


@needs("desk.supervise", methods=("GET", "POST"))
def close_record(request: SeatedRequest, number: int) -> HttpResponse:
    """Close the incident to somebody of the police."""
    by = as_asked(request)
    actions.open_record(incident_id=number, what="incident", policy=request.policy, **by)
    found = for_police.incident(request.seat, number, request.now, request.policy)
    form = CloseRecord.of(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if done(
            form, lambda: actions.restrict_record(incident_id=number, to=given["to"], reason=given["reason"], **by)
        ):
            tell(request, gettext("The record is closed to that person."))
            return redirect("police:supervision")
    return page(request, "police/close_record.html", {"incident": found, "form": form}, status=status_of(form))
