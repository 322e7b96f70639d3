"""What became of a week, as it was counted, with what would have become of it by itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from firstbell.joint.intensification.models import Week
from firstbell.joint.intensification.queries.standing import number_of
from firstbell.joint.intensification.rules.judging import FOLLOWED, Beside, Days, beside
from firstbell.joint.intensification.rules.weeks import FROZEN
from firstbell.pure.actor import Actor
from firstbell.pure.evaluation.regression import Band
from firstbell.pure.periods import london_date
from firstbell.responses.cocoon import queries as cocoon
from firstbell.responses.cocoon.queries import Process


@dataclass(frozen=True, slots=True)
class Chosen:
    """Reports that accuse the accepted names: ``before`` in ``exposure`` days, ``count`` in the ``ahead`` days judged.
    ``band`` is what they would count with no effect at all; None where too little is known to say."""

    names: int
    exposure: int
    ahead: int
    before: int
    count: int
    band: Band | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A week ``after`` so many days; ``due`` is the day from which it can be counted. Until it was counted, the rest is
    empty. ``stages`` are of accepted names' cases since the first day: an arrest is not a charge."""

    after: int
    due: date
    counted_at: datetime | None
    beside: tuple[Beside, ...]
    chosen: Chosen | None
    stages: dict[str, int]


@dataclass(frozen=True, slots=True)
class JoinedProcess:
    """What was done in a campaign of neighbours' visits beside the week: doors and what was heard, by kind."""

    campaign: str
    process: Process


def judgement(reference: str, *, seen_by: Actor) -> tuple[Judged, ...]:
    """The week itself, and 28 and 90 days after it. NotYours for another force's."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    found = {one.days: one for one in row.judgements.all()}
    days = Days(row.first_day, row.last_day)
    return tuple(
        _judged(after, days, found[after].found, found[after].recorded_at) if after in found else _waiting(after, days)
        for after in FOLLOWED
    )


def joined(reference: str, *, seen_by: Actor) -> tuple[JoinedProcess, ...]:
    """Campaigns that stand beside the week, and what was done in each; their effect is judged by lot, and not here."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    names = row.campaigns.order_by("pk").values_list("campaign", flat=True)
    return tuple(JoinedProcess(name, cocoon.results(name).process) for name in names)


def due_to_judge(now: datetime) -> tuple[str, ...]:
    """Frozen weeks of which something can be counted that is not counted yet, by reference."""
    today = london_date(now)
    rows = Week.objects.filter(status=FROZEN, last_day__lt=today).order_by("pk").prefetch_related("judgements")
    return tuple(row.reference for row in rows if _is_due(row, today))


def _is_due(row: Week, today: date) -> bool:
    done, days = {one.days for one in row.judgements.all()}, Days(row.first_day, row.last_day)
    return any(after not in done and days.is_over(after, today) for after in FOLLOWED)


def _due(after: int, days: Days) -> date:
    return date.fromordinal(days.until(after).toordinal() + 1)


def _waiting(after: int, days: Days) -> Judged:
    return Judged(after, _due(after, days), None, (), None, {})


def _judged(after: int, days: Days, found: dict[str, Any], at: datetime) -> Judged:
    compared = tuple(beside(measure, count, before, days) for measure, (count, before) in found["beside"].items())
    return Judged(after, _due(after, days), at, compared, _chosen(found["chosen"]), dict(found["stages"]))


def _chosen(found: dict[str, Any] | None) -> Chosen | None:
    if found is None:
        return None
    before, expected, low, high = found["band"] or (0.0, 0.0, 0.0, 0.0)
    band = Band(found["names"], before, expected, low, high, level=0.95) if found["band"] else None
    return Chosen(**{name: found[name] for name in ("names", "exposure", "ahead", "before", "count")}, band=band)
