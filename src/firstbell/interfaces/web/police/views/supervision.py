"""What supervisors do: pauses of the scheme, and records closed to people who are tied to them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms import OpenAgain, StartPause
from firstbell.registers.incidents import actions as records
from firstbell.registers.incidents import queries as recorded
from firstbell.registers.incidents.queries import ClosedRecord
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police


@needs("desk.supervise")
def supervision(request: SeatedRequest) -> HttpResponse:
    """Whether the scheme is paused, and which records are closed to whom."""
    columns: list[Column[ClosedRecord]] = [
        Column("reference", _("Closed record"), lambda row: row.reference, link=_closed, plain=True),
        Column("incident", _("Incident"), lambda row: row.incident_reference, plain=True),
        Column("email", _("Closed to"), lambda row: row.email),
        Column("state", _("State"), _state),
        Column("tries", _("Asked for it"), lambda row: row.tries, numeric=True),
        Column("placed_at", _("Since"), lambda row: row.placed_at),
    ]
    rows = recorded.restrictions(seen_by=request.seat.actor)
    empty = gettext("No record is closed to anybody.")
    found = listing(request, rows, columns, name="closed-records", empty=empty, caption=gettext("Closed records"))
    if not isinstance(found, Listing):
        return found
    shows = {"list": found, "pause": for_police.paused(), "earlier": for_police.pauses(request.seat)}
    return page(request, "police/supervision.html", shows)


def _closed(row: ClosedRecord) -> str:
    return reverse("police:closed_record", args=[row.number])


def _state(row: ClosedRecord) -> Tag:
    if row.lifted_at:
        return Tag(gettext("Opened again"), "grey")
    return Tag(gettext("They asked for it"), "red") if row.tries else Tag(gettext("Closed"), "purple")


@needs("desk.supervise", methods=("GET", "POST"))
def closed_record(request: SeatedRequest, number: int) -> HttpResponse:
    """One closed record: why, and opening it again."""
    rows = recorded.restrictions(seen_by=request.seat.actor)
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise Http404
    form = OpenAgain.of(request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        by = as_asked(request)
        if done(form, lambda: records.lift_restriction(number=number, reason=reason, **by)):
            tell(request, gettext("The record is open to that person again."))
            return redirect("police:supervision")
    return page(request, "police/closed_record.html", {"record": found, "form": form}, status=status_of(form))


@needs("desk.supervise", methods=("GET", "POST"))
def start_pause(request: SeatedRequest) -> HttpResponse:
    """Let no notice leave, for a reason and until a time."""
    form = StartPause.of(request)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("owner", "reason", "until")}
        by = as_asked(request)
        if done(form, lambda: actions.start_pause(**given, **by)):
            tell(request, gettext("Paused. No notice leaves until the pause ends. Everybody sees it on every page."))
            return redirect("police:supervision")
    return page(request, "police/start_pause.html", {"form": form}, status=status_of(form))


@needs("desk.supervise", methods=("POST",))
def end_pause(request: SeatedRequest) -> HttpResponse:
    """Let notices leave again."""
    actions.end_pause(by=request.seat.actor, now=request.now)
    tell(request, gettext("The pause is over. Notices go with the next run."))
    return redirect("police:supervision")


@needs("desk.read")
def pause(request: SeatedRequest) -> HttpResponse:
    """The pause that stands, for everybody at the desk: who answers for it, and until when."""
    return page(
        request, "police/pause.html", {"pause": for_police.paused(), "earlier": for_police.pauses(request.seat)}
    )
