"""What is done in the programme: by its providers, by who refers, and for partners by their support service."""

from firstbell.responses.programme.actions.forgetting import forget_participant
from firstbell.responses.programme.actions.groups import (
    make_group,
    note_group_read,
    place,
    record_attendance,
    record_session,
    review_progress,
)
from firstbell.responses.programme.actions.opening import open_for_participant
from firstbell.responses.programme.actions.participants import (
    accept,
    answer_question,
    complete,
    decline,
    draw_start,
    exclude,
    note_participant_read,
    open_way,
    start,
    withdraw,
)
from firstbell.responses.programme.actions.partners import (
    answer_alert,
    count_reports,
    link_partner,
    note_partner_read,
    record_answers,
)
from firstbell.responses.programme.actions.referring import refer, refer_suspect
from firstbell.responses.programme.actions.reports import count_after, count_before, count_known

__all__ = [
    "accept",
    "answer_alert",
    "answer_question",
    "complete",
    "count_after",
    "count_before",
    "count_known",
    "count_reports",
    "decline",
    "draw_start",
    "exclude",
    "forget_participant",
    "link_partner",
    "make_group",
    "note_group_read",
    "note_participant_read",
    "note_partner_read",
    "open_for_participant",
    "open_way",
    "place",
    "record_answers",
    "record_attendance",
    "record_session",
    "refer",
    "refer_suspect",
    "review_progress",
    "start",
    "withdraw",
]
