"""What a force's analyst may see of the programme: counts over all providers and services, and nobody in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from firstbell.pure.actor import Actor
from firstbell.pure.evaluation.competing import FEWEST_SHOWN, Endings, cumulative_incidence
from firstbell.responses.programme.models import Participant
from firstbell.responses.programme.queries.answered import bounds_of
from firstbell.responses.programme.queries.courses import courses_of, force_of
from firstbell.responses.programme.rules.courses import EVERYBODY, must_be_everybody, remained
from firstbell.responses.programme.rules.figures import all_shown, shown, widened
from firstbell.responses.programme.rules.partners import SCALE, WEEKS_TO, must_be_measured

SHARES = (25, 50, 75)
"""Per cent of those referred."""
_WAYS = _STARTED, _LEFT = "started", "left"
_OPEN = -1


@dataclass(frozen=True, slots=True)
class RetentionForAnalyst:
    """Of all who were referred, how many came so far, and how many left by which exit. None: fewer than ten."""

    referred: int | None
    assessed: int | None
    started: int | None
    half: int | None
    completed: int | None
    exits: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class OutcomeForAnalyst:
    """Between which means the partners' answers lie, 1 (worst) to 5, if all that are missing were worst, or best.

    At least ten count as missing. All is None where fewer than ten answered.
    """

    lowest: float | None
    highest: float | None
    answered: int | None
    missing: int | None


@dataclass(frozen=True, slots=True)
class WaitsForAnalyst:
    """How many ``waiting`` have neither started nor left, None for fewer than ten; and by which week since the
    referral a share of all had started, in per cent. A share is left out while it is not reached, or is fewer than
    ten people."""

    waiting: int | None
    weeks_until: Mapping[int, int]


def retention(*, seen_by: Actor, of: str = EVERYBODY) -> RetentionForAnalyst:
    """The funnel from the referral on. Refused for completers alone."""
    must_be_everybody(of)
    force_of(seen_by)
    found = remained([course for _, course in courses_of(Participant.objects.all())])
    steps = all_shown({name: getattr(found, name) for name in ("referred", "assessed", "started", "half", "completed")})
    return RetentionForAnalyst(**steps, exits=all_shown(found.exits))


def partner_outcome(
    *, measure: str, moment: str, seen_by: Actor, now: datetime, of: str = EVERYBODY
) -> OutcomeForAnalyst:
    """Over everybody who was referred so long ago, whichever service answers for the partner, or none.

    Refused for completers alone, and where there is nobody.
    """
    must_be_everybody(of)
    must_be_measured(measure, moment)
    force_of(seen_by)
    rows = Participant.objects.filter(made_at__lte=now - timedelta(weeks=WEEKS_TO.get(moment, 0)))
    found = widened(bounds_of(rows, measure, moment), SCALE)
    if found is None:
        return OutcomeForAnalyst(None, None, None, None)
    return OutcomeForAnalyst(found.lowest, found.highest, shown(found.answered), shown(found.missing))


def waits(*, seen_by: Actor, now: datetime) -> WaitsForAnalyst:
    """Time on the list, of everybody who was referred: whoever left before a start neither waits nor has started."""
    force_of(seen_by)
    rows = Participant.objects.order_by("pk").values_list("made_at", "started_at", "ended_at")
    found = [(((start or end or now) - made).days // 7, _way(start, end)) for made, start, end in rows]
    if not found:
        return WaitsForAnalyst(None, {})
    weeks, ways = np.array(found).T
    waiting = int((ways == _OPEN).sum())
    return WaitsForAnalyst(shown(waiting), _weeks_until(Endings(names=_WAYS, days=weeks, ways=ways)))


def _way(started_at: datetime | None, ended_at: datetime | None) -> int:
    if started_at:
        return _WAYS.index(_STARTED)
    return _WAYS.index(_LEFT) if ended_at else _OPEN


def _weeks_until(endings: Endings) -> dict[int, int]:
    marks = cumulative_incidence(endings, np.arange(int(endings.days.max()) + 1))
    found = {}
    for share in SHARES:
        reached = (mark.day for mark in marks if round(100 * mark.ended[_STARTED], 9) >= share)
        week = next(reached, None)
        if week is not None and share * len(endings.days) >= 100 * FEWEST_SHOWN:
            found[share] = week
    return found
