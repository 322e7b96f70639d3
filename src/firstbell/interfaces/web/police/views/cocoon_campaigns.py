"""Campaigns: planned, registered, drawn, walked, and left as they were drawn."""

from collections.abc import Callable
from datetime import datetime

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
from firstbell.interfaces.web.design.times import weekday
from firstbell.interfaces.web.police import packs
from firstbell.interfaces.web.police.cocoon_doing import ARMS, limits, outcome_words, state, tabs
from firstbell.interfaces.web.police.forms_of_cocoon import Defer, NewCampaign, Pairs, Pause, Register, Sure
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.queries import CampaignLine, CampaignShown, SlotShown
from firstbell.responses.cocoon.rules import modes
from firstbell.responses.cocoon.rules.judging import WEEKS_AFTER

HERE = "police:cocoon_campaigns"


@needs("cocoon.read")
def cocoon_campaigns(request: SeatedRequest) -> HttpResponse:
    """Every campaign, the newest first."""
    columns: list[Column[CampaignLine]] = [
        Column("reference", _("Campaign"), lambda row: row.reference, link=_address, plain=True),
        Column("title", _("Called"), lambda row: row.title, plain=True),
        Column("mode", _("Mode"), lambda row: mode_words(row.mode)),
        Column("status", _("State"), lambda row: state(row.status)),
        Column("first_day", _("First day"), lambda row: row.first_day),
        Column("cells", _("Cells"), lambda row: row.cells, numeric=True),
    ]
    empty = gettext("No campaign is planned yet.")
    found = listing(request, queries.campaigns(), columns, name="campaigns", empty=empty, caption=gettext("Campaigns"))
    if not isinstance(found, Listing):
        return found
    return page(request, "police/cocoon/campaigns.html", {"list": found, "tabs": tabs(request, HERE)})


def _address(row: CampaignLine) -> str:
    return reverse("police:cocoon_campaign", args=[row.reference])


def mode_words(mode: str) -> str:
    return {
        modes.CALENDAR: gettext("Calendar"),
        modes.PROGRAMME: gettext("Programme"),
        modes.TRIGGERED: gettext("Triggered"),
    }[mode]


ANYWAY = {modes.CALENDAR: 1.0, modes.PROGRAMME: 0.45, modes.TRIGGERED: 0.0}
"""With which chance a cell is visited whatever happens in it, in each mode as the form has it to begin with."""


def cost_of(found: CampaignShown) -> queries.ModeCost:
    """What this campaign would tell somebody who abuses: a programme hides in the share of cells that it visits."""
    share = (1 - found.control_share) * (1 - found.deferral_share)
    return queries.mode_cost(found.mode, anyway=share if found.mode == modes.PROGRAMME else 0.0)


@needs("cocoon.plan", methods=("GET", "POST"))
def cocoon_new_campaign(request: SeatedRequest) -> HttpResponse:
    """Plan a campaign; beside it stands what each mode would tell somebody who abuses."""
    form = NewCampaign.of(request)
    made = list[str]()
    if request.method == "POST" and form.is_valid():
        codes = [cell.code for cell in queries.cell_map(request.now)]
        given = form.given | {"cells": form.cells(codes)}
        if done(form, lambda: made.append(actions.plan_campaign(**given, **as_asked(request)))):
            tell(request, gettext("Planned. Write down how it will be judged, then draw it."))
            return redirect("police:cocoon_campaign", reference=made[0])
    costs = [(mode_words(mode), queries.mode_cost(mode, anyway=anyway)) for mode, anyway in ANYWAY.items()]
    shows = {"form": form, "costs": costs, "limits": limits()}
    return page(request, "police/cocoon/new_campaign.html", shows, status=status_of(form))


@needs("cocoon.read")
def cocoon_campaign(request: SeatedRequest, reference: str) -> HttpResponse:
    """One campaign, with every cell of it. No operation is on the page, and none is needed for it."""
    found = queries.campaign(reference, request.now)
    rows = _slots(request, found)
    if not isinstance(rows, Listing):
        return rows
    shows = {"campaign": found, "list": rows, "tabs": tabs(request, HERE), "state": state(found.status)}
    shows |= {"days": _by_day(found), "mode": mode_words(found.mode), "cost": cost_of(found)}
    shows |= {"safety": queries.safety_of(reference), "limits": limits(), "summed": _summed(found)}
    return page(request, "police/cocoon/campaign.html", shows)


def _slots(request: SeatedRequest, found: CampaignShown) -> Listing | HttpResponse:
    def pack(row: SlotShown) -> str | None:
        goes = row.day is not None and request.seat.may("cocoon.plan")
        return reverse("police:cocoon_pack", args=[found.reference, row.cell]) if goes else None

    columns: list[Column[SlotShown]] = [
        Column("cell", _("Cell"), lambda row: row.cell, link=pack, plain=True),
        Column("arm", _("Arm"), lambda row: str(ARMS[row.arm]) if row.arm else gettext("Not drawn yet")),
        Column("day", _("Day"), lambda row: weekday(row.day) if row.day else "", order=lambda row: row.day),
        Column("shift", _("Shift"), lambda row: row.shift, numeric=True),
        Column("doors", _("Doors"), lambda row: row.stops, numeric=True),
        Column("pair", _("Who walks"), lambda row: row.pair, sorts=False),
        Column("recorded", _("Doors recorded"), lambda row: row.recorded, numeric=True),
        Column("printed", _("Printed"), lambda row: row.printed_at is not None),
    ]
    by_arm: Choice[SlotShown] = Choice("arm", _("Arm"), {k: v for k, v in ARMS.items() if k}, lambda row: row.arm)
    caption = gettext("Cells of the campaign")
    return listing(
        request, found.slots, columns, name="cells", empty=gettext("No cell."), caption=caption, filters=[by_arm]
    )


def _by_day(found: CampaignShown) -> list[tuple[str, int, int, int]]:
    """Each day with how many cells and doors are visited on it, and how many doors are recorded."""
    days = sorted({slot.day for slot in found.slots if slot.day})
    on = {day: [slot for slot in found.slots if slot.day == day and slot.arm == "visited"] for day in days}
    return [
        (weekday(day), len(slots), sum(one.stops for one in slots), sum(one.recorded for one in slots))
        for day, slots in on.items()
    ]


def _summed(found: CampaignShown) -> list[tuple[str, int]]:
    """How many cells fell into each arm."""
    arms = [slot.arm for slot in found.slots]
    return [(str(words), arms.count(arm)) for arm, words in ARMS.items() if arm and arm in arms]


@needs("cocoon.plan", methods=("GET", "POST"))
def cocoon_register(request: SeatedRequest, reference: str) -> HttpResponse:
    """Write down how it will be judged, before anything is drawn."""
    form = Register.of(request)
    found = queries.campaign(reference, request.now)
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: actions.register_analysis(campaign=reference, **form.given, **as_asked(request))):
        tell(request, gettext("Written down. It cannot be changed any more."))
        return redirect("police:cocoon_campaign", reference=reference)
    shows = {"form": form, "campaign": found, "foreseen": _foreseen(reference, request.now)}
    shows |= {"weeks": WEEKS_AFTER}
    return page(request, "police/cocoon/register.html", shows, status=status_of(form))


def _foreseen(reference: str, now: datetime) -> list[tuple[str, str, str]]:
    """Each outcome in words, the events to be expected, and the smallest rise that would be seen."""
    return [
        (outcome_words(one.outcome), f"{one.events:,.0f}", f"{one.ratio:.2f}" if one.ratio else gettext("none"))
        for one in queries.foreseen(reference, now)
    ]


@needs("cocoon.plan", methods=("GET", "POST"))
def cocoon_draw(request: SeatedRequest, reference: str) -> HttpResponse:
    return _step(
        request,
        reference,
        Sure.of(request),
        lambda _form: actions.draw_campaign(reference=reference, **as_asked(request)),
        heading=gettext("Draw the campaign"),
        warning=gettext("Which cells are visited and when is drawn now. Nothing of it can be changed afterwards."),
        button=gettext("Draw it"),
        told=gettext("Drawn. Name the pairs, and print what they carry."),
    )


@needs("cocoon.authorise", methods=("GET", "POST"))
def cocoon_start(request: SeatedRequest, reference: str) -> HttpResponse:
    return _step(
        request,
        reference,
        Sure.of(request),
        lambda _form: actions.start_campaign(reference=reference, **as_asked(request)),
        heading=gettext("Start the campaign"),
        warning=gettext("From now on pairs visit on their days, whatever is reported meanwhile."),
        button=gettext("Start it"),
        told=gettext("It runs."),
    )


@needs("cocoon.authorise", methods=("GET", "POST"))
def cocoon_pause(request: SeatedRequest, reference: str) -> HttpResponse:
    by = as_asked(request) | {"policy": request.policy}
    return _step(
        request,
        reference,
        Pause.of(request),
        lambda form: actions.pause_campaign(reference=reference, why=form.cleaned_data["why"], **by),
        heading=gettext("Pause the campaign"),
        warning=gettext("All of it stops, not one street: who answers for it is told."),
        button=gettext("Pause it"),
        told=gettext("Paused. Nobody visits until it is started again."),
    )


@needs("cocoon.authorise", methods=("GET", "POST"))
def cocoon_end(request: SeatedRequest, reference: str) -> HttpResponse:
    return _step(
        request,
        reference,
        Sure.of(request),
        lambda _form: actions.end_campaign(reference=reference, **as_asked(request)),
        heading=gettext("End the campaign"),
        warning=gettext("It cannot begin again. Every door must have an outcome first, or the campaign be paused."),
        button=gettext("End it"),
        told=gettext("It is over."),
    )


@needs("cocoon.authorise", methods=("GET", "POST"))
def cocoon_defer(request: SeatedRequest, reference: str) -> HttpResponse:
    """Leave a whole cell out. Nobody can tell it from one that the draw left out."""

    def defer(form: PageForm) -> None:
        actions.defer_cell(campaign=reference, cell=form.cleaned_data["cell"].strip().upper(), **as_asked(request))

    return _step(
        request,
        reference,
        Defer.of(request),
        defer,
        heading=gettext("Leave a cell out"),
        warning=gettext(
            "Never one door: the whole cell is left out. The draw leaves cells out too, so it says nothing."
        ),
        button=gettext("Leave it out"),
        told=gettext("Left out."),
    )


@needs("cocoon.plan", methods=("GET", "POST"))
def cocoon_pairs(request: SeatedRequest, reference: str) -> HttpResponse:
    """Say who walks; which pair walks which cells is found so that they walk least."""

    def assign(form: PageForm) -> None:
        given = form.cleaned_data
        pairs = queries.pairs_for(reference, given["officers"], longest=60 * given["hours"], now=request.now)
        actions.assign_pairs(campaign=reference, pairs=pairs, **as_asked(request))

    return _step(
        request,
        reference,
        Pairs.of(request),
        assign,
        heading=gettext("Who walks where"),
        warning=gettext("Nobody walks who ever proposed, confirmed or signed an operation, whichever it was."),
        button=gettext("Find the walks"),
        told=gettext("Every cell that is visited has its pair."),
    )


def _step(
    request: SeatedRequest, reference: str, form: PageForm, do: Callable[[PageForm], object], **said: str
) -> HttpResponse:
    """One thing more for one that exists (else 404); ``said`` is what a ``Step`` says."""
    queries.campaign(reference, request.now)
    back = (reverse("police:cocoon_campaign", args=[reference]), gettext("Campaign"))
    return take(request, Step(**said, back=back), form, do)


@needs("cocoon.plan")
def cocoon_pack(request: SeatedRequest, reference: str, cell: str) -> HttpResponse:
    """What the pair carries for a cell, as PDF. That it was printed is written down."""
    found = queries.visit_pack(reference, cell)
    actions.note_printed(campaign=reference, cells=[cell], **as_asked(request))
    answer = HttpResponse(
        packs.as_pdf(found, request.policy.desk_phone, at=request.now), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{reference}-{cell}.pdf"'
    return answer
