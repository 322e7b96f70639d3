"""Working on a case: what the client needs and aims at, who does what by when, reviews, and closing it."""

from django.http import HttpResponse
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.doing import back_to_work, write
from firstbell.interfaces.web.support.forms_of_cases import Close, Done, NewGoal, NewNeed, NewTask, Review
from firstbell.interfaces.web.support.steps import WORK
from firstbell.interfaces.web.support.words import workers
from firstbell.pure.periods import london_date
from firstbell.responses.support import actions, queries
from firstbell.responses.support.rules.cases import ANSWERS, BETWEEN_REVIEWS, NEEDS, OUTCOMES, OWNERS
from firstbell.responses.support.rules.referrals import WORKED

BOTH = ("GET", "POST")


@needs("support.read")
def work(request: SeatedRequest, reference: str) -> HttpResponse:
    """The needs, goals and tasks of a case, and its reviews. Reading it is an entry."""
    actions.open_referral(reference=reference, **as_asked(request))
    found = queries.referral(reference, seen_by=request.seat.actor)
    shows = {
        "referral": found,
        "plan": queries.action_plan(reference, seen_by=request.seat.actor),
        "works": found.status in WORKED and request.seat.may(WORK),
        "words": {**NEEDS, **ANSWERS, **OUTCOMES},
        "owners": OWNERS,
        "known": workers(request.seat),
    }
    return page(request, "support/work.html", shows)


@needs(WORK, methods=BOTH)
def need(request: SeatedRequest, reference: str) -> HttpResponse:
    known = [one.need for one in queries.action_plan(reference, seen_by=request.seat.actor).needs]
    return write(
        request,
        reference,
        NewNeed.of(request, known=known, initial={"on": london_date(request.now)}),
        lambda form: actions.record_need(referral=reference, **form.given, **as_asked(request)),
        back=back_to_work(reference),
        heading=gettext("Something they need"),
        warning=gettext("Each need once. What they aim at comes next."),
        button=gettext("Write it down"),
        told=gettext("Written down."),
    )


@needs(WORK, methods=BOTH)
def goal(request: SeatedRequest, reference: str, need: str) -> HttpResponse:
    return write(
        request,
        reference,
        NewGoal.of(request),
        lambda form: actions.set_goal(referral=reference, need=need, **form.given, **as_asked(request)),
        back=back_to_work(reference),
        heading=gettext("A goal"),
        warning=gettext(NEEDS.get(need, "")),
        button=gettext("Set it"),
        told=gettext("The goal is set."),
    )


@needs(WORK, methods=BOTH)
def task(request: SeatedRequest, reference: str, goal: int) -> HttpResponse:
    return write(
        request,
        reference,
        NewTask.of(request),
        lambda form: actions.set_task(referral=reference, goal=goal, **form.given, **as_asked(request)),
        back=back_to_work(reference),
        heading=gettext("A task"),
        warning=gettext("What somebody does towards the goal. Nobody is named in it."),
        button=gettext("Set it"),
        told=gettext("The task is set."),
    )


@needs(WORK, methods=BOTH)
def finish(request: SeatedRequest, reference: str, task: int) -> HttpResponse:
    return write(
        request,
        reference,
        Done.of(request, initial={"on": london_date(request.now)}),
        lambda form: actions.finish_task(referral=reference, task=task, **form.given, **as_asked(request)),
        back=back_to_work(reference),
        heading=gettext("The task is done"),
        warning=gettext("It stays in the plan, with how it was done."),
        button=gettext("It is done"),
        told=gettext("Written down: it is done."),
    )


@needs(WORK, methods=BOTH)
def review(request: SeatedRequest, reference: str) -> HttpResponse:
    today = london_date(request.now)
    return write(
        request,
        reference,
        Review.of(request, initial={"on": today, "review_by": today + BETWEEN_REVIEWS}),
        lambda form: actions.review_case(referral=reference, **form.given, **as_asked(request)),
        back=back_to_work(reference),
        heading=gettext("Review the case"),
        warning=gettext("With the client: what has changed since the last time, and what is still safe."),
        button=gettext("Keep the review"),
        told=gettext("Reviewed."),
    )


@needs(WORK, methods=BOTH)
def close(request: SeatedRequest, reference: str) -> HttpResponse:
    plan = queries.action_plan(reference, seen_by=request.seat.actor)
    return write(
        request,
        reference,
        Close.of(request, needs=[one.need for one in plan.needs]),
        lambda form: actions.close_case(referral=reference, **form.given, **as_asked(request)),
        heading=gettext("Close the case"),
        warning=gettext("The support is done: what became of each need, and what the client says. It ends here."),
        button=gettext("Close it"),
        told=gettext("Closed."),
    )
