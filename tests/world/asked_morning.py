"""The Monday morning with people who ask what is held about them, and with a participant whose time has passed.

One request is under way, one answered, one flagged.
"""

import json

from firstbell.config import destruction, env
from firstbell.config import subject_access as table
from firstbell.foundations.retention import actions as retention
from firstbell.foundations.retention import queries as kept
from firstbell.foundations.subject_access.rules.deciding import GROUNDS, Choice
from firstbell.foundations.subject_access.rules.items import NEVER
from firstbell.pure.policy import ForcePolicy
from world import asked
from world.area import at
from world.asked import IRIS, IVO, NOW
from world.cast import ADMINISTRATOR

LONG_AGO = at("2015-01-20 10:00")
YEARS = 6
POLICY = ForcePolicy(force="staffordshire", keep_participants_years=YEARS)
INQUEST = "The coroner has asked for it: letter of 3 November."


def build() -> dict[str, str | int]:
    """By name, one thing of each kind that a page of requests can show."""
    family = asked.family()
    amy = asked.picked(asked.asked("Amy"), family.record("P1"), ("client", family.client))
    answered = settled(asked.picked(asked.asked("Noor"), family.record("C1")))
    table.release(answered, by=IRIS, now=NOW)
    noor = asked.picked(asked.by_daniel("Eriksen"), family.record("C1"))
    old = asked.in_the_programme("Vintage", "", now=LONG_AGO)
    part = table.found(amy, seen_by=IRIS, now=NOW)[0].number
    return {
        "asked_request": amy,
        "asked_part": part,
        "answered": answered,
        "flagged": noor,
        "hold": destruction.place_hold(kind="client", reference=family.client, reason=INQUEST, by=IRIS, now=NOW),
        "family_client": family.client,
        "family": family.incident,
        "old": old,
        "kind": "participant",
    }


def destroyed() -> dict[str, str]:
    """One certificate of what was destroyed, and one proposal that waits for a second person."""
    asks = {"now": NOW, "policy": POLICY}
    first = destruction.propose("participant", by=ADMINISTRATOR, **asks)
    retention.approve_removal(reference=first, by=IRIS, now=NOW)
    destruction.remove_approved(by=ADMINISTRATOR, **asks)
    asked.in_the_programme("Bygone", "", now=LONG_AGO)
    second = destruction.propose("participant", by=ADMINISTRATOR, **asks)
    return {"certificate": kept.certificates()[0].reference, "removal": second}


def settled(reference: str) -> str:
    """Everything as it would be by itself, said by one officer and confirmed by the other."""
    said = [
        Choice(one.item.key, one.bearing.default, next(iter(GROUNDS[one.bearing.default])))
        for part in table.found(reference, seen_by=IRIS, now=NOW)
        for one in part.found
        if one.bearing.default != NEVER
    ]
    table.propose(reference, said, by=IRIS, now=NOW)
    table.confirm(reference, [one.key for one in said], by=IVO, now=NOW)
    return reference


def main() -> None:
    """Add it, and leave ``asked.json`` beside it; whoever calls it sets Django up first."""
    (env.home() / "asked.json").write_text(json.dumps(build()), encoding="utf-8")
