"""How often somebody may ask, counted over all processes in the database's cache."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from firstbell.interfaces.api.v1.problems import Problem


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: as the one proxy before us saw it, or as we do where there is none."""
    seen_by_proxy = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return seen_by_proxy if settings.SECURE and seen_by_proxy else str(request.META.get("REMOTE_ADDR", ""))


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
