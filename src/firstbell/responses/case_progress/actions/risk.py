"""Risk: questions answered, and graded by two people."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.actions.shared import locked_case, note
from firstbell.responses.case_progress.models import Assessment, SecondGrade
from firstbell.responses.case_progress.queries.standing import days_of
from firstbell.responses.case_progress.rules import risk
from firstbell.responses.case_progress.rules.stages import REPORTED


def record_assessment(
    *,
    case: str,
    tool: str,
    version: str,
    answers: Mapping[str, str],
    grade: str,
    assessed_at: datetime,
    by: Actor,
    now: datetime,
) -> None:
    """The answers as given, by key of the force's form, and the grade that the officer chose. A later one counts."""
    with transaction.atomic():
        row = locked_case(case, by)
        reported_on = days_of(row)[REPORTED]
        risk.may_assess(
            tool=tool, version=version, answers=answers, grade=grade, at=assessed_at, reported_on=reported_on, now=now
        )
        Assessment.objects.create(
            case=row,
            tool=tool,
            version=version.strip(),
            answers=dict(answers),
            grade=grade,
            assessed_at=assessed_at,
            by=by.name,
            recorded_at=now,
        )
        note("risk_assessed", row, by, now, tool=tool, grade=grade)


def grade_again(*, case: str, grade: str, why: str = "", by: Actor, now: datetime) -> None:
    """A supervisor's grade of the latest assessment, with why where it is another than the officer's."""
    with transaction.atomic():
        row = locked_case(case, by)
        latest = row.assessments.order_by("assessed_at", "pk").last()
        if latest is None:
            raise Refused(f"No risk is assessed for {row.reference}.", "Record the assessment first.")
        risk.may_grade_again(risk.Graded(latest.grade, latest.by), grade, why, by.name)
        SecondGrade.objects.create(assessment=latest, grade=grade, why=why.strip(), by=by.name, recorded_at=now)
        note("risk_graded_again", row, by, now, grade=grade)
