"""Take in what people uploaded; keep every roll findable by the rules of today."""

from datetime import datetime

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.intake import uploads
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.schools import actions, queries
from firstbell.registers.schools.intake.uploads import take_in_upload
from firstbell.registers.schools.rules.kinds import KINDS


def take_in_uploads(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Take in a piece of the oldest uploaded file about schools; how many files were worked on, at most one."""
    return uploads.work_off(tasks=take_ins.upload_tasks(KINDS), take=take_in_upload, by=by, now=now)


def renew_keys(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Make the keys of one roll anew, if any has keys of other rules than today's; how many rolls, at most one."""
    old = queries.authorities_with_old_keys()
    return sum(actions.renew_keys(authority=authority, by=by, now=now) for authority in old[:1])
