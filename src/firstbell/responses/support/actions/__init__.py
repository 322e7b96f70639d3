"""What is done for clients: referred, answered, given to a worker, reached within their plan, and seen to an end."""

from firstbell.responses.support.actions.addresses import (
    confirm_address,
    look_at_address,
    look_at_proposed_address,
    propose_address,
    turn_down_address,
)
from firstbell.responses.support.actions.asking import ask_for_support
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
from firstbell.responses.support.actions.ends import record_death, withdraw_consent
from firstbell.responses.support.actions.forgetting import forget_client
from firstbell.responses.support.actions.opening import (
    open_for_client,
)
from firstbell.responses.support.actions.people import merge_clients, split_clients
from firstbell.responses.support.actions.plans import GivenWay, make_plan
from firstbell.responses.support.actions.reading import open_referral
from firstbell.responses.support.actions.referrals import (
    allocate_referral,
    answer_referral,
    close_to_force,
    conclude_referral,
    refer,
    revoke_referral,
)
from firstbell.responses.support.actions.transfers import transfer_referral

__all__ = [
    "GivenWay",
    "allocate_referral",
    "answer_referral",
    "ask_for_support",
    "close_case",
    "close_to_force",
    "conclude_referral",
    "confirm_address",
    "finish_task",
    "forget_client",
    "link_child",
    "look_at_address",
    "look_at_proposed_address",
    "look_at_way",
    "make_plan",
    "merge_clients",
    "open_for_client",
    "open_referral",
    "propose_address",
    "record_attempt",
    "record_death",
    "record_need",
    "refer",
    "review_case",
    "revoke_referral",
    "set_goal",
    "set_task",
    "split_clients",
    "transfer_referral",
    "turn_down_address",
    "unlink_child",
    "withdraw_consent",
]
