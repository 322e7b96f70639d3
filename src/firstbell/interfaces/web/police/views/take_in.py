"""What is taken in: feeds and rolls that everything rests on, uploads, and rejected lines corrected one by one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.take_in import actions as taking
from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.queries import RejectRow, UploadFacts
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms import INCIDENTS, KINDS, CorrectLine, Upload
from firstbell.pure.areas import authority_name
from firstbell.registers.incidents import intake as incident_files
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.schools import intake as school_files
from firstbell.registers.schools import queries as schools

STATES = {
    "waiting": Tag(str(_("Waits")), "grey"),
    "running": Tag(str(_("Being read")), "blue"),
    "done": Tag(str(_("Done")), "green"),
    "unusable": Tag(str(_("Could not be used")), "red"),
}


@needs("desk.read")
def feeds(request: SeatedRequest) -> HttpResponse:
    """Whether anything still arrives: an empty list is no green light (R16)."""
    rolls = [(authority_name(roll.authority), roll) for roll in schools.current_rolls()]
    shows = {"feeds": incidents.feed_health(request.now, request.policy), "rolls": rolls}
    return page(request, "police/feeds.html", shows)


@needs("take_in.upload", methods=("GET", "POST"))
def take_in(request: SeatedRequest) -> HttpResponse:
    """Upload a file, and see what became of earlier ones."""
    form = Upload.of(request, profiles=incident_files.profiles_on_file())
    number: list[int] = []
    if request.method == "POST" and form.is_valid() and done(form, lambda: number.append(_received(request, form))):
        return redirect("police:upload", number=number[0])
    columns: list[Column[UploadFacts]] = [
        Column("number", _("Upload"), lambda row: row.number, link=_address),
        Column("kind", _("Kind"), lambda row: KINDS.get(row.kind, row.kind)),
        Column("file", _("File"), lambda row: row.file, plain=True),
        Column("state", _("State"), lambda row: STATES[row.state]),
        Column("open_rejects", _("Lines to correct"), lambda row: row.open_rejects, numeric=True),
        Column("at", _("Sent"), lambda row: row.at),
    ]
    rows = take_ins.uploads(seen_by=request.seat.actor)
    empty = gettext("Nobody has uploaded anything yet.")
    found = listing(request, rows, columns, name="uploads", empty=empty, caption=gettext("Uploads"))
    if not isinstance(found, Listing):
        return found
    shows = {"form": form, "list": found, "unfinished": take_ins.unfinished(), "rejects": take_ins.reject_count()}
    return page(request, "police/take_in.html", shows, status=status_of(form))


def _address(row: UploadFacts) -> str:
    return reverse("police:upload", args=[row.number])


def _received(request: SeatedRequest, form: Upload) -> int:
    given = form.cleaned_data
    sent: dict[str, Any] = {"chunks": given["file"].chunks(), "name": given["file"].name, "policy": request.policy}
    if given["kind"] == INCIDENTS:
        options = {"profile": given["profile"]}
        return incident_files.receive_upload(options=options, **sent, **as_asked(request))
    options = {"calendar": given["calendar"]}
    return school_files.receive_upload(kind=given["kind"], options=options, **sent, **as_asked(request))


@needs("take_in.upload")
def upload(request: SeatedRequest, number: int) -> HttpResponse:
    """How far an upload has come, and which of its lines are to be corrected."""
    found = take_ins.upload(number, seen_by=request.seat.actor)
    rejected = take_ins.rejects_of(number, seen_by=request.seat.actor)
    shows = {"upload": found, "kind": KINDS.get(found.kind, found.kind), "rejects": rejected}
    return page(request, "police/upload.html", shows | {"state": STATES[found.state]})


@needs("take_in.upload", methods=("GET", "POST"))
def reject(request: SeatedRequest, number: int, line: int) -> HttpResponse:
    """One rejected line to correct. Reading it is written down; what is still wrong is said, and nothing is lost."""
    by = as_asked(request)
    found = taking.read_reject(number=number, line=line, **by)
    form = CorrectLine.of(request, initial={"text": found.text})
    still: list[RejectRow | None] = []
    files = incident_files if found.kind == INCIDENTS else school_files
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if done(form, lambda: still.append(files.correct_reject(number=number, line=line, text=text, **by))):
            if still[0] is None:
                return _to_the_next(request, number)
            form.add_error("text", f"{still[0].field} {still[0].reason}".strip())
    return page(request, "police/reject.html", {"reject": found, "form": form}, status=status_of(form))


def _to_the_next(request: SeatedRequest, number: int) -> HttpResponse:
    left = take_ins.rejects_of(number, seen_by=request.seat.actor)
    tell(request, gettext("The line is taken in."))
    if not left:
        return redirect("police:upload", number=number)
    return redirect("police:reject", number=number, line=left[0].line)


@needs("take_in.upload")
def rejects(request: SeatedRequest) -> HttpResponse:
    """Lines that could not be used, of every file. The lines themselves are not in the list."""
    rows = list(take_ins.rejects())
    columns: list[Column[RejectRow]] = [
        Column("file", _("File"), lambda row: row.file, plain=True),
        Column("line", _("Line"), lambda row: row.line, numeric=True),
        Column("field", _("Field"), lambda row: row.field, plain=True),
        Column("reason", _("What is wrong"), lambda row: row.reason),
        Column("kind", _("Kind"), lambda row: KINDS.get(row.kind, row.kind)),
    ]
    kinds = {row.kind: KINDS.get(row.kind, row.kind) for row in rows}
    by_kind: Choice[RejectRow] = Choice("kind", _("Kind"), kinds, lambda row: row.kind)
    empty = gettext("Every line that was sent could be used.")
    title = gettext("Rejected lines")
    found = listing(request, rows, columns, name="rejects", empty=empty, caption=title, filters=[by_kind])
    if not isinstance(found, Listing):
        return found
    return page(request, "police/listed.html", {"title": title, "list": found, "tabs": []})
