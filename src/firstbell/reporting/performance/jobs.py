"""What figures do on time: the columnar copy is made anew once a day, whole, from what the parts tell."""

import secrets
from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.reporting.performance import actions
from firstbell.reporting.performance.gateways import columns
from firstbell.reporting.performance.queries.facts import Made, facts
from firstbell.reporting.performance.queries.refreshes import is_due, kept_folders
from firstbell.reporting.performance.rules.kinds import KINDS


def refresh_columns(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Claim, make, record. The key of what stands for people is drawn here and forgotten with the call."""
    if not is_due(now):
        return 0
    refresh, loaded = actions.claim_refresh(by=by, now=now), incidents.loaded_until()
    made = Made(secrets.token_bytes(32), policy.force, now, frozenset(policy.withheld_postcodes))
    with columns.writing(refresh, KINDS) as files:
        for kind, row in facts(made):
            files.add(kind, row)
    actions.record_refresh(refresh=refresh, files=files.written(), loaded=loaded, by=by, now=now)
    columns.remove_all_but(kept_folders())
    return 1
