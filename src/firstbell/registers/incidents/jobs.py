"""Watching the feeds, taking in what people uploaded, and closing records to those who are tied to them."""

from datetime import datetime

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.intake import uploads
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import actions, queries
from firstbell.registers.incidents.intake.files import KIND
from firstbell.registers.incidents.intake.uploads import take_in_upload


def watch_feeds(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Raise the alarm on feeds that fell silent or thin, and end it on those that run again; how many changed."""
    return actions.note_alarms(by=by, now=now, policy=policy)


def close_records(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Compare whoever is new to the police with every incident, and raise the alarm about records that were closed."""
    compared = [actions.compare_officer(officer=one, by=by, now=now) for one in queries.officers_not_compared()]
    numbers = queries.restrictions_to_tell()
    told = [actions.tell_of_restriction(number=number, by=by, now=now, policy=policy) for number in numbers]
    return len(compared) + sum(told)


def take_in_uploads(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Take in a piece of the oldest uploaded file of incidents; how many files were worked on, at most one."""
    return uploads.work_off(tasks=take_ins.upload_tasks([KIND]), take=take_in_upload, by=by, now=now)
