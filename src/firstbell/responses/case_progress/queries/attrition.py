"""What share of a force's cases has ended in which way by which day. It describes, and is no proof of any effect."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from firstbell.pure.evaluation.competing import Endings, Mark, cumulative_incidence, may_be_shown
from firstbell.responses.case_progress.queries.ends import ends
from firstbell.responses.case_progress.rules.ends import ENDS, OPEN

MARKS = (*range(15), 30, 60, 90, 180, 365)
"""Days after the report: each of the first fortnight, in which most who stop supporting do (METHODS.md section 7)."""

_WAYS = tuple(end for end in ENDS if end != OPEN)


def attrition(*, force: str, now: datetime, marks: Sequence[int] = MARKS) -> tuple[Mark, ...]:
    """The shares of all cases by these days, those of too few cases left out; ``ended`` by a key of ``ENDS``."""
    found = [(one.days, one.end) for one in ends(force=force, now=now)]
    if not found:
        return ()
    days = np.array([days for days, _ in found])
    ways = np.array([-1 if end == OPEN else _WAYS.index(end) for _, end in found])
    known = [day for day in marks if day <= days.max()]
    return may_be_shown(cumulative_incidence(Endings(names=_WAYS, days=days, ways=ways), known)) if known else ()
