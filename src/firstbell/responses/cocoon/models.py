"""What Cocoon stores: cells of homes, campaigns and their drawn slots, and, apart from them, operations under seal."""

from typing import ClassVar

from django.db import models


class Partition(models.Model):
    """A version of all cells. ``mu`` and ``longest_walk`` (metres) are what it was made with. Only one is in force.

    ``cover`` is the share of homes which hear a home that are visited with it, ``cover_with_halo`` with those around
    the cell, and ``walls_covered`` the share of those behind a party wall; null for versions made before it was kept.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "number", "made_at", "k", "plausible", "mu", "longest_walk", "in_force", "cover", "cover_with_halo",
            "walls_covered",
        }
    )  # fmt: skip

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()
    k = models.PositiveIntegerField()
    plausible = models.PositiveIntegerField()
    mu = models.FloatField()
    longest_walk = models.FloatField()
    in_force = models.BooleanField(default=True)
    cover = models.FloatField(null=True)
    cover_with_halo = models.FloatField(null=True)
    walls_covered = models.FloatField(null=True)


class Cell(models.Model):
    """Homes that are always visited together. ``outline`` is a ring of (easting, northing) in metres round them all.

    ``doors`` counts its homes and ``halo`` those outside that hear into it. ``merged_into`` is the cell of the next
    version in which all of this one went up.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "partition", "code", "doors", "halo", "outline", "merged_into"})

    partition = models.ForeignKey(Partition, on_delete=models.PROTECT, related_name="cells")
    code = models.CharField(max_length=12)
    doors = models.PositiveIntegerField()
    halo = models.PositiveIntegerField()
    outline = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partition", "code"], name="cocoon_cell_once")]


class CellHome(models.Model):
    """A home of a cell, or of its halo; ``position`` is where it comes on the walk, from 0, the halo after the cell."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"uprn"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "cell", "position", "halo"})

    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="homes")
    uprn = models.BigIntegerField(db_index=True)
    position = models.PositiveIntegerField()
    halo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cell", "position"], name="cocoon_position_once")]


class RefusedHomes(models.Model):
    """Homes that are in no cell, why, and what can be done instead of visiting."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reason"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "partition", "homes", "alternatives"})

    partition = models.ForeignKey(Partition, on_delete=models.CASCADE, related_name="refused")
    reason = models.TextField()
    homes = models.PositiveIntegerField()
    alternatives = models.TextField()


class Campaign(models.Model):
    """A round of visits. Once drawn, nothing about it changes but that it starts, pauses and ends.

    ``plan_fingerprint`` is the SHA-256 of everything drawn. ``authority`` names who answers for a triggered one.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"authority", "made_by", "paused_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "title", "mode", "partition", "first_day", "last_day", "shifts_a_day", "minutes_a_door",
            "doors_revisited", "revisit_after_days", "script", "status", "deferral_share", "control_share", "made_at",
            "drawn_at", "started_at", "paused_at", "ended_at", "plan_fingerprint",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=12)
    partition = models.ForeignKey(Partition, on_delete=models.PROTECT, related_name="campaigns")
    first_day = models.DateField()
    last_day = models.DateField()
    shifts_a_day = models.PositiveIntegerField()
    minutes_a_door = models.PositiveIntegerField()
    doors_revisited = models.BooleanField()
    revisit_after_days = models.PositiveIntegerField()
    script = models.CharField(max_length=40)
    status = models.CharField(max_length=10)
    deferral_share = models.FloatField()
    control_share = models.FloatField()
    authority = models.CharField(max_length=254, blank=True)
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_why = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    plan_fingerprint = models.CharField(max_length=64, blank=True)


class Slot(models.Model):
    """A cell in a campaign: which arm it fell into, when it is visited, by whom, and in which order.

    ``day`` and ``shift`` are null for cells that wait, and before the draw. ``pair`` are the sign-in e-mails of who
    walks. ``plan_digest`` is the SHA-256 of the drawn plan.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"pair"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "campaign", "cell", "arm", "day", "shift", "order", "letter", "revisit_day", "plan_digest",
            "printed_at",
        }
    )  # fmt: skip

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="slots")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="slots")
    arm = models.CharField(max_length=10, blank=True)
    day = models.DateField(null=True, db_index=True)
    shift = models.PositiveIntegerField(null=True)
    pair = models.JSONField(default=list)
    order = models.JSONField(default=list)
    letter = models.CharField(max_length=40, blank=True)
    revisit_day = models.DateField(null=True, db_index=True)
    plan_digest = models.CharField(max_length=64, blank=True)
    printed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "cell"], name="cocoon_slot_once")]


class Operation(models.Model):
    """One victim's. ``target`` (UPRN, cell and incident) and ``exclusions`` are sealed; no slot depends on any of it.

    It points at no campaign either, as that would say in which area the victim lives.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {
            "basis_reason", "officer", "target", "exclusions", "quiet_why", "plan_confirmed_by", "signed_off_by",
            "ended_why",
        }
    )  # fmt: skip
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "basis", "asked_at", "proposed_at", "status", "plan_confirmed_at",
            "quiet_until", "signed_off_at", "ended_at",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    basis = models.CharField(max_length=20)
    basis_reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    officer = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()
    target = models.TextField()
    status = models.CharField(max_length=20)
    plan_confirmed_by = models.CharField(max_length=254, blank=True)
    plan_confirmed_at = models.DateTimeField(null=True)
    exclusions = models.TextField(blank=True)
    quiet_until = models.DateField(null=True)
    quiet_why = models.CharField(max_length=20, blank=True)
    signed_off_by = models.CharField(max_length=254, blank=True)
    signed_off_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)


class SealOpening(models.Model):
    """Somebody opened what is sealed under ``reference`` (an operation's or of what was heard), and who was told."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "why", "told"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "operation", "reference", "at"})

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, null=True, related_name="openings")
    reference = models.CharField(max_length=20)
    by = models.CharField(max_length=254)
    why = models.TextField()
    at = models.DateTimeField()
    told = models.JSONField(default=list)


class Deferral(models.Model):
    """A whole cell left out because somebody asked; no reason is kept, as a reason would name a door."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"asked_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "slot", "at"})

    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="deferral")
    asked_by = models.CharField(max_length=254)
    at = models.DateTimeField()


class Visit(models.Model):
    """What became of one door at one attempt. ``entry_key`` is the phone's own, so that syncing twice changes nothing.

    ``at`` is when somebody stood there, ``recorded_at`` when it came here; ``late_entry`` on a later London day.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "slot", "position", "attempt", "outcome", "minutes", "leaflet", "at", "recorded_at", "entry_key",
            "late_entry",
        }
    )  # fmt: skip

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="visits")
    position = models.PositiveIntegerField()
    attempt = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    minutes = models.PositiveIntegerField()
    leaflet = models.BooleanField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    entry_key = models.UUIDField(unique=True)
    late_entry = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "position", "attempt"], name="cocoon_door_once")]


class Heard(models.Model):
    """What somebody said at a door. ``said`` and ``informant`` are sealed apart, each under its own name."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"said", "informant", "passed_to", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "visit", "kind", "wishes_to_be_named", "safeguarding_path", "status", "recorded_at",
            "passed_at",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="heard")
    kind = models.CharField(max_length=20)
    said = models.TextField()
    informant = models.TextField(blank=True)
    wishes_to_be_named = models.BooleanField(default=False)
    safeguarding_path = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    passed_to = models.CharField(max_length=254, blank=True)
    passed_at = models.DateTimeField(null=True)


class Registration(models.Model):
    """How a campaign will be judged, written down before it is drawn; ``fingerprint`` is over all of it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"registered_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "campaign", "outcome", "family", "window_weeks", "analysis", "detectable_ratio", "expected_events",
            "fingerprint", "registered_at",
        }
    )  # fmt: skip

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="registrations")
    outcome = models.CharField(max_length=40)
    family = models.CharField(max_length=20)
    window_weeks = models.PositiveIntegerField()
    analysis = models.CharField(max_length=40)
    detectable_ratio = models.FloatField()
    expected_events = models.FloatField()
    fingerprint = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "outcome"], name="cocoon_outcome_once")]


class Result(models.Model):
    """What was found of one registered outcome, once: a rate ratio with its interval and p-value.

    ``ratio`` is null where the data are silent; ``high`` is infinite where no ratio can be ruled out. ``cells`` and
    ``weeks`` say over how many.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "registration", "at", "ratio", "low", "high", "p", "events", "cells", "weeks"}
    )

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="result")
    at = models.DateTimeField()
    ratio = models.FloatField(null=True)
    low = models.FloatField()
    high = models.FloatField()
    p = models.FloatField()
    events = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    weeks = models.PositiveIntegerField()


class Safety(models.Model):
    """Retaliation or disengagement after visits. ``weighed_at`` is when the stop rule acted on it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reported_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "campaign", "kind", "operation", "on", "recorded_at", "weighed_at"}
    )

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="safety")
    kind = models.CharField(max_length=20)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, null=True, related_name="safety")
    on = models.DateField()
    reported_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    weighed_at = models.DateTimeField(null=True)


class SelfAudit(models.Model):
    """One test of a month: are skips, stays and revisits independent of the target? Counts and p-values only.

    The p-values are null where fewer operations were visited than may be looked at together.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "month", "at", "operations", "skips", "stays", "revisits"})

    month = models.DateField(unique=True)
    at = models.DateTimeField()
    operations = models.PositiveIntegerField()
    skips = models.FloatField(null=True)
    stays = models.FloatField(null=True)
    revisits = models.FloatField(null=True)
