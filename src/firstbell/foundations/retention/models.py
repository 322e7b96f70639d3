"""Legal holds, what two people have destroyed, and certificates of it. Nothing here names whom a thing was about."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from firstbell.foundations.retention.rules import PROPOSED, WAITING


class LegalHold(models.Model):
    """``subject`` must not be destroyed until a person ends the hold. It never ends by itself."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason", "placed_by", "ended_by", "ended_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "kind", "subject", "placed_at", "ended_at"})

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=200, db_index=True)
    reason = models.TextField()
    placed_by = models.CharField(max_length=254)
    placed_at = models.DateTimeField()
    ended_by = models.CharField(max_length=254, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(ended_at=None), name="retention_held_once")
        ]


class Removal(models.Model):
    """Things of one class that somebody proposed to destroy: what was older than ``years`` on the day ``before``."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"proposed_by", "approved_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "kind", "years", "before", "status", "proposed_at", "approved_at", "finished_at"}
    )

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField()
    before = models.DateField()
    status = models.CharField(max_length=12, default=PROPOSED)
    proposed_by = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=254, blank=True)
    approved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(status__in=("proposed", "approved")), name="retention_one_removal_a_kind"
            )
        ]


class RemovalLine(models.Model):
    """One thing of a removal, until its certificate is made; ``rows`` are those that went with it, by table."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "removal", "subject", "state", "rows"})

    removal = models.ForeignKey(Removal, on_delete=models.CASCADE, related_name="lines")
    subject = models.CharField(max_length=200, db_index=True)
    state = models.CharField(max_length=10, default=WAITING)
    rows = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["removal", "subject"], name="retention_line_once")]


class Certificate(models.Model):
    """What was destroyed: of which class, how many, by which rule, by whom and when; ``digest`` is over the references.

    ``kept`` counts what had been proposed and was kept after all. The certificate itself is kept.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"proposed_by", "approved_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "removal", "destroyed", "kept", "rows", "digest", "made_at"}
        | {"kind", "years", "before", "proposed_at", "approved_at"}
    )

    reference = models.CharField(max_length=20, unique=True)
    removal = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField()
    before = models.DateField()
    destroyed = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    rows = models.JSONField()
    digest = models.CharField(max_length=64)
    proposed_by = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=254)
    approved_at = models.DateTimeField()
    made_at = models.DateTimeField()
