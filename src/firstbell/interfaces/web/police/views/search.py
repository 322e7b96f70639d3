"""Looking for a person: the purpose first, then the least, then a look that is written down."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms import Look, Search
from firstbell.registers.incidents import actions as records
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police


@needs("desk.search", methods=("GET", "POST"))
def search(request: SeatedRequest) -> HttpResponse:
    """Ask for a purpose and for whom; show what fits, without a name. Nothing of it stands in an address."""
    form = Search.of(request)
    if request.method != "POST" or not form.is_valid():
        return page(request, "police/search.html", {"form": form}, status=status_of(form))
    given = form.cleaned_data
    asked = {name: value for name, value in form.asked.items() if value}
    found = for_police.search(request.seat, **asked)
    by = as_asked(request)
    purpose = {"purpose": given["purpose"], "words": given["why"], "asked": form.in_words, "found": len(found)}
    if not done(form, lambda: actions.note_search(**purpose, **by)):
        return page(request, "police/search.html", {"form": form}, status=status_of(form))
    shows = {"found": found[: for_police.MOST], "more": len(found) > for_police.MOST, "given": given}
    return page(request, "police/found.html", shows | {"purpose": for_police.PURPOSES[given["purpose"]]})


@needs("desk.search", methods=("POST",))
def look(request: SeatedRequest) -> HttpResponse:
    """A further look at somebody who was found: written down with the purpose, then the incident's page."""
    form = Look.of(request)
    if not form.is_valid():
        return redirect("police:search")
    given = form.cleaned_data
    why = f"{for_police.PURPOSES[given['purpose']]}: {given['why']}"
    by = as_asked(request) | {"policy": request.policy}
    records.open_record(incident_id=given["number"], what="found_person", child=given["person"], why=why, **by)
    return redirect(f"{reverse('police:incident', args=[given['number']])}#children")
