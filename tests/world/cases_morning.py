"""The Monday morning with a case desk at work in it: two cases, one of which waits for a supervisor, and a conference.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import date, timedelta
from typing import Any

from firstbell.config import env
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress import actions
from firstbell.responses.case_progress.rules.reviewing import EVIDENCE
from world.area import Area, at
from world.cast import CAST
from world.feed import incident, party, suspect
from world.monday import MORNING

OFFICER, SUPERVISOR, COORDINATOR = (
    Actor(CAST[name].email, "force:staffordshire") for name in ("case_officer", "case_supervisor", "coordinator")
)
REPORTED = at("2026-11-12 09:00")
RECORDED = at("2026-11-20 15:00")
"""Friday afternoon, when all of this was written down."""
WHY = "She has moved away and wants it to be over."
REFERENCES = {"waits": "STF/2026/0000950", "served": "STF/2026/0000951", "to_open": "STF/2026/0000952"}
BY: dict[str, Any] = {"by": OFFICER, "now": RECORDED}


def build(area: Area) -> dict[str, Any]:
    """By name, one thing of each kind that a page of the case desk can show."""
    numbers = {name: reported(area, reference) for name, reference in REFERENCES.items()}
    waits, served = (opened(numbers[name]) for name in ("waits", "served"))
    stage(waits, "suspect_identified", suspect="P2")
    stage(waits, "arrest")
    propose(waits)
    protect(served)
    meeting, item, task = meet(served)
    return {
        "case": waits,
        "served_case": served,
        "incident_to_open": numbers["to_open"],
        "recording": "stance",
        "recording_about": "correct-stage",
        "stage": "arrest",
        "supervising": "approve",
        "conference": meeting,
        "item": item,
        "keeping": "task",
        "keeping_about": "finish-task",
        "task": task,
    }


def reported(area: Area, reference: str) -> int:
    reached = {"phones": ["07700 900111"], "emails": ["amy@home.example"]}
    people = [party(surname="Fairweather", nominal=f"N/{reference}", **reached), suspect(surname="Fairweather")]
    area.incidents(incident(reference, reported=REPORTED.isoformat(), parties=people), now=REPORTED)
    return incidents.find("staffordshire", reference)


def opened(number: int) -> str:
    return actions.open_case(incident=number, victim="P1", by=OFFICER, now=REPORTED + timedelta(hours=3))


def stage(case: str, name: str, **names: str) -> None:
    actions.record_stage(case=case, stage=name, on=date(2026, 11, 16), **names, **BY)


def propose(case: str) -> None:
    """Outcome 16, reviewed: a supervisor decides next."""
    asked_at = at("2026-11-18 10:00")
    actions.record_stance(case=case, supports=False, asked_at=asked_at, reasons=["safe_now"], said=WHY, **BY)
    actions.propose_outcome(case=case, code="16", on=date(2026, 11, 19), why=WHY, **BY)
    found = dict.fromkeys(EVIDENCE, False) | {"call_999": True}
    actions.record_review(case=case, found=found, conclusion="cannot_proceed", why=WHY, **BY)


def protect(case: str) -> None:
    """Graded high, and a notice of which a court must hear today by midday; bail that has run out."""
    form = {"tool": "dash", "version": "2009", "answers": {"1": "yes", "2": "not_known"}, "grade": "high"}
    actions.record_assessment(case=case, **form, assessed_at=at("2026-11-12 11:00"), **BY)
    conditions = ["Not to come within 100 metres of her home", "Not to contact her, nor have anybody contact her"]
    actions.record_order(case=case, kind="dvpn", made_at=at("2026-11-20 12:00"), conditions=conditions, **BY)
    ends = at("2026-11-19 09:00")
    actions.record_order(
        case=case, kind="bail", made_at=at("2026-11-13 09:00"), conditions=conditions, ends_at=ends, **BY
    )
    actions.record_fact(case=case, topic="may_stop_supporting", fact="pressure", on=date(2026, 11, 17), **BY)
    actions.set_court_date(case=case, hearing="order", on=date(2026, 11, 23), **BY)


def meet(case: str) -> tuple[str, int, int]:
    """A conference on Wednesday with the case on its agenda, what two agencies know, and a task."""
    by: dict[str, Any] = {"by": COORDINATOR, "now": RECORDED}
    meeting = actions.call_conference(on=date(2026, 11, 25), area="Stoke", chair="DI Chowdhury", **by)
    item = actions.refer_case(case=case, conference=meeting, grounds=["high_grade"], **by)
    for agency, text in (("police", "Two calls to the home since May."), ("housing", "Moved in March; in arrears.")):
        actions.record_research(case=case, item=item, agency=agency, text=text, knows_family=True, **by)
    text, due_on = "Change the locks of the home.", date(2026, 11, 27)
    task = actions.set_task(case=case, item=item, agency="housing", text=text, due_on=due_on, **by)
    return meeting, item, task


def main() -> None:
    """Add it, and leave ``cases.json`` beside it."""
    made = build(Area(env.home(), policy=ForcePolicy(force="staffordshire", desk_emails=("desk@force.example",))))
    assert RECORDED < MORNING
    (env.home() / "cases.json").write_text(json.dumps(made), encoding="utf-8")
