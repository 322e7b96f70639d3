"""Hand-overs: those to other forces, those that another force reads here, and those that come from one."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms import Paste, ShortForm
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.for_police import HandOverRow

YES = {"yes": _("Yes")}


def _columns(view: str) -> list[Column[HandOverRow]]:
    return [
        Column("reference", _("Hand-over"), lambda row: row.reference, link=partial(_address, view), plain=True),
        Column("force", _("To"), lambda row: row.force, plain=True),
        Column("standing", _("Standing"), _standing),
        Column("due_by", _("Due"), lambda row: row.due_by),
        Column("sent_at", _("Sent"), lambda row: row.sent_at),
        Column("accepted_at", _("Accepted"), lambda row: row.accepted_at),
        Column("incident", _("Incident"), lambda row: row.incident_reference, plain=True),
    ]


def _address(view: str, row: HandOverRow) -> str:
    return reverse(view, args=[row.reference])


def _standing(row: HandOverRow) -> Tag:
    if row.accepted_at:
        return Tag(gettext("Accepted"), "green")
    return Tag(gettext("Late"), "red") if row.late else Tag(row.state, "blue")


@needs("desk.read")
def handed_over(request: SeatedRequest) -> HttpResponse:
    """Hand-overs to other forces, and the way to take one in."""
    late: Choice[HandOverRow] = Choice("late", _("Late"), YES, lambda row: "yes" if row.late else "")
    found = listing(
        request,
        for_police.handovers(request.seat, request.now),
        _columns("police:notice"),
        name="hand-overs",
        empty=gettext("No child of an incident here lives in another force’s area."),
        caption=gettext("Hand-overs to other forces"),
        filters=[late],
    )
    return page(request, "police/handed_over.html", {"list": found}) if isinstance(found, Listing) else found


@needs("desk.decide", methods=("GET", "POST"))
def receive(request: SeatedRequest) -> HttpResponse:
    """Take over a child from another force, by its file."""
    form = Paste.of(request)
    if request.method == "POST" and form.is_valid() and _received(request, form, form.cleaned_data["text"]):
        return redirect("police:handed_over")
    return page(request, "police/receive.html", {"form": form}, status=status_of(form))


@needs("desk.decide", methods=("GET", "POST"))
def receive_by_hand(request: SeatedRequest) -> HttpResponse:
    """Take over a child from another force that told of it by telephone or letter."""
    home = request.policy.force
    form = ShortForm.of(request, home_force=home)
    if request.method == "POST" and form.is_valid() and _received(request, form, form.document(home)):
        return redirect("police:handed_over")
    return page(request, "police/receive_by_hand.html", {"form": form}, status=status_of(form))


def _received(request: SeatedRequest, form: PageForm, text: str) -> bool:
    by = as_asked(request) | {"policy": request.policy}
    if not done(form, lambda: actions.receive_handover(text=text, **by)):
        return False
    tell(request, gettext("Taken over. The next run looks for the child’s place, and then a person is asked."))
    return True


@needs("handovers.receive")
def handovers(request: SeatedRequest) -> HttpResponse:
    """What was handed over to the reader's own force."""
    columns = [column for column in _columns("police:handover") if column.key != "force"]
    found = listing(
        request,
        for_police.handovers_to(request.seat, request.now),
        columns,
        name="hand-overs",
        empty=gettext("Nothing has been handed over to your force."),
        caption=gettext("Handed over to you"),
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "police/listed.html", {"title": gettext("Handed over to you"), "list": found, "tabs": []})


@needs("handovers.receive")
def handover(request: SeatedRequest, reference: str) -> HttpResponse:
    """One hand-over to the reader's own force. Opening it is written down."""
    incident_id, child = for_police.handed_over_child(request.seat, reference)
    by = as_asked(request)
    incidents.open_record(incident_id=incident_id, what="handover", child=child, policy=request.policy, **by)
    actions.open_handover(reference=reference, **by)
    return page(request, "police/handover.html", {"given": for_police.handover(request.seat, reference)})


@needs("handovers.receive", methods=("POST",))
def accept(request: SeatedRequest, reference: str) -> HttpResponse:
    """The reader's force has the child now."""
    for_police.handed_over_child(request.seat, reference)
    actions.accept_handover(reference=reference, by=request.seat.actor, now=request.now)
    tell(request, gettext("Accepted. Your force has the duty for this child now."))
    return redirect("police:handover", reference=reference)
