"""The Monday morning at New Era: a referral that waits, a case with its worker and its plan, one that has ended.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from firstbell.config import env
from firstbell.pure.actor import Actor
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.referrals import Introduction
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, Way, Window
from world.cast import CAST
from world.monday import MORNING, NIGHT

SERVICE = "support:new-era"
DESK = Actor(CAST["desk"].email, "force:staffordshire")
SUPERVISOR = Actor(CAST["supervisor"].email, "force:staffordshire")
WORKER, LEAD = (Actor(CAST[name].email, SERVICE) for name in ("worker", "support_lead"))
INCIDENT, OTHER = "STF/2026/0000031", "STF/2026/0000034"
ADDRESS, BORN = "7 Nowhere Lane, ST99 9ZZ", date(2017, 5, 1)
NUMBER, CODE_WORD = "01632 960001", "Tulip"
ALL_DAY = (Window(frozenset(range(5)), time(7), time(18)),)
CALLS = GivenWay(Way("phone", ALL_DAY), NUMBER)
EVENINGS = GivenWay(Way("text", (Window(frozenset({5, 6}), time(18), time(20)),), message=True), "07700 900001")


def build(*, made: datetime = NIGHT) -> dict[str, Any]:
    """By name, one referral of each kind that a page of support can show."""
    case = worked_on(
        made=made - timedelta(days=3), grade="high", also_suspect=True, surname="Castle", incident_reference=OTHER
    )
    ended = referred(made=made - timedelta(days=20), surname="Endicott")
    actions.answer_referral(reference=ended, into="rejected", reason="Lives elsewhere.", by=LEAD, now=made)
    return {
        "support_case": case,
        "support_untried": worked_on(made=made, surname="Underwood", ways=()),
        "support_waits": referred(made=made, surname="Waitley"),
        "support_to_revoke": referred(made=made, surname="Withers"),
        "support_ended": ended,
        "support_answer": "accept",
        "support_outcome": "takes-part",
        "support_way": "phone",
        **_of_a_case(case, made=made),
    }


def _of_a_case(case: str, *, made: datetime) -> dict[str, Any]:
    """A need with a goal and a task, a child who is a client too, and an address that waits."""
    by = {"by": WORKER, "now": made}
    actions.record_need(referral=case, need="housing", text="A lock that holds", on=made.date(), **by)
    goal = actions.set_goal(referral=case, need="housing", text="A home that he has no key to", **by)
    aim: dict[str, Any] = {"goal": goal, "owner": "housing", "due_on": MORNING.date(), "text": "Change the front lock"}
    child = worked_on(made=made, surname="Castlemaine", date_of_birth=BORN, basis="parental", ways=(), worker=LEAD)
    actions.link_child(child=child, adult=case, **by)
    client = queries.referral(case, seen_by=WORKER).client
    return {
        "support_need": "housing",
        "support_goal": goal,
        "support_task": actions.set_task(referral=case, **aim, **by),
        "support_child": child,
        "support_proposal": actions.propose_address(client=client, text=ADDRESS, **by),
    }


def referred(*, made: datetime, **more: Any) -> str:
    said: dict[str, Any] = {"referred_from": "police", "basis": "consent", "forenames": "Ada", "surname": "Example"}
    said |= {"force": "staffordshire", "incident_reference": INCIDENT}
    return actions.refer(service=SERVICE, said=Introduction(**said | more), by=DESK, now=made)


def worked_on(
    *, made: datetime, ways: tuple[GivenWay, ...] = (CALLS, EVENINGS), worker: Actor = WORKER, **more: Any
) -> str:
    """A referral that is accepted, has its worker, and a plan of these ways, if any."""
    reference = referred(made=made, **more)
    actions.answer_referral(reference=reference, into="accepted", by=LEAD, now=made)
    actions.allocate_referral(reference=reference, worker=worker.name, by=LEAD, now=made)
    if ways:
        client = queries.referral(reference, seen_by=WORKER).client
        last_day = MORNING.date() + timedelta(days=21)
        actions.make_plan(client=client, ways=ways, last_day=last_day, code_word=CODE_WORD, by=WORKER, now=made)
    return reference


def plan_of(reference: str) -> SafeContactPlan | None:
    return queries.referral(reference, seen_by=WORKER).plan


def main() -> None:
    """Add it, and leave ``support.json`` beside it."""
    (env.home() / "support.json").write_text(json.dumps(build()), encoding="utf-8")
