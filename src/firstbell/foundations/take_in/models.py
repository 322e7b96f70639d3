"""Files taken in, the lines that could not be used, and files that people uploaded to be taken in."""

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
    """A line that could not be used, kept for correction; at most one a line of a file. ``corrected_at``: it is no
    longer one, because somebody sent it in again as it should be."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason", "text"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "take_in", "line", "field", "corrected_at"})

    take_in = models.ForeignKey(TakeIn, on_delete=models.CASCADE, related_name="rejects")
    line = models.BigIntegerField()
    field = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    text = models.TextField(blank=True)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["take_in", "line"], name="take_in_one_reject_a_line")]


class Upload(models.Model):
    """A file that somebody sent to be taken in. It lies as ``stored`` in the folder of uploads until ``removed_at``.

    ``kind``, ``scope`` and ``digest`` are those of the TakeIn that it becomes; ``options`` say how it is read; ``file``
    is what its sender calls it, and stands on pages only. ``line_count`` is the file's, to measure progress by; the
    counts are of the TakeIn when it was done.
    """

    WAITING, RUNNING, DONE, UNUSABLE = "waiting", "running", "done", "unusable"

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "options"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "kind", "scope", "digest", "file", "stored", "size", "line_count", "organisation", "state", "message"}
        | {"at", "finished_at", "removed_at", "changed", "unchanged", "rejected"}
    )

    kind = models.CharField(max_length=40)
    scope = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    options = models.JSONField(default=dict)
    file = models.CharField(max_length=255)
    stored = models.CharField(max_length=80)
    size = models.BigIntegerField()
    line_count = models.BigIntegerField()
    by = models.TextField()
    organisation = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=10, default=WAITING)
    message = models.TextField(blank=True)
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    changed = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind"], condition=models.Q(finished_at=None), name="take_in_upload_waiting"),
        ]
