"""Weeks as whoever plans or supervises them sees them, and what they might do something about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstbell.foundations.lists.queries import LongList, each
from firstbell.joint.intensification.models import Week
from firstbell.joint.intensification.queries.standing import accepted_of, closed, number_of
from firstbell.joint.intensification.rules.listing import HARMED
from firstbell.joint.intensification.rules.weeks import STATUSES
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress import queries as cases
from firstbell.responses.case_progress.queries import BreachLine, OrderWarned, Outstanding

LATELY = timedelta(days=56)


@dataclass(frozen=True, slots=True)
class WeekLine:
    reference: str
    title: str
    area: str
    first_day: date
    last_day: date
    status: str


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team by its number; ``members`` are sign-in e-mails."""

    number: int
    called: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekShown:
    """A week whole, but for its list. ``campaigns`` are those of Operation Cocoon that stand beside it."""

    reference: str
    title: str
    area: str
    objectives: tuple[str, ...]
    partners: tuple[str, ...]
    first_day: date
    last_day: date
    status: str
    by: str
    drawn_by: str
    drawn_at: datetime | None
    frozen_by: str
    frozen_at: datetime | None
    digest: str
    teams: tuple[TeamShown, ...]
    campaigns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VictimToVisit:
    """Somebody whom a report of the last eight weeks says was harmed by an accepted name: by the incident and who
    there. Where they live is not told: a protected address and a safe way of contact are asked for where they are kept.
    """

    incident: str
    person: str
    name: str
    reported_on: date
    also_accused: bool


@dataclass(frozen=True, slots=True)
class Openings:
    """What a week might do something about. None of it is a task until somebody with a name makes it one."""

    outstanding: LongList[Outstanding]
    breaches: LongList[BreachLine]
    orders: LongList[OrderWarned]
    victims: tuple[VictimToVisit, ...]


def weeks(*, seen_by: Actor) -> LongList[WeekLine]:
    """Every week of their force, the newest first."""
    mine = seen_by.code if seen_by.kind == "force" else None
    return LongList(
        Week.objects.filter(force=mine).order_by("-first_day", "-pk"),
        lambda row: WeekLine(*row),
        tuple(WeekLine.__dataclass_fields__),
        narrows={"status": each("status", STATUSES)},
        orders={"first_day": "first_day"},
        searched=("reference", "title"),
    )


def week(reference: str, *, seen_by: Actor) -> WeekShown:
    """One week. NotYours where there is none, or it is another force's."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    built = ("objectives", "partners", "teams", "campaigns")
    plain = {name: getattr(row, name) for name in WeekShown.__dataclass_fields__ if name not in built}
    return WeekShown(
        **plain,
        objectives=tuple(row.objectives),
        partners=tuple(row.partners),
        teams=tuple(TeamShown(one.pk, one.called, tuple(one.members)) for one in row.teams.order_by("pk")),
        campaigns=tuple(row.campaigns.order_by("pk").values_list("campaign", flat=True)),
    )


def openings(reference: str, *, seen_by: Actor, now: datetime) -> Openings:
    """Who is outstanding, what was breached lately, which orders end, and victims of accepted names."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    return Openings(
        outstanding=cases.outstanding_suspects(seen_by=seen_by),
        breaches=cases.breaches_since(now - LATELY, seen_by=seen_by),
        orders=cases.order_warnings(seen_by=seen_by, now=now),
        victims=_victims(row, seen_by, now),
    )


def _victims(row: Week, seen_by: Actor, now: datetime) -> tuple[VictimToVisit, ...]:
    shut = incidents.closed_to(seen_by.name)
    rows = row.listed.prefetch_related("decisions")
    accepted = [one for one in rows if accepted_of(one) and not closed(one, shut)]
    accused = {(number, person) for one in accepted for number, _, person in one.records}
    found = incidents.facts_many({number for number, _ in accused})
    return tuple(
        VictimToVisit(
            facts.reference,
            party.person.person_id,
            f"{party.person.forenames} {party.person.surname}".strip(),
            london_date(facts.reported_at),
            party.role == "both",
        )
        for facts in sorted(found.values(), key=lambda facts: facts.reported_at, reverse=True)
        if facts.reported_at >= now - LATELY
        for party in facts.parties
        if party.role in HARMED and (facts.incident_id, party.person.person_id) not in accused
    )
