"""How the jobs are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from firstbell.foundations.jobs.models import Lease


@dataclass(frozen=True, slots=True)
class FailingJob:
    """A job whose last call of work raised: the exception's class name, and when, in real time."""

    job: str
    failure: str
    failed_at: datetime


def failing_jobs() -> list[FailingJob]:
    """The jobs that failed when they were last tried; a job that has worked since is not among them."""
    leases = Lease.objects.exclude(failed_at=None).order_by("job")
    return [FailingJob(lease.job, lease.failure, lease.failed_at) for lease in leases if lease.failed_at]


def last_run_at() -> datetime | None:
    """When a job was last run to its end by anybody, in real time; None if never. Long ago: no worker is running."""
    last: datetime | None = Lease.objects.filter(holder="").aggregate(last=Max("until"))["last"]
    return last


def last_runs() -> dict[str, datetime]:
    """When each job was last run to its end, in real time; a job that is running or never ran is missing."""
    return dict(Lease.objects.filter(holder="").values_list("job", "until"))
