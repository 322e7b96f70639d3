"""What is done in the programme: by its providers, and for partners by their support service."""

from firstbell.responses.programme.actions.groups import make_group, place, record_attendance, review_progress
from firstbell.responses.programme.actions.participants import (
    accept,
    answer_question,
    complete,
    decline,
    exclude,
    refer,
    start,
    withdraw,
)
from firstbell.responses.programme.actions.partners import answer_alert, count_reports, link_partner, record_answers

__all__ = [
    "accept",
    "answer_alert",
    "answer_question",
    "complete",
    "count_reports",
    "decline",
    "exclude",
    "link_partner",
    "make_group",
    "place",
    "record_answers",
    "record_attendance",
    "refer",
    "review_progress",
    "start",
    "withdraw",
]
