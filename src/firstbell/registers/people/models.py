"""Who is known, and what each incident says of them: names, birth, residences, relationships."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """Somebody of one force's records.

    ``person_key`` is the force's own stable number where it gives one, else the incident and the person's number in
    it: two records are never taken for one person on the strength of a name.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_key", "nominal"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "force"})

    force = models.CharField(max_length=60)
    person_key = models.CharField(max_length=240)
    nominal = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "person_key"], name="person_once_a_force")]


class Mention(models.Model):
    """What the latest version of one incident says of one person. ``person_id`` is local to the incident."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"person", "birth_earliest", "birth_latest", "birth_precision", "sex"}
    )
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "force", "incident_reference", "person_id_there", "version", "reported_at"}
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    force = models.CharField(max_length=60)
    incident_reference = models.CharField(max_length=100)
    person_id_there = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    reported_at = models.DateTimeField()
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    birth_precision = models.CharField(max_length=10)
    sex = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "incident_reference", "person_id_there"], name="mention_once_an_incident"
            )
        ]


class PersonName(models.Model):
    """A name by which an incident calls somebody. ``kind``: recorded, known_as, previous (surname) or alias.

    An alias given as one text stands in ``whole`` alone: where its surname begins is not guessed.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"forenames", "surname", "whole"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "mention", "kind"})

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10)
    forenames = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    whole = models.CharField(max_length=401, blank=True)


class Residence(models.Model):
    """Where an incident says that somebody lives, since when and on whose word; ``lines`` one below the other."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"lines", "postcode", "uprn", "stated_on", "source", "protected"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "mention"})

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="residences")
    lines = models.TextField(blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    uprn = models.CharField(max_length=20, blank=True)
    stated_on = models.DateField(null=True)
    source = models.CharField(max_length=100, blank=True)
    protected = models.BooleanField()


class Relationship(models.Model):
    """What one person of an incident is to another of the same incident."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"relation"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "mention", "to"})

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="relationships")
    to = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="relatives")
    relation = models.CharField(max_length=20)
