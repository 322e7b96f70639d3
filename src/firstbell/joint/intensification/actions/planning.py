"""Weeks as they are planned: what for, when, who, with which weights, and which campaigns of neighbours' visits."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.joint.intensification.actions.shared import locked_week, note
from firstbell.joint.intensification.models import HarmTable, JoinedCampaign, Team, Week
from firstbell.joint.intensification.queries.standing import standing_of
from firstbell.joint.intensification.rules import weeks
from firstbell.joint.intensification.rules.joining import may_join
from firstbell.pure import areas
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import read_harm_weights
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.cocoon import queries as cocoon


def plan_week(
    *,
    title: str,
    objectives: Sequence[str],
    first_day: date,
    last_day: date,
    area: str = "",
    partners: Sequence[str] = (),
    by: Actor,
    now: datetime,
) -> str:
    """A week of the force of ``by``, and its reference. ``area`` is an authority's GSS code, ``""`` for everywhere."""
    weeks.is_a_person(by)
    said = weeks.Proposal(title, area, tuple(objectives), tuple(partners), first_day, last_day)
    weeks.may_plan(said, london_date(now))
    _is_area(area, by)
    with transaction.atomic():
        row = Week.objects.create(
            reference=drawn_reference("IW"),
            force=by.code,
            title=title.strip(),
            area=area,
            objectives=[one.strip() for one in objectives],
            partners=[one.strip() for one in partners],
            first_day=first_day,
            last_day=last_day,
            status=weeks.PLANNED,
            by=by.name,
            recorded_at=now,
        )
        note("planned", row.reference, by, now, first_day=first_day.isoformat(), last_day=last_day.isoformat())
    return row.reference


def load_harm_weights(*, text: str, by: Actor, now: datetime) -> str:
    """Harm weights as a file says them, to be used from now on; their digest. Refused where they do not say whose they
    are and of when. Lists that were drawn keep the weights they were drawn with."""
    weeks.is_a_person(by)
    loaded = read_harm_weights(text)
    with transaction.atomic():
        HarmTable.objects.create(
            digest=loaded.digest,
            title=loaded.title,
            origin=loaded.source,
            dated=loaded.dated,
            licence=loaded.licence,
            unit=loaded.unit,
            weights=dict(loaded.weights),
            by=by.name,
            recorded_at=now,
        )
        note("harm_weights_loaded", f"harm:{loaded.digest[:12]}", by, now, offences=len(loaded.weights))
    return loaded.digest


def add_team(*, week: str, called: str, members: Sequence[str], by: Actor, now: datetime) -> int:
    """A team of a week by its members' sign-in e-mails, and its number. Teams may still be added once it is frozen."""
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.refuse_team(called, members, set(row.teams.values_list("called", flat=True)))
        made = Team.objects.create(week=row, called=called.strip(), members=sorted({one.strip() for one in members}))
        note("team_added", week, by, now, team=made.pk, members=len(made.members))
    return made.pk


def join_campaign(*, week: str, campaign: str, by: Actor, now: datetime) -> None:
    """Have a campaign of Operation Cocoon stand beside the week. Only one in calendar mode, whose cells were drawn
    before anything happened: a week must not point at a home."""
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.may_change(standing_of(row))
        shown = cocoon.campaign(campaign, now)
        may_join(shown.mode, shown.first_day, shown.last_day, row.first_day, row.last_day)
        _made, is_new = JoinedCampaign.objects.get_or_create(
            week=row, campaign=campaign, defaults={"by": by.name, "recorded_at": now}
        )
        if not is_new:
            raise Refused(f"{campaign} is joined to {week} already.", "Nothing is left to do.")
        note("campaign_joined", week, by, now, campaign=campaign)


def _is_area(area: str, by: Actor) -> None:
    if by.kind != "force":
        raise NotYours("A week is a force's.", "Act for the force.")
    if area and area not in areas.authorities():
        raise Refused(f"{area!r} is no authority.", "Give its GSS code, or leave it out for the whole force.")
