"""Weeks in a list, a week as it is planned, its teams, and the campaigns of visits that stand beside it."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms_of_weeks import AddTeam, JoinCampaign, PlanWeek
from firstbell.interfaces.web.police.views.weeks.shared import (
    CALMLY,
    GET_AND_POST,
    STATES,
    address,
    area_words,
    back,
    of_week,
    state,
)
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.queries import WeekLine, WeekShown
from firstbell.pure import areas
from firstbell.responses.cocoon import queries as cocoon
from firstbell.responses.cocoon.rules.modes import CALENDAR


@needs("weeks.read")
def weeks(request: SeatedRequest) -> HttpResponseBase:
    """Every week of the force. Nobody is named."""
    columns: list[Column[WeekLine]] = [
        Column("reference", _("Week"), lambda row: row.reference, link=lambda row: address(row.reference), plain=True),
        Column("title", _("Called"), lambda row: row.title, plain=True, sorts=False),
        Column("area", _("Where"), lambda row: area_words(row.area), sorts=False),
        Column("first_day", _("First day"), lambda row: row.first_day),
        Column("last_day", _("Last day"), lambda row: row.last_day, sorts=False),
        Column("status", _("State"), lambda row: state(row.status), sorts=False),
    ]
    found = listing(
        request,
        queries.weeks(seen_by=request.seat.actor),
        columns,
        name="weeks",
        empty=gettext("No week is planned yet."),
        caption=gettext("Weeks"),
        filters=[Choice("status", _("State"), STATES)],
    )
    if not isinstance(found, Listing):
        return found
    return page(request, "police/weeks/weeks.html", {"list": found, "harm": queries.harm_loaded()})


@needs("weeks.plan", methods=GET_AND_POST)
def plan_week(request: SeatedRequest) -> HttpResponse:
    codes = areas.authorities_of(request.seat.actor.code)
    form = PlanWeek.of(request, areas=[(code, areas.authority_name(code)) for code in codes])
    made = list[str]()
    valid = request.method == "POST" and form.is_valid()
    if valid and done(form, lambda: made.append(actions.plan_week(**form.given, **as_asked(request)))):
        tell(request, gettext("Planned. Name its teams, and draw its list."))
        return redirect("police:week", reference=made[0])
    return page(request, "police/weeks/plan.html", {"form": form}, status=status_of(form))


@needs("weeks.read")
def week(request: SeatedRequest, reference: str) -> HttpResponse:
    """What it is for, who works in it, and which campaigns stand beside it. Nobody on its list is named."""
    return page(request, "police/weeks/week.html", of_week(request, reference, "police:week"))


@needs("weeks.plan", methods=GET_AND_POST)
def add_team(request: SeatedRequest, reference: str) -> HttpResponse:
    step = Step(
        heading=gettext("Add a team"),
        warning=gettext("Its members see the names that their tasks are about, and nobody else of the list."),
        button=gettext("Add it"),
        told=gettext("Added."),
        back=back(_week(request, reference)),
    )
    return take(
        request,
        step,
        AddTeam.of(request),
        lambda form: actions.add_team(week=reference, **form.given, **as_asked(request)),
        template=CALMLY,
    )


@needs("weeks.plan", methods=GET_AND_POST)
def join_campaign(request: SeatedRequest, reference: str) -> HttpResponse:
    found = _week(request, reference)
    step = Step(
        heading=gettext("Join a campaign of visits"),
        warning=gettext("Its visits stay as they were drawn. It is judged by its own lots, and not by this week."),
        button=gettext("Join it"),
        told=gettext("It stands beside the week."),
        back=back(found),
    )
    return take(
        request,
        step,
        JoinCampaign.of(request, campaigns=_campaigns(found)),
        lambda form: actions.join_campaign(week=reference, **form.given, **as_asked(request)),
        template=CALMLY,
    )


def _week(request: SeatedRequest, reference: str) -> WeekShown:
    return queries.week(reference, seen_by=request.seat.actor)


def _campaigns(week: WeekShown) -> list[tuple[str, str]]:
    """Those that might stand beside the week and do not yet."""
    return [
        (one.reference, f"{one.reference}: {one.title}")
        for one in cocoon.campaigns()
        if one.mode == CALENDAR
        and one.reference not in week.campaigns
        and one.first_day <= week.last_day
        and one.last_day >= week.first_day
    ]
