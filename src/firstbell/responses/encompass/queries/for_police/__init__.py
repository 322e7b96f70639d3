"""What the desk sees: every query takes the seat of whoever asks, and shows nothing of a record closed to it."""

from firstbell.responses.encompass.queries.for_police.handovers import (
    HandOverForForce,
    HandOverRow,
    handed_over_child,
    handover,
    handovers,
    handovers_to,
)
from firstbell.responses.encompass.queries.for_police.incidents import IncidentForPolice, incident
from firstbell.responses.encompass.queries.for_police.listed import IncidentRow, MessageRow, latest_incidents, messages
from firstbell.responses.encompass.queries.for_police.morning import Morning, morning
from firstbell.responses.encompass.queries.for_police.notices import NoticeRow, notices
from firstbell.responses.encompass.queries.for_police.one_notice import NoticeForPolice, incident_of, notice
from firstbell.responses.encompass.queries.for_police.pauses import PauseSeen, paused, pauses
from firstbell.responses.encompass.queries.for_police.reviews import (
    Choice,
    ReviewForPolice,
    ReviewRow,
    child_of,
    next_review,
    review,
    reviews,
)
from firstbell.responses.encompass.queries.for_police.schools import (
    ContactToVerify,
    SchoolForPolice,
    contact_to_verify,
    contacts_to_verify,
    school,
    schools_found,
)
from firstbell.responses.encompass.queries.for_police.search import MOST, PURPOSES, Found, search

__all__ = [
    "MOST",
    "PURPOSES",
    "Choice",
    "ContactToVerify",
    "Found",
    "HandOverForForce",
    "HandOverRow",
    "IncidentForPolice",
    "IncidentRow",
    "MessageRow",
    "Morning",
    "NoticeForPolice",
    "NoticeRow",
    "PauseSeen",
    "ReviewForPolice",
    "ReviewRow",
    "SchoolForPolice",
    "child_of",
    "contact_to_verify",
    "contacts_to_verify",
    "handed_over_child",
    "handover",
    "handovers",
    "handovers_to",
    "incident",
    "incident_of",
    "latest_incidents",
    "messages",
    "morning",
    "next_review",
    "notice",
    "notices",
    "paused",
    "pauses",
    "review",
    "reviews",
    "school",
    "schools_found",
    "search",
]
