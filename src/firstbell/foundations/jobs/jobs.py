"""Running what is due, each job under its lease."""

import logging
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import Error, close_old_connections, connection, transaction
from django.db.models import F, Sum

from firstbell.foundations.jobs.gateways import host
from firstbell.foundations.jobs.models import Lease
from firstbell.foundations.jobs.rules import LEASE, Held, Job, RunReport, may_take
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

holder, alive, clock = host.holder, host.alive, host.clock
"""Who works here, whether a holder still lives, and the real time: for parts that hold claims of their own."""

log = logging.getLogger("firstbell.jobs")

POLL = 0.2
"""Seconds between two looks at leases that another process holds."""


def run_due(
    *,
    jobs: Sequence[Job],
    now: datetime,
    policy: ForcePolicy,
    on_progress: Callable[[str, int], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> RunReport:
    """Run the jobs in their order, one call of ``work`` each, again and again until a whole pass does nothing.

    So the oldest work goes through all steps first, and a long backlog does not hold up its own beginning. A job whose
    lease a live process holds elsewhere is passed over and looked at again: on return nothing was left to do, by
    anybody. A job that raises is noted by the exception's class name, left alone for the rest of this run, and tried
    again in the next. ``on_progress`` is called with a job's name and how many it has done so far in this run.
    ``stopped`` is asked before each call of ``work``.
    """
    report = RunReport({job.name: 0 for job in jobs}, {})
    while not stopped():
        before = _done_by_anybody()
        busy = [_turn(job, now, policy, report, on_progress) for job in jobs if not stopped()]
        if None in busy and not any(busy):
            host.pause(POLL, stopped)
        elif not any(busy) and _done_by_anybody() == before:
            break
    return report


def work_for_ever(
    *, jobs: Sequence[Job], clock: Callable[[], datetime], policy: ForcePolicy, pause: float = 10.0
) -> None:
    """``run_due`` at the clock's time, a pause of so many seconds, and again, until SIGTERM or SIGINT.

    A signal ends it between two calls of ``work``; a second one at once. A database that is away is waited for.
    """
    with host.stop_signals() as stopped:
        while not stopped():
            close_old_connections()
            try:
                run_due(jobs=jobs, now=clock(), policy=policy, stopped=stopped)
            except Error as error:
                log.error("the database cannot be used: %s", type(error).__name__)
            host.pause(pause, stopped)


def _turn(
    job: Job,
    now: datetime,
    policy: ForcePolicy,
    report: RunReport,
    on_progress: Callable[[str, int], None] | None,
) -> bool | None:
    """One call of a job's work under its lease. Whether something may have been done; None: somebody else is at it."""
    if job.name in report.failed:
        return False
    me = host.holder()
    abandoned = _try_to_take(job.name, me)
    if abandoned is None:
        return None
    done, failure = 0, ""
    try:
        done = job.work(by=Actor(f"job:{job.name}", f"force:{policy.force}"), now=now, policy=policy)
    except Exception as error:
        # the text of an exception may quote a person's data: neither log nor table gets more than its class and place
        failure = report.failed[job.name] = type(error).__name__
        log.error("job %s failed: %s at %s", job.name, failure, _place(error))
        if not connection.in_atomic_block:
            close_old_connections()  # one that broke; the next query opens another
    finally:
        _give_back(job.name, me, done, failure, host.clock())
    report.done[job.name] += done
    if on_progress and done:
        on_progress(job.name, report.done[job.name])
    return bool(done) or abandoned


def _try_to_take(name: str, me: str) -> bool | None:
    """Take a job's lease. Whether its last holder left it lying; None: it cannot be had now."""
    clock = host.clock()
    held = _held(name, clock)
    owned = held.holder in ("", me)
    if not may_take(held, me=me, alive=None if owned else host.alive(held.holder), clock=clock):
        return None
    return not owned if _take(name, held, Held(me, clock + LEASE)) else None


def _held(name: str, clock: datetime) -> Held:
    row = Lease.objects.filter(job=name).values_list("holder", "until").first()
    return Held(*row) if row else _held_by_nobody(name, clock)


@transaction.atomic
def _held_by_nobody(name: str, clock: datetime) -> Held:
    Lease.objects.bulk_create([Lease(job=name, until=clock)], ignore_conflicts=True)
    return Held("", clock)


@transaction.atomic
def _take(name: str, held: Held, mine: Held) -> bool:
    """Compare and set: of any number that saw the lease as ``held``, one gets it."""
    leases = Lease.objects.filter(job=name, holder=held.holder, until=held.until)
    return bool(leases.update(holder=mine.holder, until=mine.until))


@transaction.atomic
def _give_back(name: str, me: str, done: int, failure: str, clock: datetime) -> None:
    outcome = {"done": F("done") + done, "failure": failure, "failed_at": clock if failure else None}
    Lease.objects.filter(job=name).update(**outcome)
    Lease.objects.filter(job=name, holder=me).update(holder="", until=clock)  # none, where it ran out and is another's


def _done_by_anybody() -> int:
    return Lease.objects.aggregate(done=Sum("done"))["done"] or 0


def _place(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
