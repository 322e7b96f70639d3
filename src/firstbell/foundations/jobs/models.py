"""Which process is doing which job."""

from typing import ClassVar

from django.db import models


class Lease(models.Model):
    """One row a job. ``until`` and ``failed_at`` are real time, also where a run rehearses another."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"job", "holder", "until", "done", "failure", "failed_at"})

    job = models.CharField(max_length=100, primary_key=True)
    holder = models.CharField(max_length=255, blank=True)
    until = models.DateTimeField()
    done = models.BigIntegerField(default=0)
    failure = models.CharField(max_length=255, blank=True)
    failed_at = models.DateTimeField(null=True)
