"""How one case stands, of all that was ever entered: what actions ask before they write."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import Case, Outcome, Rights, StageEntry
from firstbell.responses.case_progress.models import Stance as StanceRow
from firstbell.responses.case_progress.rules.outcomes import Standing
from firstbell.responses.case_progress.rules.reviewing import PROPOSED, STANDS, Proposal
from firstbell.responses.case_progress.rules.stages import CRIME, REPORTED, STAGES
from firstbell.responses.case_progress.rules.stances import Stance


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage as its latest entry says."""

    stage: str
    on: date
    crime: str
    suspect: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What lists show of a case, by the names of its columns."""

    reported_on: date
    stage: str
    due_on: date | None
    outcome_status: str


def of_force(seen_by: Actor, closed: Collection[int] = (), prefix: str = "") -> Q:
    """Cases of the force that somebody acts for, without the incidents ``closed`` to them; ``prefix`` leads to one."""
    if seen_by.kind != "force":
        return Q(pk__in=[])
    open_to = ~Q(**{f"{prefix}incident_id__in": closed})
    return Q(**{f"{prefix}force": seen_by.code}) & open_to


def open_to(seen_by: Actor, prefix: str = "") -> Q:
    """``of_force`` without whatever is closed to whoever asks."""
    return of_force(seen_by, incidents.closed_to(seen_by.name), prefix)


def stages_reached(entries: Iterable[StageEntry]) -> dict[str, Reached]:
    """The stages that stand, in their order: the latest entry of each, without those that it says never were."""
    latest = {entry.stage: entry for entry in sorted(entries, key=lambda entry: entry.pk)}
    return {
        stage: Reached(stage, entry.on, entry.crime, entry.suspect, entry.by, entry.recorded_at)
        for stage in STAGES
        if (entry := latest.get(stage)) and entry.on
    }


def stages_of(row: Case) -> dict[str, Reached]:
    return stages_reached(row.stages.all())


def days_of(row: Case) -> dict[str, date]:
    return {stage: reached.on for stage, reached in stages_of(row).items()}


def stances_of(rows: Iterable[StanceRow]) -> list[Stance]:
    """In the order in which they were asked."""
    ordered = sorted(rows, key=lambda row: (row.asked_at, row.pk))
    return [Stance(row.supports, london_date(row.asked_at)) for row in ordered]


def first_day_of(row: Case) -> date | None:
    """The first day of an outcome, event, hearing, stance or assessment, none of which precedes the report, or None."""
    days = [london_date(at) for at in row.stances.values_list("asked_at", flat=True)]
    days += [london_date(at) for at in row.assessments.values_list("assessed_at", flat=True)]
    for dated in (row.outcomes, row.key_events, row.court_dates):
        days += dated.values_list("on", flat=True)
    return min(days, default=None)


def line_of(row: Case) -> Line:
    """What lists show of the case, out of all its entries."""
    stages = stages_of(row)
    due = row.key_events.filter(told_at=None, struck_at=None).aggregate(first=Min("due_on"))["first"]
    statuses = set(row.outcomes.values_list("status", flat=True))
    status = next((one for one in (PROPOSED, STANDS) if one in statuses), "")
    return Line(stages[REPORTED].on, list(stages)[-1], due, status)


def standing_of(row: Case) -> Standing:
    stances = stances_of(row.stances.all())
    return Standing(days_of(row), stances[-1].supports if stances else None)


def proposal_of(row: Outcome) -> Proposal:
    latest = row.reviews.order_by("pk").values_list("conclusion", flat=True).last()
    return Proposal(row.code, row.status, row.proposed_by, latest or "")


def has_enhanced_rights(row: Case) -> bool:
    """As the latest entry says; every victim of domestic abuse has them where there is none."""
    latest = Rights.objects.filter(case=row).order_by("-pk").values_list("enhanced", flat=True).first()
    return latest is None or latest


def is_crime_of_another(crime: str, row: Case) -> bool:
    """Whether another case of the force is of this crime, by an entry that still stands."""
    others = Case.objects.filter(stages__crime=crime, force=row.force).exclude(pk=row.pk).distinct()
    return any((found := stages_of(other).get(CRIME)) and found.crime == crime for other in others)


def is_closed(row: Case, seen_by: Actor) -> bool:
    return incidents.is_closed_to(row.incident_id, seen_by.name)


def may_see(reference: str, seen_by: Actor) -> None:
    """NotYours where there is no such case, or it is another force's, or closed to whoever asks."""
    row = Case.objects.filter(of_force(seen_by), reference=reference).first()
    if row is None or is_closed(row, seen_by):
        raise NotYours(f"There is no case {reference}.", "Look at the reference.")
