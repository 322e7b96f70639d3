"""What the earlier picture does on time: take in what other parts recorded, tie concerns to households, and weigh them.

Nothing is done when a signal expires: every count asks for the day, and finds it gone.
"""

from collections.abc import Iterable
from datetime import datetime

from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import Fed
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

AT_ONCE = 200
WEIGHED_AT_ONCE = 1_000
TIED_AT_ONCE = 5_000


def take_in_visits(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """What was heard on Cocoon's visits becomes concerns, each once."""
    return _fed(queries.heard_at_doors(AT_ONCE), by, now, policy)


def take_in_answers(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """What authorities answered to Encompass becomes concerns, each once."""
    return _fed(queries.answers_of_authorities(AT_ONCE), by, now, policy)


def _fed(waiting: Iterable[Fed], by: Actor, now: datetime, policy: ForcePolicy) -> int:
    return sum(bool(actions.feed_concern(fed=one, by=by, now=now, policy=policy)) for one in waiting)


def tie_concerns(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Tie the concerns that no household has yet; how many."""
    waiting = queries.untied(TIED_AT_ONCE)
    return actions.tie_concerns(concerns=waiting, by=by, now=now) if waiting else 0


def weigh_households(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Hold what changed against the thresholds, and open what crosses them."""
    waiting = queries.to_weigh(WEIGHED_AT_ONCE)
    return actions.weigh_households(households=waiting, by=by, now=now, policy=policy) if waiting else 0
