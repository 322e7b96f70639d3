"""Operations: proposed, made safe, signed off and ended. Whom one is for stays sealed; one page here opens a seal."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.cocoon_doing import STATES, limits, state, tabs
from firstbell.interfaces.web.police.forms_of_cocoon import OpenSeal, Propose, ReportHarm, Sure, WithdrawOperation
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.queries import OperationLine
from firstbell.responses.cocoon.rules.alarms import who_hears
from firstbell.responses.encompass.queries import for_police

HERE = "police:cocoon_operations"
OF_OPERATIONS = ("proposed", "safety_confirmed", "signed_off", "withdrawn", "deferred", "over")


@needs("cocoon.operations")
def cocoon_operations(request: SeatedRequest) -> HttpResponse:
    """Every operation with its state; neither whom it is for nor where."""
    columns: list[Column[OperationLine]] = [
        Column("reference", _("Operation"), lambda row: row.reference, link=_address, plain=True),
        Column("status", _("State"), lambda row: state(row.status)),
        Column("basis", _("Basis"), lambda row: basis_words(row.basis)),
        Column("proposed_at", _("Proposed"), lambda row: row.proposed_at),
        Column("quiet_until", _("Quiet until"), lambda row: row.quiet_until),
    ]
    by_state: Choice[OperationLine] = Choice(
        "status", _("State"), {one: STATES[one] for one in OF_OPERATIONS}, lambda row: row.status
    )
    empty = gettext("There is no operation. One is proposed from the page of an incident.")
    found = listing(
        request,
        queries.operations(),
        columns,
        name="operations",
        empty=empty,
        caption=gettext("Operations"),
        filters=[by_state],
    )
    if not isinstance(found, Listing):
        return found
    openings = queries.openings() if request.seat.may("cocoon.open_seal") else ()
    shows = {"list": found, "tabs": tabs(request, HERE), "openings": openings, "limits": limits()}
    return page(request, "police/cocoon/operations.html", shows)


def _address(row: OperationLine) -> str:
    return reverse("police:cocoon_operation", args=[row.reference])


def basis_words(basis: str) -> str:
    return gettext("The victim agreed") if basis == "consent" else gettext("A senior officer’s reason")


@needs("cocoon.operations")
def cocoon_operation(request: SeatedRequest, reference: str) -> HttpResponse:
    found = queries.operation(reference)
    shows = {"operation": found, "state": state(found.status), "basis": basis_words(found.basis), "limits": limits()}
    return page(request, "police/cocoon/operation.html", shows)


@needs("cocoon.propose", methods=("GET", "POST"))
def cocoon_propose(request: SeatedRequest, number: int) -> HttpResponse:
    """Propose an operation for the victim of an incident. From here on the incident is sealed in it."""
    by = as_asked(request)
    incidents.open_record(incident_id=number, what="incident", policy=request.policy, **by)
    found = for_police.incident(request.seat, number, request.now, request.policy)
    form = Propose.of(request)
    made = list[str]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: made.append(actions.propose_operation(incident=number, **form.given, **by))):
        tell(request, gettext("Proposed. An advocate confirms the safety plan next."))
        return redirect("police:cocoon_operation", reference=made[0])
    shows = {"incident": found, "form": form, "limits": limits()}
    return page(request, "police/cocoon/propose.html", shows, status=status_of(form))


@needs("cocoon.confirm_safety", methods=("GET", "POST"))
def cocoon_confirm(request: SeatedRequest, reference: str) -> HttpResponse:
    return _step(
        request,
        reference,
        Sure.of(request),
        lambda _form: actions.confirm_safety(reference=reference, **as_asked(request)),
        heading=gettext("Confirm the safety plan"),
        warning=gettext("You say that the victim has a plan for what may follow from visits near their home."),
        button=gettext("Confirm it"),
        told=gettext("Confirmed. A supervisor signs it off next."),
    )


@needs("cocoon.sign_off", methods=("GET", "POST"))
def cocoon_sign_off(request: SeatedRequest, reference: str) -> HttpResponse:
    return _step(
        request,
        reference,
        Sure.of(request),
        lambda _form: actions.sign_off(reference=reference, **as_asked(request)),
        heading=gettext("Sign the operation off"),
        warning=gettext("No visit changes by it: days and streets were drawn without it."),
        button=gettext("Sign it off"),
        told=gettext("Signed off."),
    )


@needs("cocoon.operations", methods=("GET", "POST"))
def cocoon_withdraw(request: SeatedRequest, reference: str) -> HttpResponse:
    return _step(
        request,
        reference,
        WithdrawOperation.of(request),
        lambda form: actions.withdraw_operation(reference=reference, why=form.cleaned_data["why"], **as_asked(request)),
        heading=gettext("End the operation"),
        warning=gettext("Nothing more is recorded on it, and results leave it out. The visits go on as drawn."),
        button=gettext("End it"),
        told=gettext("It has ended. No visit changed."),
    )


@needs("cocoon.confirm_safety", methods=("GET", "POST"))
def cocoon_leave_out(request: SeatedRequest, reference: str) -> HttpResponse:
    """For whoever knows the operation and not its cell: the machine opens the seal, and shows it to nobody."""
    return _step(
        request,
        reference,
        Sure.of(request),
        lambda _form: actions.defer_operation(reference=reference, **as_asked(request)),
        heading=gettext("Leave the street out for safety"),
        warning=gettext("The whole cell is left out and the operation ends. You are not shown which cell it is."),
        button=gettext("Leave it out"),
        told=gettext("The operation has ended, and its cell is left out wherever nobody has knocked yet."),
    )


@needs("cocoon.operations", methods=("GET", "POST"))
def cocoon_report(request: SeatedRequest, reference: str) -> HttpResponse:
    """Say that somebody was punished, or turned away from help: the campaign may stop for it."""
    campaigns = [
        (one.reference, f"{one.reference}: {one.title}") for one in queries.campaigns() if one.status != "draft"
    ]

    def report(form: PageForm) -> None:
        given = {name: form.cleaned_data[name] for name in ("campaign", "kind", "on")}
        actions.report_safety(operation=reference, **given, **as_asked(request))

    return _step(
        request,
        reference,
        ReportHarm.of(request, campaigns=campaigns),
        report,
        heading=gettext("Report harm after visits"),
        warning=gettext("One report is enough: the campaign is paused and a named person is told."),
        button=gettext("Report it"),
        told=gettext("Reported. It is weighed with the next run."),
    )


@needs("cocoon.open_seal", methods=("GET", "POST"))
def cocoon_seal(request: SeatedRequest, reference: str) -> HttpResponse:
    """Open a seal, for a reason. It is shown once, on the answer to the form, and others are told that it was."""
    form = OpenSeal.of(request)
    opened = list[Any]()
    by = as_asked(request) | {"policy": request.policy}
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        done(form, lambda: opened.append(actions.open_seal(reference=reference, why=why, **by)))
    shows = {"form": form, "reference": reference, "opened": opened[0] if opened else None}
    shows |= {"told": who_hears(request.policy, request.seat.email)}
    return page(request, "police/cocoon/seal.html", shows, status=status_of(form))


def _step(
    request: SeatedRequest, reference: str, form: PageForm, do: Callable[[PageForm], object], **said: str
) -> HttpResponse:
    """One thing more for one that exists (else 404); ``said`` is what a ``Step`` says."""
    queries.operation(reference)
    back = (reverse("police:cocoon_operation", args=[reference]), gettext("Operation"))
    return take(request, Step(**said, back=back), form, do)
