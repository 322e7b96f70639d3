"""Tries to reach a client, as the rules see them."""

from firstbell.pure.periods import london_date
from firstbell.responses.support.models import Referral
from firstbell.responses.support.rules.referrals import Try


def tries_of(row: Referral) -> tuple[Try, ...]:
    """In the order in which they were made."""
    tries = row.attempts.order_by("at", "pk").values_list("at", "safe", "reached")
    return tuple(Try(london_date(at), safe, reached) for at, safe, reached in tries)
