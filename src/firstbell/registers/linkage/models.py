"""What the linkage of a child to the rolls answered, kept as it was answered."""

from typing import ClassVar

from django.db import models


class LinkedVersion(models.Model):
    """One version of an incident whose children have all been looked for, and the rolls they were looked for on.

    ``round`` rises whenever a later roll changed an answer of this version. ``needs_roll`` is True while a newer roll
    might still find a child that this one did not.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "incident", "version", "roll_stamp", "reported_at", "linked_at", "round", "needs_roll"}
    )

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    roll_stamp = models.CharField(max_length=200)
    reported_at = models.DateTimeField()
    linked_at = models.DateTimeField()
    round = models.PositiveIntegerField(default=1)
    needs_roll = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "version"], name="one_linking_a_version")]
        indexes = [models.Index(fields=["needs_roll", "reported_at"], name="linked_needing_a_roll")]


class Link(models.Model):
    """The answer for one person of one version.

    ``answer`` holds the pupils as the roll showed them on that day, so that a choice can be explained, and stays what
    was acted on, after the roll has been replaced. ``person_id`` is local to the incident.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "answer"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "incident", "version", "roll_stamp", "outcome", "linked_at"})

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    person_id = models.CharField(max_length=100)
    roll_stamp = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20)
    answer = models.JSONField()
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "version", "person_id"], name="one_link_a_person")]
