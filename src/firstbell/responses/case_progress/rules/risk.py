"""Risk questions as they were answered, and the grades that people gave.

A grade is an officer's, and a supervisor's: it is stored and never computed, and nothing leads from answers to a grade
(DOMAIN.md section 5). The questions are the force's own form's, known here by their keys only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.periods import day_in_words, london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules.stages import must_be_written_out

TOOLS = {"dash": "DASH (2009)", "dara": "DARA"}
ANSWERS = {"yes": "yes", "no": "no", "not_known": "not known", "not_asked": "not asked"}
STANDARD, MEDIUM, HIGH = "standard", "medium", "high"
GRADES = (STANDARD, MEDIUM, HIGH)


@dataclass(frozen=True, slots=True)
class Graded:
    """An assessment's grade, and who gave it."""

    grade: str
    by: str


def may_assess(
    *, tool: str, version: str, answers: Mapping[str, str], grade: str, at: datetime, reported_on: date, now: datetime
) -> None:
    """Refused unless the form is known by tool and version, its answers are as given, and the grade is one of three."""
    if tool not in TOOLS:
        raise Refused(f"{tool!r} is no set of risk questions.", f"Choose one of: {', '.join(TOOLS)}.")
    if not version.strip():
        raise Refused("The version of the questions is missing.", "Give the one that the form shows.")
    _are_answers(answers)
    is_grade(grade)
    if at > now:
        raise Refused("That assessment lies ahead.", "Record it when it was made.")
    if london_date(at) < reported_on:
        raise Refused(f"The case was reported on {day_in_words(reported_on)}, after that.", "Look at the time.")


def may_grade_again(first: Graded, grade: str, why: str, by: str) -> None:
    """Refused unless somebody else than the officer gives it, with a reason where it is another grade."""
    is_grade(grade)
    if by.lower() == first.by.lower():
        raise Refused("Whoever graded the risk cannot be its supervisor.", "Ask a supervisor.")
    if grade != first.grade:
        must_be_written_out(why, f"why it is {grade} and not {first.grade}")


def is_grade(grade: str) -> None:
    if grade not in GRADES:
        raise Refused(f"{grade!r} is no grade.", f"Choose one of: {', '.join(GRADES)}.")


def _are_answers(answers: Mapping[str, str]) -> None:
    if not answers:
        raise Refused("No question is answered.", "Give every question of the form; one may not have been asked.")
    if not all(key.strip() for key in answers):
        raise Refused("A question has no key.", "Use the keys of the force's form.")
    for key, answer in answers.items():
        if answer not in ANSWERS:
            raise Refused(f"{answer!r} is no answer, to {key}.", f"Choose one of: {', '.join(ANSWERS)}.")
