"""What an intensification week looks for in cases: who is outstanding, what was breached, and which stages came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.actor import Actor
from firstbell.responses.case_progress.models import Breach, Case
from firstbell.responses.case_progress.queries.standing import open_to, stages_of
from firstbell.responses.case_progress.rules.reviewing import STANDS
from firstbell.responses.case_progress.rules.stages import SUSPECT

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A case whose suspect is identified and nothing else has come of it: nobody is named on it."""

    case: str
    incident: str
    reported_on: date


@dataclass(frozen=True, slots=True)
class BreachLine:
    """A breach of an order, by its case and the order's number. ``arrested``: for it."""

    case: str
    order: int
    at: datetime
    arrested: bool


@dataclass(frozen=True, slots=True)
class StageDay:
    """A case of this incident and victim reached a stage ``on`` a day; ``suspect`` is ``""`` until identified."""

    incident: int
    victim: str
    suspect: str
    stage: str
    on: date


def outstanding_suspects(*, seen_by: Actor) -> LongList[Outstanding]:
    """Cases of a force with a suspect identified, no arrest, no charge and no outcome, the longest first."""
    rows = Case.objects.filter(open_to(seen_by), ~Q(outcome_status=STANDS), stage=SUSPECT)
    return LongList(
        rows.order_by("reported_on", "pk").select_related("incident"),
        lambda row: Outstanding(row.reference, row.incident.reference, row.reported_on),
        searched=("reference", "incident__reference"),
    )


def breaches_since(moment: datetime, *, seen_by: Actor) -> LongList[BreachLine]:
    """Breaches of a force's orders at that moment or later, those without an arrest first, then the latest."""
    rows = Breach.objects.filter(open_to(seen_by, "order__case__"), at__gte=moment)
    return LongList(
        rows.order_by("arrested", "-at", "-pk").select_related("order__case"),
        lambda row: BreachLine(row.order.case.reference, row.order_id, row.at, row.arrested),
        narrows={"arrested": {"yes": Q(arrested=True), "no": Q(arrested=False)}},
    )


def stage_days(*, force: str, stages: Collection[str], first_day: date, last_day: date) -> tuple[StageDay, ...]:
    """Every stage of these kinds that a force's cases reached from ``first_day`` to ``last_day``, as entries stand."""
    within = Q(stages__stage__in=stages, stages__on__range=(first_day, last_day))
    rows = Case.objects.filter(within, force=force).order_by("pk").distinct().prefetch_related("stages")
    return tuple(
        StageDay(row.incident_id, row.victim, _suspect(row), stage, reached.on)
        for row in rows.iterator(chunk_size=CHUNK)
        for stage, reached in stages_of(row).items()
        if stage in stages and first_day <= reached.on <= last_day
    )


def _suspect(row: Case) -> str:
    found = stages_of(row).get(SUSPECT)
    return found.suspect if found else ""
