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
    was acted on, after the roll has been replaced. ``person_id`` is local to the incident. ``method`` is a digest of
    the model, rules, thresholds and libraries by which it was found (``rules.method``); empty of answers from before it
    was kept.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "answer"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "incident", "version", "roll_stamp", "outcome", "method", "linked_at"}
    )

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    person_id = models.CharField(max_length=100)
    roll_stamp = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20)
    answer = models.JSONField()
    method = models.CharField(max_length=64, default="")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "version", "person_id"], name="one_link_a_person")]


class Identity(models.Model):
    """One person across incidents, under a ``reference`` of our own that says nothing of them.

    Once opened it is never deleted: joined into another it still resolves, and emptied it may be filled again.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"joined_into"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "force", "opened_at"})

    reference = models.CharField(max_length=20, unique=True)
    force = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")


class Record(models.Model):
    """Somebody as one incident names them, and the identity in which they stand.

    ``identity`` is None once the incident's latest version no longer names them; what people ruled on it stays.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "identity"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "incident"})

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+", db_index=False)
    person_id = models.CharField(max_length=100)
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, related_name="records")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person_id"], name="one_record_a_person")]


class RecordKey(models.Model):
    """What a record is found by (``matching.blocking``)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"blocking_key"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "record"})

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="keys")
    blocking_key = models.BigIntegerField(db_index=True)


class Tie(models.Model):
    """A pair of records that weighs enough to hold an identity together. ``one`` is the earlier record."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"doubt"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "one", "other", "weight"})

    one = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()
    doubt = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_tie_a_pair")]


class Ruling(models.Model):
    """A person's word on two records: one person (``together``) or two. The latest counts, and outlives every model."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"together", "why", "ruled_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "one", "other", "ruled_at"})

    one = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    together = models.BooleanField()
    why = models.TextField()
    ruled_by = models.CharField(max_length=200)
    ruled_at = models.DateTimeField()


class Doubt(models.Model):
    """Two records that may be one person, for a person to rule on."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "one", "other", "weight", "asked_at"})

    one = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()
    why = models.CharField(max_length=200)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_doubt_a_pair")]


class IdentifiedVersion(models.Model):
    """A version of an incident all of whose people have an identity, found by ``method``: the rules and the model."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "incident", "version", "method", "identified_at"})

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    method = models.CharField(max_length=64)
    identified_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "version"], name="one_identification_a_version")]


class Turn(models.Model):
    """How often identities have been changed: one row, locked by whoever changes them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "number"})

    number = models.PositiveBigIntegerField(default=0)


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
