"""What is stored of requests. Of what was found only its name and a digest: the thing itself stays where it is held."""

from typing import ClassVar

from django.db import models

from firstbell.foundations.subject_access.rules.requests import OPEN


class Request(models.Model):
    """Somebody asks an organisation (``force:staffordshire``) what is held about them, or about whom they speak for.

    ``proof`` is how they proved who they are. ``allowed_...`` is a supervisor's word that a flagged request goes on;
    picking other records takes it back. ``answer_why`` goes with a refusal, or with a request that was withdrawn.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {
            "forenames", "surname", "date_of_birth", "asker_forenames", "asker_surname", "asker_born", "proof_words",
            "made_by", "extended_by", "extended_why", "allowed_by", "allowed_why", "answered_by", "answer_why",
        }
    )  # fmt: skip
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "organisation", "asker", "proof", "received_on", "proved_on", "due_on", "made_at",
            "searched_at", "extended_at", "allowed_at", "status", "answered_at", "exemption",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    organisation = models.CharField(max_length=80, db_index=True)
    asker = models.CharField(max_length=20)
    forenames = models.CharField(max_length=200)
    surname = models.CharField(max_length=200)
    date_of_birth = models.DateField()
    asker_forenames = models.CharField(max_length=200, blank=True)
    asker_surname = models.CharField(max_length=200, blank=True)
    asker_born = models.DateField(null=True)
    proof = models.CharField(max_length=20)
    proof_words = models.TextField()
    received_on = models.DateField()
    proved_on = models.DateField()
    due_on = models.DateField(db_index=True)
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()
    searched_at = models.DateTimeField(null=True)
    extended_by = models.CharField(max_length=254, blank=True)
    extended_at = models.DateTimeField(null=True)
    extended_why = models.TextField(blank=True)
    allowed_by = models.CharField(max_length=254, blank=True)
    allowed_at = models.DateTimeField(null=True)
    allowed_why = models.TextField(blank=True)
    status = models.CharField(max_length=12, default=OPEN)
    answered_by = models.CharField(max_length=254, blank=True)
    answered_at = models.DateTimeField(null=True)
    exemption = models.CharField(max_length=20, blank=True)
    answer_why = models.TextField(blank=True)


class PickedRecord(models.Model):
    """A record that an officer says is the person's (``subject``), or is that of whoever asks (``asker``)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"record_key", "made_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "request", "kind", "whose", "made_at"})

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="picked")
    kind = models.CharField(max_length=20)
    record_key = models.CharField(max_length=120)
    whose = models.CharField(max_length=10)
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "kind", "record_key"], name="subject_access_picked_once")
        ]


class Decision(models.Model):
    """What two people said of one item that was found; ``digest`` is of its value when it was proposed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"proposed_by", "confirmed_by", "sent_back_by", "sent_back_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "request", "item_key", "digest", "decision", "ground", "proposed_at", "confirmed_at"}
    )

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="decisions")
    item_key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=10)
    ground = models.CharField(max_length=20)
    proposed_by = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=254, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    sent_back_by = models.CharField(max_length=254, blank=True)
    sent_back_why = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "item_key"], name="subject_access_decided_once")]


class Bundle(models.Model):
    """What somebody was given, sealed; ``digest`` is of its text, and ``items`` counts its lines."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"content", "released_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "request", "digest", "items", "released_at"})

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="bundle")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    items = models.PositiveIntegerField()
    released_by = models.CharField(max_length=254)
    released_at = models.DateTimeField()
