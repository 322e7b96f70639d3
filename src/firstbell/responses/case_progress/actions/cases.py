"""Cases: opened with a report, and every stage that they reach."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.responses.case_progress.actions.shared import locked_case, note, start_clock
from firstbell.responses.case_progress.models import Case, StageEntry
from firstbell.responses.case_progress.queries.standing import days_of, first_day_of, is_crime_of_another
from firstbell.responses.case_progress.rules import parties, stages
from firstbell.responses.case_progress.rules.clocks import OF_STAGE


def open_case(*, incident: int, victim: str, by: Actor, now: datetime) -> str:
    """A case of the incident of this number (Firstbell's) for one victim of it (``person_id``), and its reference.

    Its first stage is the report. NotYours for an incident of another force, or one that is closed to ``by``.
    """
    with transaction.atomic():
        facts = _incident(incident, by)
        parties.may_be_victim(victim, facts)
        reported_on = london_date(facts.reported_at)
        row = Case.objects.create(
            reference=drawn_reference("CP"),
            incident_id=incident,
            force=facts.force,
            victim=victim,
            by=by.name,
            recorded_at=now,
            reported_on=reported_on,
            stage=stages.REPORTED,
        )
        _enter(row, stages.REPORTED, reported_on, by, now)
        note("opened", row, by, now, incident=f"{facts.force}:{facts.reference}")
    return row.reference


def record_stage(
    *, case: str, stage: str, on: date, crime: str = "", suspect: str = "", by: Actor, now: datetime
) -> None:
    """The case reached a stage on a London day.

    ``crime`` is the force's number of it, ``suspect`` a ``person_id`` of the incident, each with its stage only. An
    arrest or a charge starts the clock by which the victim is told.
    """
    with transaction.atomic():
        row = locked_case(case, by)
        stages.may_record(stage, on, days_of(row), london_date(now))
        _may_name(row, stage, crime, suspect)
        _enter(row, stage, on, by, now, crime=crime, suspect=suspect)
        if stage in OF_STAGE:
            start_clock(row, OF_STAGE[stage], on, by, now)
        note("stage_recorded", row, by, now, stage=stage, on=on.isoformat())


def correct_stage(
    *,
    case: str,
    stage: str,
    on: date | None,
    why: str,
    crime: str = "",
    suspect: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """A later entry of the same stage, which counts instead; ``on`` is None where it never happened.

    The entry before stays. So does a clock that it started: an event that never was is struck for itself.
    """
    with transaction.atomic():
        row = locked_case(case, by)
        stages.may_correct(stage, on, why, days_of(row), london_date(now), first_day_of(row))
        if on is not None:
            _may_name(row, stage, crime, suspect)
        _enter(row, stage, on, by, now, crime=crime, suspect=suspect, why=why.strip())
        note("stage_corrected", row, by, now, stage=stage, on=on.isoformat() if on else "never")


def _incident(number: int, by: Actor) -> IncidentFacts:
    facts = incidents.facts_many([number]).get(number)
    if facts is None or by.organisation != f"force:{facts.force}" or incidents.is_closed_to(number, by.name):
        raise NotYours("There is no such incident.", "Look at the reference.")
    return facts


def _may_name(row: Case, stage: str, crime: str, suspect: str) -> None:
    stages.may_name(stage, crime, suspect)
    if suspect:
        parties.may_be_suspect(suspect, incidents.facts(row.incident_id), row.victim)
    if crime and is_crime_of_another(crime, row):
        raise Refused("Another case is of that crime.", "Look at its number; a case is of one crime.")


def _enter(row: Case, stage: str, on: date | None, by: Actor, now: datetime, **more: str) -> None:
    StageEntry.objects.create(case=row, stage=stage, on=on, by=by.name, recorded_at=now, **more)
