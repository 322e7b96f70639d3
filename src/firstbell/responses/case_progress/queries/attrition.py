"""What share of a force's cases has ended in which way by which day. It describes, and is no proof of any effect."""

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from firstbell.pure.evaluation.competing import Endings, Mark, cumulative_incidence, may_be_shown
from firstbell.responses.case_progress.queries.ends import ends
from firstbell.responses.case_progress.rules.ends import ENDS, OPEN

MARKS = (*range(15), 30, 60, 90, 180, 365)
"""Days after the report: each of the first fortnight, in which most who stop supporting do (METHODS.md section 7)."""

_WAYS = tuple(end for end in ENDS if end != OPEN)


def attrition(
    *,
    force: str,
    now: datetime,
    first_day: date = date.min,
    last_day: date = date.max,
    marks: Sequence[int] = MARKS,
) -> tuple[Mark, ...]:
    """The shares of all cases reported from ``first_day`` to ``last_day`` that had ended by these days after it.

    Those of too few cases are left out; ``ended`` is by a key of ``ENDS``.
    """
    every = ends(force=force, now=now, first_day=first_day, last_day=last_day)
    found = [(one.days, one.end) for one in every]
    if not found:
        return ()
    days = np.array([days for days, _ in found])
    ways = np.array([-1 if end == OPEN else _WAYS.index(end) for _, end in found])
    known = [day for day in marks if day <= days.max()]
    return may_be_shown(cumulative_incidence(Endings(names=_WAYS, days=days, ways=ways), known)) if known else ()
