"""The Monday morning with people who ask what is held about them: one request under way, one answered, one flagged."""

import json

from firstbell.config import env
from firstbell.config import subject_access as table
from firstbell.foundations.subject_access.rules.deciding import GROUNDS, Choice
from firstbell.foundations.subject_access.rules.items import NEVER
from world import asked
from world.asked import IRIS, IVO, NOW


def build() -> dict[str, str | int]:
    """By name, one thing of each kind that a page of requests can show."""
    family = asked.family()
    amy = asked.picked(asked.asked("Amy"), family.record("P1"), ("client", family.client))
    answered = settled(asked.picked(asked.asked("Noor"), family.record("C1")))
    table.release(answered, by=IRIS, now=NOW)
    noor = asked.picked(asked.by_daniel("Eriksen"), family.record("C1"))
    part = table.found(amy, seen_by=IRIS, now=NOW)[0].number
    return {"asked_request": amy, "asked_part": part, "answered": answered, "flagged": noor, "family": family.incident}


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
