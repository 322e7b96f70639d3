"""Watching the feeds."""

from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import actions


def watch_feeds(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Raise the alarm on feeds that fell silent or thin, and end it on those that run again; how many changed."""
    return actions.note_alarms(by=by, now=now, policy=policy)
