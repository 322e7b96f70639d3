"""Cases of a report on Monday 11 January 2027, for an officer and a supervisor of one force."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.rules.reviewing import EVIDENCE
from world.area import Area, at
from world.cast import CAST, join
from world.feed import incident, party, suspect

OFFICER, SUPERVISOR = (Actor(CAST[name].email, "force:staffordshire") for name in ("desk", "supervisor"))
ELSEWHERE = Actor(CAST["desk_elsewhere"].email, "force:west-mercia")
REPORTED = at("2027-01-11 09:00")
NOW = at("2027-01-29 12:00")
STOPPED = at("2027-01-16 10:00")
WHY = "She has moved away and wants it to be over."


def day(number: int) -> date:
    """This day of January 2027."""
    return date(2027, 1, number)


def reported(folder: Path, reference: str = "STF/1", *, when: datetime = REPORTED, **facts: Any) -> int:
    """An incident with a victim P1, a suspect P2 and a child C1, and Firstbell's number for it."""
    document = incident(reference, reported=when.isoformat(), **facts)
    Area(folder).incidents(document, now=when + timedelta(hours=1))
    return incidents.find(facts.get("force", "staffordshire"), reference)


def opened(folder: Path, reference: str = "STF/1", *, when: datetime = REPORTED, nominal: str | None = None) -> str:
    """A case of it, for its victim, whose number at the force is ``nominal``."""
    number = reported(folder, reference, when=when, parties=[party(nominal=nominal), suspect()])
    return actions.open_case(incident=number, victim="P1", by=OFFICER, now=when + timedelta(hours=2))


def with_suspect(case: str, crime: str = "21/1") -> str:
    """The case with its crime recorded and its suspect identified on the 12th."""
    actions.record_stage(case=case, stage="crime_recorded", on=day(12), crime=crime, by=OFFICER, now=NOW)
    actions.record_stage(case=case, stage="suspect_identified", on=day(12), suspect="P2", by=OFFICER, now=NOW)
    return case


def stopped(case: str, *, when: datetime = STOPPED) -> str:
    """The case, whose victim stopped supporting."""
    actions.record_stance(case=case, supports=False, asked_at=when, reasons=["safe_now"], by=OFFICER, now=NOW)
    return case


def proposed(case: str, code: str = "16", *, by: Actor = OFFICER) -> str:
    actions.propose_outcome(case=case, code=code, on=day(20), why=WHY, by=by, now=NOW)
    return case


def reviewed(case: str, conclusion: str = "cannot_proceed") -> str:
    found = dict.fromkeys(EVIDENCE, False) | {"call_999": True}
    actions.record_review(case=case, found=found, conclusion=conclusion, why=WHY, by=OFFICER, now=NOW)
    return case


def shown(case: str, now: datetime = NOW) -> queries.CaseShown:
    return queries.case(case, seen_by=OFFICER, now=now)


def join_police() -> None:
    """Both sign in for the police, so that a record can be closed to one of them."""
    for name in ("desk", "supervisor"):
        join(name, now=NOW)


def order(case: str, kind: str, made: str, **more: Any) -> int:
    """A notice or order of two conditions, open unless it is said when it ends, and its number."""
    asked = {"conditions": ["Stay away", "Sleep at his mother's"], "by": OFFICER, "now": NOW} | more
    return actions.record_order(case=case, kind=kind, made_at=at(made), **asked)


def breach(case: str, number: int, when: str, condition: str, **more: Any) -> None:
    asked = {"arrested": True, "what": "He stood at the gate and called.", "by": OFFICER, "now": NOW} | more
    actions.record_breach(case=case, order=number, at=at(when), condition=condition, **asked)


def conference(on: str = "2027-02-03", **more: Any) -> str:
    asked = {"area": "Stoke", "chair": "DI Chowdhury", "by": SUPERVISOR, "now": NOW} | more
    return actions.call_conference(on=date.fromisoformat(on), **asked)


def referred(case: str, meeting: str, **more: Any) -> int:
    """The number of its item on the agenda, on judgement unless said."""
    asked = {"grounds": ["professional_judgement"], "why": WHY, "by": OFFICER, "now": NOW} | more
    return actions.refer_case(case=case, conference=meeting, **asked)


def task(case: str, item: int, due: str, agency: str = "housing") -> int:
    text = "Change the locks of the home."
    due_on = date.fromisoformat(due)
    return actions.set_task(case=case, item=item, agency=agency, text=text, due_on=due_on, by=OFFICER, now=NOW)
