"""Entering what others published, or what was given to the press or under freedom of information, into the register."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import Period, Release
from firstbell.pure.periods import day_in_words, london_date
from firstbell.reporting.publication.actions.shared import advance, register_at
from firstbell.reporting.publication.models import RegisterEntry
from firstbell.reporting.publication.queries.standing import version_of
from firstbell.reporting.publication.rules.elsewhere import Elsewhere, may_enter, release_of
from firstbell.reporting.publication.rules.hierarchy import areas_of
from firstbell.reporting.publication.rules.signing import ELSEWHERE, PUBLISHED, is_of_the_force
from firstbell.reporting.publication.rules.values import digest_of, text_of


def enter_elsewhere(
    *,
    measure: str,
    area: str,
    first: date,
    months: int,
    low: int,
    high: int,
    by_dimension: str = "",
    category: str = "",
    where: str,
    published_on: date,
    by: Actor,
    now: datetime,
) -> str:
    """Enter a figure that is public, so that every later release is tried beside it; its reference.

    ``low`` to ``high``: every count of which it may have been said, the same two where it was said to the unit.
    ``where`` it was published. Nothing is refused because of what it gives away: it is public already.
    """
    is_of_the_force(by)
    areas = areas_of(by.code)
    said = Elsewhere(measure, area, Period(first, months), by_dimension, category, low, high, where, published_on)
    may_enter(said, areas, london_date(now))
    row = _entry(said, release_of(said, drawn_reference("PE"), areas), by, now)
    with transaction.atomic():
        register = register_at(by.code, version_of(by.code))
        row.save()
        advance(register)
        details = {"measure": measure, "published_on": published_on.isoformat()}
        audit.record(by=by, now=now, action="releases.entered", subject=row.reference, details=details)
    return row.reference


def _entry(said: Elsewhere, made: Release, by: Actor, now: datetime) -> RegisterEntry:
    value = text_of(made)
    return RegisterEntry(
        reference=made.reference,
        force=by.code,
        kind=ELSEWHERE,
        status=PUBLISHED,
        measure=said.measure,
        level=made.areas[said.area].level,
        first=said.period.first,
        months=said.period.months,
        by_dimension=said.by_dimension,
        where=f"{said.where.strip()}, {day_in_words(said.published_on)}",
        value=value,
        digest=digest_of(value),
        drafted_by=by.name,
        drafted_at=now,
        published_at=now,
    )
