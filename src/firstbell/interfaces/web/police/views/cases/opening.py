"""Opening a case: an incident is found by its reference, and one of its victims chosen."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_opening import FindIncident, OpenCase
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.responses.case_progress import actions, queries


@needs("cases.record", methods=("GET", "POST"))
def find_incident(request: SeatedRequest) -> HttpResponse:
    """By its reference. One that is closed to whoever asks looks like one that there is not, and raises the alarm."""
    form = FindIncident.of(request)
    found = list[int]()
    if request.method == "POST" and form.is_valid() and done(form, lambda: found.append(_number(request, form))):
        return redirect("police:open_case", number=found[0])
    return page(request, "police/cases/find_incident.html", {"form": form}, status=status_of(form))


def _number(request: SeatedRequest, form: FindIncident) -> int:
    try:
        number = incidents_read.find(request.seat.actor.code, form.cleaned_data["incident"])
        incidents.open_record(incident_id=number, what="incident", policy=request.policy, **as_asked(request))
    except Refused:
        raise Refused("There is no such incident.", "Look at the reference.") from None
    return number


@needs("cases.record", methods=("GET", "POST"))
def open_case(request: SeatedRequest, number: int) -> HttpResponse:
    """A case for one victim of the incident. That the incident was read is written down."""
    by = as_asked(request)
    incidents.open_record(incident_id=number, what="incident", policy=request.policy, **by)
    found = queries.incident_to_open(number, seen_by=request.seat.actor)
    form = OpenCase.of(request, victims=found.victims)
    made = list[str]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: made.append(actions.open_case(incident=number, **form.given, **by))):
        tell(request, gettext("Opened as %(reference)s.") % {"reference": made[0]})
        return redirect("police:case", reference=made[0])
    return page(request, "police/cases/open.html", {"incident": found, "form": form}, status=status_of(form))
