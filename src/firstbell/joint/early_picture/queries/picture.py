"""The picture of a household for the force's hub: dated facts on one timeline, counts of source classes, and gaps.

No score, no probability, no label. Who reported is not among it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from firstbell.foundations.lists.queries import LongList
from firstbell.joint.early_picture.models import Concern, Doubt, Household, Matter, Signal, Subject
from firstbell.joint.early_picture.queries.counted import COLUMNS
from firstbell.joint.early_picture.queries.whose import closed_to, household_number
from firstbell.joint.early_picture.rules import counting
from firstbell.joint.early_picture.rules.counting import Counted
from firstbell.joint.early_picture.rules.picture import Gaps, not_known
from firstbell.joint.early_picture.rules.signals import CONFIDENCE, RED_FLAGS
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours


@dataclass(frozen=True, slots=True)
class SignalShown:
    """One dated fact that counts today. ``confidence`` is ``strong`` or ``weak``: a word, and never multiplied."""

    concern: str
    number: int
    on: date
    kind: str
    how: str
    confidence: str
    source_class: str
    text: str
    red_flag: bool
    expires_on: date


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody as one concern names them; ``described`` where it does not."""

    concern: str
    part: str
    forenames: str
    surname: str
    date_of_birth: date | None
    is_child: bool
    described: str

    @property
    def is_named(self) -> bool:
        return bool(self.forenames or self.surname)


@dataclass(frozen=True, slots=True)
class ConcernShown:
    """A concern of the household: where it came from and why it is here, and not who reported it.

    ``named`` says that somebody is sealed with it. ``words`` are in ``language``, a child's or an adult's own."""

    reference: str
    source_class: str
    raised_at: datetime
    language: str
    named: bool
    words: str
    words_of: str
    address: tuple[str, ...]
    photographs: int
    tied_why: str


@dataclass(frozen=True, slots=True)
class PictureOfHousehold:
    """All that is known of a household today, and what is not. ``classes`` are the independent source classes.

    ``many_of_one`` are source classes of which one informant reported so often, counted once all the same. ``expired``
    counts signals that say nothing any more. ``questions`` counts households that may be the same."""

    reference: str
    also: tuple[str, ...]
    timeline: tuple[SignalShown, ...]
    classes: tuple[str, ...]
    red_flags: tuple[str, ...]
    many_of_one: tuple[tuple[str, int], ...]
    not_known: tuple[str, ...]
    people: tuple[PersonShown, ...]
    concerns: tuple[ConcernShown, ...]
    matters: tuple[str, ...]
    expired: int
    questions: int


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """Whether a concern is of another household than its own, for a person to say. ``words`` name people."""

    number: int
    household: str
    other: str
    concern: str
    why: str
    words: tuple[str, ...]
    asked_at: datetime


def picture(reference: str, *, seen_by: Actor, now: datetime) -> PictureOfHousehold:
    """Whoever shows it leaves an entry. NotYours where there is none, or it is closed to who asks."""
    number, today = household_number(reference, seen_by=seen_by), london_date(now)
    household = Household.objects.get(pk=number)
    rows = list(
        Signal.objects.filter(concern__household=household, withdrawn_at=None).values_list(
            "text", "concern__reference", *COLUMNS[1:]
        )
    )
    signals = [Counted(*row[2:]) for row in rows]
    said = {row[2]: (row[0], row[1]) for row in rows}
    standing = counting.standing(signals, today)
    people, concerns = _people(household), _concerns(household)
    questions = Doubt.objects.filter(concern__household=household).count()
    return PictureOfHousehold(
        reference=household.reference,
        also=tuple(Household.objects.filter(joined_into=household).order_by("pk").values_list("reference", flat=True)),
        timeline=tuple(_shown(one, *said[one.number]) for one in standing),
        classes=tuple(sorted(counting.classes(signals, today))),
        red_flags=counting.red_flags(signals, today),
        many_of_one=counting.many_of_one_source(signals, today),
        not_known=not_known(_gaps(standing, people, concerns, questions)),
        people=people,
        concerns=concerns,
        matters=tuple(Matter.objects.filter(household=household).order_by("-pk").values_list("reference", flat=True)),
        expired=len(signals) - len(standing),
        questions=questions,
    )


def questions(*, seen_by: Actor) -> LongList[QuestionShown]:
    """What only a person can say of households, the oldest question first; one of a household that is closed to who
    asks is left out."""
    rows = Doubt.objects.order_by("asked_at", "pk")
    named = Household.objects.filter(concerns__doubts__isnull=False).values_list("pk", flat=True)
    asked = Doubt.objects.values_list("other_household", flat=True)
    closed = closed_to(seen_by, {*named, *asked}) if seen_by.kind == "force" else None
    return LongList(_open_to(rows, closed), _question, _QUESTION)


_QUESTION = (
    "pk", "concern__household__reference", "other_household__reference", "concern__reference", "why", "words",
    "asked_at",
)  # fmt: skip


def question(number: int, *, seen_by: Actor) -> QuestionShown:
    """One of them. NotYours where there is none, or it is closed to who asks."""
    row = Doubt.objects.filter(pk=number).values_list(*_QUESTION).first()
    if row is None:
        raise NotYours("There is no such question.", "Look at the list.")
    household_number(row[1], seen_by=seen_by)
    household_number(row[2], seen_by=seen_by)
    return _question(row)


def _open_to(rows: QuerySet[Doubt], closed: frozenset[int] | None) -> QuerySet[Doubt]:
    if closed is None:
        return rows.none()
    return rows.exclude(concern__household__in=closed).exclude(other_household__in=closed)


def _question(row: tuple[int, str, str, str, str, list[str], datetime]) -> QuestionShown:
    number, household, other, concern, why, words, asked_at = row
    return QuestionShown(number, household, other, concern, why, tuple(words), asked_at)


def _shown(one: Counted, text: str, concern: str) -> SignalShown:
    return SignalShown(
        concern,
        one.number,
        one.on,
        one.kind,
        one.how,
        CONFIDENCE[one.how],
        one.source_class,
        text,
        one.kind in RED_FLAGS,
        one.last_day,
    )


def _people(household: Household) -> tuple[PersonShown, ...]:
    rows = Subject.objects.filter(concern__household=household).order_by("concern__raised_at", "pk")
    columns = ("concern__reference", "part", "forenames", "surname", "date_of_birth", "is_child", "described")
    return tuple(PersonShown(*row) for row in rows.values_list(*columns))


def _concerns(household: Household) -> tuple[ConcernShown, ...]:
    rows = (
        Concern.objects.filter(household=household).annotate(pictures=Count("photographs")).order_by("raised_at", "pk")
    )
    return tuple(
        ConcernShown(
            row.reference,
            row.source_class,
            row.raised_at,
            row.language,
            row.named,
            row.own_words,
            row.words_of,
            tuple(line for line in (*row.address_lines, row.postcode) if line),
            row.pictures,
            row.tied_why,
        )
        for row in rows
    )


def _gaps(
    standing: Iterable[Counted], people: tuple[PersonShown, ...], concerns: tuple[ConcernShown, ...], questions: int
) -> Gaps:
    return Gaps(
        spoken=frozenset(one.source_class for one in standing),
        named=sum(one.is_named for one in people),
        unnamed=sum(not one.is_named for one in people),
        born=sum(one.is_named and one.date_of_birth is not None for one in people),
        children=sum(one.is_child for one in people),
        has_place=any(one.address for one in concerns),
        words_of=frozenset(one.words_of for one in concerns if one.words),
        questions=questions,
    )
