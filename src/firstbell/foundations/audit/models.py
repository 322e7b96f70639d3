"""The audit trail's two tables. Triggers (migration 0002) keep both from being rewritten."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One thing that was done or read. Never changed, never deleted, and no foreign key ties it to anything."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"sequence", "at", "organisation", "action", "subject", "details", "previous", "hash"}
    )

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    organisation = models.TextField()
    action = models.TextField()
    subject = models.CharField(max_length=500, db_index=True)
    why = models.TextField(blank=True)
    details = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)


class Head(models.Model):
    """One row: how many entries there must be, and the last one's hash. Locked while an entry is appended."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "sequence", "hash"})

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)
