"""The Monday morning with Operation Cocoon in it: fifty streets in cells, a campaign that runs today, an operation.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import date, datetime, timedelta

from firstbell.config import env
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.rules.modes import SMALLEST_CALENDAR
from world import cocoon
from world.area import Area
from world.cast import CAST
from world.homes import Row
from world.monday import MORNING, NIGHT

BEFORE = NIGHT - timedelta(days=3)
FIRST_DAY, LAST_DAY = date(2026, 11, 23), date(2026, 11, 24)
PAIR = (CAST["visitor"].email, CAST["second_visitor"].email)
ALARMED = "standards@force.example"


def build(area: Area, *, started: datetime = BEFORE, streets: int = cocoon.STREETS) -> dict[str, str | int]:
    """By name, one thing of each kind that a page of Cocoon can show; the campaign has a cell today for the pair.

    Too few ``streets`` for a calendar make a programme.
    """
    cocoon.settle(area.folder, rows(streets), now=started)
    terms = {"now": started, "mode": "calendar" if streets >= SMALLEST_CALENDAR else "programme"}
    campaign = cocoon.started(first_day=FIRST_DAY, last_day=LAST_DAY, title="Terraces, autumn", **terms)
    draft = cocoon.planned(first_day=date(2027, 1, 11), last_day=date(2027, 1, 23), title="Winter", **terms)
    number = cocoon.reported(area, "STF/2026/0000900", 3, 3, now=NIGHT)
    operation = actions.propose_operation(incident=number, basis="consent", by=cocoon.actor("desk"), now=NIGHT)
    today = queries.slots_for(PAIR[0], FIRST_DAY)[0]
    return {
        "campaign": campaign,
        "draft": draft,
        "cell": today.cell,
        "operation": operation,
        "incident_at_home": number,
        "heard": heard(campaign, today.cell, now=MORNING - timedelta(minutes=30)),
    }


def rows(streets: int) -> list[Row]:
    """The terraces side by side in rows of ten, rather than in one line five kilometres long."""
    found = []
    for row in cocoon.terraces(streets):
        north = float(row["Y_COORDINATE"])
        n = int(row["STREET"].removeprefix("Terrace "))
        east = float(row["X_COORDINATE"]) + 180 * (n % 10)
        found.append(row | {"X_COORDINATE": str(east), "Y_COORDINATE": str(north - 100 * n + 110 * (n // 10))})
    return found


def heard(campaign: str, cell: str, *, now: datetime) -> str:
    """The first door of a street is visited, and somebody says something there."""
    visitor = cocoon.actor("visitor")
    position = queries.slot_for_visitor(campaign, cell, PAIR[0]).doors[0].position
    actions.record_visits(entries=[cocoon.entry(campaign, cell, position, now)], by=visitor, now=now)
    said = {"kind": "concern", "said": "Shouting at night, and a child who cries", "informant": "Robin Example"}
    return actions.record_heard(campaign=campaign, cell=cell, position=position, **said, by=visitor, now=now)


def main() -> None:
    """Add it, name who hears of alarms, and leave ``cocoon.json`` beside it."""
    policy = ForcePolicy(force="staffordshire", desk_emails=("desk@force.example",))
    made = build(Area(env.home(), policy=policy))
    (env.home() / "cocoon.json").write_text(json.dumps(made), encoding="utf-8")
