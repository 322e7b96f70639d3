"""What the support service stores: clients, their referrals and cases, how each can be reached safely, and tries."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Client(models.Model):
    """Somebody whom a service supports, a child as much as an adult, in their own right.

    ``service`` is the organisation that holds the record (``support:new-era``). ``likeness`` is the same for the same
    name. ``closed_to_force`` keeps all but how a referral stands from a force whose colleague the client is.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"forenames", "surname", "date_of_birth", "likeness", "died_on", "closed_to_force"}
    )
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "service", "made_at"})

    reference = models.CharField(max_length=20, unique=True)
    service = models.CharField(max_length=80, db_index=True)
    forenames = models.CharField(max_length=200)
    surname = models.CharField(max_length=200)
    date_of_birth = models.DateField(null=True)
    likeness = models.CharField(max_length=64, blank=True)
    died_on = models.DateField(null=True)
    closed_to_force = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "likeness", "date_of_birth"], name="support_namesakes")]


class Referral(models.Model):
    """Somebody referred to the service, and what became of it. ``reason`` is why its last step was taken.

    ``service`` is the client's, here too: lists of a service are cut, counted and put in order from an index.
    ``grade`` is the officer's, stored as given. ``also_suspect`` says that the client is accused in the same incident
    too, which changes nothing but who must know it. ``worker`` is a sign-in e-mail, "" before there is one. A case that
    somebody takes part in has a day to ``review_by``.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"basis_reason", "made_by", "worker", "step_reason"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "client", "service", "referred_from", "referrer", "basis", "grade", "force",
            "incident_reference", "also_suspect", "status", "made_at", "answered_at", "allocated_at", "engaged_at",
            "review_by", "ended_at",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="referrals")
    service = models.CharField(max_length=80)
    referred_from = models.CharField(max_length=10)
    referrer = models.CharField(max_length=80)
    basis = models.CharField(max_length=12)
    basis_reason = models.TextField(blank=True)
    grade = models.CharField(max_length=10, blank=True)
    force = models.CharField(max_length=60, blank=True)
    incident_reference = models.CharField(max_length=100, blank=True)
    also_suspect = models.BooleanField(default=False)
    status = models.CharField(max_length=12, db_index=True)
    step_reason = models.TextField(blank=True)
    worker = models.CharField(max_length=254, blank=True, db_index=True)
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    allocated_at = models.DateTimeField(null=True)
    engaged_at = models.DateTimeField(null=True)
    review_by = models.DateField(null=True, db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["service", "status"], name="support_stand"),
            models.Index(fields=["service", "force", "incident_reference", "client"], name="support_together"),
            models.Index(fields=["service", "-made_at", "-id", "status", "worker"], name="support_newest"),
        ]


class Ruling(models.Model):
    """A person's word that two clients are one person (``together``), or two. The latest counts; neither is changed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"together", "why", "ruled_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "one", "other", "ruled_at"})

    one = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    together = models.BooleanField()
    why = models.TextField()
    ruled_by = models.CharField(max_length=254)
    ruled_at = models.DateTimeField()


class Withdrawal(models.Model):
    """A client said that they are to be contacted no more, whatever was referred until then."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "client", "recorded_at"})

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="withdrawals")
    why = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Transfer(models.Model):
    """A case passed to another service, and what of it went along: what the client agreed to.

    ``onward`` is the referral that was made there, null where that service has no seat here.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"carries", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "referral", "to", "onward", "recorded_at"})

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="transfer")
    to = models.CharField(max_length=200)
    carries = models.JSONField()
    onward = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class ChildLink(models.Model):
    """A child's referral that belongs with an adult's, for their service only. One that was struck never held."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "struck_by", "struck_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "child", "adult", "recorded_at", "struck_at"})

    child = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="adult_links")
    adult = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="child_links")
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    struck_by = models.CharField(max_length=254, blank=True)
    struck_at = models.DateTimeField(null=True)
    struck_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "adult"], condition=Q(struck_at=None), name="support_one_link_of_a_child"
            )
        ]


class ContactPlan(models.Model):
    """A client's safe-contact plan up to and with ``last_day``; its ``code_word`` is sealed.

    A new one takes the place of the old, which is kept, out of force.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"code_word", "made_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "client", "last_day", "in_force", "made_at"})

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="plans")
    code_word = models.TextField(blank=True)
    last_day = models.DateField()
    in_force = models.BooleanField(default=True)
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(in_force=True), name="support_one_plan_in_force")
        ]


class ContactWay(models.Model):
    """One channel of a plan: the number or address, sealed, and when it may be used.

    ``windows`` is a list of ``[days, "09:30", "15:00"]``. ``likeness`` is the same for the same number, and says
    nothing else: by it two clients with one telephone are noticed. A child's leads through an adult: one with a name,
    or a client, and then it has no number of its own. ``understands_why`` is why a child may be reached alone.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"detail", "windows", "likeness", "adult_name", "adult_safe_why", "understands_why"}
    )
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "plan", "channel", "message_allowed", "others_read", "adult"})

    plan = models.ForeignKey(ContactPlan, on_delete=models.CASCADE, related_name="ways")
    channel = models.CharField(max_length=12)
    detail = models.TextField()
    likeness = models.CharField(max_length=64, db_index=True)
    windows = models.JSONField()
    message_allowed = models.BooleanField()
    others_read = models.BooleanField()
    adult = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    adult_name = models.CharField(max_length=400, blank=True)
    adult_safe_why = models.TextField(blank=True)
    understands_why = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "channel"], name="support_channel_once")]


class Address(models.Model):
    """Where a client lives, sealed: proposed by one and decided on by another. Former ones are kept and never shown but
    to the client, as what is held about them is."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"address", "proposed_by", "decided_by", "decided_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "client", "status", "proposed_at", "decided_at"})

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="addresses")
    address = models.TextField()
    status = models.CharField(max_length=12)
    proposed_by = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=254, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "status"],
                condition=Q(status__in=["proposed", "in_force"]),
                name="support_one_address_in_force_and_one_proposed",
            )
        ]


class Attempt(models.Model):
    """A try to reach a client. ``safe`` is whether the plan of that moment allowed it; if not, ``unsafe_why``."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "unsafe_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "referral", "at", "channel", "safe", "reached", "message_left", "recorded_at"}
    )

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    safe = models.BooleanField()
    reached = models.BooleanField()
    message_left = models.BooleanField()
    unsafe_why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Need(models.Model):
    """What a client needs, found ``on`` a London day; ``answer`` and ``why`` say at the end what became of it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"need", "text", "answer", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "referral", "on", "recorded_at"})

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="needs")
    need = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    on = models.DateField()
    answer = models.CharField(max_length=20, blank=True)
    why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "need"], name="support_need_once")]


class Goal(models.Model):
    """What a client aims at, ``towards`` a need."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "towards", "recorded_at"})

    towards = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="goals")
    text = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Task(models.Model):
    """What its ``owner`` does towards a goal by ``due_on``, and on which day and how it was done."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"owner", "text", "by", "done_how", "done_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "goal", "due_on", "recorded_at", "done_on"})

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tasks")
    owner = models.CharField(max_length=30)
    text = models.TextField()
    due_on = models.DateField(db_index=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_how = models.TextField(blank=True)
    done_by = models.CharField(max_length=254, blank=True)


class Review(models.Model):
    """What had changed in a case ``on`` a London day, and by when the next review is."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "referral", "on", "review_by", "recorded_at"})

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField()
    text = models.TextField()
    review_by = models.DateField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Closure(models.Model):
    """What a client stated when their case was closed; each need has its answer by then."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"outcomes", "text", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "referral", "recorded_at"})

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="closure")
    outcomes = models.JSONField()
    text = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
