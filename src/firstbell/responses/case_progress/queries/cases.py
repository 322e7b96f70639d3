"""Cases as their desk sees them, with everything that was recorded of each."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, Q

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import Case, KeyEvent, Outcome
from firstbell.responses.case_progress.queries.clocks import RUNNING, Clock, clocks_of
from firstbell.responses.case_progress.queries.standing import (
    Reached,
    has_enhanced_rights,
    is_closed,
    of_force,
    open_to,
    stages_of,
)
from firstbell.responses.case_progress.rules.clocks import DUE, OVERDUE, state
from firstbell.responses.case_progress.rules.parties import suspects_of, victims_of
from firstbell.responses.case_progress.rules.reviewing import PROPOSED, STANDS
from firstbell.responses.case_progress.rules.stages import CRIME, STAGES, SUSPECT

NOTHING = "nothing"
"""The code that narrows a list of cases to those in which nothing is due, or that have no outcome."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: nobody is named on it. ``incident`` is its reference, ``stage`` the furthest that was reached.

    ``due`` are the events of which its victim is to be told, what is due first first, and ``due_on`` the first one's
    day; ``state`` is due or overdue. Where there are none, they are empty and None.
    """

    reference: str
    incident: str
    reported_on: date
    stage: str
    outcome_status: str
    due: tuple[str, ...]
    due_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry of a stage as it was made. ``on`` is None where it says that the stage was never reached."""

    stage: str
    on: date | None
    why: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """``found`` are the kinds of evidence that were found, and ``not_found`` those that were looked for in vain."""

    found: tuple[str, ...]
    not_found: tuple[str, ...]
    conclusion: str
    why: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    code: str
    on: date
    status: str
    why: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decided_why: str
    reviews: tuple[ReviewShown, ...]


@dataclass(frozen=True, slots=True)
class StanceShown:
    supports: bool
    reasons: tuple[str, ...]
    said: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class FactShown:
    topic: str
    fact: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """A try to reach the victim, ``about`` events by kind. There is no number, address or name on it."""

    at: datetime
    channel: str
    reached: bool
    about: tuple[str, ...]
    made_by: str


@dataclass(frozen=True, slots=True)
class StruckShown:
    """An event that never happened, and why that is known."""

    kind: str
    on: date
    struck_by: str
    struck_at: datetime
    struck_why: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case. ``victim`` and ``suspect`` are their references in the incident, ``suspect`` and ``crime`` ``""`` until
    known; ``names`` are what the incident calls the victim, and those who may be the suspect (``suspects``).

    ``stages`` are those that stand, ``entries`` all that were ever made; ``court_dates`` by hearing; ``attempts`` the
    latest first.
    """

    reference: str
    incident: int
    incident_reference: str
    names: dict[str, str]
    suspects: tuple[str, ...]
    victim: str
    crime: str
    suspect: str
    enhanced_rights: bool
    stages: tuple[Reached, ...]
    entries: tuple[EntryShown, ...]
    outcomes: tuple[OutcomeShown, ...]
    stances: tuple[StanceShown, ...]
    facts: tuple[FactShown, ...]
    court_dates: dict[str, date]
    clocks: tuple[Clock, ...]
    struck: tuple[StruckShown, ...]
    attempts: tuple[AttemptShown, ...]


def cases(*, seen_by: Actor, now: datetime) -> LongList[CaseLine]:
    """Every case of a force that is not closed to whoever asks: first where a victim waits longest to be told, then the
    latest recorded."""
    today = london_date(now)
    running = Prefetch("key_events", KeyEvent.objects.filter(RUNNING).order_by("due_on", "pk"))
    rows = Case.objects.filter(open_to(seen_by)).order_by(F("due_on").asc(nulls_last=True), "-pk")
    return LongList(
        rows.select_related("incident").prefetch_related(running),
        lambda row: _line(row, now),
        narrows={
            "stage": each("stage", STAGES),
            "due": {OVERDUE: Q(due_on__lt=today), DUE: Q(due_on__gte=today), NOTHING: Q(due_on=None)},
            "outcome": each("outcome_status", (PROPOSED, STANDS)) | {NOTHING: Q(outcome_status="")},
        },
        orders={"reported_on": "reported_on", "due_on": "due_on"},
        searched=("reference", "incident__reference"),
    )


def incident_of(reference: str, *, seen_by: Actor) -> int:
    """Firstbell's number of a case's incident, to be opened before the case is. NotYours for another force's case."""
    found = Case.objects.filter(of_force(seen_by), reference=reference).values_list("incident_id", flat=True).first()
    if found is None:
        raise NotYours(f"There is no case {reference}.", "Look at the reference.")
    return found


def case(reference: str, *, seen_by: Actor, now: datetime) -> CaseShown:
    """One case. NotYours where there is none, or it is another force's, or closed to whoever asks."""
    row = Case.objects.filter(of_force(seen_by), reference=reference).first()
    if row is None or is_closed(row, seen_by):
        raise NotYours(f"There is no case {reference}.", "Look at the reference.")
    stages, facts = stages_of(row), incidents.facts(row.incident_id)
    victim, suspects = victims_of(facts).get(row.victim, row.victim), suspects_of(facts, row.victim)
    return CaseShown(
        reference=row.reference,
        incident=row.incident_id,
        incident_reference=facts.reference,
        names=suspects | {row.victim: victim},
        suspects=tuple(suspects),
        victim=row.victim,
        crime=stages[CRIME].crime if CRIME in stages else "",
        suspect=stages[SUSPECT].suspect if SUSPECT in stages else "",
        enhanced_rights=has_enhanced_rights(row),
        stages=tuple(stages.values()),
        entries=_entries(row),
        outcomes=tuple(_outcome(one) for one in row.outcomes.order_by("pk").prefetch_related("reviews")),
        stances=_stances(row),
        facts=tuple(FactShown(*one) for one in row.facts.order_by("on", "pk").values_list("topic", "fact", "on", "by")),
        court_dates=dict(row.court_dates.order_by("pk").values_list("hearing", "on")),
        clocks=clocks_of(reference, now=now),
        struck=_struck(row),
        attempts=_attempts(row),
    )


def _line(row: Case, now: datetime) -> CaseLine:
    return CaseLine(
        reference=row.reference,
        incident=row.incident.reference,
        reported_on=row.reported_on,
        stage=row.stage,
        outcome_status=row.outcome_status,
        due=tuple(event.kind for event in row.key_events.all()),
        due_on=row.due_on,
        state=state(row.due_on, None, now) if row.due_on else "",
    )


def _entries(row: Case) -> tuple[EntryShown, ...]:
    return tuple(EntryShown(*one) for one in row.stages.order_by("pk").values_list(*EntryShown.__dataclass_fields__))


def _outcome(row: Outcome) -> OutcomeShown:
    plain = {name: getattr(row, name) for name in OutcomeShown.__dataclass_fields__ if name != "reviews"}
    reviews = tuple(
        ReviewShown(
            tuple(kind for kind, found in one.found.items() if found),
            tuple(kind for kind, found in one.found.items() if not found),
            one.conclusion,
            one.why,
            one.by,
            one.recorded_at,
        )
        for one in sorted(row.reviews.all(), key=lambda one: one.pk)
    )
    return OutcomeShown(**plain, reviews=reviews)


def _stances(row: Case) -> tuple[StanceShown, ...]:
    return tuple(
        StanceShown(one.supports, tuple(one.reasons), one.said, one.asked_by, one.asked_at)
        for one in row.stances.order_by("asked_at", "pk")
    )


def _struck(row: Case) -> tuple[StruckShown, ...]:
    rows = row.key_events.exclude(struck_at=None).order_by("pk")
    return tuple(StruckShown(*one) for one in rows.values_list(*StruckShown.__dataclass_fields__))


def _attempts(row: Case) -> tuple[AttemptShown, ...]:
    return tuple(
        AttemptShown(
            one.at, one.channel, one.reached, tuple(about.event.kind for about in one.about.all()), one.made_by
        )
        for one in row.attempts.order_by("-at", "-pk").prefetch_related("about__event")
    )
