"""The Commissioner's log: what was asked about figures, by whom, and every answer."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.reporting.performance.models import Question


@dataclass(frozen=True, slots=True)
class ReplyShown:
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """``measure`` is "" where it is about none; ``replies`` are in order, and the last one stands."""

    reference: str
    measure: str
    text: str
    asked_by: str
    asked_on: date
    by: str
    replies: tuple[ReplyShown, ...]


def questions(*, seen_by: Actor) -> LongList[QuestionShown]:
    """Those of a force, the latest first."""
    rows = Question.objects.filter(force=_force(seen_by)).order_by("-pk").prefetch_related("replies")
    return LongList(rows, _shown, searched=("reference", "text", "asked_by"))


def question(reference: str, *, seen_by: Actor) -> QuestionShown:
    row = Question.objects.filter(reference=reference, force=_force(seen_by)).first()
    if row is None:
        raise NotYours(f"There is no question {reference}.", "Look at the reference.")
    return _shown(row)


def _force(seen_by: Actor) -> str:
    return seen_by.code if seen_by.kind == "force" else ""


def _shown(row: Question) -> QuestionShown:
    replies = sorted(row.replies.all(), key=lambda one: one.pk)
    return QuestionShown(
        reference=row.reference,
        measure=row.measure,
        text=row.text,
        asked_by=row.asked_by,
        asked_on=row.asked_on,
        by=row.by,
        replies=tuple(ReplyShown(one.text, one.by, one.recorded_at) for one in replies),
    )
