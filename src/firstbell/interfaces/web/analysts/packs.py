"""The pack of a performance meeting: its page, each of its files, and all of them by one button."""

import io
import zipfile

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.analysts.months import measures_of, month_named, months_offered
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.documents.webpage import body_of
from firstbell.pure.refusal import NotYours
from firstbell.reporting.performance import actions, queries

ZIP = "application/zip"


@needs("figures.read")
def pack(request: SeatedRequest, month: str) -> HttpResponse:
    """What the meeting reads first, with a way to each measure; the files have all of it."""
    first, force = month_named(month), request.seat.actor.code
    document = queries.pack_in_short(first, force=force)
    shows = {
        "document": document,
        "month": month,
        "back_to": measures_of(first),
        "measures": [(one.title, reverse("analysts:measure", args=[one.code])) for one in queries.measures()],
        "body": body_of(document.sections),
        "files": [(gettext(one.of), reverse("analysts:pack_file", args=[month, one.code])) for one in queries.FILES],
        "months": [
            (words, reverse("analysts:pack", args=[code]), chosen)
            for code, words, chosen in months_offered(first, force)[:6]
        ],
    }
    return page(request, "analysts/figures/pack.html", shows)


@needs("figures.pack")
def pack_file(request: SeatedRequest, month: str, code: str) -> HttpResponse:
    """One file, made whole before the first byte of it leaves."""
    if code not in {one.code for one in queries.FILES}:
        raise NotYours(f"There is no {code} in a pack.", "Look at the pack.")
    first = month_named(month)
    (made,) = queries.pack_files(first, force=request.seat.actor.code, codes=[code])
    actions.note_pack(month=first, files=[made.name], **as_asked(request))
    return _file(made.name, made.kind, made.content)


@needs("figures.pack", methods=("POST",))
def make_pack(request: SeatedRequest, month: str) -> HttpResponse:
    """All of them in one archive."""
    first = month_named(month)
    made = list(queries.pack_files(first, force=request.seat.actor.code))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in made:
            archive.writestr(one.name, one.content)
    actions.note_pack(month=first, files=[one.name for one in made], **as_asked(request))
    return _file(f"performance-{first:%Y-%m}.zip", ZIP, kept.getvalue())


def _file(name: str, kind: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
