"""Dated facts of a case, from closed lists: special measures, the Victim Personal Statement, and what may come before
a victim stops supporting. They are facts for a person to read; nothing adds them up, and there is no score."""

from datetime import date

from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules.stages import is_past

OFFERED, TAKEN, DECLINED = "offered", "taken", "declined"
_MEASURE = {
    OFFERED: "offered",
    "wanted": "wanted",
    DECLINED: "declined",
    "applied_for": "applied for",
    "granted": "granted by the court",
    "not_granted": "not granted by the court",
}
STATEMENT, RISK = "personal_statement", "may_stop_supporting"
FACTS: dict[str, dict[str, str]] = {
    STATEMENT: {OFFERED: "offered", TAKEN: "taken", DECLINED: "declined"},
    "screens": _MEASURE,
    "live_link": _MEASURE,
    "evidence_in_private": _MEASURE,
    "recorded_evidence": _MEASURE,
    "recorded_questions": _MEASURE,
    "intermediary": _MEASURE,
    "no_wigs": _MEASURE,
    RISK: {
        "asked_to_stop": "asked what happens if they stop",
        "not_reached": "not reached for two weeks",
        "missed": "did not come to an appointment",
        "pressure": "said that somebody presses them to stop",
        "contact": "the suspect was in contact with them",
        "together": "together with the suspect again",
        "released": "the suspect was released without conditions",
        "court_moved": "a court date was moved",
        "countered": "was accused in turn",
        "no_advocate": "declined an advocate",
    },
}
"""What may be recorded about what: topic, fact, words."""

TOPICS = {
    STATEMENT: "Victim Personal Statement",
    "screens": "Screens in court",
    "live_link": "Evidence by live link",
    "evidence_in_private": "Evidence in private",
    "recorded_evidence": "Recorded evidence",
    "recorded_questions": "Recorded cross-examination",
    "intermediary": "An intermediary",
    "no_wigs": "No wigs and gowns",
    RISK: "What may come before they stop supporting",
}

HEARINGS = {
    "first_hearing": "first hearing",
    "plea": "plea hearing",
    "trial": "trial",
    "sentence": "sentence",
    "appeal": "appeal",
    "order": "protective order",
}


def may_record(topic: str, fact: str, on: date, today: date) -> None:
    if topic not in FACTS:
        raise Refused(f"{topic!r} is nothing that facts are about.", f"Choose one of: {', '.join(FACTS)}.")
    if fact not in FACTS[topic]:
        raise Refused(f"{fact!r} is no fact about it.", f"Choose one of: {', '.join(FACTS[topic])}.")
    is_past(on, today)


def may_set(hearing: str, on: date, reported_on: date) -> None:
    """Refused for no known hearing, or one before the report. A court date may lie ahead, and most do."""
    if hearing not in HEARINGS:
        raise Refused(f"{hearing!r} is no hearing.", f"Choose one of: {', '.join(HEARINGS)}.")
    if on < reported_on:
        raise Refused(f"The case was reported on {day_in_words(reported_on)}, after that.", "Look at the day.")
