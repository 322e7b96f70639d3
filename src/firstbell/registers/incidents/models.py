"""Incidents, every version of them that arrived, and whether their feeds still run."""

from typing import ClassVar

from django.db import models


class Incident(models.Model):
    """One incident of one force. ``current_version`` is the highest seen, and ``current`` things are as it says."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "force", "reference", "current_version", "reported_at", "received_at", "domestic_abuse"}
    )

    force = models.CharField(max_length=60)
    reference = models.CharField(max_length=100)
    current_version = models.PositiveIntegerField()
    reported_at = models.DateTimeField()
    received_at = models.DateTimeField()
    domestic_abuse = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "reference"], name="incident_once_a_force")]
        indexes = [
            models.Index(fields=["reported_at", "id"], name="incident_by_report"),
            models.Index(fields=["reference"], name="incident_by_reference"),
        ]


class IncidentVersion(models.Model):
    """One version as it arrived: in the format's own fields, without those left at what they are anyway. What the law
    protects is not among them: ``characteristics`` holds it by person_id, each sealed.

    ``digest`` (SHA-256 of it in one spelling) tells the same content from another under the same number. ``file`` and
    ``line`` say where it came from, empty and null if not from a file.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"document", "characteristics"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "incident", "version", "digest", "recorded_at", "received_at", "file", "line"}
    )

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    characteristics = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    file = models.CharField(max_length=255, blank=True)
    line = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "version"], name="incident_version_once")]
        indexes = [models.Index(fields=["received_at"], name="incident_version_by_arrival")]


class Feed(models.Model):
    """A force that has sent incidents. A line that changed nothing counts as sent."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "force", "first_line_at", "last_line_at"})

    force = models.CharField(max_length=60, unique=True)
    first_line_at = models.DateTimeField()
    last_line_at = models.DateTimeField()


class FeedAlarm(models.Model):
    """A feed found ``silent`` or ``thin``, and until when it was; at most one is open for a force (R16)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "force", "state", "sentence", "opened_at", "closed_at"})

    force = models.CharField(max_length=60)
    state = models.CharField(max_length=10)
    sentence = models.TextField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force"], condition=models.Q(closed_at=None), name="feed_alarm_one_open_a_force"
            )
        ]


class Restriction(models.Model):
    """An incident closed to one person of the police: a party to it, a relative of one, or a party's namesake.

    ``tie`` is a key of ``rules.ties.TIES``. A row that was lifted stays, so that nothing closes the record again by
    itself. ``told_at`` is when the alarm was raised; ``tries`` counts how often the person asked for it since.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"email", "reason", "placed_by", "lifted_by", "lifted_because"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "incident", "tie", "placed_at", "told_at", "lifted_at", "tries", "tried_at"}
    )

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="restrictions")
    email = models.CharField(max_length=254)
    tie = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    placed_by = models.CharField(max_length=254)
    placed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=254, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "email"], name="one_restriction_a_person")]
        indexes = [models.Index(fields=["email", "lifted_at"], name="restriction_by_person")]


class ComparedOfficer(models.Model):
    """Somebody of the police who was compared with every incident then on file, as ``stamp`` says they were known."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"email"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "stamp", "compared_at"})

    email = models.CharField(max_length=254, unique=True)
    stamp = models.CharField(max_length=64)
    compared_at = models.DateTimeField()
