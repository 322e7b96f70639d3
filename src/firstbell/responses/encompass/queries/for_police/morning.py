"""This morning: what waits for a person, most pressing first, and how long it is to the bell."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.queries.for_police.seats import hidden_from
from firstbell.responses.encompass.queries.standing import Need
from firstbell.responses.encompass.queries.waiting import waiting
from firstbell.responses.encompass.rules import deadlines

FIRST = (
    ("paused", "no_feed", "feed"),
    ("late", "telephone", "review_late", "expired", "unapproved"),
    ("due", "review", "conflict", "no_contact", "protected", "held", "handover"),
    ("ambiguous", "failed", "bounced", "rejects", "half_taken", "unfinished"),
)
"""What presses most, group by group; whatever is in none comes last."""


@dataclass(frozen=True, slots=True)
class Morning:
    """``groups`` are what waits, most pressing first: whether anything arrives, what is late, what is due, what went
    wrong, and the rest. ``bell`` is the next one. ``tried`` counts closed records that somebody asked for."""

    bell: datetime
    groups: tuple[tuple[Need, ...], ...]
    tried: int

    @property
    def anything(self) -> bool:
        return any(self.groups)


def morning(seat: Seat, now: datetime, policy: ForcePolicy) -> Morning:
    """Counts only, so that whoever may see figures may see it. Empty for anybody else."""
    if not seat.may("figures.read"):
        return Morning(deadlines.next_bell(now, policy), (), 0)
    found = waiting(now, policy, hidden=hidden_from(seat))
    ranks = {code: rank for rank, group in enumerate(FIRST) for code in group}
    groups = tuple(
        tuple(need for need in found if ranks.get(need.code, len(FIRST)) == rank) for rank in range(len(FIRST) + 1)
    )
    closed = incidents.restrictions(seen_by=seat.actor) if seat.may("desk.supervise") else []
    tried = sum(1 for one in closed if one.tries and one.lifted_at is None)
    return Morning(deadlines.next_bell(now, policy), groups, tried)
