"""When an invitation can be accepted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstbell.pure.refusal import Refused

LASTS = timedelta(days=7)
MOST_TRIES = 10
"""Wrong codes after which an invitation is closed: nobody gets in by guessing."""

NOT_RIGHT = (
    "The reference, the e-mail address or the code is not right.",
    "Check all three. The reference is in the e-mail that came to you; the code was read out on the telephone.",
)
"""Said of all three alike, so that nobody learns who has been invited."""
_ANEW = "Telephone whoever invited you and ask for a new invitation."


@dataclass(frozen=True, slots=True)
class Standing:
    """How an invitation stands. ``tries`` counts the wrong codes so far."""

    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    tries: int

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.revoked_at is None and now < self.expires_at and self.tries < MOST_TRIES


def refuse_closed(standing: Standing, now: datetime) -> None:
    """Refused, with what happened, where an invitation whose code is right can no longer be accepted."""
    if standing.used_at is not None:
        raise Refused("This invitation has been used already.", "Sign in with your password. " + _ANEW)
    if standing.revoked_at is not None:
        raise Refused("This invitation has been withdrawn.", _ANEW)
    if standing.tries >= MOST_TRIES:
        raise Refused("This invitation was closed after too many wrong codes.", _ANEW)
    if now >= standing.expires_at:
        raise Refused("This invitation has expired: it could be used for seven days.", _ANEW)
