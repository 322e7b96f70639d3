"""The Monday morning with figures for the public: one release that two people signed, a draft that waits, and a figure
that was said elsewhere.

``main`` adds them to the home that ``world.monday`` made, after a year of reports; whoever calls it sets Django up.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from firstbell.config import env
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.reporting.performance import jobs
from firstbell.reporting.publication import actions
from world.area import Area, at
from world.cast import CAST
from world.feed import Json, incident, party
from world.monday import MORNING, NIGHT

ANALYST, SIGNATORY, COMMISSIONER = (
    Actor(CAST[name].email, "force:staffordshire") for name in ("analyst", "signatory", "commissioner")
)
JOB = Actor("job:make figures' columns", "force:staffordshire")
POSTCODES = {"ST4 3BB": 70, "ST1 5AE": 31, "ST16 1NR": 14, "WS11 0AX": 4}
"""How often the police were told in a year, by where it happened."""
SUMMARY = "The police were told more often in the towns than in the country, as in every year."
DRAFT_SUMMARY = "Of this nobody has said yet that it may be published."
WHERE = "Answer 2026/114 under freedom of information"


def reported(area: Area, *, counted_at: datetime = NIGHT) -> None:
    """A year of reports, and whoever counts them has counted."""
    area.incidents(*_year(), now=NIGHT - timedelta(days=1))
    counted(counted_at)


def counted(now: datetime) -> None:
    jobs.refresh_columns(by=JOB, now=now, policy=ForcePolicy(force="staffordshire"))


def build() -> dict[str, Any]:
    """By name, one thing of each kind that a page of public figures can show."""
    entered = actions.enter_elsewhere(
        measure="children_present",
        area="E06000021",
        first=date(2025, 1, 1),
        months=12,
        low=40,
        high=40,
        where=WHERE,
        published_on=date(2026, 11, 2),
        by=ANALYST,
        now=MORNING,
    )
    made = published(measure="reports", level="force", first=date(2026, 10, 1), months=1, summary=SUMMARY)
    waits = drafted(measure="reports", level="force", first=date(2026, 9, 1), months=1, summary=DRAFT_SUMMARY)
    return {"release": made, "release_draft": waits, "release_entered": entered, "release_area": "E02002951"}


def drafted(**more: Any) -> str:
    return actions.draft_release(by=ANALYST, now=MORNING, **more)


def published(**more: Any) -> str:
    """Drafted by the analyst, and signed by two others."""
    made = drafted(**more)
    for by in (SIGNATORY, COMMISSIONER):
        actions.sign_release(release=made, by=by, now=MORNING)
    return made


def _year() -> Iterator[Json]:
    """Of 2025, spread over its months."""
    number = 0
    for postcode, many in POSTCODES.items():
        for at_all in range(many):
            number += 1
            day = date(2025, 1, 1) + timedelta(days=365 * at_all // many)
            where = {"lines": ["12 Example Road"], "postcode": postcode, "uprn": None}
            yield incident(
                f"STF/2025/{number:07}",
                reported=at(f"{day} 21:00").isoformat(),
                parties=[party(nominal=f"R/{number}")],
                location={"kind": "home", "address": where},
            )


def main() -> None:
    """Add them, and leave ``releases.json`` beside them."""
    reported(Area(env.home()), counted_at=MORNING + timedelta(days=1))  # they were counted without these this morning
    made = published(measure="reports", level="msoa", first=date(2025, 1, 1), months=12, summary=SUMMARY)
    found = build() | {"release_of_year": made}
    (env.home() / "releases.json").write_text(json.dumps(found), encoding="utf-8")
