"""Years of figures of a force that does not exist, drawn with a seed and written as columns, past every report.

To have them through reports would take hours, and charts need years. A hundredth of rows name two authorities, a
fiftieth no place, and a few came later than their month. Nothing in the numbers follows anything that was ever counted.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.pure.figures.kinds import Kind, Type, month_of
from firstbell.pure.periods import london_date
from firstbell.pure.trends.series import month_after
from firstbell.reporting.performance.rules import kinds
from world.area import COUNTY, STOKE
from world.columns import put_in_use

SEED, FORCE, PEOPLE = 20261127, "staffordshire", 20_000
A_REPORT = {
    kinds.REPORTS: 1.0,
    kinds.VICTIMS: 1.0,
    kinds.SUSPECTS: 1.0,
    kinds.CHILDREN: 0.6,
    kinds.NOTICES: 0.55,
    kinds.STAGES: 0.7,
    kinds.REFERRALS: 0.3,
    kinds.PARTICIPANTS: 0.02,
    kinds.DOORS: 0.02,
    kinds.RESULTS: 0.01,
}
"""How many rows of a kind there are to a report. Contacts have no past: there are 400 now."""
CHANCES = {"on_time": 0.94, "wrong": 0.003, "held": 0.02, "again": 0.4, "serial": 0.1, "engaged": 0.5, "started": 0.5}
CHANCES |= {"crime": 0.7, "by_hand": 0.2, "acknowledged": 0.9, "conflict": 0.01}
"""How often a column of yes and no says yes; the others say so nine times in ten."""
WORDS = {
    "reported_by": ("victim", "third_party", "officer"),
    "place_kind": ("home", "public", "other"),
    "sex": ("F", "F", "F", "M", "not recorded"),
    "age": ("under 25", "25 to 34", "35 to 54", "55 and over"),
    "stage": ("crime_recorded", "suspect_identified", "arrest", "charge"),
    "outcome": ("answered", "no_answer", "refused"),
}
OTHERWISE = ("yes", "no", "no")


def made(now: datetime, *, reports: int, months: int = 48) -> str:
    """Columns of so many ``reports`` a year, over whole months before that of ``now`` and its own until yesterday, in
    use from here on; their reference."""
    today = london_date(now)
    return put_in_use(_facts(today, reports, months), force=FORCE, until=today - timedelta(1), now=now)


def _facts(today: date, reports: int, months: int) -> Iterator[tuple[Kind, dict[str, Any]]]:
    draw = np.random.default_rng(SEED)
    for back in range(months, -1, -1):
        month, share = month_after(month_of(today), -back), 1.0 if back else today.day / 31
        for kind, rate in A_REPORT.items():
            many = int(draw.negative_binomial(reports * rate / 24, 1 / 3) * share)
            came = [today if 0 < back < 4 and one < 0.01 else month for one in draw.random(many).tolist()]
            yield from _rows(draw, kind, month, came)
    yield from _rows(draw, kinds.CONTACTS, month_of(today), [today] * 400)


def _rows(
    draw: np.random.Generator, kind: Kind, month: date, came: list[date]
) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """So many as have a day on which they came. Whatever columns a kind has, each has something in it."""
    codes, many = sorted(neighbourhoods()), len(came)
    own = {one.name: _column(draw, one.name, one.type, many) for one in kind.own}
    where = zip(draw.random(many).tolist(), draw.integers(len(codes), size=many).tolist(), strict=True)
    places = [[] if at < 0.02 else [STOKE, COUNTY] if at < 0.03 else [codes[which]] for at, which in where]
    for at, day in enumerate(came):
        base = {"force": FORCE, "month": month, "places": places[at], "came": day, "gone": None}
        yield kind, base | {name: values[at] for name, values in own.items()}


def _column(draw: np.random.Generator, name: str, of: Type, many: int) -> list[Any]:
    if of is Type.WORD:
        words = WORDS.get(name, OTHERWISE)
        return [words[at] for at in draw.integers(len(words), size=many)]
    if of is Type.YES_NO:
        return [bool(one < CHANCES.get(name, 0.9)) for one in draw.random(many)]
    return [int(one) for one in draw.integers(0, PEOPLE if of is Type.REFERENCE else 9, many)]
