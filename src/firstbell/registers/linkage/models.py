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


class PupilJudgement(models.Model):
    """What a person said of one child of an incident and one pupil: ``same`` or ``different``.

    It names neither a version nor a line of a roll, so that it outlives both. ``pupil`` is the UPN, or what stands for
    name and date of birth (``schools.rules.rolls.name_key``). ``occasion`` is ``review`` or ``sample``. Rows are only
    added; ``rules.judgements`` says which count.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "pupil", "judged_by", "reason"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "force", "incident_reference", "verdict", "occasion", "judged_at"}
    )

    force = models.CharField(max_length=60)
    incident_reference = models.CharField(max_length=100)
    person_id = models.CharField(max_length=100)
    pupil = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10)
    occasion = models.CharField(max_length=10)
    judged_by = models.CharField(max_length=254)
    judged_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["force", "incident_reference", "person_id"], name="judged_child")]


class SampledAnswer(models.Model):
    """An answer that two people look at again, neither seeing the score: is ``pupil`` the child?

    ``stands_for`` is how many answers of its kind (``outcome``) it was drawn to speak for.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "pupil"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "incident", "outcome", "stands_for", "sampled_at"})

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=100)
    pupil = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20)
    stands_for = models.FloatField()
    sampled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person_id"], name="sampled_once_a_child")]


class LearntModel(models.Model):
    """A second model as it was learnt, whole, and whether it is asked: ``shadow``, ``on`` or ``off``.

    In shadow its answers are only counted beside those given: ``agreed``; ``would_link`` and ``would_ask`` where they
    differ; ``another_pupil`` where both link and not alike.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"switched_by", "reason"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "digest", "model_name", "learnt", "state", "learnt_at", "switched_at", "agreed", "would_link",
            "would_ask", "another_pupil",
        }
    )  # fmt: skip

    digest = models.CharField(max_length=64, unique=True)
    model_name = models.CharField(max_length=60)
    learnt = models.JSONField()
    state = models.CharField(max_length=10)
    learnt_at = models.DateTimeField()
    switched_by = models.CharField(max_length=254, blank=True)
    switched_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    agreed = models.PositiveIntegerField(default=0)
    would_link = models.PositiveIntegerField(default=0)
    would_ask = models.PositiveIntegerField(default=0)
    another_pupil = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="on"), name="one_second_model_on"),
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="shadow"), name="one_in_shadow"),
        ]
