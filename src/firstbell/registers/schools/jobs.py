"""Keep every roll findable by the rules of today."""

from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.schools import actions, queries


def renew_keys(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Make the keys of one roll anew, if any has keys of other rules than today's; how many rolls, at most one."""
    old = queries.authorities_with_old_keys()
    return sum(actions.renew_keys(authority=authority, by=by, now=now) for authority in old[:1])
