"""The Commissioner's log of questions, each with who asked and every answer."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.reporting.performance.models import Question, Reply
from firstbell.reporting.performance.rules.measures import measure as measure_of
from firstbell.reporting.performance.rules.questions import may_answer, may_ask


def ask_question(*, text: str, asked_by: str, asked_on: date, measure: str = "", by: Actor, now: datetime) -> str:
    """Record a question that somebody asked about figures; its reference. ``measure`` is "" where it is about none."""
    may_ask(text, asked_by, asked_on, london_date(now))
    if measure:
        measure_of(measure)
    if by.kind != "force":
        raise NotYours("The log is a force's.", "Act for the force.")
    with transaction.atomic():
        row = Question.objects.create(
            reference=drawn_reference("FQ"),
            force=by.code,
            measure=measure,
            text=text.strip(),
            asked_by=asked_by.strip(),
            asked_on=asked_on,
            by=by.name,
            recorded_at=now,
        )
        audit.record(by=by, now=now, action="figures.asked", subject=row.reference, details={"measure": measure})
    return row.reference


def answer_question(*, question: str, text: str, by: Actor, now: datetime) -> None:
    """Add an answer. One that was given before stays beside it."""
    may_answer(text)
    with transaction.atomic():
        row = Question.objects.filter(reference=question, force=by.code).first()
        if row is None or by.kind != "force":
            raise NotYours(f"There is no question {question}.", "Look at the reference.")
        Reply.objects.create(question=row, text=text.strip(), by=by.name, recorded_at=now)
        audit.record(by=by, now=now, action="figures.answered", subject=question)
