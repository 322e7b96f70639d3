"""What is done with a request."""

from firstbell.foundations.subject_access.actions.deciding import (
    confirm_decisions,
    open_bundle,
    open_request,
    propose_decisions,
    release_bundle,
    send_back,
)
from firstbell.foundations.subject_access.actions.requests import (
    allow_request,
    extend_request,
    forget_request,
    make_request,
    note_search,
    pick_records,
    put_back_record,
    refuse_request,
    withdraw_request,
)

__all__ = [
    "allow_request",
    "confirm_decisions",
    "extend_request",
    "forget_request",
    "make_request",
    "note_search",
    "open_bundle",
    "open_request",
    "pick_records",
    "propose_decisions",
    "put_back_record",
    "refuse_request",
    "release_bundle",
    "send_back",
    "withdraw_request",
]
