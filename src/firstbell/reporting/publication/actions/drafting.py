"""Drafting a release: its counts are asked of performance, rounded, and tried beside everything that was published."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import Period, Release, first_release, revision
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.reporting.publication.actions.shared import register_at, telling_nothing
from firstbell.reporting.publication.models import CountedMonth, RegisterEntry
from firstbell.reporting.publication.queries.standing import Counted, Tried, counted, tried, value_of, wanted_of
from firstbell.reporting.publication.rules.drafting import Wanted, counts_of, may_draft
from firstbell.reporting.publication.rules.hierarchy import areas_of
from firstbell.reporting.publication.rules.signing import DRAFT, FIGURES, REFUSED, is_of_the_force
from firstbell.reporting.publication.rules.values import digest_of, text_of


def draft_release(
    *,
    measure: str,
    level: str,
    first: date,
    months: int,
    by_dimension: str = "",
    summary: str,
    by: Actor,
    now: datetime,
) -> str:
    """Draft a table by a level, with its totals, of so many months from ``first`` on; its reference.

    Refused for its form in words, and where figures could give somebody away without saying whom or where. Takes up to
    half a minute. Months that no release speaks of yet are counted now, and for all releases to come.
    """
    is_of_the_force(by)
    wanted = Wanted(measure, level, Period(first, months), by_dimension)
    may_draft(wanted, summary, london_date(now))
    areas, found = areas_of(by.code), counted(wanted, by.code, revised=False)
    counts = counts_of(wanted, found.months, areas, by.code)
    made = first_release(drawn_reference("PR"), measure, areas, counts, wanted.of.categories)
    return _drafted(made, wanted, found, tried(made, by.code), summary, by, now)


def draft_revision(*, release: str, summary: str, by: Actor, now: datetime) -> str:
    """Draft the revision of a published release, whole, from what is known now; its reference. Once, as the form says.

    A figure changes only where 10 or more must have come or gone.
    """
    is_of_the_force(by)
    wanted, definition = wanted_of(release, force=by.code)
    may_draft(wanted, summary, london_date(now))
    before, found = value_of(release), counted(wanted, by.code, revised=True)
    if found.definition != definition:
        raise Refused(f"{release} was counted by another definition.", "Leave it as it is; publish new months anew.")
    counts = counts_of(wanted, found.months, before.areas, by.code)
    made = revision(drawn_reference("PR"), before, counts)
    return _drafted(made, wanted, found, tried(made, by.code), summary, by, now)


def _drafted(
    made: Release, wanted: Wanted, found: Counted, result: Tried, summary: str, by: Actor, now: datetime
) -> str:
    """What was refused is in the register too, without a figure: signatories see what was tried before this."""
    status = REFUSED if result.endangered else DRAFT
    with transaction.atomic():
        register_at(by.code, result.version)
        if status == DRAFT:
            _keep(found, wanted, made, by.code)
        row = _entry(made, wanted, by, now)
        row.status, row.definition, row.summary, row.tried = status, found.definition, summary.strip(), asdict(result)
        row.value = text_of(made) if status == DRAFT else ""
        row.digest = digest_of(row.value) if row.value else ""
        row.save()
        details = {"measure": wanted.measure, "level": wanted.level, "digest": row.digest}
        audit.record(by=by, now=now, action=f"releases.{_DONE[status]}", subject=row.reference, details=details)
    if status == REFUSED:
        raise telling_nothing("these figures")
    return made.reference


_DONE = {DRAFT: "drafted", REFUSED: "refused"}


def _entry(made: Release, wanted: Wanted, by: Actor, now: datetime) -> RegisterEntry:
    return RegisterEntry(
        reference=made.reference,
        force=by.code,
        kind=FIGURES,
        measure=wanted.measure,
        level=wanted.level,
        first=wanted.period.first,
        months=wanted.period.months,
        by_dimension=wanted.by_dimension,
        revises=made.revises,
        drafted_by=by.name,
        drafted_at=now,
    )


def _keep(found: Counted, wanted: Wanted, made: Release, force: str) -> None:
    """Months that were counted for this draft; refused where others were counted, or forgotten, at the same moment."""
    kept = CountedMonth.objects.filter(force=force, measure=wanted.measure, revised=bool(made.revises))
    if set(kept.filter(month__in=wanted.span.months()).values_list("pk", flat=True)) != found.known:
        raise Refused("Another draft changed these months at this moment.", "Draft it again, of the same counts.")
    CountedMonth.objects.bulk_create(
        CountedMonth(
            force=force,
            measure=wanted.measure,
            month=one.month,
            revised=bool(made.revises),
            definition=found.definition,
            extracted=one.extracted,
            counts=one.counts,
        )
        for one in found.fresh
    )
