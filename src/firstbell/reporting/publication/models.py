"""What is stored of releases: the register, who signed, and the months as they were counted for the first of them."""

from typing import ClassVar

from django.db import models


class Register(models.Model):
    """A force's register. ``version`` goes up with whatever is published: what was tried beside an older one is tried
    again."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "force", "version"})

    force = models.CharField(max_length=60, unique=True)
    version = models.PositiveIntegerField(default=0)


class RegisterEntry(models.Model):
    """A release, drafted, refused, withdrawn or published; a figure that others published; or a yearly map.

    ``value`` is the release as one text that nothing changes and ``digest`` its SHA-256; both are "" where it was
    refused. ``definition`` is how its measure was counted. ``tried`` says what the auditor looked at: cells, and how
    many of them were in danger. ``noise`` is of a map: epsilon, and the most records of one person.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"summary", "drafted_by", "withdrawn_by", "withdrawn_why", "where"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "reference",
            "force",
            "kind",
            "status",
            "measure",
            "definition",
            "level",
            "first",
            "months",
            "by_dimension",
            "revises",
            "value",
            "digest",
            "tried",
            "noise",
            "drafted_at",
            "published_at",
            "withdrawn_at",
        }
    )

    reference = models.CharField(max_length=20, unique=True)
    force = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    measure = models.CharField(max_length=40)
    definition = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=10)
    first = models.DateField()
    months = models.PositiveSmallIntegerField()
    by_dimension = models.CharField(max_length=40, blank=True)
    revises = models.CharField(max_length=20, blank=True)
    summary = models.TextField(blank=True)
    where = models.TextField(blank=True)
    value = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    tried = models.JSONField(default=dict)
    noise = models.JSONField(default=dict)
    drafted_by = models.CharField(max_length=254)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=254, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["force", "status"]), models.Index(fields=["status", "published_at"])]


class Signature(models.Model):
    """Somebody other than the drafter who answers for a release. One person signs it once."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "entry", "recorded_at"})

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="signatures")
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "by"], name="release_signed_once_by_each")]


class CountedMonth(models.Model):
    """A month of a measure as it was counted for the first release that speaks of it, so that all others are of the
    same count; for revisions once more (``revised``). ``counts`` are by column, category and smallest area."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "force", "measure", "month", "revised", "definition", "extracted", "counts"}
    )

    force = models.CharField(max_length=60)
    measure = models.CharField(max_length=40)
    month = models.DateField()
    revised = models.BooleanField(default=False)
    definition = models.CharField(max_length=60)
    extracted = models.DateTimeField()
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force", "measure", "month", "revised"], name="release_month_counted_once")
        ]
