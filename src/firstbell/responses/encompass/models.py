"""What Encompass stores: who is exposed, who is told, who decides, and every step of it."""

from typing import ClassVar

from django.db import models


class Assessment(models.Model):
    """The version of an incident at which its exposures were last assessed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "incident", "version", "assessed_at"})

    incident = models.OneToOneField("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    assessed_at = models.DateTimeField()


class Routing(models.Model):
    """The version of an incident, and the round of its linkage, at which its children were last routed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "incident", "version", "round", "routed_at"})

    incident = models.OneToOneField("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    routed_at = models.DateTimeField()


class Exposure(models.Model):
    """A child of an incident, in scope or not, and why; kept also when out of scope (R2).

    ``nowhere`` is true for an in-scope child of no school age with no setting known. ``in_latest`` turns false when
    a later version no longer names the child.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "related_to", "why", "present"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "incident", "version", "in_scope", "question", "nowhere", "in_latest", "decided_by_person"}
    )

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    in_scope = models.BooleanField()
    question = models.CharField(max_length=40, blank=True)
    why = models.TextField()
    related_to = models.JSONField(default=list)
    present = models.CharField(max_length=10)
    nowhere = models.BooleanField(default=False)
    in_latest = models.BooleanField(default=True)
    decided_by_person = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person_id"], name="one_exposure_a_child")]


class Notice(models.Model):
    """One child of one incident told to one place: the key of R12 is (incident, person_id, place).

    ``place`` is ``urn:124490``, ``authority:E10000028`` or ``force:west-mercia``. ``incident_version`` is the latest
    version told. ``rung`` counts the contacts told so far; ``next_chase_at`` is when the next one is due (R11).
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "rerouted_to", "why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "incident", "place", "kind", "urn", "authority", "force", "status", "due_by",
            "calendar_known", "incident_version", "updates", "found_by", "decided_by", "rung", "again_at",
            "next_chase_at", "phone_from", "created_at", "released_at", "sent_at", "delivered_at", "opened_at",
            "acknowledged_at", "closed_at",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=100)
    place = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    urn = models.CharField(max_length=10, blank=True)
    authority = models.CharField(max_length=10, blank=True)
    force = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20)
    due_by = models.DateTimeField(db_index=True)
    calendar_known = models.BooleanField()
    incident_version = models.PositiveIntegerField()
    updates = models.PositiveIntegerField(default=0)
    found_by = models.JSONField(default=list)
    decided_by = models.CharField(max_length=10)
    why = models.TextField()
    rerouted_to = models.CharField(max_length=254, blank=True)
    rung = models.PositiveIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    next_chase_at = models.DateTimeField(null=True)
    phone_from = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "person_id", "place"], name="one_notice_a_child_and_place")
        ]
        indexes = [
            models.Index(fields=["status", "id"]),
            models.Index(fields=["next_chase_at"]),
            models.Index(fields=["urn", "status"]),
        ]


class Disclosure(models.Model):
    """What a notice said at one version, kept as it was said (R9, R13)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"content"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "notice", "number", "incident_version", "profile", "at"})

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="disclosures")
    number = models.PositiveIntegerField()
    incident_version = models.PositiveIntegerField()
    profile = models.CharField(max_length=60)
    content = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="one_disclosure_a_number")]


class Step(models.Model):
    """One step in the life of a notice: what happened, when, by whom, and why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "notice", "at", "what"})

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=254)
    what = models.CharField(max_length=40)
    why = models.TextField(blank=True)


class Telling(models.Model):
    """One message about a notice to one recipient at one rung; ``key`` is the message's own (nothing goes twice)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"recipient"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "notice", "rung", "key", "outcome", "queued_at"})

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="tellings")
    rung = models.CharField(max_length=20)
    recipient = models.CharField(max_length=254)
    key = models.CharField(max_length=80, unique=True)
    outcome = models.CharField(max_length=12, default="queued", db_index=True)
    queued_at = models.DateTimeField()


class Hold(models.Model):
    """Why a notice waits. A person's hold needs a second person and an end (R7); a rule's asks a person (R8, R15)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason", "placed_by", "approved_by", "ended_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "notice", "code", "placed_at", "until", "approved_at", "ended_at", "expiry_noted_at"}
    )

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="holds")
    code = models.CharField(max_length=20)
    reason = models.TextField()
    placed_by = models.CharField(max_length=254)
    placed_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=254, blank=True)
    approved_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=254, blank=True)
    ended_at = models.DateTimeField(null=True)
    expiry_noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=models.Q(ended_at__isnull=True), name="one_open_hold_a_notice"
            )
        ]


class Review(models.Model):
    """A question about one child that only a person can answer, with its deadline running."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person_id", "why", "candidates", "decided_by", "decision_reason"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "incident", "question", "due_by", "opened_at", "decided_at", "decision"}
    )

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=100)
    question = models.CharField(max_length=40)
    why = models.TextField()
    candidates = models.JSONField(default=list)
    due_by = models.DateTimeField()
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, db_index=True)
    decided_by = models.CharField(max_length=254, blank=True)
    decision = models.CharField(max_length=60, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person_id"],
                condition=models.Q(decided_at__isnull=True),
                name="one_open_review_a_child",
            )
        ]


class HistoryPassed(models.Model):
    """A person's decision that a notice's history follows the pupil to another establishment, which only reads it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason", "passed_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "notice", "urn", "passed_at"})

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="passed_on")
    urn = models.CharField(max_length=10, db_index=True)
    reason = models.TextField()
    passed_by = models.CharField(max_length=254)
    passed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "urn"], name="one_passing_a_notice_and_urn")]


class AuthorityAnswer(models.Model):
    """An authority's answer about a child, by ``kind``: ``place``, ``officer`` (EHE or CME) or ``not_known``."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"answered_by", "note"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "review", "authority", "kind", "place", "answered_at"})

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="authority_answers")
    authority = models.CharField(max_length=10, db_index=True)
    kind = models.CharField(max_length=12)
    place = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    answered_by = models.CharField(max_length=254)
    answered_at = models.DateTimeField()


class Pause(models.Model):
    """A pause of the scheme: with an owner, a reason and an end, visible to everyone who depends on it (R16)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"owner", "reason", "ended_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "started_at", "until", "ended_at"})

    owner = models.CharField(max_length=254)
    reason = models.TextField()
    started_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=254, blank=True)
