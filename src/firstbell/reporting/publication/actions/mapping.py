"""Making the yearly map: counted, given noise once, and then signed like any release."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import MSOA, noisy_map
from firstbell.pure.periods import london_date
from firstbell.reporting.performance import queries as performance
from firstbell.reporting.publication.actions.shared import register_at
from firstbell.reporting.publication.models import RegisterEntry
from firstbell.reporting.publication.queries.standing import budgets_spent, version_of
from firstbell.reporting.publication.rules.hierarchy import areas_of
from firstbell.reporting.publication.rules.maps import (
    MEASURE,
    PEOPLE,
    RECORDS,
    budget_of,
    mapped,
    may_spend,
    text_of_map,
)
from firstbell.reporting.publication.rules.noise import drawer
from firstbell.reporting.publication.rules.signing import DRAFT, MAP, is_of_the_force
from firstbell.reporting.publication.rules.values import digest_of


def make_map(*, year: int, epsilon: float, by: Actor, now: datetime) -> str:
    """Draft the map of a year, by neighbourhood, with noise that is drawn once; its reference.

    Refused where one was made of that year, and where OpenDP is not installed. What was counted is kept nowhere.
    """
    is_of_the_force(by)
    budget = budget_of(year, epsilon, london_date(now))
    version, draw = version_of(by.code), drawer()
    may_spend(budget, budgets_spent(by.code))
    counts = performance.people_once(PEOPLE, year=year, force=by.code, most=RECORDS)
    noisy = noisy_map(mapped(counts, areas_of(by.code)), budget, draw)
    reference = drawn_reference("PM")
    value = text_of_map(reference, budget, noisy)
    with transaction.atomic():
        register_at(by.code, version)
        may_spend(budget, budgets_spent(by.code))
        RegisterEntry.objects.create(
            reference=reference,
            force=by.code,
            kind=MAP,
            status=DRAFT,
            measure=MEASURE,
            level=MSOA,
            first=budget.year.first,
            months=budget.year.months,
            value=value,
            digest=digest_of(value),
            noise={"epsilon": epsilon, "records": RECORDS},
            drafted_by=by.name,
            drafted_at=now,
        )
        audit.record(
            by=by, now=now, action="releases.mapped", subject=reference, details={"year": year, "epsilon": str(epsilon)}
        )
    return reference
