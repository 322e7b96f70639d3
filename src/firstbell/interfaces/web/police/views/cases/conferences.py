"""Conferences of agencies: called, their agenda, what each agency knows and does."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.audit import actions as audit
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.case_files import open_file
from firstbell.interfaces.web.police.conference_steps import KEEP, KEEP_ABOUT, Keeping
from firstbell.interfaces.web.police.forms_of_conferences import CallConference, ReferCase
from firstbell.interfaces.web.police.views.cases.shared import address, in_words, phrase, phrases, running, state
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.queries import AHEAD, PAST, Agenda, ConferenceLine, ItemShown, TaskDue
from firstbell.responses.case_progress.rules.conferences import AGENCIES

GET_AND_POST = ("GET", "POST")


@needs("cases.read")
def conferences(request: SeatedRequest) -> HttpResponseBase:
    """Every conference, and what agencies have yet to do. Nobody is named."""
    met, tasks = _met(request), _tasks(request)
    for one in (met, tasks):
        if not isinstance(one, Listing):
            return one
    return page(request, "police/cases/conferences.html", {"met": met, "tasks": tasks})


def _met(request: SeatedRequest) -> Listing | HttpResponseBase:
    columns: list[Column[ConferenceLine]] = [
        Column("reference", _("Conference"), lambda row: row.reference, link=lambda row: _address(row.reference)),
        Column("on", _("On"), lambda row: row.on),
        Column("area", _("Area"), lambda row: row.area),
        Column("cases", _("Cases"), lambda row: row.cases, numeric=True),
    ]
    return listing(
        request,
        queries.conferences(seen_by=request.seat.actor, now=request.now),
        columns,
        name="conferences",
        empty=gettext("No conference has been called."),
        caption=gettext("Conferences"),
        filters=[Choice("when", _("When"), {AHEAD: _("Today or later"), PAST: _("Past")})],
    )


def _tasks(request: SeatedRequest) -> Listing | HttpResponseBase:
    columns: list[Column[TaskDue]] = [
        Column("case", _("Case"), lambda row: row.case, link=lambda row: address(row.case)),
        Column("conference", _("Conference"), lambda row: row.conference, link=lambda row: _address(row.conference)),
        Column("agency", _("Agency"), lambda row: phrase(AGENCIES[row.agency])),
        Column("due_on", _("By"), lambda row: row.due_on),
        Column("state", _("Due"), lambda row: state(row.state)),
    ]
    return listing(
        request,
        queries.tasks_due(seen_by=request.seat.actor, now=request.now),
        columns,
        name="tasks",
        empty=gettext("No agency has anything left to do."),
        caption=gettext("What agencies have yet to do"),
        filters=[
            Choice("state", _("Due"), running()),
            Choice("agency", _("Agency"), phrases(AGENCIES)),
        ],
        prefix="task-",
    )


def _address(conference: str) -> str:
    return reverse("police:conference", args=[conference])


@needs("conferences.keep", methods=GET_AND_POST)
def call_conference(request: SeatedRequest) -> HttpResponse:
    form = CallConference.of(request)
    made = list[str]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: made.append(actions.call_conference(**form.given, **as_asked(request)))):
        tell(request, gettext("Called. Cases are referred to it from their own pages."))
        return redirect("police:conference", reference=made[0])
    return page(request, "police/cases/call_conference.html", {"form": form}, status=status_of(form))


@needs("cases.read")
def conference(request: SeatedRequest, reference: str) -> HttpResponse:
    """Its agenda, with what agencies know and do. Reading it is written down, with the cases on it."""
    return page(request, "police/cases/conference.html", in_words() | {"agenda": _opened(request, reference)})


def _opened(request: SeatedRequest, reference: str) -> Agenda:
    found = queries.agenda(reference, seen_by=request.seat.actor, now=request.now)
    details = {"cases": [item.case for item in found.items]}
    audit.note(action="conference.read", subject=reference, details=details, **as_asked(request))
    return found


@needs("conferences.keep", methods=GET_AND_POST)
def refer_case(request: SeatedRequest, reference: str) -> HttpResponse:
    """Put a case on the agenda of a conference that is not past."""
    file = open_file(request, reference)
    ahead = queries.conferences(seen_by=request.seat.actor, now=request.now).narrowed({"when": AHEAD}).in_order("on")
    form = ReferCase.of(request, ahead=list(ahead))
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.refer_case(case=reference, **form.given, **as_asked(request))):
        tell(request, gettext("It is on the agenda."))
        return redirect("police:conference", reference=form.cleaned_data["conference"])
    return page(request, "police/cases/refer.html", {"case": file.case, "form": form}, status=status_of(form))


@needs("conferences.keep", methods=GET_AND_POST)
def keep(request: SeatedRequest, reference: str, item: int, what: str) -> HttpResponse:
    return _asked(request, reference, item, KEEP, what)


@needs("conferences.keep", methods=GET_AND_POST)
def keep_about(request: SeatedRequest, reference: str, item: int, what: str, which: str) -> HttpResponse:
    return _asked(request, reference, item, KEEP_ABOUT, what, which)


def _asked(
    request: SeatedRequest, reference: str, number: int, steps: Mapping[str, Keeping], what: str, which: str = ""
) -> HttpResponse:
    """The page that asks; with a valid form it is done, and leads back to the case's place on the agenda."""
    item, step = _item(_opened(request, reference), number), steps.get(what)
    if step is None or (which and which not in step.among(item)):
        raise Http404
    form, agenda = step.form.of(request, item=item, which=which), f"{_address(reference)}#item-{number}"
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: step.do(case=item.case, **form.given, **as_asked(request))):
        tell(request, str(step.told))
        return redirect(agenda)
    shows = {"step": step, "item": item, "form": form, "which": which, "conference": reference, "agenda": agenda}
    return page(request, "police/cases/keep.html", in_words() | shows, status=status_of(form))


def _item(agenda: Agenda, number: int) -> ItemShown:
    for item in agenda.items:
        if item.item == number:
            return item
    raise Http404
