"""A referral answered, given to a worker, and concluded."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import Step, as_asked, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import Choice
from firstbell.interfaces.web.support.doing import back_to, write
from firstbell.interfaces.web.support.forms import Allocate
from firstbell.interfaces.web.support.steps import ANSWERS, CONCLUSIONS, LEAD, WORK, Becoming
from firstbell.interfaces.web.support.words import workers
from firstbell.responses.support import actions, queries
from firstbell.responses.support.rules.referrals import MOST_OPEN


@needs(LEAD, methods=("GET", "POST"))
def answer(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    return _becomes(request, reference, what, ANSWERS, actions.answer_referral)


@needs(WORK, methods=("GET", "POST"))
def conclude(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    return _becomes(request, reference, what, CONCLUSIONS, actions.conclude_referral)


def _becomes(
    request: SeatedRequest,
    reference: str,
    what: str,
    steps: Mapping[str, Becoming],
    do: Callable[..., None],
) -> HttpResponse:
    """The step of this word for a referral to this service; 404 for another word or another's referral."""
    if (one := steps.get(what)) is None:
        raise Http404
    queries.referral(reference, seen_by=request.seat.actor)
    step = Step(str(one.heading), str(one.warning), str(one.button), str(one.told), back_to(reference))
    return take(
        request,
        step,
        one.form.of(request),
        lambda form: do(
            reference=reference, into=one.into, reason=form.cleaned_data.get("reason", ""), **as_asked(request)
        ),
    )


@needs(LEAD, methods=("GET", "POST"))
def allocate(request: SeatedRequest, reference: str) -> HttpResponse:
    """Give the case to a worker; how many open cases each has stands beside their name."""
    return write(
        request,
        reference,
        Allocate.of(request, workers=_with_their_cases(request)),
        lambda form: actions.allocate_referral(
            reference=reference, worker=form.cleaned_data["worker"], **as_asked(request)
        ),
        heading=gettext("Who works on it"),
        warning=gettext("Whoever has it answers for every contact with the client from now on."),
        button=gettext("Give it to them"),
        told=gettext("It has its worker."),
    )


def _with_their_cases(request: SeatedRequest) -> list[tuple[str, Choice]]:
    """Everybody who can be given it, whoever has fewest first."""
    cases = {one.worker: one.open_cases for one in queries.caseloads(seen_by=request.seat.actor)}
    said = gettext("%(count)d open cases of at most %(most)d")
    found = sorted(workers(request.seat).values(), key=lambda one: (cases.get(one.email, 0), one.name))
    return [
        (one.email, Choice(one.name, said % {"count": cases.get(one.email, 0), "most": MOST_OPEN})) for one in found
    ]
