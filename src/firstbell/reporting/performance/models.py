"""What is stored of figures: when their columns were made, where charts begin anew, and what was asked about them.

The figures themselves are not stored here: they are counted from the columns.
"""

from typing import ClassVar

from django.db import models


class Refresh(models.Model):
    """A making of the columns. ``reference`` is its folder; it is in use from ``finished_at`` on, until the next is.

    ``files`` has by kind the number of rows and the SHA-256; ``loaded`` by force the last day of which everything is
    there; ``shape`` is that of the kinds when they were made ("" before there was any): others are not in use.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "claimed_at", "finished_at", "files", "loaded", "shape"}
    )

    reference = models.CharField(max_length=20, unique=True)
    claimed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    files = models.JSONField(default=dict)
    loaded = models.JSONField(default=dict)
    shape = models.CharField(max_length=64, blank=True)


class Rebase(models.Model):
    """From ``on``, limits of charts of a measure begin anew, because of what changed that day. None is ever removed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "measure", "on", "recorded_at"})

    measure = models.CharField(max_length=40)
    on = models.DateField()
    why = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="figures_rebased_once_a_day")]


class Question(models.Model):
    """Something that the Commissioner's office, or somebody else, asked about figures; ``measure`` is "" for none."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "asked_by", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "force", "measure", "asked_on", "recorded_at"})

    reference = models.CharField(max_length=20, unique=True)
    force = models.CharField(max_length=60, db_index=True)
    measure = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Reply(models.Model):
    """An answer to a question. A later one is added and hides none."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "question", "recorded_at"})

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
