"""Lists of the case desk: cases, what victims are to be told, and orders that need somebody. Nobody is named in any."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, listing
from firstbell.interfaces.web.police.views.cases.shared import (
    STATUSES,
    address,
    phrase,
    phrases,
    running,
    shown,
    state,
    status,
    time_left,
    warned,
)
from firstbell.responses.case_progress import queries
from firstbell.responses.case_progress.queries import NOTHING, CaseLine, Clock, OrderWarned
from firstbell.responses.case_progress.rules.clocks import EVENTS
from firstbell.responses.case_progress.rules.orders import KINDS
from firstbell.responses.case_progress.rules.reviewing import PROPOSED, STANDS
from firstbell.responses.case_progress.rules.stages import STAGES
from firstbell.responses.case_progress.rules.warnings import WARNINGS


@needs("cases.read")
def cases(request: SeatedRequest) -> HttpResponseBase:
    """Every case; those whose victims wait longest to be told come first."""
    columns: list[Column[CaseLine]] = [
        Column("reference", _("Case"), lambda row: row.reference, link=lambda row: address(row.reference)),
        Column("incident", _("Incident"), lambda row: row.incident),
        Column("reported_on", _("Reported"), lambda row: row.reported_on),
        Column("stage", _("Furthest stage"), lambda row: phrase(STAGES[row.stage])),
        Column("outcome", _("Outcome"), lambda row: status(row.outcome_status)),
        Column("due", _("Tell the victim"), lambda row: tuple(gettext(EVENTS[kind]) for kind in row.due)),
        Column("due_on", _("By"), lambda row: row.due_on),
        Column("state", _("Due"), lambda row: state(row.state) if row.state else None),
    ]
    outcomes = {PROPOSED: STATUSES[PROPOSED], STANDS: STATUSES[STANDS], NOTHING: _("None")}
    filters: list[Choice[CaseLine]] = [
        Choice("due", _("Victim to be told"), running() | {NOTHING: _("Of nothing")}),
        Choice("stage", _("Furthest stage"), phrases(STAGES)),
        Choice("outcome", _("Outcome"), outcomes),
    ]
    found = listing(
        request,
        queries.cases(seen_by=request.seat.actor, now=request.now),
        columns,
        name="cases",
        empty=gettext("No case is open. One is opened out of an incident, for one victim."),
        caption=gettext("Cases"),
        filters=filters,
    )
    return shown(request, found, "police:cases", gettext("Cases"))


@needs("cases.read")
def due(request: SeatedRequest) -> HttpResponseBase:
    """What victims have not been told, overdue first."""
    columns: list[Column[Clock]] = [
        Column("case", _("Case"), lambda row: row.case, link=lambda row: address(row.case)),
        Column("kind", _("What happened"), lambda row: phrase(EVENTS[row.kind])),
        Column("on", _("On"), lambda row: row.on),
        Column("due_on", _("Tell them by"), lambda row: row.due_on),
        Column("state", _("Due"), lambda row: state(row.state)),
        Column("working_days", _("Time"), lambda row: time_left(row.working_days)),
        Column("attempts", _("Tries"), lambda row: row.attempts, numeric=True),
    ]
    found = listing(
        request,
        queries.clocks_running(seen_by=request.seat.actor, now=request.now),
        columns,
        name="victims-to-be-told",
        empty=gettext("Every victim has been told of everything."),
        caption=gettext("Who is to be told"),
        filters=[Choice("state", _("Due"), running()), Choice("kind", _("What happened"), phrases(EVENTS))],
    )
    said = gettext("Before anybody tries: ask the support service how and when the victim can be reached safely.")
    return shown(request, found, "police:due", gettext("Who is to be told"), said)


@needs("cases.read")
def orders(request: SeatedRequest) -> HttpResponseBase:
    """Notices that a court must hear of, and orders that end or have ended with none after, the soonest first."""
    columns: list[Column[OrderWarned]] = [
        Column("case", _("Case"), lambda row: row.case, link=lambda row: f"{address(row.case)}#orders"),
        Column("kind", _("Notice or order"), lambda row: phrase(KINDS[row.kind])),
        Column("warning", _("What of it"), lambda row: warned(row.warning)),
        Column("at", _("When"), lambda row: row.at),
    ]
    found = listing(
        request,
        queries.order_warnings(seen_by=request.seat.actor, now=request.now),
        columns,
        name="orders",
        empty=gettext("No notice waits for a court, and no order ends within seven days without another after it."),
        caption=gettext("Orders"),
        filters=[
            Choice("warning", _("What of it"), phrases(WARNINGS)),
            Choice("kind", _("Notice or order"), phrases(KINDS)),
        ],
    )
    return shown(request, found, "police:orders", gettext("Orders"))
