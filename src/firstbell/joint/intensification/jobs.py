"""What weeks do on time: what is over is counted. Nothing here decides about anybody, or sets anybody to work."""

from datetime import datetime

from firstbell.joint.intensification import actions
from firstbell.joint.intensification.queries import due_to_judge
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

A_FEW = 20


def judge_weeks(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Count weeks that are over, and again 28 and 90 days after."""
    due = due_to_judge(now)[:A_FEW]
    return sum(actions.judge_week(week=week, by=by, now=now) for week in due)
