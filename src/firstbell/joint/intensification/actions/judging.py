"""Judging a week when its time is over, and telling the public of a month's weeks."""

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.joint.intensification.actions.shared import note
from firstbell.joint.intensification.models import Judgement, Result, Summary, Week
from firstbell.joint.intensification.queries.counting import found_of
from firstbell.joint.intensification.queries.summaries import released_by
from firstbell.joint.intensification.rules import summary
from firstbell.joint.intensification.rules.judging import FOLLOWED, Days
from firstbell.joint.intensification.rules.weeks import FROZEN, is_a_person
from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import Release
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours


def judge_week(*, week: str, by: Actor, now: datetime) -> int:
    """Count what is due of a week: itself, 28 and 90 days after; how many were counted now. Each is counted once.

    A job may do this: it counts many and decides about nobody.
    """
    with transaction.atomic():
        row = Week.objects.select_for_update().filter(reference=week, status=FROZEN).first()
        if row is None:
            raise NotYours(f"There is no week {week} to judge.", "Look at the reference.")
        days, done = Days(row.first_day, row.last_day), set(row.judgements.values_list("days", flat=True))
        due = [after for after in FOLLOWED if after not in done and days.is_over(after, london_date(now))]
        for after in due:
            Judgement.objects.create(week=row, days=after, found=asdict(found_of(row, after, now)), recorded_at=now)
        note("judged", week, by, now, days=due)
    return len(due)


def release_summary(*, month: date, by: Actor, now: datetime) -> str:
    """What the public is told of a month's weeks, frozen; its reference. Refused where it would tell of anybody."""
    is_a_person(by)
    if by.kind != "force":
        raise NotYours("A summary is a force's.", "Act for the force.")
    with transaction.atomic():
        before = released_by(by.code)
        summary.may_release(month, london_date(now), [row.month for row in Summary.objects.filter(force=by.code)])
        made = summary.release_of(drawn_reference("IS"), by.code, month, _counts(by.code, month), before)
        row = Summary.objects.create(
            reference=made.reference, force=by.code, month=month, figures=_figures(made), by=by.name, recorded_at=now
        )
        note("summary_released", row.reference, by, now, month=month.isoformat())
    return row.reference


def _counts(force: str, month: date) -> Counter[str]:
    rows = Result.objects.filter(week__force=force, on__year=month.year, on__month=month.month, struck_at=None)
    counted: Counter[str] = Counter()
    for kind, many in rows.values_list("kind", "many"):
        counted[kind] += many
    return counted


def _figures(made: Release) -> dict[str, list[int | None]]:
    return {dict(cell.breakdown)[summary.KIND]: [one.number, one.low, one.high] for cell, one in made.figures.items()}
