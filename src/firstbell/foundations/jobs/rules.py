"""What a job is, and when its lease may be taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

LEASE = timedelta(minutes=5)
"""How long a lease holds without being renewed. Longer than any one call of a job's work."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job by name. ``work(*, by, now, policy)`` does at most a few hundred things and says how many; 0: none left."""

    name: str
    work: Callable[..., int]


@dataclass(frozen=True, slots=True)
class RunReport:
    """How many things each job did, and the class name of what stopped each job that failed."""

    done: dict[str, int]
    failed: dict[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A lease as it stands: no ``holder``: free."""

    holder: str
    until: datetime


def may_take(held: Held, *, me: str, alive: bool | None, clock: datetime) -> bool:
    """Whether ``me`` may take a lease: mine, free, its holder known dead (``alive`` False), or run out.

    ``alive`` None: the holder runs elsewhere, or nothing can be known of it; then only the time frees the lease.
    """
    return held.holder in ("", me) or alive is False or held.until <= clock
