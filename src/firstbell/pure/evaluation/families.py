"""What may be read from several outcomes together.

Outcomes fall into families that are never netted: more reports are no price for more injuries, nor fewer injuries a
success where fewer dare to report. Nothing here is good or bad by its colour; a rise in reports alone says neither.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from firstbell.pure.evaluation.finding import Direction, Finding


class Family(StrEnum):
    REPORTING = "reporting"
    HARM = "harm"
    PROCESS = "process"
    SAFETY = "safety"


REPORTING, HARM, PROCESS, SAFETY = Family


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` for people; ``stop``: whether no further operation may start until somebody has looked."""

    words: str
    stop: bool


def reading(reports: Finding, severity: Finding, injury: Finding) -> Reading:
    """What three findings of one randomised contrast say together.

    ``reports``: third-party reports; ``severity``: harm per report; ``injury``: repeat incidents with injury. For harm
    an interval above 1 counts however few the events were: what may hurt somebody does not wait for the plan.
    """
    harsher = severity.leaning is Direction.UP
    hurt = injury.leaning is Direction.UP
    if hurt:
        return _injuries_rose(reports, severity)
    if harsher:
        return _severity_rose(reports)
    return Reading(_no_harm_seen(reports, severity) + _unknown(injury, "repeats with injury"), stop=False)


def _injuries_rose(reports: Finding, severity: Finding) -> Reading:
    if reports.leaning is Direction.DOWN and severity.leaning is Direction.UP:
        return _silencing()
    if reports.direction is Direction.UP:
        return Reading("More was reported, and repeats with injury rose: review for backlash.", stop=True)
    return Reading("Repeats with injury rose: review for backlash." + _unknown(reports, "reports"), stop=True)


def _severity_rose(reports: Finding) -> Reading:
    if reports.leaning is Direction.DOWN:
        return _silencing()
    if reports.direction is Direction.UP:
        return Reading("More was reported, and what was reported was more severe: review for backlash.", stop=True)
    return Reading(
        "What was reported was more severe: review before going on." + _unknown(reports, "reports"), stop=True
    )


def _silencing() -> Reading:
    return Reading("Less was reported, and what was reported was more severe: silencing. Stop.", stop=True)


def _no_harm_seen(reports: Finding, severity: Finding) -> str:
    if reports.direction is Direction.CANNOT_TELL:
        return _unknown(reports, "reports").strip() + _unknown(severity, "severity")
    if reports.direction is Direction.DOWN:
        return "Less was reported: people may have been silenced, or less may have happened." + _unknown(
            severity, "severity"
        )
    if severity.direction is Direction.DOWN:
        return "More was reported, and what was reported was less severe: consistent with earlier reporting."
    return "More was reported; what became of harm is not known." + _unknown(severity, "severity")


def _unknown(finding: Finding, what: str) -> str:
    """Empty where the finding can tell; else what it could have shown."""
    if finding.direction is not Direction.CANNOT_TELL:
        return ""
    if math.isinf(finding.detectable):
        return f" Cannot tell about {what}: no effect of any size could have been seen."
    return (
        f" Cannot tell about {what}: only {finding.detectable:.2f} times or more, or "
        f"{1 / finding.detectable:.2f} times or less, would be seen in four of five such cases."
    )
