"""What is counted of a week when it is judged: the area's days, and what chosen names came to. Numbers, and nobody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from firstbell.joint.intensification.models import Week
from firstbell.joint.intensification.queries.standing import accepted_of, identities_on, reports
from firstbell.joint.intensification.rules.judging import (
    ARRESTS,
    CHARGES,
    REPORTS,
    THE_WEEK,
    Days,
    chosen_band,
)
from firstbell.joint.intensification.rules.listing import Name, accused_in, counts_for, first_day_of_window
from firstbell.pure.periods import london_date
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress import queries as cases
from firstbell.responses.case_progress.rules.stages import ARREST, CHARGE

STAGES = {ARREST: ARRESTS, CHARGE: CHARGES}


@dataclass(frozen=True, slots=True)
class ChosenCount:
    """Of accepted names: reports ``before`` in ``exposure`` days, and the ``count`` of the ``ahead`` days judged.
    ``band`` is (before, expected, low, high) with no effect at all; None where too little is known."""

    names: int
    exposure: int
    ahead: int
    before: int
    count: int
    band: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a judgement stores. ``beside`` by measure: the week's count, and those of the eight blocks before; only for
    the week itself. ``chosen`` is None where no name was accepted. ``stages`` are of accepted names' cases from the
    first day on, arrests and charges apart."""

    beside: dict[str, tuple[int, tuple[int, ...]]]
    chosen: ChosenCount | None
    stages: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Read:
    """Reports by London day, and by whoever they accuse, with the days."""

    by_day: Counter[date] = field(default_factory=Counter)
    of_person: dict[str, list[date]] = field(default_factory=dict)


def found_of(row: Week, after: int, now: datetime) -> Found:
    """The week itself where ``after`` is 0, and the days after it up to that many otherwise."""
    days = Days(row.first_day, row.last_day)
    identities = identities_on(london_date(row.drawn_at or now))
    read = _read(row, days.until(after), identities)
    return Found(
        beside=_beside(row, days, read) if after == THE_WEEK else {},
        chosen=_chosen(row, days, after, read, identities),
        stages=_stages(row, days, after, identities),
    )


def _read(row: Week, until: date, identities: Mapping[Name, str]) -> _Read:
    found = _Read()
    for facts in reports(row.force, row.area, first_day_of_window(row.first_day), until):
        on = london_date(facts.reported_at)
        found.by_day[on] += 1
        for identity in accused_in(facts, identities):
            found.of_person.setdefault(identity, []).append(on)
    return found


def _beside(row: Week, days: Days, read: _Read) -> dict[str, tuple[int, tuple[int, ...]]]:
    """Each measure's count in the week and in the same days of each of the eight weeks before."""
    first = days.before[0][0]
    by_day: dict[str, Counter[date]] = {REPORTS: read.by_day, ARRESTS: Counter(), CHARGES: Counter()}
    reached = cases.stage_days(force=row.force, stages=tuple(STAGES), first_day=first, last_day=row.last_day)
    there = incidents.facts_many({one.incident for one in reached}) if row.area else {}
    for one in reached:
        if not row.area or counts_for(there[one.incident], row.force, row.area):
            by_day[STAGES[one.stage]][one.on] += 1
    return {
        measure: (_in(days.week, counted), tuple(_in(block, counted) for block in days.before))
        for measure, counted in by_day.items()
    }


def _in(block: list[date], counted: Counter[date]) -> int:
    return sum(counted[day] for day in block)


def _chosen(row: Week, days: Days, after: int, read: _Read, identities: Mapping[Name, str]) -> ChosenCount | None:
    """What accepted names were reported for, beside what they would be with no effect at all."""
    chosen = _accepted(row, identities)
    if not chosen:
        return None
    begins, ends = (days.first, days.last) if after == THE_WEEK else (days.last + timedelta(1), days.until(after))
    before = days.before[0][0], days.first - timedelta(1)
    everybody = {who: _within(on, before) for who, on in read.of_person.items() if min(on) < days.first}
    counts = {who: everybody.get(who, 0) for who in chosen}
    exposure, ahead = (before[1] - before[0]).days + 1, (ends - begins).days + 1
    band = chosen_band(everybody, counts, exposure=exposure, ahead=ahead)
    return ChosenCount(
        names=len(chosen),
        exposure=exposure,
        ahead=ahead,
        before=sum(counts.values()),
        count=sum(_within(read.of_person.get(who, []), (begins, ends)) for who in chosen),
        band=(band.before, band.expected, band.low, band.high) if band else None,
    )


def _within(days: list[date], span: tuple[date, date]) -> int:
    return sum(span[0] <= day <= span[1] for day in days)


def _accepted(row: Week, identities: Mapping[Name, str]) -> set[str]:
    """Who was accepted, as linkage knows them today: two who were joined since are one."""
    rows = row.listed.prefetch_related("decisions")
    return {identities.get((one.incident_id, one.person_id), one.identity) for one in rows if accepted_of(one) is True}


def _stages(row: Week, days: Days, after: int, identities: Mapping[Name, str]) -> dict[str, int]:
    chosen = _accepted(row, identities)
    reached = cases.stage_days(force=row.force, stages=tuple(STAGES), first_day=days.first, last_day=days.until(after))
    mine = Counter(one.stage for one in reached if identities.get((one.incident, one.suspect)) in chosen)
    return {stage: mine[stage] for stage in STAGES}
