"""What was answered about risk, and how it was graded."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.responses.case_progress.models import Assessment, Case, SecondGrade
from firstbell.responses.case_progress.queries.standing import may_see


@dataclass(frozen=True, slots=True)
class SecondGradeShown:
    """A supervisor's grade; ``why`` is ``""`` where it is the officer's."""

    grade: str
    why: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """``answers`` by key of the force's form; ``grade`` is the officer's, ``second_grades`` in their order."""

    tool: str
    version: str
    answers: dict[str, str]
    grade: str
    assessed_at: datetime
    by: str
    second_grades: tuple[SecondGradeShown, ...]


def assessments(case: str, *, seen_by: Actor) -> tuple[AssessmentShown, ...]:
    """All of one case, the one that counts first. NotYours for a case that is not open to whoever asks."""
    may_see(case, seen_by)
    rows = Assessment.objects.filter(case__reference=case).order_by("-assessed_at", "-pk")
    return tuple(_shown(row) for row in rows.prefetch_related("second_grades"))


def grade_of(row: Case) -> str:
    """The grade that counts: of the latest assessment the supervisor's, else the officer's; ``""`` without any."""
    latest = row.assessments.order_by("assessed_at", "pk").last()
    if latest is None:
        return ""
    second = latest.second_grades.order_by("pk").last()
    return str(second.grade if second else latest.grade)


def _shown(row: Assessment) -> AssessmentShown:
    second = tuple(_second(one) for one in sorted(row.second_grades.all(), key=lambda one: one.pk))
    return AssessmentShown(row.tool, row.version, row.answers, row.grade, row.assessed_at, row.by, second)


def _second(row: SecondGrade) -> SecondGradeShown:
    return SecondGradeShown(row.grade, row.why, row.by, row.recorded_at)
