"""The hub's table: what waits and until when, one matter with its picture, and what came of each threshold."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.views.hub.shared import (
    DECIDES,
    READ,
    alarmed,
    household_address,
    in_words,
    is_the_hub,
    matter_address,
    only_for_the_hub,
    picture_of,
    set_by,
    state,
    tabs,
)
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import MatterLine, TryShown
from firstbell.joint.early_picture.rules.matters import STATUSES
from firstbell.joint.early_picture.rules.raising import BASES
from firstbell.joint.early_picture.rules.thresholds import THRESHOLDS

REVIEWED = timedelta(days=365)


@needs(READ)
def hub(request: SeatedRequest) -> HttpResponseBase:
    """Every matter that is not closed to who asks, those due first at the top; for an agency those it has a part in."""
    found = listing(
        request,
        queries.queue(seen_by=request.seat.actor, now=request.now),
        _columns(full=is_the_hub(request)),
        name="hub",
        empty=gettext("Nothing is at the table."),
        caption=gettext("Matters"),
        filters=_filters(full=is_the_hub(request)),
    )
    if not isinstance(found, Listing):
        return found
    said = gettext("The hours for a first look are %(whose)s.") % {"whose": gettext(set_by(request).hours_are)}
    shows = _titled(request, found, "police:hub", gettext("The hub"))
    return page(request, "police/hub/listed.html", shows | {"said": said})


def _columns(*, full: bool) -> list[Column[MatterLine]]:
    shown: list[Column[MatterLine]] = [
        Column("reference", _("Matter"), lambda row: row.reference, link=lambda row: matter_address(row.reference)),
        Column("status", _("How it stands"), lambda row: state(row.status)),
        Column("late", _("Time"), lambda row: Tag(gettext("Late"), "red") if row.late else None),
        Column("due_by", _("First look by"), lambda row: row.due_by),
        Column("again_on", _("Again on"), lambda row: row.again_on),
        Column("opened_at", _("Opened"), lambda row: row.opened_at),
    ]
    of_the_hub: list[Column[MatterLine]] = [
        Column("thresholds", _("Why"), lambda row: tuple(gettext(THRESHOLDS[one]) for one in row.thresholds)),
        Column(
            "household", _("Household"), lambda row: row.household, link=lambda row: household_address(row.household)
        ),
    ]
    return [*shown[:2], *of_the_hub, *shown[2:]] if full else shown


def _filters(*, full: bool) -> list[Choice[MatterLine]]:
    shown: list[Choice[MatterLine]] = [
        Choice("time", _("Which"), {"open": _("Open"), "late": _("Late")}, first="open"),
        Choice("status", _("How it stands"), {code: _(said) for code, said in STATUSES.items()}),
    ]
    why: Choice[MatterLine] = Choice("threshold", _("Why"), {code: _(said) for code, said in THRESHOLDS.items()})
    return [*shown, why] if full else shown


def _titled(request: SeatedRequest, found: Listing, here: str, title: str) -> dict[str, object]:
    return {"list": found, "tabs": tabs(request, here), "title": title}


@needs(READ)
@alarmed
def hub_matter(request: SeatedRequest, reference: str) -> HttpResponse:
    """One matter: for the force's hub with the picture of its household, for an agency its own part. Reading it is an
    entry."""
    asks: dict[str, Any] = {"seen_by": request.seat.actor, "now": request.now}
    known = {one.key: one.name for one in accounts.organisations()}
    if not is_the_hub(request):
        part = queries.matter_for_partner(reference, **asks)
        actions.note_matter_read(matter=reference, **as_asked(request))
        return page(request, "police/hub/part.html", in_words() | {"matter": part, "set_by": set_by(request)})
    found = queries.matter(reference, **asks)
    actions.note_matter_read(matter=reference, **as_asked(request))
    actions.note_picture_read(household=found.household, **as_asked(request))
    shows = {"matter": found, "picture": picture_of(request, found.household), "known": known}
    shows |= {"set_by": set_by(request)}
    return page(request, "police/hub/matter.html", in_words() | shows)


@needs(READ)
def hub_thresholds(request: SeatedRequest) -> HttpResponse:
    """What came of the matters that each threshold opened in the last year. Nobody is in it."""
    only_for_the_hub(request)
    found = queries.thresholds_reviewed(since=request.now - REVIEWED, until=request.now)
    shows = {"reviewed": found, "tabs": tabs(request, "police:hub_thresholds"), "set_by": set_by(request)}
    shows |= {"bases": BASES}
    return page(request, "police/hub/thresholds.html", in_words() | shows)


@needs(DECIDES)
def hub_tries(request: SeatedRequest) -> HttpResponseBase:
    """Who of the hub asked for a household that is closed to them, the latest first; nobody sees their own."""
    only_for_the_hub(request)
    columns: list[Column[TryShown]] = [
        Column("household", _("Household"), lambda row: row.household, link=_household, sorts=False),
        Column("reader", _("Who asked"), lambda row: row.reader, sorts=False),
        Column("tries", _("How often"), lambda row: row.tries, numeric=True),
        Column("tried_at", _("Last"), lambda row: row.tried_at),
    ]
    found = listing(
        request,
        queries.tries(seen_by=request.seat.actor),
        columns,
        name="tries",
        empty=gettext("Nobody has asked for a household that is closed to them."),
        caption=gettext("Asked for, though it is closed to them"),
    )
    if not isinstance(found, Listing):
        return found
    shows = _titled(request, found, "police:hub_tries", gettext("Asked for, though it is closed to them"))
    said = gettext(
        "To them it does not exist. If it is a namesake’s, open it to them: at the household, “Close it to somebody”."
    )
    return page(request, "police/hub/listed.html", shows | {"said": said})


def _household(row: TryShown) -> str:
    return household_address(row.household)
