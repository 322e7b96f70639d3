"""What may be read from several outcomes together, and when an operation must stop.

Outcomes fall into families that are never netted: more reports are no price for more injuries, nor fewer injuries a
success where fewer dare to report. Nothing here is good or bad by its colour; a rise in reports alone says neither.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from scipy import stats

from firstbell.pure.evaluation.finding import Direction, Finding
from firstbell.pure.refusal import Refused

CHANCE = 0.10
"""One-sided. Twice the usual: to pause for nothing costs days, not to pause may cost a life."""
UNFORESEEN = 2
"""Events that stop an operation where none was expected: no test is needed to see that the forecast was wrong."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was expected without operations: ``retaliations`` in their 28 days, ``disengagements`` of victims.

    Numbers of events over all the visits or operations watched; each from 0 to infinity.
    """

    retaliations: float
    disengagements: float

    def __post_init__(self) -> None:
        for name, value in (("retaliations", self.retaliations), ("disengagements", self.disengagements)):
            if not 0 <= value < math.inf:
                raise Refused(f"{value:g} {name} cannot be expected.", "Give 0 or more, from areas that wait.")


@dataclass(frozen=True, slots=True)
class Watch:
    """``stop``: pause now and have a named person look; ``words`` say why, or why not."""

    stop: bool
    words: str


def watch(retaliations: int, disengagements: int, visits_or_operations: int, expected: Expected) -> Watch:
    """Whether either safety count is above what was expected: one is enough, and neither makes up for the other.

    A retaliation counts within 28 days, and may come more than once: exact Poisson test. A victim disengages once from
    an operation: exact binomial test among ``visits_or_operations``. Each one-sided at 10 %, and each stops at two
    events where none was expected. Pausing and telling a person is for whoever asks; looking every day makes a pause
    for nothing more likely than one in ten, and that is accepted.
    """
    _check_watched(retaliations, disengagements, visits_or_operations, expected)
    share = expected.disengagements / visits_or_operations if visits_or_operations else 0.0
    often = float(stats.poisson.sf(retaliations - 1, expected.retaliations))
    left = float(stats.binom.sf(disengagements - 1, visits_or_operations, share))
    found = [
        _line("retaliation within 28 days", retaliations, expected.retaliations, often),
        _line("disengagement", disengagements, expected.disengagements, left),
    ]
    stop = any(excess for excess, _ in found)
    ending = "Pause, and let a person look." if stop else "Go on watching: few events prove no safety."
    return Watch(stop, " ".join([*(words for _, words in found), ending]))


def _line(what: str, seen: int, expected: float, p: float) -> tuple[bool, str]:
    """Whether ``seen`` is an excess, and the sentence that says so."""
    if expected == 0:
        return seen >= UNFORESEEN, f"{what.capitalize()}: {seen}, where none was expected."
    excess = seen > expected and p <= CHANCE
    verdict = "more than" if excess else "not clearly more than"
    return excess, f"{what.capitalize()}: {seen}, {verdict} the {expected:.1f} expected (p = {p:.3f})."


def _check_watched(retaliations: int, disengagements: int, watched: int, expected: Expected) -> None:
    if min(retaliations, disengagements, watched) < 0:
        raise Refused("A count is below 0.", "Correct the count.")
    if max(disengagements, expected.disengagements) > watched:
        raise Refused(
            f"More disengagements, seen or expected, than the {watched} operations watched.",
            "Count each operation once.",
        )
