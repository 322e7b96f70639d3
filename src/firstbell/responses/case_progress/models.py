"""What is stored of cases. Nothing is overwritten: what was wrong is followed by another entry, and the latest counts.

``by`` recorded the row, at ``recorded_at``.
"""

from typing import ClassVar

from django.db import models


class Case(models.Model):
    """One crime with its incident and its ``victim``, a ``person_id`` there. Crime and suspect come with stages.

    ``force`` is the incident's. What lists show of the entries is kept beside them, as every action leaves it: the
    furthest ``stage``; ``due_on``, by which the victim must next be told of something, null where of nothing; and
    ``outcome_status``, how the latest outcome stands that was not turned down, ``""`` without any.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"victim", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "reference",
            "incident",
            "force",
            "recorded_at",
            "reported_on",
            "stage",
            "due_on",
            "outcome_status",
        }
    )

    reference = models.CharField(max_length=20, unique=True)
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    force = models.CharField(max_length=60)
    victim = models.CharField(max_length=100)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    reported_on = models.DateField()
    stage = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    outcome_status = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["force", "due_on", "-id"], name="case_by_what_is_due"),
            models.Index(fields=["force", "reported_on"], name="case_by_report"),
        ]


class StageEntry(models.Model):
    """A stage was reached ``on`` a London day; null where a correction says that it never was.

    ``crime`` is the force's number of it and ``suspect`` a ``person_id`` of the incident, each with its stage only.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"suspect", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "stage", "on", "crime", "recorded_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=20)
    on = models.DateField(null=True)
    crime = models.CharField(max_length=100, blank=True, db_index=True)
    suspect = models.CharField(max_length=100, blank=True)
    why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Outcome(models.Model):
    """A Home Office outcome, given or proposed, and what somebody decided of it. ``why`` are the proposer's reasons."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "proposed_by", "decided_by", "decided_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "code", "on", "status", "proposed_at", "decided_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    code = models.CharField(max_length=4)
    on = models.DateField()
    status = models.CharField(max_length=12)
    why = models.TextField(blank=True)
    proposed_by = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=254, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(status="proposed"), name="case_one_outcome_proposed"
            )
        ]


class Review(models.Model):
    """Whether a case could be prosecuted without its victim: what evidence was ``found`` (kind: yes or no)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "outcome", "found", "conclusion", "recorded_at"})

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="reviews")
    found = models.JSONField()
    conclusion = models.CharField(max_length=20)
    why = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Rights(models.Model):
    """Whether a victim has enhanced rights. Without an entry they have, as victims of domestic abuse do."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"enhanced", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "recorded_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rights")
    enhanced = models.BooleanField()
    why = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class KeyEvent(models.Model):
    """Something that the victim must be told of by ``due_on``, as their rights stood when it was recorded.

    ``told_at`` is when they were first reached about it. One that was struck never happened; it stays, with why.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "struck_by", "struck_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "kind", "on", "due_on", "told_at", "recorded_at", "struck_at"}
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="key_events")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    struck_by = models.CharField(max_length=254, blank=True)
    struck_at = models.DateTimeField(null=True)
    struck_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=models.Q(told_at=None, struck_at=None), name="case_event_running"
            )
        ]


class Attempt(models.Model):
    """A try to reach the victim, by ``made_by``, and whether they were ``reached``."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"made_by", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "at", "channel", "reached", "recorded_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    reached = models.BooleanField()
    made_by = models.CharField(max_length=254)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class About(models.Model):
    """A key event that an attempt was about."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "attempt", "event"})

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="about")
    event = models.ForeignKey(KeyEvent, on_delete=models.PROTECT, related_name="attempts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "event"], name="case_attempt_about_once")]


class Stance(models.Model):
    """Whether the victim ``supports`` the case, as ``asked_by`` asked. ``reasons`` are keys, ``said`` their words."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"supports", "reasons", "said", "asked_by", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "asked_at", "recorded_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stances")
    supports = models.BooleanField()
    reasons = models.JSONField(default=list)
    said = models.TextField(blank=True)
    asked_by = models.CharField(max_length=254)
    asked_at = models.DateTimeField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class CourtDate(models.Model):
    """The London day of a hearing; the latest entry of a hearing is its date."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "hearing", "on", "recorded_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="court_dates")
    hearing = models.CharField(max_length=20)
    on = models.DateField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Fact(models.Model):
    """A dated fact from a closed list. There is no number on it, and nothing adds facts up."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"fact", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "case", "topic", "on", "recorded_at"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    topic = models.CharField(max_length=30)
    fact = models.CharField(max_length=20)
    on = models.DateField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Assessment(models.Model):
    """Risk questions as the force's form has them: ``answers`` by key of the question, and the officer's ``grade``."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"answers", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "tool", "version", "grade", "assessed_at", "recorded_at"}
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    tool = models.CharField(max_length=10)
    version = models.CharField(max_length=20)
    answers = models.JSONField()
    grade = models.CharField(max_length=10)
    assessed_at = models.DateTimeField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class SecondGrade(models.Model):
    """A supervisor's grade of an assessment, with why where it is another; the latest counts."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "assessment", "grade", "recorded_at"})

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="second_grades")
    grade = models.CharField(max_length=10)
    why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Order(models.Model):
    """A notice or order that protects, made or served at ``made_at``. ``hear_by`` is a court's clock, of notices only.

    ``follows`` is the notice or order that it comes after. ``due_by`` is by when something must become of it, as every
    action leaves it: a court hears of it, or another follows; null where nothing must.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "case", "kind", "made_at", "hear_by", "due_by", "follows", "recorded_at"}
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    hear_by = models.DateTimeField(null=True)
    due_by = models.DateTimeField(null=True, db_index=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class OrderEntry(models.Model):
    """What an order says from ``at`` on: as made, as varied, or discharged, where it ends at that instant.

    ``ends_at`` is the first instant at which it is not in force; null until further order.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"conditions", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "order", "at", "ends_at", "recorded_at"})

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    conditions = models.JSONField()
    ends_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Breach(models.Model):
    """What somebody did against an order in force, ``condition`` as it stood then, and whether they were arrested."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"detail", "condition", "arrested", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "order", "at", "recorded_at"})

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="breaches")
    at = models.DateTimeField()
    detail = models.TextField()
    condition = models.TextField()
    arrested = models.BooleanField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Conference(models.Model):
    """A meeting of agencies ``on`` a London day."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"chair", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "force", "on", "area", "recorded_at"})

    reference = models.CharField(max_length=20, unique=True)
    force = models.CharField(max_length=60)
    on = models.DateField()
    area = models.CharField(max_length=100)
    chair = models.CharField(max_length=200)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Item(models.Model):
    """A case on a conference's agenda. ``nominal`` is the force's number of its victim, ``""`` where it gave none."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"nominal", "grounds", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "conference", "case", "position", "recorded_at"})

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    nominal = models.CharField(max_length=100, blank=True, db_index=True)
    grounds = models.JSONField()
    why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "case"], name="case_once_on_an_agenda")]


class Research(models.Model):
    """What an agency knows of an item. A correction says ``why``, and the latest counts."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "knows_family", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "item", "agency", "recorded_at"})

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="research")
    agency = models.CharField(max_length=30)
    text = models.TextField()
    knows_family = models.BooleanField()
    why = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "agency"], condition=models.Q(why=""), name="case_research_entered_once"
            )
        ]


class Task(models.Model):
    """What an agency undertakes for an item by ``due_on``, and on which day and how it was done."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "by", "done_how", "done_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "item", "agency", "due_on", "recorded_at", "done_on"})

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="tasks")
    agency = models.CharField(max_length=30)
    text = models.TextField()
    due_on = models.DateField(db_index=True)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_how = models.TextField(blank=True)
    done_by = models.CharField(max_length=254, blank=True)
