"""What is done in intensification weeks, each by somebody with a name but for counting what is over."""

from firstbell.joint.intensification.actions.forgetting import forget_listed
from firstbell.joint.intensification.actions.judging import judge_week, release_summary
from firstbell.joint.intensification.actions.listing import decide_name, draw_list, freeze_list
from firstbell.joint.intensification.actions.planning import add_team, join_campaign, load_harm_weights, plan_week
from firstbell.joint.intensification.actions.working import finish_task, record_result, set_task, strike_result

__all__ = [
    "add_team",
    "decide_name",
    "draw_list",
    "finish_task",
    "forget_listed",
    "freeze_list",
    "join_campaign",
    "judge_week",
    "load_harm_weights",
    "plan_week",
    "record_result",
    "release_summary",
    "set_task",
    "strike_result",
]
