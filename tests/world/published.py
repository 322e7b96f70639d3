"""A force's year as columns, made at once: reports that nobody made, in the neighbourhoods that there are.

Half of the neighbourhoods are busy and half quiet. Some reports are placed no further than a district, some nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db import connection

from firstbell.pure.actor import Actor
from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.pure.figures.counting import Span
from firstbell.pure.figures.kinds import Kind
from firstbell.reporting.performance.rules.kinds import REPORTS, VICTIMS
from firstbell.reporting.publication import actions
from world.area import at
from world.cast import CAST
from world.columns import put_in_use

FORCE = "staffordshire"
DRAFTER, SIGNATORY, COMMISSIONER = (
    Actor(CAST[name].email, f"force:{FORCE}") for name in ("analyst", "signatory", "commissioner")
)
STRANGER = Actor("eve@mercia.example", "force:west-mercia")
NOW = at("2026-11-24 10:00")
YEAR = date(2025, 1, 1)
WORDS = "Reports of domestic abuse in 2025, by where they happened."
SEXES, SHARES = ("F", "M", "U"), (0.74, 0.25, 0.01)


@dataclass
class Reports:
    """Reports by (neighbourhood, district or "", month); each with one victim. ``busy`` and ``quiet`` are a year's."""

    counts: dict[tuple[str, date], int]
    chance: Any = field(default_factory=lambda: np.random.default_rng(11))

    def add(self, place: str, month: date, many: int) -> None:
        """Some that came late, or (below nought) went."""
        self.counts[place, month] = max(0, self.counts.get((place, month), 0) + many)

    def of(self, places: Iterable[str], months: Iterable[date]) -> int:
        chosen, wanted = set(places), set(months)
        return sum(many for (place, month), many in self.counts.items() if place in chosen and month in wanted)

    def rows(self) -> Iterator[tuple[Kind, dict[str, Any]]]:
        who = 0
        for (place, month), many in sorted(self.counts.items()):
            draws = np.random.default_rng([*place.encode(), month.toordinal()])
            crimes, sexes = draws.random(many) < 0.6, draws.choice(len(SEXES), many, p=SHARES)
            for crime, sex in zip(crimes.tolist(), sexes.tolist(), strict=True):
                base = {"force": FORCE, "month": month, "places": [place] if place else [], "came": month, "gone": None}
                yield REPORTS, base | {"crime": crime, "reported_by": None, "place_kind": "home"}
                who += 1
                groups = {"sex": SEXES[sex], "age": "25 to 34", "stalking": "no", "exploitation": "no"}
                yield VICTIMS, base | {"who": who % 3000, "again": False, **groups}


def reports(seed: int = 1, busy: float = 240.0, quiet: float = 6.0, months: int = 12) -> Reports:
    chance = np.random.default_rng(seed)
    counts: dict[tuple[str, date], int] = {}
    span = Span.ending(date(2025, months, 1), months).months() if months <= 12 else Span.ending(YEAR, 12).months()
    places = {code: busy * chance.uniform(0.3, 1.6) if at % 2 else quiet for at, code in enumerate(neighbourhoods())}
    places |= {one.district: 20.0 for one in neighbourhoods().values()} | {"": 15.0}
    for place, yearly in places.items():
        for month in span:
            counts[place, month] = int(chance.poisson(yearly / 12))
    return Reports(counts)


def loaded(found: Reports, *, until: date = date(2026, 11, 22), now: datetime = NOW - timedelta(hours=6)) -> None:
    """The columns of these reports, in use from now on."""
    put_in_use(found.rows(), force=FORCE, until=until, now=now)


def thawed() -> None:
    """As whoever is master of the database can make it: what left the draft may be changed, until the test is over."""
    of = "" if connection.vendor == "sqlite" else " ON publication_registerentry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER publication_entry_no_update{of}")


def drafted(measure: str = "reports", level: str = "msoa", first: date = YEAR, months: int = 12, **more: Any) -> str:
    asked = {"summary": WORDS, "by": DRAFTER, "now": NOW} | more
    return actions.draft_release(measure=measure, level=level, first=first, months=months, **asked)


def published(reference: str, now: datetime = NOW) -> str:
    """Signed by two others."""
    for by in (SIGNATORY, COMMISSIONER):
        actions.sign_release(release=reference, by=by, now=now)
    return reference
