"""The Commissioner's log: questions about figures, with every answer."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of, tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.analysts.forms_of_figures import AnswerQuestion, AskQuestion
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.periods import london_date
from firstbell.reporting.performance import actions, queries
from firstbell.reporting.performance.queries import QuestionShown

BOTH = ("GET", "POST")


@needs("figures.read")
def questions(request: SeatedRequest) -> HttpResponseBase:
    """All of them, the latest first."""
    columns: list[Column[QuestionShown]] = [
        Column("reference", _("Question"), lambda row: row.reference, link=lambda row: _address(row.reference)),
        Column("asked_on", _("Asked"), lambda row: row.asked_on, sorts=False),
        Column("text", _("What was asked"), lambda row: row.text, sorts=False),
        Column("asked_by", _("By whom"), lambda row: row.asked_by, sorts=False),
        Column("answered", _("Answered"), lambda row: row.answered_at, sorts=False),
    ]
    found = listing(
        request,
        queries.questions(seen_by=request.seat.actor),
        columns,
        name="questions",
        empty=gettext("Nobody has asked anything yet."),
        caption=gettext("Questions about figures"),
    )
    return page(request, "analysts/figures/questions.html", {"list": found}) if isinstance(found, Listing) else found


@needs("figures.read")
def question(request: SeatedRequest, reference: str) -> HttpResponse:
    found = queries.question(reference, seen_by=request.seat.actor)
    titles = {one.code: one.title for one in queries.measures()}
    return page(request, "analysts/figures/question.html", {"question": found, "title": titles.get(found.measure, "")})


@needs("figures.ask", methods=BOTH)
def ask(request: SeatedRequest) -> HttpResponse:
    initial = {"measure": request.GET.get("measure", ""), "asked_on": london_date(request.now)}
    form = AskQuestion.of(request, measures=queries.measures(), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.ask_question(**form.given, **as_asked(request)))
        if made is not None:
            tell(request, gettext("It is in the log."))
            return redirect("analysts:question", reference=made)
    return page(request, "analysts/figures/ask.html", {"form": form}, status=status_of(form))


@needs("figures.answer", methods=BOTH)
def answer(request: SeatedRequest, reference: str) -> HttpResponse:
    found, form = queries.question(reference, seen_by=request.seat.actor), AnswerQuestion.of(request)
    given = {"question": reference, **as_asked(request)}
    sent = request.method == "POST" and form.is_valid()
    if sent and done(form, lambda: actions.answer_question(**given, **form.given)):
        tell(request, gettext("Answered."))
        return redirect(_address(reference))
    return page(request, "analysts/figures/answer.html", {"form": form, "question": found}, status=status_of(form))


def _address(reference: str) -> str:
    return reverse("analysts:question", args=[reference])
