"""What is stored of intensification weeks. A list is written once; what people decide and record is only added to it.

``by`` recorded the row, at ``recorded_at``.
"""

from typing import ClassVar

from django.db import models


class HarmTable(models.Model):
    """Harm weights as somebody loaded them, by Home Office offence code; the one loaded last is used."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "digest", "title", "origin", "dated", "licence", "unit", "weights", "recorded_at"}
    )

    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    origin = models.TextField()
    dated = models.DateField()
    licence = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    weights = models.JSONField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Week(models.Model):
    """A week, both days included. ``area`` is an authority's GSS code, "" for the whole force.

    Of its list: the ``harm`` table and ``weights`` (hundredths by component) it was drawn with, from how many people,
    how many records of suspects were nobody's yet, and the SHA-256 of all of it at the moment it was frozen.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "drawn_by", "frozen_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "force", "title", "area", "objectives", "partners", "first_day", "last_day", "status",
            "harm", "weights", "considered", "unidentified", "recorded_at", "drawn_at", "frozen_at", "digest",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    force = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=200)
    area = models.CharField(max_length=9, blank=True)
    objectives = models.JSONField()
    partners = models.JSONField()
    first_day = models.DateField()
    last_day = models.DateField()
    status = models.CharField(max_length=10)
    harm = models.ForeignKey(HarmTable, on_delete=models.PROTECT, null=True, related_name="+")
    weights = models.JSONField(default=dict)
    considered = models.PositiveIntegerField(default=0)
    unidentified = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=254, blank=True)
    drawn_at = models.DateTimeField(null=True)
    frozen_by = models.CharField(max_length=254, blank=True)
    frozen_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)


class Team(models.Model):
    """Who works in a week together; ``members`` are sign-in e-mails."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"members"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "week", "called"})

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="teams")
    called = models.CharField(max_length=100)
    members = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "called"], name="week_team_once")]


class JoinedCampaign(models.Model):
    """A campaign of Operation Cocoon in calendar mode that runs beside a week, by its reference."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "week", "campaign", "recorded_at"})

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="campaigns")
    campaign = models.CharField(max_length=20)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "campaign"], name="week_campaign_once")]


class Listed(models.Model):
    """A name on a week's list, as it was drawn: written once, and never changed.

    They are ``person_id`` in the ``incident`` that accused them last, and linkage's ``identity`` across incidents;
    ``records`` are all that accused them, as (force's reference, person there). ``measured`` holds the facts, points,
    contributions and how firm the place is; ``as_victim`` in how many reports they are a victim.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"person_id", "identity", "records", "standing", "measured", "as_victim"}
    )
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "week", "number", "incident"})

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="listed")
    number = models.PositiveIntegerField()
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="+")
    person_id = models.CharField(max_length=100)
    identity = models.CharField(max_length=20)
    records = models.JSONField()
    standing = models.PositiveIntegerField()
    measured = models.JSONField()
    as_victim = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["week", "identity"], name="week_listed_once"),
            models.UniqueConstraint(fields=["week", "number"], name="week_number_once"),
        ]


class Decision(models.Model):
    """A named person's word on a name: accepted or refused, and why. The latest before the freeze counts."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"accepted", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "listed", "recorded_at"})

    listed = models.ForeignKey(Listed, on_delete=models.PROTECT, related_name="decisions")
    accepted = models.BooleanField()
    why = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Task(models.Model):
    """What a team is to do on a day, and what came of it. ``about`` names a case, an order, a URN or a place."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "by", "done_by", "done_how"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "team", "kind", "listed", "about", "due_on", "recorded_at", "done_at"}
    )

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=10)
    listed = models.ForeignKey(Listed, on_delete=models.PROTECT, null=True, related_name="tasks")
    about = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    due_on = models.DateField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=254, blank=True)
    done_how = models.TextField(blank=True)


class Result(models.Model):
    """So many of a kind on a London day. One that was struck never was; it stays, with why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "struck_by", "struck_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "week", "on", "kind", "many", "listed", "recorded_at", "struck_at"}
    )

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="results")
    on = models.DateField()
    kind = models.CharField(max_length=20)
    many = models.PositiveIntegerField()
    listed = models.ForeignKey(Listed, on_delete=models.PROTECT, null=True, related_name="results")
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.CharField(max_length=254, blank=True)
    struck_why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["on", "kind"], name="week_result_by_day")]


class Judgement(models.Model):
    """What became of a week ``days`` after its last day, counted once and never again: numbers of many, and nobody."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "week", "days", "found", "recorded_at"})

    week = models.ForeignKey(Week, on_delete=models.PROTECT, related_name="judgements")
    days = models.PositiveIntegerField()
    found = models.JSONField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "days"], name="week_judged_once")]


class Summary(models.Model):
    """What the public was told of a month's weeks: by kind the number (null where hidden), and the lowest and highest
    count of which the rule says the same."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "force", "month", "figures", "recorded_at"})

    reference = models.CharField(max_length=20, unique=True)
    force = models.CharField(max_length=60)
    month = models.DateField()
    figures = models.JSONField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["force", "month"], name="week_summary_once")]
