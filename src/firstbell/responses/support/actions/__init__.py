"""What is done for clients: referred, answered, given to a worker, reached within their plan, and seen to an end."""

from firstbell.responses.support.actions.addresses import (
    AddressOpened,
    confirm_address,
    look_at_address,
    look_at_proposed_address,
    open_addresses,
    propose_address,
    turn_down_address,
)
from firstbell.responses.support.actions.cases import (
    close_case,
    finish_task,
    record_need,
    review_case,
    set_goal,
    set_task,
)
from firstbell.responses.support.actions.children import link_child, unlink_child
from firstbell.responses.support.actions.contacting import look_at_way, record_attempt
from firstbell.responses.support.actions.plans import GivenWay, make_plan
from firstbell.responses.support.actions.referrals import (
    allocate_referral,
    answer_referral,
    conclude_referral,
    refer,
    revoke_referral,
)

__all__ = [
    "AddressOpened",
    "GivenWay",
    "allocate_referral",
    "answer_referral",
    "close_case",
    "conclude_referral",
    "confirm_address",
    "finish_task",
    "link_child",
    "look_at_address",
    "look_at_proposed_address",
    "look_at_way",
    "make_plan",
    "open_addresses",
    "propose_address",
    "record_attempt",
    "record_need",
    "refer",
    "review_case",
    "revoke_referral",
    "set_goal",
    "set_task",
    "turn_down_address",
    "unlink_child",
]
