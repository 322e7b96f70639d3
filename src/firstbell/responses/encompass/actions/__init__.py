"""Everything that may be done in Encompass, by name."""

from firstbell.responses.encompass.actions.assess import assess_incident
from firstbell.responses.encompass.actions.chase import chase_notice, follow_message
from firstbell.responses.encompass.actions.desk import (
    hold_notice,
    note_expired_hold,
    note_handed_over,
    note_sent_to_force,
    record_receipt,
    release_held,
    reroute_notice,
    withdraw_notice,
)
from firstbell.responses.encompass.actions.machine import (
    acknowledge_from_system,
    note_children_read,
    note_fetched,
)
from firstbell.responses.encompass.actions.pauses import end_pause, start_pause
from firstbell.responses.encompass.actions.release import end_hold_without_contact, release_notice
from firstbell.responses.encompass.actions.reviews import decide_review
from firstbell.responses.encompass.actions.route import route_incident
from firstbell.responses.encompass.actions.school import acknowledge_notice, not_our_pupil, open_notice

__all__ = [
    "acknowledge_from_system",
    "acknowledge_notice",
    "assess_incident",
    "chase_notice",
    "decide_review",
    "end_hold_without_contact",
    "end_pause",
    "follow_message",
    "hold_notice",
    "not_our_pupil",
    "note_children_read",
    "note_expired_hold",
    "note_fetched",
    "note_handed_over",
    "note_sent_to_force",
    "open_notice",
    "record_receipt",
    "release_held",
    "release_notice",
    "reroute_notice",
    "route_incident",
    "start_pause",
    "withdraw_notice",
]
