"""What others may ask of Encompass."""

from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.exports import exposures, notices, reviews
from firstbell.responses.encompass.queries.for_school import NoticeForSchool, notice_for_school
from firstbell.responses.encompass.queries.outcomes import Outcome, outcomes
from firstbell.responses.encompass.queries.standing import (
    Need,
    needs,
    standing_nowhere,
    unfinished,
    where_children_stand,
)
from firstbell.responses.encompass.queries.waiting import waiting

__all__ = [
    "Need",
    "NoticeForSchool",
    "Outcome",
    "exposures",
    "for_police",
    "needs",
    "notice_for_school",
    "notices",
    "outcomes",
    "reviews",
    "standing_nowhere",
    "unfinished",
    "waiting",
    "where_children_stand",
]
