"""The Monday morning at the hub: a household that a school, a surgery, a landlord and a neighbour see a part of, and
one next to it that may be the same.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from firstbell.config import env
from firstbell.joint.early_picture import actions, jobs, queries
from firstbell.joint.early_picture.models import Doubt, Signal
from firstbell.joint.early_picture.rules.raising import Fact, Informant, Place, Report, Subject
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from world.cast import CAST
from world.monday import MORNING, NIGHT

JOB = Actor("job:tie", "force:staffordshire")
SCHOOL = Actor(CAST["asha"].email, "establishment:100001")
NURSE = Actor(CAST["professional"].email, "agency:health.city-surgery")
LANDLORD = Actor(CAST["hub_partner"].email, "agency:housing.potters-homes")
SOMEBODY = Actor("public", "")
SUPERVISOR = Actor(CAST["hub_supervisor"].email, "force:staffordshire")
POLICY = ForcePolicy(force="staffordshire", hub_alarm_emails=("standards@force.example",))
NEIGHBOUR = Informant("Nell Neighbour", "01632 960777")
HOME = Place(("12 Poplar Court",), "ST4 3BB")
IVY = Subject("worried_for", "Ivy", "Marlow", (MORNING - timedelta(days=3_800)).date(), is_child=True)
JOAN = Subject("worried_for", "Joan", "Sallow")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000"
    "02000148afa4710000000049454e44ae426082"
)
"""One black dot."""


def build(*, made: datetime = NIGHT) -> dict[str, Any]:
    """By name, one thing of each kind that a page of the hub, or of whoever reports to it, can show."""
    concern = raised(_fact("afraid", "Cries when she is fetched", made), by=SCHOOL, people=(IVY,), now=made)
    raised(_fact("injury", "A bruise on the wrist", made), by=NURSE, people=(IVY,), now=made)
    raised(_fact("housing", "Asked to move", made), by=LANDLORD, people=(IVY,), now=made)
    public = raised(
        _fact("fighting", "", made), by=SOMEBODY, people=(JOAN,), now=made, informant=NEIGHBOUR, pictures=[PICTURE]
    )
    night(MORNING)
    line = next(one for one in queries.queue(seen_by=SUPERVISOR, now=MORNING) if one.household == _household(concern))
    aim: dict[str, Any] = {
        "owner": LANDLORD.organisation,
        "text": "Change the lock",
        "due_on": MORNING.date() + timedelta(days=3),
    }
    return {
        "hub_matter": line.reference,
        "hub_household": line.household,
        "hub_task": actions.set_task(matter=line.reference, **aim, by=SUPERVISOR, now=MORNING),
        "hub_concern": concern,
        "hub_signal": Signal.objects.get(concern__reference=concern).pk,
        "hub_public": public,
        "hub_other": _household(public),
        "hub_photograph": 1,
        "hub_question": Doubt.objects.get(concern__reference=public).pk,
    }


def raised(fact: Fact, *, by: Actor, people: tuple[Subject, ...], now: datetime, **more: Any) -> str:
    basis = "public_task" if by.organisation else ""
    report = Report(facts=(fact,), people=people, place=HOME, basis=basis)
    return actions.raise_concern(report=report, by=by, now=now, policy=POLICY, **more)


def night(now: datetime) -> None:
    """Concerns are tied and weighed, until nothing is left."""
    while sum(job(by=JOB, now=now, policy=POLICY) for job in (jobs.tie_concerns, jobs.weigh_households)):
        pass


def _fact(kind: str, text: str, made: datetime) -> Fact:
    return Fact(kind, "seen", made.date() - timedelta(days=2), text)


def _household(concern: str) -> str:
    found: str = Signal.objects.values_list("concern__household__reference", flat=True).get(concern__reference=concern)
    return found


def main() -> None:
    """Add it, and leave ``hub.json`` beside it."""
    (env.home() / "hub.json").write_text(json.dumps(build()), encoding="utf-8")
