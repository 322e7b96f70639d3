"""What came of a campaign: its process always, and its findings once, when the time that was registered is over."""

import math
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from firstbell.pure.evaluation.finding import Finding
from firstbell.pure.evaluation.plan import AnalysisPlan, Standing
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Campaign, Heard, Registration, Result, Visit
from firstbell.responses.cocoon.rules import modes
from firstbell.responses.cocoon.rules.judging import Weeks


@dataclass(frozen=True, slots=True)
class Judged:
    """One registered outcome. ``finding`` is None until ``due``: to look earlier would be to look until it pleases."""

    outcome: str
    family: str
    due: date
    judged_at: datetime | None
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Process:
    """What was done: doors by what became of them, what was heard by kind, cells by their drawn arm."""

    doors: dict[str, int]
    heard: dict[str, int]
    cells: int
    with_a_day: int


@dataclass(frozen=True, slots=True)
class Results:
    """A campaign's process, and every outcome that was registered, reporting before harm."""

    campaign: str
    process: Process
    judged: tuple[Judged, ...]


def results(campaign: str) -> Results:
    """NotYours where there is no such campaign."""
    row = Campaign.objects.filter(reference=campaign).first()
    if row is None:
        raise NotYours(f"There is no campaign {campaign}.", "Look at the reference.")
    registered = row.registrations.order_by("-family", "outcome").select_related("result")
    return Results(campaign, _process(row), tuple(map(_judged, registered)))


def due_to_judge(now: datetime) -> tuple[str, ...]:
    """Campaigns with a registered outcome whose time is over and that is not judged yet, by reference."""
    rows = Registration.objects.filter(result=None, campaign__drawn_at__isnull=False).select_related("campaign")
    begun = rows.exclude(campaign__status=modes.DRAFT)
    return tuple(sorted({one.campaign.reference for one in begun if weeks_of(one).after <= london_date(now)}))


def weeks_of(row: Registration) -> Weeks:
    return Weeks.around(row.campaign.first_day, row.campaign.last_day, row.window_weeks)


def plan_of(row: Registration) -> AnalysisPlan:
    """The plan as it was registered; its fingerprint is the same before the row is stored and after."""
    return AnalysisPlan(
        outcome=row.outcome,
        window_days=7 * row.window_weeks,
        analysis=row.analysis,
        smallest_ratio=float(row.detectable_ratio),
        expected_events=float(row.expected_events),
        written=london_date(row.registered_at),
    )


def _judged(row: Registration) -> Judged:
    found = getattr(row, "result", None)
    finding = _finding(row, found) if found else None
    return Judged(row.outcome, row.family, weeks_of(row).after, found.at if found else None, finding)


def _finding(row: Registration, found: Result) -> Finding:
    return Finding(
        ratio=math.nan if found.ratio is None else found.ratio,
        low=found.low,
        high=found.high,
        p=found.p,
        areas=found.cells,
        periods=found.weeks,
        events=found.events,
        standing=Standing.of(plan_of(row), row.fingerprint),
    )


def _process(row: Campaign) -> Process:
    doors = Visit.objects.filter(slot__campaign=row).values_list("outcome").annotate(Count("pk")).order_by("outcome")
    said = Heard.objects.filter(visit__slot__campaign=row).values_list("kind").annotate(Count("pk")).order_by("kind")
    return Process(dict(doors), dict(said), row.slots.count(), row.slots.exclude(day=None).count())
