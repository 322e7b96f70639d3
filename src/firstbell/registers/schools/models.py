"""What the schools part stores: the register, who answers for it, when its pupils come, and who is on its rolls."""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class Establishment(models.Model):
    """One establishment of DfE's register (GIAS), under its own URN. ``authority`` is a GSS code or empty; ``trust`` is
    the register's number of the trust that runs it, or empty."""

    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "urn", "name", "authority", "kind", "phase", "status", "is_open", "low_age", "high_age", "street"}
        | {"locality", "town", "postcode", "telephone", "easting", "northing", "boarders", "opened_on", "closed_on"}
        | {"trust", "trust_name"}
    )
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"head_forename", "head_surname"})

    urn = models.CharField(max_length=10, unique=True)
    name = models.TextField()
    authority = models.CharField(max_length=9, blank=True, db_index=True)
    kind = models.TextField(blank=True)
    phase = models.TextField(blank=True)
    status = models.TextField(blank=True)
    is_open = models.BooleanField(db_index=True)
    low_age = models.SmallIntegerField(null=True)
    high_age = models.SmallIntegerField(null=True)
    street = models.TextField(blank=True)
    locality = models.TextField(blank=True)
    town = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    telephone = models.TextField(blank=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    boarders = models.BooleanField(default=False)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    head_forename = models.TextField(blank=True)
    head_surname = models.TextField(blank=True)
    trust = models.CharField(max_length=10, blank=True, db_index=True)
    trust_name = models.TextField(blank=True)


class RegisterRevision(models.Model):
    """One row with a stamp that every change of the register or its links draws anew, so that what is computed from
    them can tell whether it still holds. A number would come again after a backup is restored."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "stamp"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset()

    stamp = models.UUIDField()


class EstablishmentLink(models.Model):
    """GIAS says that ``link_urn`` is ``kind`` (Successor, Predecessor - merged, ...) to ``urn``."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "urn", "link_urn", "link_name", "kind", "established_on"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset()

    urn = models.CharField(max_length=10)
    link_urn = models.CharField(max_length=10, db_index=True)
    link_name = models.TextField(blank=True)
    kind = models.CharField(max_length=100)
    established_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "link_urn", "kind"], name="schools_link_once")]


class Contact(models.Model):
    """Somebody who is told. ``owner`` is a URN, an authority's GSS code, or a force as police.uk names it."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "owner", "rank", "role", "verified_on", "bounced_at"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"name", "email", "phone", "hours", "holiday_cover", "away_from", "away_until"}
    )

    owner = models.CharField(max_length=40)
    rank = models.SmallIntegerField()
    role = models.CharField(max_length=20)
    name = models.TextField()
    email = models.CharField(max_length=254, db_index=True)
    phone = models.TextField(blank=True)
    hours = models.TextField(blank=True)
    holiday_cover = models.TextField(blank=True)
    verified_on = models.DateField(null=True)
    away_from = models.DateField(null=True)
    away_until = models.DateField(null=True)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "email"], name="schools_contact_once")]


class StaffMember(models.Model):
    """Somebody who works at or governs an establishment. ``fingerprint`` is who they are, so that a repeat is one."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "urn", "role"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"fingerprint", "forenames", "surname", "date_of_birth", "email", "phone"}
    )

    urn = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=32)
    forenames = models.TextField(blank=True)
    surname = models.TextField()
    date_of_birth = models.DateField(null=True)
    email = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    role = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "fingerprint"], name="schools_staff_once")]


class TermBlock(models.Model):
    """An unbroken block of pupil days. ``calendar`` is a GSS code or a URN; ``every_day``: weekends and bank holidays
    too, as where pupils board."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "calendar", "first_day", "last_day", "every_day"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset()

    calendar = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    every_day = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "first_day"], name="schools_block_once")]


class Closure(models.Model):
    """A day on which pupils do not come although a block covers it."""

    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "calendar", "day", "reason"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset()

    calendar = models.CharField(max_length=10)
    day = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="schools_closure_once")]


class RollExtract(models.Model):
    """One authority's roll as it stood on ``as_of``. An authority has at most one that is current.

    A staged extract is being taken in and is seen by nobody; the change to current is one transaction. ``stamp`` is
    this extract's alone, also where another has its number after a backup is restored. ``keys_version`` is that of the
    rules by which its lines can be found; 0 before there were any.
    """

    STAGED = "staged"
    CURRENT = "current"
    REPLACED = "replaced"

    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "authority", "as_of", "digest", "status", "stamp", "rows", "taken_in_at", "keys_version"}
    )
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"shrink_agreed_by"})

    authority = models.CharField(max_length=9)
    as_of = models.DateField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=10, default=STAGED)
    stamp = models.UUIDField(default=uuid4)
    rows = models.IntegerField(default=0)
    taken_in_at = models.DateTimeField()
    shrink_agreed_by = models.TextField(blank=True)
    keys_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=models.Q(status="current"), name="schools_one_current_roll"
            ),
            models.UniqueConstraint(
                fields=["authority", "as_of", "digest"], condition=models.Q(status="staged"), name="schools_staged_once"
            ),
        ]


class RollEntry(models.Model):
    """One line of a roll. A line that the next extract repeats word for word keeps its number.

    ``fingerprint`` stands for the whole line, ``person`` for whom it is about: a UPN whose check letter holds
    (``upn_valid``), else ``name_key``, which stands for name and date of birth. ``upn`` is as the authority wrote it.
    """

    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "extract", "urn", "upn_valid", "entry_date", "leaving_date", "enrolment", "education"}
    )
    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"fingerprint", "person", "name_key", "upn", "forenames", "known_as", "surname", "previous_surname"}
        | {"date_of_birth", "sex", "address_line_1", "address_line_2", "town", "postcode", "uprn"}
    )

    extract = models.ForeignKey(RollExtract, on_delete=models.CASCADE, related_name="entries")
    fingerprint = models.CharField(max_length=32)
    person = models.CharField(max_length=32)
    name_key = models.CharField(max_length=32)
    urn = models.CharField(max_length=10, blank=True)
    upn = models.TextField(blank=True)
    upn_valid = models.BooleanField(default=False)
    forenames = models.TextField(blank=True)
    known_as = models.TextField(blank=True)
    surname = models.TextField(blank=True)
    previous_surname = models.TextField(blank=True)
    date_of_birth = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    address_line_1 = models.TextField(blank=True)
    address_line_2 = models.TextField(blank=True)
    town = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    uprn = models.TextField(blank=True)
    entry_date = models.DateField(null=True)
    leaving_date = models.DateField(null=True)
    enrolment = models.CharField(max_length=1, blank=True)
    education = models.CharField(max_length=6)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extract", "fingerprint"], name="schools_roll_line_once")]


class RollKey(models.Model):
    """One of the keys by which a line of a roll is found (``pure.matching.blocking``).

    Written in the transaction that puts the roll in force, so that what is found is never older than what stands on it;
    and deleted with it (``actions.keys``), all at once in the database, where Django would fetch every one first. No
    constraint ties it to its line: that would be two million checks a roll, and a key without a line finds nothing.
    """

    PLAIN: ClassVar[frozenset[str]] = frozenset({"entry"})
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"token"})

    pk = models.CompositePrimaryKey("token", "entry")
    token = models.BigIntegerField()
    entry = models.ForeignKey(RollEntry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="keys")


class RollChange(models.Model):
    """What became of a pupil between two extracts: joined, left, moved_school or moved_home.

    Places are URNs, or ``ehe`` and ``cme``. ``person`` and ``name_key`` are those of the roll's lines.
    """

    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "authority", "as_of", "before", "kind", "places_before", "places_after"}
    )
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"person", "name_key", "postcode_before", "postcode_after"})

    authority = models.CharField(max_length=9)
    as_of = models.DateField()
    before = models.DateField()
    kind = models.CharField(max_length=12)
    person = models.CharField(max_length=32, db_index=True)
    name_key = models.CharField(max_length=32, db_index=True)
    places_before = models.JSONField(default=list)
    places_after = models.JSONField(default=list)
    postcode_before = models.TextField(blank=True)
    postcode_after = models.TextField(blank=True)
