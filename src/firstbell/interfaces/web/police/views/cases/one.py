"""One case: its page, and a short page for each thing that is recorded in it."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from firstbell.interfaces.web.access.doing import as_asked, as_it_is_now, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.case_files import CaseFile, open_file, read_file
from firstbell.interfaces.web.police.case_steps import ASK_FIRST, RECORD, RECORD_ABOUT, SUPERVISE, Recording
from firstbell.interfaces.web.police.forms_of_cases import CaseForm
from firstbell.interfaces.web.police.views.cases.shared import in_words
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress import queries
from firstbell.responses.case_progress.rules import facts, stages

GET_AND_POST = ("GET", "POST")


@needs("cases.read")
def case(request: SeatedRequest, reference: str) -> HttpResponse:
    """All that is recorded of one case. Reading it is written down."""
    file = open_file(request, reference)
    shows = {
        "file": file,
        "case": file.case,
        "ask_first": ASK_FIRST,
        "next": [stage for stage in stages.STAGES if stage not in {one.stage for one in file.case.stages}],
        "measures": [topic for topic in facts.TOPICS if topic not in (facts.RISK, facts.STATEMENT)],
        "heard": queries.conferences_of(reference, seen_by=request.seat.actor),
    }
    return page(request, "police/cases/case.html", in_words() | shows)


@needs("cases.record", methods=GET_AND_POST)
def record(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    return _asked(request, reference, RECORD, what)


@needs("cases.record", methods=GET_AND_POST)
def record_about(request: SeatedRequest, reference: str, what: str, which: str) -> HttpResponse:
    return _asked(request, reference, RECORD_ABOUT, what, which)


@needs("cases.supervise", methods=GET_AND_POST)
def supervise(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    return _asked(request, reference, SUPERVISE, what)


def _asked(
    request: SeatedRequest, reference: str, steps: Mapping[str, Recording], what: str, which: str = ""
) -> HttpResponse:
    """The page that asks; with a valid form it is done, and leads back to the case."""
    step, file = steps.get(what), open_file(request, reference)
    if step is None or (which and which not in step.among(file)):
        raise Http404
    form = step.form.of(request, file=file, which=which)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _do(request, step, file, form)):
        tell(request, str(step.told))
        return redirect("police:case", reference=reference)
    file = read_file(request, reference) if form.is_bound else file
    as_it_is_now(form, file.version)
    shows = {"step": step, "file": file, "form": form, "which": which}
    return page(request, "police/cases/record.html", in_words() | shows, status=status_of(form))


def _do(request: SeatedRequest, step: Recording, file: CaseFile, form: CaseForm) -> None:
    """Refused where somebody decides on a proposal or review that is no longer the one they read."""
    if step.weighs and form.cleaned_data["version"] != file.version:
        raise Refused("What is proposed is not what you read.", "Read it as it is now, and decide again.")
    step.do(case=file.case.reference, **form.given, **as_asked(request))
