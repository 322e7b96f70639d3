"""The authority's education roll: sent as a file, taken in piece by piece, its rejected lines corrected one by one."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.take_in import actions as taking
from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.queries import RejectRow, UploadFacts
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.schools import intake

ROLL = "roll"
STATES = {
    "waiting": (_("Waits"), "grey"),
    "running": (_("Being read"), "blue"),
    "done": (_("Done"), "green"),
    "unusable": (_("Could not be used"), "red"),
}


class RollForm(PageForm):
    file = forms.FileField(
        label=_("The roll, as a CSV file"),
        help_text=_("One line a registration. Every pupil of the authority, not only what has changed."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty. Choose another")},
    )
    as_of = DateField(label=_("On which day did the roll stand so?"))
    shrink_agreed_by = forms.CharField(
        label=_("If the roll has become much smaller: who agreed that this is right? (optional)"),
        max_length=200,
        required=False,
    )


class LineForm(PageForm):
    text = forms.CharField(
        label=_("The line"),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": False}),
        strip=False,
        error_messages={"required": _("Write the line as it should be")},
    )


@needs("rolls.upload", methods=("GET", "POST"))
def rolls(request: SeatedRequest) -> HttpResponse:
    """Send a roll, and see what became of earlier ones."""
    form = RollForm.of(request)
    if request.method == "POST" and form.is_valid():
        number = _received(request, form)
        if number is not None:
            return redirect("authorities:roll", number=number)
    columns: list[Column[UploadFacts]] = [
        Column("number", _("Upload"), lambda row: row.number, link=_address),
        Column("as_of", _("Roll of"), _day_of),
        Column("state", _("State"), lambda row: tag_of(row.state), order=lambda row: row.state),
        Column("open_rejects", _("Lines to correct"), lambda row: row.open_rejects, numeric=True),
        Column("at", _("Sent"), lambda row: row.at),
    ]
    rows = take_ins.uploads(seen_by=request.seat.actor)
    shown = listing(
        request, rows, columns, name="rolls", empty=gettext("No roll has been sent from here yet."),
        caption=gettext("Rolls that were sent"),
    )  # fmt: skip
    if not isinstance(shown, Listing):
        return shown
    return page(request, "authorities/rolls.html", {"form": form, "listing": shown}, status=_status_of(form))


@needs("rolls.upload")
def roll(request: SeatedRequest, number: int) -> HttpResponse:
    """How far it has come, and which lines are to be corrected."""
    found = take_ins.upload(number, seen_by=request.seat.actor)
    rejected = take_ins.rejects_of(number, seen_by=request.seat.actor)
    columns: list[Column[RejectRow]] = [
        Column("line", _("Line"), lambda row: row.line, link=lambda row: _line_address(found, row)),
        Column("field", _("Field"), lambda row: row.field, plain=True),
        Column("reason", _("What is wrong"), lambda row: row.reason),
    ]
    empty = gettext("No line waits to be corrected.")
    shown = listing(request, rejected, columns, name="rejects", empty=empty, caption=gettext("Lines to correct"))
    if not isinstance(shown, Listing):
        return shown
    return page(request, "authorities/roll.html", {"upload": found, "tag": tag_of(found.state), "listing": shown})


@needs("rolls.upload", methods=("GET", "POST"))
def reject(request: SeatedRequest, number: int, line: int) -> HttpResponse:
    """One rejected line. Reading it is told to the trail; what is still wrong is said, and nothing typed is lost."""
    who: dict[str, Any] = {"by": request.seat.actor, "now": request.now}
    try:
        found = taking.read_reject(number=number, line=line, **who)
    except NotYours:
        raise
    except Refused as refused:
        tell(request, str(refused))
        return redirect("authorities:roll", number=number)
    form = LineForm.of(request, initial={"text": found.text})
    if request.method == "POST" and form.is_valid() and _corrected(form, number, line, who):
        return _to_the_next(request, number)
    return page(request, "authorities/reject.html", {"reject": found, "form": form}, status=_status_of(form))


def _received(request: SeatedRequest, form: RollForm) -> int | None:
    """The number of the upload; None where the file was refused, and then the form says why."""
    given, seat = form.cleaned_data, request.seat
    day, agreed = given["as_of"].isoformat(), given["shrink_agreed_by"]
    try:
        return intake.receive_upload(
            kind=ROLL,
            chunks=given["file"].chunks(),
            name=given["file"].name,
            options={"authority": seat.actor.code, "as_of": day, "shrink_agreed_by": agreed},
            by=seat.actor,
            now=request.now,
            policy=request.policy,
        )
    except NotYours:
        raise
    except Refused as refused:
        form.add_error("file", str(refused))
        return None


def _corrected(form: LineForm, number: int, line: int, who: dict[str, Any]) -> bool:
    try:
        still = intake.correct_reject(number=number, line=line, text=form.cleaned_data["text"], **who)
    except NotYours:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    if still is not None:
        form.add_error("text", f"{still.field} {still.reason}".strip())
    return still is None


def _to_the_next(request: SeatedRequest, number: int) -> HttpResponse:
    tell(request, gettext("The line is taken in."))
    left = take_ins.rejects_of(number, seen_by=request.seat.actor)
    if not left:
        return redirect("authorities:roll", number=number)
    return redirect("authorities:reject", number=number, line=left[0].line)


def tag_of(state: str) -> Tag:
    words, colour = STATES[state]
    return Tag(str(words), colour)


def _day_of(row: UploadFacts) -> date | None:
    day = row.options.get("as_of")
    return date.fromisoformat(day) if day else None


def _address(row: UploadFacts) -> str:
    return reverse("authorities:roll", args=(row.number,))


def _line_address(upload: UploadFacts, row: RejectRow) -> str | None:
    return reverse("authorities:reject", args=(upload.number, row.line)) if upload.finished_at else None


def _status_of(form: PageForm) -> int:
    return 409 if form.is_bound and form.errors else 200
