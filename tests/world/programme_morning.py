"""The Monday morning with a programme in it: everybody whom its pages, and those of the partners' service, can show.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import timedelta

from firstbell.config import env
from firstbell.responses.programme import actions
from firstbell.responses.programme.rules.partners import MEASURES
from world import programme
from world.monday import MORNING, NIGHT
from world.programme import actor

BEFORE = NIGHT - timedelta(weeks=8)
FIRST_DAY = MORNING.date() - timedelta(weeks=2)


def build() -> dict[str, str]:
    """By name, one of each kind: two in a group, one who left, one who waits for a link, one for an answer."""
    partner = programme.client("Robin", "Marsh", now=BEFORE)
    group = programme.group(FIRST_DAY, now=BEFORE)
    participant = programme.started("Dale", "Marsh", now=BEFORE, client_reference=partner)
    left = programme.started("Lee", "Hollis", now=BEFORE)
    for one in (participant, left, programme.started("Ash", "Corrie", now=BEFORE)):
        programme.placed(one, group, now=BEFORE)
    measures = dict.fromkeys(MEASURES, "2")
    actions.record_answers(participant=participant, moment="referral", answers=measures, by=actor("worker"), now=BEFORE)
    came = {participant: "", left: "none_given"}
    by = {"by": actor("facilitator"), "now": MORNING - timedelta(days=3)}
    actions.record_session(group=group, on=FIRST_DAY, missed_why=came, **by)
    actions.review_progress(participant=participant, week=6, text="Speaks of what he did.", **by)
    actions.count_reports(
        participant=participant, first_day=BEFORE.date(), last_day=FIRST_DAY, reports=1, by=actor("desk"), now=MORNING
    )
    actions.withdraw(participant=left, exit="dropped", reason="Stopped coming.", **by)
    return {
        "participant": participant,
        "left": left,
        "event": "withdrawn",
        "unlinked": programme.accepted("Kit", "Vance", now=NIGHT),
        "waiting": programme.referred("Jo", "Bell", now=NIGHT),
        "partners_client": partner,
        "group": group,
        "session_day": FIRST_DAY.isoformat(),
        "moment": "midway",
        "asked": "adult",
        "step": "withdraw",
        "decision": "exclude",
    }


def main() -> None:
    """Add it, and leave ``programme.json`` beside it."""
    (env.home() / "programme.json").write_text(json.dumps(build()), encoding="utf-8")
