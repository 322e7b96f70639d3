"""What came of the programme by police reports, for an analyst: with a comparison and the band, or not at all."""

from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
from django.db.models import QuerySet

from firstbell.pure.actor import Actor
from firstbell.pure.evaluation.differences import Apart
from firstbell.pure.evaluation.intention_to_treat import (
    BEFORE_WEEKS,
    LIMITS,
    YEAR_WEEKS,
    Compared,
    Effect,
    Reports,
    Side,
    against_matched,
    against_wait_list,
)
from firstbell.pure.evaluation.regression import LongRun, long_run
from firstbell.pure.periods import london_date, london_moment
from firstbell.pure.refusal import Refused
from firstbell.responses.programme.models import KnownPeople, Participant, ReportsAround
from firstbell.responses.programme.queries.courses import force_of
from firstbell.responses.programme.rules.courses import EVERYBODY, must_be_everybody
from firstbell.responses.programme.rules.figures import shown
from firstbell.responses.programme.rules.reports import WINDOW_OF, WINDOWS, judged_before, must_be_compared
from firstbell.responses.programme.rules.starts import AT_ONCE


@dataclass(frozen=True, slots=True)
class _Counted:
    """One person's reports around a referral. ``member`` 0 is the participant; ``wait_weeks`` are of their lot."""

    participant: int
    member: int
    before: int
    recent: int
    after: int
    wait_weeks: int | None


@dataclass(frozen=True, slots=True)
class SideForAnalyst:
    """People on one side, and their reports in the two years ``before`` and in ``years`` ``after``. None: under ten."""

    people: int | None
    before: int | None
    after: int | None
    years: float


@dataclass(frozen=True, slots=True)
class EffectForAnalyst:
    """How far everybody referred before a day is ``apart`` from those ``compared``, in reports a year for each person.

    ``expected``, from ``least`` to ``most``: what those referred would count after with no effect at all, as they were
    chosen at their worst. ``answer`` and ``limits`` are sentences.
    """

    compared: str
    referred_before: date
    apart: Apart
    answer: str
    limits: str
    referred: SideForAnalyst
    comparison: SideForAnalyst
    expected: float
    least: float
    most: float


def effect(*, compared: str, seen_by: Actor, now: datetime, of: str = EVERYBODY) -> EffectForAnalyst:
    """Of everybody whose window was over by the last 1 April, against a wait-list or people like them.

    Refused for completers alone, without a comparison, while somebody of them is not counted, for fewer than ten on a
    side, and where the force has not counted whom it knows: then nobody knows how far reports fall for nothing.
    """
    must_be_everybody(of)
    force, how = force_of(seen_by), must_be_compared(compared)
    until = judged_before(london_date(now), how)
    rows = Participant.objects.filter(made_at__lt=london_moment(until, time.min))
    found = (_matched if how is Compared.MATCHED else _wait_list)(rows, force)
    return EffectForAnalyst(
        compared=how,
        referred_before=until,
        apart=found.apart,
        answer=found.answer(),
        limits=LIMITS[how],
        referred=_side(found.referred),
        comparison=_side(found.comparison),
        expected=found.band.expected,
        least=found.band.low,
        most=found.band.high,
    )


def _matched(rows: QuerySet[Participant], force: str) -> Effect:
    counted = _counted(rows, force, Compared.MATCHED)
    own, alike = ([one for one in counted if bool(one.member) is drawn] for drawn in (False, True))
    places = {one.participant: place for place, one in enumerate(own)}
    referred, compared = (_reports(side, Compared.MATCHED) for side in (own, alike))
    drawn_for = np.array([places[one.participant] for one in alike], dtype=np.int64)
    return against_matched(referred, compared, drawn_for, _units(force), everybody=rows.count())


def _wait_list(rows: QuerySet[Participant], force: str) -> Effect:
    """A lot was drawn for some: they are everybody here, whether it was followed or not."""
    drawn = rows.filter(drawn_start__isnull=False)
    own = [one for one in _counted(drawn, force, Compared.WAIT_LIST) if not one.member]
    sides = ([one for one in own if (one.wait_weeks == AT_ONCE) is at_once] for at_once in (True, False))
    now, later = (_reports(side, Compared.WAIT_LIST) for side in sides)
    return against_wait_list(now, later, _units(force), drawn=drawn.count())


def _counted(rows: QuerySet[Participant], force: str, how: Compared) -> list[_Counted]:
    known = ReportsAround.objects.filter(force=force, participant__in=rows).exclude(**{WINDOW_OF[how]: None})
    lot = "participant__drawn_start__wait_weeks"
    columns = ("participant_id", "member", "reports_before", "reports_recent", WINDOW_OF[how], lot)
    return [_Counted(*row) for row in known.order_by("participant_id", "member").values_list(*columns)]


def _reports(people: list[_Counted], how: Compared) -> Reports:
    before, recent, after = (
        np.array([getattr(one, name) for one in people], dtype=np.int64) for name in ("before", "recent", "after")
    )
    return Reports(before=before, recent=recent, after=after, weeks=WINDOWS[WINDOW_OF[how]])


def _units(force: str) -> LongRun:
    """How people whom the force knows differ, by its latest count. Refused where it has counted none."""
    latest = KnownPeople.objects.filter(force=force).order_by("-on").values("on")[:1]
    counted = KnownPeople.objects.filter(force=force, on=latest).values_list("reports_before", "people")
    if not (known := np.array(list(counted), dtype=np.int64).reshape(-1, 2)).size:
        raise Refused(
            "The force has not counted the people whom it knows: how far reports fall for nothing is not known.",
            "Count how many had so many reports in two years.",
        )
    return long_run(np.repeat(known[:, 0], known[:, 1]), BEFORE_WEEKS / YEAR_WEEKS)


def _side(found: Side) -> SideForAnalyst:
    return SideForAnalyst(shown(found.people), shown(found.before), shown(found.after), found.years)
