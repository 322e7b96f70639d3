"""What time it is, for every way in. A rehearsal (``FIRSTBELL_REHEARSE_AT``) starts its clock at another time."""

from datetime import UTC, datetime

from firstbell.config import env

_started = datetime.now(UTC)


def now() -> datetime:
    """This instant (UTC), or how late it is in the rehearsal that began when this process did."""
    rehearsed = env.rehearse_at()
    elapsed = datetime.now(UTC) - _started
    return rehearsed + elapsed if rehearsed else _started + elapsed
