"""What the programme stores. What is a partner's stands in tables of its own: the link, the alerts, the answers.

So does what judges the programme: the lot, and counts that police make of those referred and of people like them.
"""

from typing import ClassVar

from django.db import models


class Group(models.Model):
    """A group of a provider (``provider:choices``), or with a capacity of one, one-to-one counselling.

    ``to_complete`` is how many of its sessions must be attended before anybody completes.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "provider", "title", "place", "capacity", "to_complete", "made_at"}
    )

    reference = models.CharField(max_length=20, unique=True)
    provider = models.CharField(max_length=80, db_index=True)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    capacity = models.PositiveSmallIntegerField()
    to_complete = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()


class GroupSession(models.Model):
    """One meeting of a group, on a London day."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "group", "on"})

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "on"], name="programme_one_session_a_day")]


class Participant(models.Model):
    """Somebody referred to a provider, and what became of it. ``step_reason`` is why the last step was taken.

    ``support_service`` (``support:new-era``) answers for the partner; "" until the referral is accepted. ``exit`` is
    why they left, "" while they have not.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"forenames", "surname", "date_of_birth", "made_by", "step_reason"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "provider", "referred_from", "referrer", "status", "exit", "support_service", "group",
            "made_at", "assessed_at", "started_at", "ended_at",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    provider = models.CharField(max_length=80, db_index=True)
    forenames = models.CharField(max_length=200)
    surname = models.CharField(max_length=200)
    date_of_birth = models.DateField(null=True)
    referred_from = models.CharField(max_length=10)
    referrer = models.CharField(max_length=80)
    status = models.CharField(max_length=12, db_index=True)
    step_reason = models.TextField(blank=True)
    exit = models.CharField(max_length=20, blank=True)
    support_service = models.CharField(max_length=80, blank=True, db_index=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="participants")
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()
    assessed_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class ParticipantWay(models.Model):
    """How a participant said that they can be reached: where to and when is sealed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"detail", "when_safe"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "channel", "message_allowed"})

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="way")
    channel = models.CharField(max_length=12)
    detail = models.TextField()
    when_safe = models.TextField()
    message_allowed = models.BooleanField()


class Finding(models.Model):
    """A person's answer to one question of eligibility or suitability, and why they say so."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"answer", "why", "answered_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "question", "answered_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="findings")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    why = models.TextField()
    answered_by = models.CharField(max_length=254)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "question"], name="programme_finding_once")]


class Attendance(models.Model):
    """Somebody at a session: there, or missed and why (``missed_why`` is "" for whoever was there)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"missed_why", "made_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "session", "recorded_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attendances")
    session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="attendances")
    missed_why = models.CharField(max_length=20, blank=True)
    made_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "session"], name="programme_attendance_once")]


class ProgressReview(models.Model):
    """What a facilitator wrote about somebody's progress, ``week`` weeks after the start."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "made_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "week", "recorded_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="progress_reviews")
    week = models.PositiveSmallIntegerField()
    text = models.TextField()
    made_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "week"], name="programme_review_once")]


class PartnerLink(models.Model):
    """What the support service says of the (ex-)partner. Only ``may_start`` is for facilitators.

    ``client_reference`` is the partner's at the support service. ``also_participant`` is their own reference in a
    programme, "" if they are in none; the two are never placed together. ``worker`` is a sign-in e-mail.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"client_reference", "also_participant", "offer", "worker"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "may_start", "recorded_at"})

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="partner_link")
    client_reference = models.CharField(max_length=20, blank=True)
    also_participant = models.CharField(max_length=20, blank=True, db_index=True)
    offer = models.CharField(max_length=12)
    worker = models.CharField(max_length=254)
    may_start = models.BooleanField()
    recorded_at = models.DateTimeField()


class PartnerAlert(models.Model):
    """Something of a participant that their partner should hear from the support worker; never sent by itself.

    ``told`` is None until the worker says that it was done, or ``why`` not.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"told", "why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "event", "made_at", "answered_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="partner_alerts")
    event = models.CharField(max_length=12)
    told = models.BooleanField(null=True)
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "event"], name="programme_alert_once")]


class PartnerAnswer(models.Model):
    """A partner's answer to one measure at one moment, ``1`` (worst) to ``5``, or the word for why there is none."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"answer"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "moment", "measure", "recorded_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="partner_answers")
    moment = models.CharField(max_length=20)
    measure = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "moment", "measure"], name="programme_answer_once")
        ]


class PoliceReports(models.Model):
    """How often police were told again from ``first_day`` to ``last_day``: a number, and nothing of any case."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reports"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "force", "first_day", "last_day", "recorded_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="police_reports")
    force = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    reports = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()


class DrawnStart(models.Model):
    """The lot of a wait-list: how many weeks after their referral somebody can start, and why waiting was held safe."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "made_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "wait_weeks", "made_at"})

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="drawn_start")
    wait_weeks = models.PositiveSmallIntegerField()
    why = models.TextField()
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()


class ReportsAround(models.Model):
    """How often police were told of one person around the day of a referral. For analysts' counts and nobody else.

    ``member`` is 0 for the participant, and 1, 2, 3 ... for people like them who were not referred, of whom nothing
    but these numbers is stored. ``reports_before``: in the 104 weeks before; ``reports_recent``: in the last 13 of
    them; ``half_year`` and ``year``: in the 26 and 52 weeks from that day on, None until they are counted.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reports_before", "reports_recent", "half_year", "year"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "participant", "force", "member", "recorded_at"})

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="reports_around")
    force = models.CharField(max_length=60)
    member = models.PositiveSmallIntegerField()
    reports_before = models.PositiveSmallIntegerField()
    reports_recent = models.PositiveSmallIntegerField()
    half_year = models.PositiveSmallIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "force", "member"], name="programme_reports_around_once")
        ]


class KnownPeople(models.Model):
    """Of all whom a force knew as suspects of domestic abuse ``on`` a day: so many ``people`` had so many reports
    in the 104 weeks before it. Those with none are among them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reports_before"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "force", "on", "people", "recorded_at"})

    force = models.CharField(max_length=60)
    on = models.DateField()
    reports_before = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force", "on", "reports_before"], name="programme_known_people_once")
        ]
