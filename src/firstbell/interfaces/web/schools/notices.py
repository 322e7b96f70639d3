"""The notices of a place, and one of them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.exports import Export
from firstbell.interfaces.web.design.listing import Column, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.schools.words import do_lines, dont_lines
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.queries import NoticeForSchool, NoticeRow, Which

COLOURS = {"acknowledged": "green", "withdrawn": "grey", "not_our_pupil": "grey", "opened": "yellow"}
EMPTY = {
    "new": _("No notice is waiting. When one comes, an e-mail tells you."),
    "acknowledged": _("Nothing has been acknowledged yet."),
    "all": _("No notice has ever come to your place."),
}


@needs("notices.read")
def new(request: SeatedRequest) -> HttpResponse:
    return notice_list(request, "new")


@needs("notices.read")
def acknowledged(request: SeatedRequest) -> HttpResponse:
    return notice_list(request, "acknowledged")


@needs("notices.read")
def everything(request: SeatedRequest) -> HttpResponse:
    return notice_list(request, "all")


@needs("notices.read")
def notice(request: SeatedRequest, reference: str) -> HttpResponse:
    """Opening it is an entry in the trail; one that is closed shows nothing of the child, and is not opened."""
    try:
        actions.open_notice(reference=reference, by=request.seat.actor, now=request.now, policy=request.policy)
    except NotYours:
        raise
    except Refused:
        pass
    return notice_page(request, reference)


def notice_page(
    request: SeatedRequest, reference: str, *, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The page of one notice; ``refusal`` says at its top why something was not done."""
    return page(request, "schools/notice.html", shows_of(request, reference) | {"refusal": refusal}, status=status)


def notice_list(request: SeatedRequest, which: Which, urn: str = "") -> HttpResponse:
    """A list of notices as a page or a file; the children named in it are entered in the trail (R13)."""
    rows = queries.notices_for_school(
        seen_by=request.seat.actor, which=which, now=request.now, policy=request.policy, urn=urn
    )
    many = not urn and (len({row.place_name for row in rows}) > 1 or request.seat.actor.kind == "trust")
    named = any(row.child_name for row in rows)
    shown = listing(
        request, rows, columns(which, many, named), name="notices", empty=str(EMPTY[which]), caption=gettext("Notices")
    )
    seen = [row.reference for row in (shown.rows if isinstance(shown, Export) else shown.shown) if row.child_name]
    actions.note_listed(references=seen, by=request.seat.actor, now=request.now)
    if isinstance(shown, Export):
        return shown
    place = rows[0].place_name if urn and rows else ""
    return page(request, "schools/notices.html", {"listing": shown, "which": which, "urn": urn, "place": place})


def columns(which: str, many_places: bool, named: bool) -> list[Column[NoticeRow]]:
    """What a list shows: which child only once a notice was opened, which place only where there are several."""
    searched = which != "new" or many_places  # what waits is a short list, and a telephone shows it at once
    place: list[Column[NoticeRow]] = [Column("place", _("Place"), lambda row: row.place_name, plain=True)]
    acknowledged_at: list[Column[NoticeRow]] = [
        Column("acknowledged_at", _("Acknowledged"), lambda row: row.acknowledged_at)
    ]
    return [
        Column("reference", _("Notice"), lambda row: row.reference, link=_address, plain=searched),
        Column("child", _("Child"), lambda row: row.child_name or _unnamed(row), hidden=not named),
        *(place if many_places else []),
        Column("came_at", _("Came"), lambda row: row.came_at),
        *(acknowledged_at if which == "acknowledged" else [Column("due_by", _("Due"), lambda row: row.due_by)]),
        Column("state", _("State"), lambda row: tag_of(row.status, row.state, row.late), order=lambda row: row.state),
    ]


def _address(row: NoticeRow) -> str:
    return reverse("schools:notice", args=(row.reference,))


def _unnamed(row: NoticeRow) -> str:
    return gettext("Not shown") if row.status in ("withdrawn", "not_our_pupil") else gettext("Open it to see")


def tag_of(status: str, state: str, late: bool) -> Tag:
    """The state as people read it; late is said in words too."""
    if late:
        return Tag(gettext("Late: %(state)s") % {"state": gettext(state).lower()}, "red")
    return Tag(gettext(state), COLOURS.get(status, "blue"))


def shows_of(request: SeatedRequest, reference: str) -> dict[str, Any]:
    """What every page about one notice shows of it."""
    seen = queries.notice_for_school(
        reference=reference, seen_by=request.seat.actor, now=request.now, policy=request.policy
    )
    return about(request, seen)


def about(request: SeatedRequest, seen: NoticeForSchool) -> dict[str, Any]:
    """A notice with its tag, what to do with it, and whom to call."""
    phone = request.policy.desk_phone
    tag = tag_of(seen.status, seen.state, seen.late)
    return {"notice": seen, "tag": tag, "desk_phone": phone, "do": do_lines(phone), "dont": dont_lines()}
