"""What a campaign could see, asked before it is drawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.evaluation.power import RollOut, minimum_detectable_ratio
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.cocoon.models import Campaign
from firstbell.responses.cocoon.queries.reports import reports_in
from firstbell.responses.cocoon.rules.judging import A_WEEK, OUTCOMES, WEEKS_AFTER, Report, Weeks, is_counted
from firstbell.responses.cocoon.rules.modes import SMALLEST_CALENDAR

LAST_YEAR = 52


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One outcome as it would go on at last year's rate: ``events`` over all cells and weeks that are judged, and the
    smallest rise that four of five such campaigns would see as a ``ratio``; None where none of any size would be."""

    outcome: str
    events: float
    ratio: float | None


def foreseen(campaign: str, now: datetime) -> tuple[Foreseen, ...]:
    """Every outcome, judged for ``WEEKS_AFTER`` weeks; nothing for so few cells that a count would tell of a home.

    Counts are taken to vary as Poisson's do; where they vary more, only larger rises are seen.
    NotYours where there is no such campaign.
    """
    row = Campaign.objects.filter(reference=campaign).first()
    if row is None:
        raise NotYours(f"There is no campaign {campaign}.", "Look at the reference.")
    cells = row.slots.count()
    if cells < SMALLEST_CALENDAR:
        return ()
    reports = list(reports_in(row, _last_year(london_date(now))))
    return tuple(_foreseen(one, reports, row, cells) for one in OUTCOMES)


def _last_year(on: date) -> Weeks:
    return Weeks(on - timedelta(days=on.weekday()) - LAST_YEAR * A_WEEK, LAST_YEAR)


def _foreseen(outcome: str, reports: list[Report], row: Campaign, cells: int) -> Foreseen:
    weeks = Weeks.around(row.first_day, row.last_day, WEEKS_AFTER)
    each = sum(is_counted(outcome, one) for one in reports) / (LAST_YEAR * cells)
    return Foreseen(outcome, each * cells * weeks.many, _smallest_rise(_slots(row, cells, weeks), weeks.many, each))


def _slots(row: Campaign, cells: int, weeks: Weeks) -> NDArray[np.int64]:
    """A week for each cell, spread over the campaign as a draw would; -1 for those that wait."""
    waiting = round(row.control_share * cells)
    first, last = weeks.number(row.first_day), weeks.number(row.last_day)
    going = np.linspace(first, last + 1, cells - waiting, endpoint=False).astype(np.int64)
    return np.concatenate((np.full(waiting, -1), going))


def _smallest_rise(slots: NDArray[np.int64], weeks: int, each: float) -> float | None:
    if not each:
        return None
    try:
        return minimum_detectable_ratio(RollOut(slots=slots, periods=weeks, events=each))
    except Refused:
        return None
