"""What was found for a request: proposed by one officer, confirmed by another, and what they settled given."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from firstbell.config import subject_access as table
from firstbell.config.subject_access import Found, Part
from firstbell.foundations.subject_access import actions, queries
from firstbell.foundations.subject_access.queries import BundleShown
from firstbell.foundations.subject_access.rules.bundles import FOREWORD
from firstbell.foundations.subject_access.rules.deciding import CHANGED, SENT_BACK, SETTLED, SHUT, STATES, TO_CONFIRM
from firstbell.foundations.subject_access.rules.items import TOPICS
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.forms_of_requests import (
    ConfirmForm,
    ProposeForm,
    SureForm,
    decision_words,
    field_words,
    value_words,
)
from firstbell.interfaces.web.administration.requests import HANDLE, PARTS, as_seen, step
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.exports import export
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours

COLOURS = {TO_CONFIRM: "blue", SENT_BACK: "orange", CHANGED: "orange", SETTLED: "green", SHUT: "grey"}


@needs(HANDLE)
def request_part(request: SeatedRequest, reference: str, number: int) -> HttpResponse:
    """What was found in one part, item by item, with what becomes of each. Reading it is written down."""
    part = _read(request, reference, number)
    shows = {
        "reference": reference,
        "part": part,
        "name": PARTS[part.part],
        "rows": [_row(one) for one in part.found],
        "to_propose": bool(to_propose(part)),
        "to_confirm": bool(to_confirm(part, request.seat.email)),
    }
    return page(request, "administration/request_part.html", shows)


@needs(HANDLE, methods=("GET", "POST"))
def propose_part(request: SeatedRequest, reference: str, number: int) -> HttpResponse:
    """One officer says of each item whether it is given, and why."""
    part = _read(request, reference, number)
    form = ProposeForm.of(request, found=to_propose(part))
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: table.propose(reference, form.choices, **as_asked(request))):
        tell(request, gettext("Proposed. Another information officer looks at each."))
        return redirect("administration:request", reference=reference)
    shows = {"reference": reference, "part": part, "name": PARTS[part.part], "form": form}
    return page(request, "administration/propose_part.html", shows, status=status_of(form))


@needs(HANDLE, methods=("GET", "POST"))
def confirm_part(request: SeatedRequest, reference: str, number: int) -> HttpResponse:
    """Another officer agrees with what was proposed, or sends it back."""
    part = _read(request, reference, number)
    form = ConfirmForm.of(request, found=to_confirm(part, request.seat.email))
    if request.method == "POST" and form.is_valid() and done(form, lambda: _second(request, reference, form)):
        tell(request, gettext("Kept."))
        return redirect("administration:request", reference=reference)
    waiting = bool(to_confirm(part, request.seat.email))
    shows = {"reference": reference, "part": part, "name": PARTS[part.part], "form": form, "waiting": waiting}
    return page(request, "administration/confirm_part.html", shows, status=status_of(form))


def _second(request: SeatedRequest, reference: str, form: ConfirmForm) -> None:
    keys = form.cleaned_data["items"]
    if "back" in request.POST:
        table.send_back(reference, keys, form.cleaned_data["why"], **as_asked(request))
    else:
        table.confirm(reference, keys, **as_asked(request))


def to_propose(part: Part) -> list[Found]:
    return [one for one in part.found if one.state not in (SETTLED, SHUT, TO_CONFIRM)]


def to_confirm(part: Part, officer: str) -> list[Found]:
    """What waits for somebody else than who proposed it."""
    waiting = [one for one in part.found if one.state == TO_CONFIRM]
    return [one for one in waiting if one.decided and one.decided.proposed_by != officer]


def _row(one: Found) -> dict[str, object]:
    """An item as it is shown: what it is, what it says, who else is in it, and how it stands."""
    return {
        "field": field_words(one),
        "of": one.item.of,
        "about": gettext(TOPICS[one.item.told.topic]),
        "value": value_words(one),
        "why": [gettext(said) for said in one.bearing.why],
        "state": Tag(gettext(STATES[one.state]), COLOURS.get(one.state, "grey")),
        "decided": decision_words(one.decided) if one.decided else "",
        "back": one.decided.sent_back_why if one.decided else "",
    }


def _read(request: SeatedRequest, reference: str, number: int) -> Part:
    """One part of what was found. NotYours where there is none of that number."""
    found = table.found(reference, **as_seen(request))
    part = next((one for one in found if one.number == number), None)
    if part is None:
        raise NotYours("There is nothing here.", "Look at the request.")
    actions.open_request(reference=reference, part=part.part, **as_asked(request))
    return part


@needs(HANDLE, methods=("GET", "POST"))
def release_request(request: SeatedRequest, reference: str) -> HttpResponse:
    return step(
        request,
        reference,
        SureForm.of(request),
        lambda form: table.release(reference, **as_asked(request)),
        heading=gettext("Release what two people settled"),
        warning=gettext("It is frozen as it is now. Hand it over as the person asked, and never to their old address."),
        button=gettext("Release it"),
        told=gettext("Released."),
    )


@needs(HANDLE)
def bundle(request: SeatedRequest, reference: str) -> HttpResponse:
    """What the person is given, to print."""
    given = _given(request, reference, "page")
    shows = {"reference": reference, "bundle": given, "foreword": gettext(FOREWORD)}
    return page(request, "administration/bundle.html", shows)


@needs(HANDLE)
def bundle_json(request: SeatedRequest, reference: str) -> HttpResponse:
    """The same as it was frozen: its digest is the bundle's."""
    answer = HttpResponse(_given(request, reference, "json").content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reference}.json"'
    return answer


@needs(HANDLE)
def bundle_csv(request: SeatedRequest, reference: str) -> HttpResponse:
    given = _given(request, reference, "csv")
    columns = (
        (gettext("About"), lambda line: gettext(line.about)),
        (gettext("Record"), lambda line: line.record),
        (gettext("Field"), lambda line: line.field),
        (gettext("What it says"), lambda line: line.value),
    )
    return export(reference, given.lines, columns)


def _given(request: SeatedRequest, reference: str, how: str) -> BundleShown:
    actions.open_bundle(reference=reference, how=how, **as_asked(request))
    return queries.bundle(reference, seen_by=request.seat.actor)
