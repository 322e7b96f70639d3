"""The conference of agencies about cases of high risk (MARAC): what comes before it, who finds out what, who does what.

A repeat is a fact worked out from days. Nothing here is a score, and no ground follows from another.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules.clocks import DUE, OVERDUE
from firstbell.responses.case_progress.rules.risk import HIGH
from firstbell.responses.case_progress.rules.stages import is_past, must_be_written_out

HIGH_GRADE, JUDGEMENT, ESCALATION, REPEAT = "high_grade", "professional_judgement", "escalation", "repeat"
GROUNDS = {
    HIGH_GRADE: "graded high",
    JUDGEMENT: "professional judgement",
    ESCALATION: "it is getting worse",
    REPEAT: "repeat within 12 months",
}
"""Why a case goes to a conference. It may have several."""

AGENCIES = {
    "police": "police",
    "advocates": "independent advocates",
    "childrens_social_care": "children's social care",
    "adult_social_care": "adult social care",
    "health": "health",
    "mental_health": "mental health",
    "substance_misuse": "substance misuse",
    "housing": "housing",
    "education": "education",
    "probation": "probation",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What grounds are held against: the grade that counts, ``""`` without one, and the earlier day of a repeat."""

    grade: str
    repeat_of: date | None


def may_call(on: date, area: str, chair: str, today: date) -> None:
    """Refused unless the conference has an area and a chair, and its day is not past."""
    if on < today:
        raise Refused(f"{day_in_words(on)} is past.", "Give the day on which the conference will meet.")
    if not area.strip() or not chair.strip():
        raise Refused("A conference has an area and a chair.", "Give both.")


def may_refer(grounds: Collection[str], why: str, known: Standing, on: date, today: date) -> None:
    """Refused unless the conference, ``on`` its day, is not past, and every ground is one and is borne out."""
    if on < today:
        raise Refused(f"That conference met on {day_in_words(on)}.", "Refer the case to the next one.")
    if not grounds or set(grounds) - GROUNDS.keys():
        raise Refused("There is no such ground, or none.", f"Choose of: {', '.join(GROUNDS)}.")
    if HIGH_GRADE in grounds and known.grade != HIGH:
        raise Refused("The grade that counts is not high.", "Refer it on another ground, such as judgement.")
    if REPEAT in grounds and known.repeat_of is None:
        raise Refused("No conference heard of this victim in the 12 months before.", "Refer it on another ground.")
    if set(grounds) & {JUDGEMENT, ESCALATION}:
        must_be_written_out(why, "what the judgement rests on, or what is getting worse")


def repeat_of(on: date, heard: Iterable[date], today: date) -> date | None:
    """The last day within 12 months before ``on`` on which a conference heard of the same victim, else None."""
    return max((day for day in heard if year_before(on) <= day < on and day <= today), default=None)


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def may_research(agency: str, text: str, entered: Collection[str]) -> None:
    """Refused unless the agency is one that has not entered what it knows (``entered`` have), and it says something."""
    _is_agency(agency)
    if agency in entered:
        raise Refused(f"The research of {AGENCIES[agency]} is entered already.", "Correct it, with why.")
    must_be_written_out(text, "what the agency knows; that it knows nothing is written out too")


def may_correct_research(agency: str, text: str, why: str, entered: Collection[str]) -> None:
    _is_agency(agency)
    if agency not in entered:
        raise Refused(f"There is no research of {AGENCIES[agency]} to correct.", "Enter it.")
    must_be_written_out(text, "what the agency knows; that it knows nothing is written out too")
    must_be_written_out(why, "why the research is corrected")


def may_set_task(agency: str, text: str, due_on: date, met_on: date) -> None:
    """Refused unless an agency owns it, it says what is done, and it is not due before the conference met."""
    if not agency:
        raise Refused("A task has an agency that owns it.", f"Choose one of: {', '.join(AGENCIES)}.")
    _is_agency(agency)
    must_be_written_out(text, "what the agency does")
    if due_on < met_on:
        raise Refused(f"The conference is on {day_in_words(met_on)}, after that.", "Look at the day.")


def may_finish(done_on: date | None, on: date, how: str, today: date) -> None:
    """Refused for a task that is done (``done_on``), a day ahead, or without how it was done."""
    if done_on:
        raise Refused(f"It was done on {day_in_words(done_on)}.", "Look at the task.")
    is_past(on, today)
    must_be_written_out(how, "how it was done")


def state(due_on: date, today: date) -> str:
    """How a task stands that is not done."""
    return OVERDUE if today > due_on else DUE


def missing(entered: Collection[str]) -> tuple[str, ...]:
    """The agencies whose research is not there, in the order of the list."""
    return tuple(agency for agency in AGENCIES if agency not in entered)


def _is_agency(agency: str) -> None:
    if agency not in AGENCIES:
        raise Refused(f"{agency!r} is no agency of a conference.", f"Choose one of: {', '.join(AGENCIES)}.")
