"""What is done in Operation Cocoon: cells, campaigns and visits on one side, operations under seal on the other."""

from firstbell.responses.cocoon.actions.campaigns import (
    assign_pairs,
    draw_campaign,
    end_campaign,
    note_printed,
    pause_campaign,
    plan_campaign,
    register_analysis,
    start_campaign,
)
from firstbell.responses.cocoon.actions.deferrals import defer_cell, defer_operation
from firstbell.responses.cocoon.actions.judging import judge_campaign
from firstbell.responses.cocoon.actions.listening import close_heard, note_heard_read, pass_on_heard, record_heard
from firstbell.responses.cocoon.actions.operations import (
    confirm_safety,
    end_operation,
    propose_operation,
    sign_off,
    withdraw_operation,
)
from firstbell.responses.cocoon.actions.partitions import make_partition
from firstbell.responses.cocoon.actions.safety import audit_month, pause_if_unsafe, report_safety
from firstbell.responses.cocoon.actions.seals import Opened, open_seal
from firstbell.responses.cocoon.actions.visits import Synced, record_visits

__all__ = [
    "Opened",
    "Synced",
    "assign_pairs",
    "audit_month",
    "close_heard",
    "confirm_safety",
    "defer_cell",
    "defer_operation",
    "draw_campaign",
    "end_campaign",
    "end_operation",
    "judge_campaign",
    "make_partition",
    "note_heard_read",
    "note_printed",
    "open_seal",
    "pass_on_heard",
    "pause_campaign",
    "pause_if_unsafe",
    "plan_campaign",
    "propose_operation",
    "record_heard",
    "record_visits",
    "register_analysis",
    "report_safety",
    "sign_off",
    "start_campaign",
    "withdraw_operation",
]
