"""The Commissioner's log: what was asked about figures, by whom, and every answer."""

from datetime import date, time

from django.db.models import Exists, OuterRef, Q

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_moment
from firstbell.pure.refusal import NotYours
from firstbell.reporting.performance.models import Question, Reply
from firstbell.reporting.performance.rules.questions import QuestionShown, ReplyShown


def questions(*, seen_by: Actor) -> LongList[QuestionShown]:
    """Those of a force, the latest first."""
    rows = Question.objects.filter(force=_force(seen_by)).order_by("-pk").prefetch_related("replies")
    return LongList(rows, _shown, searched=("reference", "text", "asked_by"))


def questions_of_meeting(force: str, since: date) -> tuple[QuestionShown, ...]:
    """What a meeting goes through, the oldest first: without an answer, or asked or answered from a London day on."""
    begins = london_moment(since, time.min)
    answers = Reply.objects.filter(question=OuterRef("pk"))
    rows = Question.objects.filter(
        Q(asked_on__gte=since) | ~Exists(answers) | Exists(answers.filter(recorded_at__gte=begins))
    )
    return tuple(map(_shown, rows.filter(force=force).order_by("pk").prefetch_related("replies")))


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
