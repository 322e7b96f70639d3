"""Reading the whole trail when somebody asked for it: of a million entries it takes longer than a page may."""

from datetime import datetime

from firstbell.foundations.audit import actions, queries
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy


def verify_trail(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Verify the chain if somebody waits for it; how often, at most once."""
    if queries.verification().waiting is None:
        return 0
    actions.note_verified(report=queries.verify_chain(), by=by, now=now)
    return 1
