"""What others may ask of Encompass."""

from firstbell.responses.encompass.queries.exports import exposures, notices, reviews
from firstbell.responses.encompass.queries.for_machine import (
    IncidentForMachine,
    NoticeForMachine,
    NoticesForMachine,
    children_of_incident,
    notice_counts,
    notice_for_machine,
    notices_for_machine,
)
from firstbell.responses.encompass.queries.for_school import NoticeForSchool, notice_for_school
from firstbell.responses.encompass.queries.outcomes import Outcome, outcomes
from firstbell.responses.encompass.queries.standing import (
    Need,
    needs,
    standing_nowhere,
    unfinished,
    where_children_stand,
)

__all__ = [
    "IncidentForMachine",
    "Need",
    "NoticeForMachine",
    "NoticeForSchool",
    "NoticesForMachine",
    "Outcome",
    "children_of_incident",
    "exposures",
    "needs",
    "notice_counts",
    "notice_for_machine",
    "notice_for_school",
    "notices",
    "notices_for_machine",
    "outcomes",
    "reviews",
    "standing_nowhere",
    "unfinished",
    "where_children_stand",
]
