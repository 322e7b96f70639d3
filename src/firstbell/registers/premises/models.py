"""What the premises part stores: homes, the files that they came from, and who hears whom."""

from typing import ClassVar

from django.db import models

ADDRESS = frozenset(
    {"uprn", "parent_uprn", "usrn", "street", "number", "building", "flat", "landing", "postcode", "easting"}
    | {"northing", "square", "fingerprint"}
)
FLAGS = frozenset({"id", "kind", "dwelling", "plausible", "why_not", "in_force_from", "gone_on"})


class _AsStated(models.Model):
    """A home as a file states it (``rules.HomeLine``): points are metres on the British National Grid, ``landing`` is
    the floor of its door, and ``why_not`` says why it is no dwelling or no family's."""

    parent_uprn = models.BigIntegerField(null=True)
    usrn = models.BigIntegerField(null=True)
    street = models.TextField(blank=True)
    number = models.TextField(blank=True)
    building = models.TextField(blank=True)
    flat = models.TextField(blank=True)
    landing = models.SmallIntegerField(null=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.FloatField()
    northing = models.FloatField()
    kind = models.CharField(max_length=12)
    dwelling = models.BooleanField()
    plausible = models.BooleanField(default=True)
    why_not = models.CharField(max_length=20, blank=True)
    in_force_from = models.DateField(null=True)
    gone_on = models.DateField(null=True)
    square = models.BigIntegerField()
    fingerprint = models.CharField(max_length=24)

    class Meta:
        abstract = True


class HomesFile(models.Model):
    """A file of homes by its content. One is in force; a staged one is being taken in and seen by nobody."""

    STAGED, CURRENT, REPLACED = "staged", "current", "replaced"

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "layout", "digest", "file", "status", "rows", "taken_in_at"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"shrink_agreed_by"})

    layout = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=255)
    status = models.CharField(max_length=10, default=STAGED)
    rows = models.IntegerField(default=0)
    taken_in_at = models.DateTimeField()
    shrink_agreed_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=models.Q(status="current"), name="premises_one_current_file"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(status="staged"), name="premises_staged_once"
            ),
        ]


class StagedHome(_AsStated):
    """A line of a file that is not yet in force."""

    PLAIN: ClassVar[frozenset[str]] = FLAGS | {"homes_file"}
    PERSONAL: ClassVar[frozenset[str]] = ADDRESS

    homes_file = models.ForeignKey(HomesFile, on_delete=models.CASCADE, related_name="+")
    uprn = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["homes_file", "uprn"], name="premises_once_in_a_file")]


class Home(_AsStated):
    """Something with a UPRN, and whether it is a home. Where ``decided_by_hand``, a person said so, and no file undoes
    it. A home that the file in force no longer has stays, with the day on which it was ``gone_on``.

    A later file puts whatever it states differently in its place; ``source`` is that file's layout.
    """

    PLAIN: ClassVar[frozenset[str]] = FLAGS | {"source", "decided_by_hand"}
    PERSONAL: ClassVar[frozenset[str]] = ADDRESS

    uprn = models.BigIntegerField(unique=True)
    source = models.CharField(max_length=12)
    decided_by_hand = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["square"], name="premises_square"),
            models.Index(fields=["postcode"], name="premises_postcode"),
        ]


class HeardThrough(models.Model):
    """Two homes that hear each other, the lower UPRN first; ``how`` is one of ``rules.HOWS``. Worked out anew from the
    homes of a square whenever they change, so nothing ties it to their rows."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "how"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"first_uprn", "second_uprn"})

    first_uprn = models.BigIntegerField()
    second_uprn = models.BigIntegerField(db_index=True)
    how = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first_uprn", "second_uprn"], name="premises_heard_once"),
            models.CheckConstraint(
                condition=models.Q(first_uprn__lt=models.F("second_uprn")), name="premises_heard_in_order"
            ),
        ]


class SquareDue(models.Model):
    """A square whose homes have changed, so that who hears whom in it is to be worked out. ``stamp`` is drawn anew by
    every change: what was worked out meanwhile does not count as done."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"stamp"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"square"})

    square = models.BigIntegerField(primary_key=True)
    stamp = models.UUIDField()
