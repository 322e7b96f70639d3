"""What the earlier picture stores: concerns with their signals, households, and what the hub does about them."""

from typing import ClassVar

from django.db import models


class Household(models.Model):
    """People whom concerns are tied to. Joined into another it still resolves; parted, another is opened.

    ``changed_at`` is when what stands of it last changed, ``weighed_at`` when that was held against the thresholds,
    null while it was not.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"joined_into"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "opened_at", "changed_at", "weighed_at"})

    reference = models.CharField(max_length=20, unique=True)
    opened_at = models.DateTimeField()
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    weighed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["changed_at"],
                condition=models.Q(weighed_at=None),
                name="picture_to_weigh",
            )
        ]


class Concern(models.Model):
    """What somebody reported of one household, as it came. ``household`` is null until a night's work has tied it.

    ``informant`` is sealed; ``root`` is the same for all reports of one informant, or out of one event, and says
    nothing else ("" where nobody gave a name). ``organisation`` is whose concern it is, "" for the public's: feedback
    goes there, whoever leaves. ``came_by`` says what else it was made of (``cocoon:H-7K3QX2MB``), once.
    ``tied_why`` is why it was joined without a person. ``sees_linked``: whoever shared it may know that others do too,
    by what its basis allowed on that day. ``code_digest`` is of the code that somebody of the public was shown
    once, "" where they asked for none.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"informant", "root", "address_lines", "postcode", "uprn", "own_words", "words_of", "tied_why", "code_digest"}
    )
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "household", "source_class", "organisation", "basis", "language", "came_by", "named",
            "raised_at", "sees_linked",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="concerns")
    source_class = models.CharField(max_length=12)
    organisation = models.CharField(max_length=80, blank=True, db_index=True)
    informant = models.TextField(blank=True)
    root = models.CharField(max_length=64, blank=True, db_index=True)
    named = models.BooleanField()
    code_digest = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    sees_linked = models.BooleanField(default=False)
    language = models.CharField(max_length=12)
    address_lines = models.JSONField(default=list)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    own_words = models.TextField(blank=True)
    words_of = models.CharField(max_length=10, blank=True)
    came_by = models.CharField(max_length=60, null=True, unique=True)
    tied_why = models.TextField(blank=True)
    raised_at = models.DateTimeField(db_index=True)


class Subject(models.Model):
    """Somebody whom a concern is about. ``part`` is what whoever reported says of them, and no finding. ``described``
    is how somebody without a name would be known again: nobody matches them, and a person finds out who they are.

    ``surname_form`` is one for all spellings of a surname: by it is found what is closed to a reader of that name.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"forenames", "surname", "surname_form", "date_of_birth", "sex", "part", "is_child", "described"}
    )
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="subjects")
    part = models.CharField(max_length=16)
    forenames = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    surname_form = models.CharField(max_length=200, blank=True, db_index=True)
    date_of_birth = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    is_child = models.BooleanField(default=False)
    described = models.CharField(max_length=200, blank=True)


class ConcernKey(models.Model):
    """What a concern is found by: numbers made of its home and its people."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"blocking_key"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="keys")
    blocking_key = models.BigIntegerField(db_index=True)


class Signal(models.Model):
    """One dated fact out of a concern. One that was withdrawn as mistaken says nothing any more: its words are gone."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "withdrawn_why"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern", "kind", "how", "on", "expires_on", "withdrawn_at"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=20)
    how = models.CharField(max_length=10)
    on = models.DateField()
    expires_on = models.DateField()
    text = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)


class Photograph(models.Model):
    """A photograph sent with a concern, without what said where it was taken, and sealed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"picture"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern", "number", "media_type", "taken_in_at"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="photographs")
    number = models.PositiveIntegerField()
    media_type = models.CharField(max_length=20)
    picture = models.TextField()
    taken_in_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "number"], name="picture_photograph_once")]


class Doubt(models.Model):
    """Whether a concern is of another household too, for a person to say. ``words`` name people."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "words"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern", "other_household", "asked_at"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="doubts")
    other_household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=100)
    words = models.JSONField(default=list)
    asked_at = models.DateTimeField()


class Ruling(models.Model):
    """A person's word on concerns: of one household (``together``), or of two. Kept whatever follows."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"together", "why", "ruled_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "household", "other_household", "ruled_at"})

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    other_household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    together = models.BooleanField()
    why = models.TextField()
    ruled_by = models.CharField(max_length=254)
    ruled_at = models.DateTimeField()


class Insider(models.Model):
    """A supervisor's word on somebody who reads at the hub: the household is about them (``tied``), or is not."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reader", "tied", "why", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "household", "recorded_at"})

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="insiders")
    reader = models.CharField(max_length=254, db_index=True)
    tied = models.BooleanField()
    why = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Try(models.Model):
    """Somebody of the hub asked for a household that is closed to them, because it may be about them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"reader"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "household", "tries", "tried_at"})

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="tries")
    reader = models.CharField(max_length=254)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["household", "reader"], name="picture_one_try_a_reader")]


class Matter(models.Model):
    """A household at the hub's table. ``thresholds`` are the words of those that opened it; ``weighed`` are the
    numbers of the signals that lay before it when it was closed. ``asked_why`` is why somebody opened one by hand;
    ``tell_by`` until when those who reported should hear something, once somebody has decided."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"asked_why", "closed_why", "closed_by", "weighed"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "reference", "household", "thresholds", "status", "opened_at", "due_by", "decided_at", "again_on",
            "closed_at", "found", "tell_by",
        }
    )  # fmt: skip

    reference = models.CharField(max_length=20, unique=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="matters")
    thresholds = models.CharField(max_length=60)
    asked_why = models.TextField(blank=True)
    status = models.CharField(max_length=10, db_index=True)
    opened_at = models.DateTimeField()
    due_by = models.DateTimeField(db_index=True)
    decided_at = models.DateTimeField(null=True)
    tell_by = models.DateTimeField(null=True)
    again_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.TextField(blank=True)
    closed_by = models.CharField(max_length=254, blank=True)
    found = models.CharField(max_length=10, blank=True)
    weighed = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["closed_at", "due_by", "id"], name="picture_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=models.Q(closed_at=None), name="picture_one_open_matter"
            )
        ]


class Decision(models.Model):
    """What was decided of a matter, and on what: ``rested_on`` says of each signal that stood then its kind, source
    class and day, and stays when a signal is withdrawn."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"why", "by", "rested_on"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "matter", "decision", "again_on", "recorded_at"})

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="decisions")
    decision = models.CharField(max_length=12)
    why = models.TextField()
    again_on = models.DateField(null=True)
    rested_on = models.JSONField(default=list)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Discussion(models.Model):
    """What was said of a matter at the table."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "matter", "recorded_at"})

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="discussions")
    text = models.TextField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class Task(models.Model):
    """What somebody does about a matter: ``owner`` is an organisation (``agency:housing.potters-homes``)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "owner", "by", "done_how", "done_by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "matter", "due_on", "recorded_at", "done_at"})

    reference = models.CharField(max_length=20, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="tasks")
    owner = models.CharField(max_length=80, db_index=True)
    text = models.TextField()
    due_on = models.DateField()
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    done_how = models.TextField(blank=True)
    done_by = models.CharField(max_length=254, blank=True)
    done_at = models.DateTimeField(null=True)


class Feedback(models.Model):
    """A sentence of ours (``rules.feedback``) that whoever reported a concern was told."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern", "sentence", "recorded_at"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="feedback")
    sentence = models.CharField(max_length=12)
    by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()


class InformantOpening(models.Model):
    """Somebody opened who reported a concern, and who was told of it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "why", "told"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "concern", "at"})

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="openings")
    by = models.CharField(max_length=254)
    why = models.TextField()
    told = models.JSONField(default=list)
    at = models.DateTimeField()
