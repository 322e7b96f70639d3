"""When pupils come: terms, INSET days and closures, kept by the place itself."""

from collections.abc import Callable
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.schools import actions, queries
from firstbell.registers.schools.rules import CalendarDetails

BOTH = ("GET", "POST")
PAST = timedelta(days=31)
"""How far back closures and terms are shown."""


class ClosureForm(PageForm):
    day = DateField(label=_("On which day do pupils not come?"))
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("For example: INSET, polling station, snow"),
        max_length=100,
        error_messages={"required": _("Say why, such as INSET")},
    )


class TermForm(PageForm):
    first_day = DateField(
        label=_("First day of the term for pupils"),
        help_text=_("A half term counts as a term: end it before the break."),
    )
    last_day = DateField(label=_("Last day of the term for pupils"))
    every_day = forms.BooleanField(label=_("Pupils are here at weekends too, as where they board"), required=False)


@needs("calendar.manage")
def calendar(request: SeatedRequest) -> HttpResponse:
    found = _own(request)
    since = london_date(request.now) - PAST
    shows = {
        "calendar": found,
        "terms": [one for one in found.own_terms or found.authority_terms if one.last_day >= since],
        "closures": [one for one in found.closures if one.day >= since],
    }
    return page(request, "schools/calendar.html", shows)


@needs("calendar.manage", methods=BOTH)
def add_closure(request: SeatedRequest) -> HttpResponse:
    form = ClosureForm.of(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _done(request, form, lambda **who: actions.keep_closure(day=given["day"], reason=given["reason"], **who)):
            tell(request, gettext("The day is kept as one without pupils."))
            return redirect("schools:calendar")
    return page(request, "schools/closure.html", {"form": form})


@needs("calendar.manage", methods=BOTH)
def remove_closure(request: SeatedRequest, day: str) -> HttpResponse:
    on = _day(day)
    closure = next((one for one in _own(request).closures if one.own and one.day == on), None)
    if closure is None:
        return _gone(request)
    form = PageForm.of(request)
    if request.method == "POST" and _done(request, form, lambda **who: actions.remove_closure(day=closure.day, **who)):
        tell(request, gettext("Pupils come on that day."))
        return redirect("schools:calendar")
    return page(request, "schools/remove_closure.html", {"form": form, "closure": closure})


@needs("calendar.manage", methods=BOTH)
def add_term(request: SeatedRequest) -> HttpResponse:
    form = TermForm.of(request)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("first_day", "last_day", "every_day")}
        if _done(request, form, lambda **who: actions.keep_term(**given, **who)):
            tell(request, gettext("The term is kept."))
            return redirect("schools:calendar")
    return page(request, "schools/term.html", {"form": form, "calendar": _own(request)})


@needs("calendar.manage", methods=BOTH)
def remove_term(request: SeatedRequest, first_day: str) -> HttpResponse:
    begins = _day(first_day)
    term = next((one for one in _own(request).own_terms if one.first_day == begins), None)
    if term is None:
        return _gone(request)
    form = PageForm.of(request)
    if request.method == "POST" and _done(
        request, form, lambda **who: actions.remove_term(first_day=term.first_day, **who)
    ):
        tell(request, gettext("The term is removed."))
        return redirect("schools:calendar")
    return page(request, "schools/remove_term.html", {"form": form, "term": term})


def _own(request: SeatedRequest) -> CalendarDetails:
    return queries.calendar_details(request.seat.actor.code, now=request.now, bell=request.policy.bell)


def _done(request: SeatedRequest, form: PageForm, act: Callable[..., None]) -> bool:
    """Whether it was done; else the form says why not."""
    seat = request.seat
    if not form.is_valid():
        return False
    try:
        act(calendar=seat.actor.code, by=seat.actor, now=request.now, policy=request.policy)
    except NotYours:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _gone(request: SeatedRequest) -> HttpResponse:
    """Somebody took it away meanwhile, or the button was pressed twice."""
    tell(request, gettext("That day or term is no longer in the calendar. There is nothing to remove."))
    return redirect("schools:calendar")
