"""Files taken in, and the lines that could not be used."""

from typing import ClassVar

from django.db import models


class TakeIn(models.Model):
    """One file of one kind, by its content. ``scope`` is what else decides its meaning (an authority, a profile)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "kind", "scope", "file", "digest", "started_at", "last_line_at", "finished_at", "lines_done"}
        | {"changed", "unchanged", "rejected"}
    )

    kind = models.CharField(max_length=40)
    scope = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    last_line_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lines_done = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope", "digest"], name="take_in_one_a_file"),
        ]


class Reject(models.Model):
    """A line that could not be used, kept for correction; at most one a line of a file."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason", "text"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "take_in", "line", "field"})

    take_in = models.ForeignKey(TakeIn, on_delete=models.CASCADE, related_name="rejects")
    line = models.BigIntegerField()
    field = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["take_in", "line"], name="take_in_one_reject_a_line")]
