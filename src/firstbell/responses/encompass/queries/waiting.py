"""Everything that waits for a person, from every part: the morning's page and `firstbell status` say the same (R16)."""

from collections.abc import Collection
from datetime import datetime

from firstbell.foundations.delivery import queries as delivery
from firstbell.foundations.take_in import queries as take_ins
from firstbell.pure.areas import authorities_of
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.queries.standing import Need, needs

NO_FEED = "No feed has ever been taken in: an empty list is no green light"
NO_ROLL = "No education roll is in force: no child can be found, and every one goes to a person"


def waiting(now: datetime, policy: ForcePolicy, *, hidden: Collection[int] = ()) -> list[Need]:
    """What there is, most pressing first. ``hidden`` are incidents that whoever asks may know nothing of."""
    of_messages = delivery.counts()
    found = [
        Need("no_feed", NO_FEED, int(not incidents.any_taken_in()), urgent=False),
        Need("no_roll", NO_ROLL, int(not schools.current_rolls()), urgent=False),
        Need("old_rolls", "Education rolls that look like an earlier year's", _of_another_year(now), urgent=False),
        *(Need("feed", feed.sentence, 1) for feed in incidents.feed_health(now, policy) if feed.state != "ok"),
        *needs(now, policy, hidden=hidden),
        Need("ambiguous", "Messages that may or may not have left", of_messages.get("ambiguous", 0)),
        Need("failed", "Messages that could not be sent", of_messages.get("failed", 0)),
        Need("bounced", "Contacts whose messages come back", _bouncing(now, policy), urgent=False),
        Need("rejects", "Rejected lines to correct", take_ins.reject_count()),
        Need("half_taken", "Files not taken in to the end: take them in again", len(take_ins.unfinished())),
        Need("unverified", "Contacts to verify", len(schools.unverified_contacts(now, policy))),
        Need("contactless", "Open establishments here without a contact", _without_contact(policy), urgent=False),
    ]
    return [need for need in found if need.count]


def _of_another_year(now: datetime) -> int:
    return len(schools.rolls_of_another_year(london_date(now)))


def _bouncing(now: datetime, policy: ForcePolicy) -> int:
    return sum(1 for contact in schools.unverified_contacts(now, policy) if not contact.live)


def _without_contact(policy: ForcePolicy) -> int:
    return sum(1 for _ in schools.establishments_without_contact(authorities_of(policy.force)))
