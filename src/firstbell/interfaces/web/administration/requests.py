"""Requests for data: made, searched for, and seen to an end. What was found is decided in ``requests_deciding``."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.config import subject_access as table
from firstbell.config.subject_access import KINDS, Part
from firstbell.foundations.subject_access import actions, queries
from firstbell.foundations.subject_access.queries import Picked, RequestLine, RequestShown
from firstbell.foundations.subject_access.rules.clock import OVERDUE
from firstbell.foundations.subject_access.rules.deciding import SETTLED, SHUT, TO_CONFIRM
from firstbell.foundations.subject_access.rules.requests import (
    ASKERS,
    EXEMPTIONS,
    OPEN,
    PROOFS,
    STATUSES,
    WHOSE,
)
from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms_of_requests import (
    PickForm,
    RefuseForm,
    RequestForm,
    SearchForm,
    WhyForm,
    in_words,
)
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell, warn
from firstbell.interfaces.web.design.pages import page

HANDLE = "subject_access.handle"
COLOURS = {"open": "blue", "released": "green", "refused": "red", "withdrawn": "grey"}
PARTS = {
    "incidents": _("Incidents"),
    "linkage": _("Who is who, and which pupil"),
    "encompass": _("What schools were told"),
    "case_progress": _("Cases"),
    "schools": _("Education rolls"),
    "support": _("Support service"),
    "partners": _("Partner of somebody in a programme"),
    "programme": _("Programme"),
    "contacts": _("Contacts and messages to them"),
    "staff": _("Staff lists"),
    "accounts": _("Accounts and messages to them"),
}


def as_seen(request: SeatedRequest) -> dict[str, Any]:
    """Who asks a query, and when."""
    return {"seen_by": request.seat.actor, "now": request.now}


@needs(HANDLE)
def requests(request: SeatedRequest) -> HttpResponse:
    """Every request, the most pressing first; nobody is named."""
    rows = queries.requests(**as_seen(request))
    columns: list[Column[RequestLine]] = [
        Column("reference", _("Request"), lambda row: row.reference, link=_address, plain=True),
        Column("asker", _("Who asks"), lambda row: gettext(ASKERS[row.asker])),
        Column("status", _("State"), state_of),
        Column("received_on", _("Received"), lambda row: row.received_on),
        Column("due_on", _("Answer due"), lambda row: row.due_on),
    ]
    states: Choice[RequestLine] = Choice(
        "status", _("State"), dict(in_words(STATUSES)), lambda row: row.status, first=OPEN
    )
    empty = gettext("Nobody has asked. A request that comes is made here once whoever asks has proved who they are.")
    found = listing(
        request, rows, columns, name="requests", empty=empty, caption=gettext("Requests for data"), filters=[states]
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "administration/requests.html", {"list": found})


def _address(row: RequestLine) -> str:
    return reverse("administration:request", args=[row.reference])


def state_of(row: RequestLine | RequestShown) -> Tag:
    if row.clock == OVERDUE:
        return Tag(gettext("Overdue"), "red")
    return Tag(gettext(STATUSES[row.status]), COLOURS[row.status])


@needs(HANDLE, methods=("GET", "POST"))
def new_request(request: SeatedRequest) -> HttpResponse:
    form, made = RequestForm.of(request), list[str]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: made.append(actions.make_request(asked=form.asked, **as_asked(request)))):
        tell(request, gettext("The request is made, and its month runs. Now look for their records."))
        return redirect("administration:request", reference=made[0])
    return page(request, "administration/new_request.html", {"form": form}, status=status_of(form))


@needs(HANDLE)
def request(request: SeatedRequest, reference: str) -> HttpResponse:
    """One request: who asks, whose records were picked, and what of them waits for whom."""
    actions.open_request(reference=reference, part="", **as_asked(request))
    seen = as_seen(request)
    asked = queries.request(reference, **seen)
    picked = queries.picked(reference, seen_by=request.seat.actor)
    shows = {
        "asked": asked,
        "state": state_of(asked),
        "asker": gettext(ASKERS[asked.asker]),
        "proof": gettext(PROOFS[asked.proof]),
        "exemption": gettext(EXEMPTIONS[asked.exemption]) if asked.exemption else "",
        "flags": [gettext(one) for one in table.flags(reference, **seen)],
        "picked": [(one, gettext(KINDS[one.kind]), gettext(WHOSE[one.whose]), named(one)) for one in picked],
        "parts": [(one, f"{PARTS[one.part]} ({named(one)})", *counts(one)) for one in table.found(reference, **seen)],
        "open": asked.status == OPEN,
    }
    return page(request, "administration/request.html", shows)


def named(one: Picked | Part) -> str:
    """What the record is called by: an incident's reference and who there, or its own reference."""
    return table.called(one.kind, one.key)


def counts(part: Part) -> tuple[int, int, int]:
    """How many of a part's items are to be proposed, wait for a second officer, and are settled."""
    states = [one.state for one in part.found if one.state != SHUT]
    waiting, settled = states.count(TO_CONFIRM), states.count(SETTLED)
    return len(states) - waiting - settled, waiting, settled


@needs(HANDLE, methods=("GET", "POST"))
def find_records(request: SeatedRequest, reference: str) -> HttpResponse:
    """Look through the registers; what is found is shown once, and nothing is picked by it."""
    asked = queries.request(reference, **as_seen(request))
    actions.open_request(reference=reference, part="search", **as_asked(request))
    named = {"name": f"{asked.forenames} {asked.surname}", "born": asked.date_of_birth}
    form = SearchForm.of(request, asker=asked.asker, initial=named)
    shows: dict[str, object] = {"asked": asked, "form": form, "searched": False}
    if request.method == "POST" and form.is_valid():
        given = form.given
        found = table.candidates_for(reference, **given, seen_by=request.seat.actor)
        sought = {"whose": given["whose"], "found": len(found)}
        if done(form, lambda: actions.note_search(reference=reference, **sought, **as_asked(request))):
            pick = PickForm(candidates=found, initial={"whose": given["whose"]})
            shows |= {"searched": True, "found": len(found), "pick": pick}
    return page(request, "administration/find_records.html", shows, status=status_of(form))


@needs(HANDLE, methods=("POST",))
def pick_records(request: SeatedRequest, reference: str) -> HttpResponse:
    form = PickForm.of(request)
    if not form.is_valid():
        warn(request, gettext("No record was picked. Look again, and tick those that are theirs."))
        return redirect("administration:find_records", reference=reference)
    table.pick(reference, form.cleaned_data["whose"], form.picked, **as_asked(request))
    tell(request, gettext("Picked. What is held of them is found below."))
    return redirect("administration:request", reference=reference)


@needs(HANDLE, methods=("POST",))
def put_back(request: SeatedRequest, reference: str) -> HttpResponse:
    """A record is not theirs after all. Which one stands in the form: a record's key may name somebody."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    actions.put_back_record(reference=reference, kind=kind, key=key, **as_asked(request))
    tell(request, gettext("Put back: it is not theirs."))
    return redirect("administration:request", reference=reference)


@needs(HANDLE, methods=("GET", "POST"))
def extend_request(request: SeatedRequest, reference: str) -> HttpResponse:
    return step(
        request,
        reference,
        WhyForm.of(request),
        lambda form: actions.extend_request(reference=reference, **form.given, **as_asked(request)),
        heading=gettext("Extend the request by two months"),
        warning=gettext(
            "Only because it is complex, or one of many. Tell whoever asks, and why, within the first month."
        ),
        button=gettext("Extend it"),
        told=gettext("Extended. Tell whoever asks."),
    )


@needs(HANDLE, methods=("GET", "POST"))
def refuse_request(request: SeatedRequest, reference: str) -> HttpResponse:
    return step(
        request,
        reference,
        RefuseForm.of(request),
        lambda form: actions.refuse_request(reference=reference, **form.given, **as_asked(request)),
        heading=gettext("Refuse the request"),
        warning=gettext(
            "Nothing is given. Whoever asks is told that they may complain to the Information Commissioner."
        ),
        button=gettext("Refuse it"),
        told=gettext("Refused."),
    )


@needs(HANDLE, methods=("GET", "POST"))
def withdraw_request(request: SeatedRequest, reference: str) -> HttpResponse:
    return step(
        request,
        reference,
        WhyForm.of(request),
        lambda form: actions.withdraw_request(reference=reference, **form.given, **as_asked(request)),
        heading=gettext("Whoever asked no longer does"),
        warning=gettext("The request ends, and nothing is given."),
        button=gettext("End it"),
        told=gettext("Ended."),
    )


@needs("subject_access.allow")
def flagged_requests(request: SeatedRequest) -> HttpResponse:
    """Requests for somebody else by whoever may be the one they must be kept from; nobody is named."""
    seen = as_seen(request)
    found = [one for one in queries.flagged(seen_by=request.seat.actor) if table.flags(one, **seen)]
    waiting = [one for one in (queries.request(reference, **seen) for reference in found) if not one.allowed_by]
    return page(request, "administration/flagged_requests.html", {"waiting": waiting})


@needs("subject_access.allow", methods=("GET", "POST"))
def allow_request(request: SeatedRequest, reference: str) -> HttpResponse:
    """A supervisor lets a flagged request go on, and says why."""
    seen = as_seen(request)
    asked, form = queries.request(reference, **seen), WhyForm.of(request)
    actions.open_request(reference=reference, part="flags", **as_asked(request))
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.allow_request(reference=reference, **form.given, **as_asked(request))):
        tell(request, gettext("The request goes on."))
        return redirect("administration:flagged_requests")
    shows = {"asked": asked, "form": form, "flags": [gettext(one) for one in table.flags(reference, **seen)]}
    return page(request, "administration/allow_request.html", shows, status=status_of(form))


def step(
    request: SeatedRequest, reference: str, form: PageForm, do: Callable[[PageForm], object], **said: str
) -> HttpResponse:
    """One thing more for a request that exists (else 404); ``said`` is what a ``Step`` says."""
    queries.request(reference, **as_seen(request))
    back = (reverse("administration:request", args=[reference]), gettext("Request"))
    return take(request, Step(**said, back=back), form, do)
