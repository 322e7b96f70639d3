"""What Cocoon does on time: watch for harm, end what is over, and test itself each month."""

from datetime import date, datetime, timedelta

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.cocoon import actions, queries


def keep_watch(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Weigh every report of harm; a campaign that must stop is paused, and a named person told."""
    waiting = queries.unweighed()
    for campaign in waiting:
        actions.pause_if_unsafe(campaign=campaign, by=by, now=now, policy=policy)
    return len(waiting)


def end_operations(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """End each operation that was signed off a year ago: what it was for is done, or is to be asked anew."""
    due = queries.operations_to_end(now)
    for reference in due:
        actions.end_operation(reference=reference, by=by, now=now)
    return len(due)


def judge_campaigns(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Judge whatever was registered, once its time is over."""
    return sum(actions.judge_campaign(campaign=one, by=by, now=now) for one in queries.due_to_judge(now))


def audit_last_month(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Test last month's visits, once, as soon as its revisits are over."""
    month = _month_before(london_date(now) - timedelta(days=10))
    if queries.self_audit(month) is not None or queries.partition_now() is None:
        return 0
    actions.audit_month(month=month, by=by, now=now)
    return 1


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
