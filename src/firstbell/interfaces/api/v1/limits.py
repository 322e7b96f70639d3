"""How often somebody may ask, counted over all processes in the database's cache."""

import hashlib
from datetime import datetime

from django.core.cache import cache

from firstbell.interfaces.api.v1.problems import Problem


def spend(purse: str, *, most: int, seconds: int, now: datetime) -> None:
    """Count one request against ``purse``. Problem where it has made ``most`` in this window of so many seconds.

    Every request takes a slot of its own, which only one process can: two at once are two.
    """
    window, passed = divmod(int(now.timestamp()), seconds)
    name = f"limit:{hashlib.sha256(purse.encode()).hexdigest()[:32]}:{window}"
    slot = cache.get(name, 0)
    while slot < most:
        if cache.add(f"{name}:{slot}", True, timeout=seconds):
            cache.set(name, slot + 1, timeout=seconds)
            return
        slot += 1
    raise Problem("too-many", "", headers={"Retry-After": str(seconds - passed)})
