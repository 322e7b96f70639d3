"""Everything that may be done in Encompass, by name."""

from firstbell.responses.encompass.actions.assess import assess_incident
from firstbell.responses.encompass.actions.authority import answer_for_authority, open_question
from firstbell.responses.encompass.actions.chase import chase_notice, follow_message
from firstbell.responses.encompass.actions.desk import (
    approve_hold,
    hold_notice,
    note_expired_hold,
    note_handed_over,
    note_sent_to_force,
    record_receipt,
    release_held,
    reroute_notice,
    told_by_telephone,
    withdraw_notice,
)
from firstbell.responses.encompass.actions.forgetting import forget_notices
from firstbell.responses.encompass.actions.handovers import accept_handover, open_handover, receive_handover
from firstbell.responses.encompass.actions.machine import (
    acknowledge_from_system,
    note_children_read,
    note_fetched,
)
from firstbell.responses.encompass.actions.passing import open_history, pass_on_history
from firstbell.responses.encompass.actions.pauses import end_pause, start_pause
from firstbell.responses.encompass.actions.release import end_hold_without_contact, release_notice
from firstbell.responses.encompass.actions.reviews import answer_review, decide_review
from firstbell.responses.encompass.actions.route import route_incident
from firstbell.responses.encompass.actions.school import (
    acknowledge_notice,
    not_our_pupil,
    note_action,
    note_copy,
    note_listed,
    open_notice,
    pass_to_next,
)
from firstbell.responses.encompass.actions.search import note_search

__all__ = [
    "accept_handover",
    "acknowledge_from_system",
    "acknowledge_notice",
    "answer_for_authority",
    "answer_review",
    "approve_hold",
    "assess_incident",
    "chase_notice",
    "decide_review",
    "end_hold_without_contact",
    "end_pause",
    "follow_message",
    "forget_notices",
    "hold_notice",
    "not_our_pupil",
    "note_action",
    "note_children_read",
    "note_copy",
    "note_expired_hold",
    "note_fetched",
    "note_handed_over",
    "note_listed",
    "note_search",
    "note_sent_to_force",
    "open_handover",
    "open_history",
    "open_notice",
    "open_question",
    "pass_on_history",
    "pass_to_next",
    "receive_handover",
    "record_receipt",
    "release_held",
    "release_notice",
    "reroute_notice",
    "route_incident",
    "start_pause",
    "told_by_telephone",
    "withdraw_notice",
]
