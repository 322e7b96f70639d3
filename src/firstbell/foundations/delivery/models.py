"""Messages out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from firstbell.foundations.delivery.rules.sending import STATUSES, WAITING


class Message(models.Model):
    """One e-mail to one recipient. Its words are not stored: they are its template's, about its reference.

    ``claims`` counts how often a worker took it to send; ``tries`` how often it then failed for the time being.
    ``claimed_until`` is real time, also where a run rehearses another; all other times are the run's own.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"recipient"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "key", "template", "reference", "status", "queued_at", "next_try_at", "tries"}
        | {"claims", "claimed_by", "claimed_via", "claimed_at", "claimed_until"}
        | {"sent_at", "delivered_at", "bounced_at", "failed_reason", "fault", "provider_reference"}
    )

    key = models.CharField(max_length=150, unique=True)
    recipient = models.TextField()
    template = models.CharField(max_length=40)
    reference = models.CharField(max_length=20)
    status = models.CharField(max_length=10, default=WAITING)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claims = models.PositiveIntegerField(default=0)
    claimed_by = models.CharField(max_length=255, blank=True)
    claimed_via = models.CharField(max_length=500, blank=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    failed_reason = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=10, blank=True)
    provider_reference = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "next_try_at"], name="delivery_due")]
        constraints = [models.CheckConstraint(condition=Q(status__in=STATUSES), name="delivery_status_known")]
