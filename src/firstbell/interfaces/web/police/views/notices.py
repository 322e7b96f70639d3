"""Lists of notices, and of the messages about them that a person must look at."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.delivery import actions as delivery
from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.for_police import MessageRow, NoticeRow
from firstbell.responses.encompass.rules.desk_words import HOLDS

STANDINGS = {
    "late": _("Late"),
    "due": _("Due next"),
    "held": _("Held"),
    "open": _("On its way"),
    "done": _("Acknowledged"),
    "closed": _("Closed"),
}
COLOURS = {"late": "red", "due": "orange", "held": "purple", "open": "blue", "done": "green", "closed": "grey"}
LACKS = {
    "unapproved": _("Waits for a second person"),
    "expired": _("Past its end: decide"),
    "asks": _("Asks what to do"),
    "": _("Approved"),
}
MESSAGES = {"ambiguous": _("May have left"), "failed": _("Could not be sent")}


def notice_columns() -> list[Column[NoticeRow]]:
    return [
        Column("reference", _("Notice"), lambda row: row.reference, link=_address, plain=True),
        Column("place", _("Place"), lambda row: row.place, plain=True),
        Column("standing", _("Standing"), lambda row: Tag(str(STANDINGS[row.standing]), COLOURS[row.standing])),
        Column("due_by", _("Due"), lambda row: row.due_by),
        Column("state", _("State"), lambda row: row.state),
        Column("incident", _("Incident"), lambda row: row.incident_reference, link=_incident, plain=True),
    ]


def _address(row: NoticeRow) -> str:
    return reverse("police:notice", args=[row.reference])


def _incident(row: NoticeRow) -> str:
    return reverse("police:incident", args=[row.incident_id])


@needs("desk.read")
def notices(request: SeatedRequest) -> HttpResponse:
    """Every notice that is open, and those of late."""
    rows = for_police.notices(request.seat, request.now, request.policy)
    by_standing: Choice[NoticeRow] = Choice("standing", _("Standing"), STANDINGS, lambda row: row.standing)
    return _list(request, rows, notice_columns(), [by_standing], "notices", _("There are no notices."))


@needs("desk.read")
def telephone(request: SeatedRequest) -> HttpResponse:
    """Notices that nobody answers by e-mail."""
    rows = for_police.notices(request.seat, request.now, request.policy, which="telephone")
    return _list(request, rows, notice_columns(), [], "telephone", _("Nobody needs to be telephoned."))


@needs("desk.read")
def held(request: SeatedRequest) -> HttpResponse:
    """Notices that wait, with why and for what."""
    rows = for_police.notices(request.seat, request.now, request.policy, which="held")
    columns: list[Column[NoticeRow]] = [
        *notice_columns()[:2],
        Column("hold", _("Why it waits"), lambda row: row.hold),
        Column("lacks", _("What it lacks"), lambda row: LACKS[row.hold_state]),
        Column("until", _("Until"), lambda row: row.held_until),
        Column("due_by", _("Due"), lambda row: row.due_by),
    ]
    filters: list[Choice[NoticeRow]] = [
        Choice("code", _("Why"), HOLDS, lambda row: row.hold_code),
        Choice("lacks", _("What it lacks"), {code: text for code, text in LACKS.items() if code}, _lacks),
    ]
    return _list(request, rows, columns, filters, "held", _("No notice is held."))


def _lacks(row: NoticeRow) -> str:
    return row.hold_state


TITLES = {"notices": _("Notices"), "telephone": _("To telephone"), "held": _("Held")}


def _list(
    request: SeatedRequest,
    rows: Sequence[NoticeRow],
    columns: Sequence[Column[NoticeRow]],
    filters: Sequence[Choice[NoticeRow]],
    name: str,
    empty: Any,
) -> HttpResponse:
    title = str(TITLES[name])
    found = listing(request, rows, columns, name=name, empty=str(empty), caption=title, filters=filters)
    if not isinstance(found, Listing):
        return found
    tabs = [(str(text), reverse(f"police:{one}"), one == name) for one, text in TITLES.items()]
    return page(request, "police/listed.html", {"title": title, "list": found, "tabs": tabs})


@needs("desk.read")
def messages(request: SeatedRequest) -> HttpResponse:
    """E-mails that could not be sent, or of which nobody knows whether they left."""
    columns: list[Column[MessageRow]] = [
        Column("about", _("About"), lambda row: row.about, link=_about, plain=True),
        Column("status", _("State"), lambda row: MESSAGES[row.status]),
        Column("trouble", _("What went wrong"), lambda row: row.trouble),
        Column("ours", _("Ours to repair"), lambda row: row.ours),
        Column("queued_at", _("Waits since"), lambda row: row.queued_at),
    ]
    rows = for_police.messages(request.seat)
    by_state: Choice[MessageRow] = Choice("status", _("State"), MESSAGES, lambda row: row.status)
    empty = gettext("Every message that was due has left.")
    found = listing(
        request, rows, columns, name="messages", empty=empty, caption=gettext("Messages"), filters=[by_state]
    )
    return page(request, "police/messages.html", {"list": found}) if isinstance(found, Listing) else found


def _about(row: MessageRow) -> str | None:
    return reverse("police:notice", args=[row.about]) if row.is_notice else None


@needs("desk.decide", methods=("POST",))
def message(request: SeatedRequest, key: str, what: str) -> HttpResponse:
    """Send a failed message anew, or say whether one of which nobody knew has left."""
    by = as_asked(request)
    if what not in ("again", "sent", "not-sent"):
        raise Http404
    if what == "again":
        delivery.try_again(key=key, **by)
        tell(request, gettext("The message goes with the next run."))
    else:
        delivery.resolve_ambiguous(key=key, sent=what == "sent", **by)
        tell(request, gettext("Written down."))
    return redirect("police:messages")
