"""Find every child of every incident on the rolls, and everybody of an incident among those of others."""

from datetime import datetime, timedelta

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import actions, queries
from firstbell.registers.schools import queries as schools

CHUNK = 300
INCIDENTS = 100
LOOK_AGAIN = timedelta(days=28)
"""How long after the report a newer roll is still searched for a child who was not surely found."""
ATTEMPTS = 3


def link_children(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Look on the rolls for everybody under 18 in up to 300 incidents; how many incidents were looked into.

    First those with a new version; then, where the rolls have changed, those of the last 28 days with a child who was
    not found for sure. 0 when there are none of either.
    """
    if schools.authorities_with_old_keys():
        return 0  # the job before this one renews them, an authority a round; looking now would find nobody
    for _ in range(ATTEMPTS):
        stamp = schools.roll_stamp()
        waiting = queries.unlinked(CHUNK) or queries.unsure_on_another_roll(
            roll_stamp=stamp, reported_since=now - LOOK_AGAIN, limit=CHUNK
        )
        if not waiting:
            return 0
        linked = queries.look_up([*incidents.facts_many(waiting).values()], roll_stamp=stamp)
        if linked is not None and actions.record_links(linked=linked, roll_stamp=stamp, by=by, now=now):
            return len(linked)
    raise RuntimeError("the rolls changed again and again while children were looked for on them")


def identify_people(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Recognise the people of up to 100 incidents with a new version; how many incidents were gone through, 0 when
    there are none. Another rule or model has every incident gone through again."""
    for _ in range(ATTEMPTS):
        waiting = queries.unidentified(INCIDENTS)
        if not waiting:
            return 0
        if actions.record_identities(recognised=queries.recognise(waiting), by=by, now=now):
            return len(waiting)
    raise RuntimeError("identities changed again and again while people were recognised")
