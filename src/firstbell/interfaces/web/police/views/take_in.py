"""What was taken in: the feeds and rolls that everything rests on, files that were cut short, and rejected lines."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.queries import RejectRow
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.areas import authority_name
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.schools import queries as schools


@needs("desk.read")
def feeds(request: SeatedRequest) -> HttpResponse:
    """Whether anything still arrives: an empty list is no green light (R16)."""
    rolls = [(authority_name(roll.authority), roll) for roll in schools.current_rolls()]
    shows = {"feeds": incidents.feed_health(request.now, request.policy), "rolls": rolls}
    return page(request, "police/feeds.html", shows)


@needs("take_in.upload")
def take_in(request: SeatedRequest) -> HttpResponse:
    """Files that were not taken in to the end."""
    shows = {"unfinished": take_ins.unfinished(), "rejects": take_ins.reject_count()}
    return page(request, "police/take_in.html", shows)


@needs("take_in.upload")
def rejects(request: SeatedRequest) -> HttpResponse:
    """Lines that could not be used. The lines themselves are not in the list."""
    rows = list(take_ins.rejects())
    columns: list[Column[RejectRow]] = [
        Column("file", _("File"), lambda row: row.file, plain=True),
        Column("line", _("Line"), lambda row: row.line, numeric=True),
        Column("field", _("Field"), lambda row: row.field, plain=True),
        Column("reason", _("What is wrong"), lambda row: row.reason),
        Column("kind", _("Kind of file"), lambda row: row.kind),
    ]
    kinds = {row.kind: row.kind.capitalize() for row in rows}
    by_kind: Choice[RejectRow] = Choice("kind", _("Kind of file"), kinds, lambda row: row.kind)
    empty = gettext("Every line that was sent could be used.")
    title = gettext("Rejected lines")
    found = listing(request, rows, columns, name="rejects", empty=empty, caption=title, filters=[by_kind])
    if isinstance(found, HttpResponse):
        return found
    return page(request, "police/listed.html", {"title": title, "list": found, "tabs": []})
