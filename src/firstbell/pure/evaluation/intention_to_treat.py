"""What came of a programme, by everybody who was referred to it, whatever became of them, against people who were not.

Who comes of their own accord differs from who does not; who stays differs from who leaves; and whoever is referred at
their worst is reported less often afterwards for nothing at all. So nobody who was referred is left out (intention to
treat), nothing is said without a comparison, and the band of ``regression`` stands beside it always. What each person
would count for nothing is shrunk towards everybody's rate, (a + x) / (b + t), before sides are compared; that rests on
counts before the referral alone. Years have 52 weeks.

The band takes each person's rate to stay what it is. Where reports come in bursts that fade, they fall further than it
says; by how much is seen on the side of those compared, if they were as recently reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.evaluation.differences import DRAWS, Apart, apart_by_lot, apart_within_sets
from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.evaluation.regression import Band, LongRun, band
from firstbell.pure.refusal import Refused

BEFORE_WEEKS, RECENT_WEEKS, YEAR_WEEKS = 104, 13, 52
MOST_UNLIKE = 0.25
"""Standard deviations by which people compared may differ before the referral (Stuart 2010)."""


class Compared(StrEnum):
    """With whom those who were referred are compared."""

    WAIT_LIST = "wait_list"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Police reports of people around the day of a referral, their own or the one that they are compared with.

    (people,) each. ``before``: in the 104 weeks before that day; ``recent``: in the last 13 of them; ``after``: in
    ``weeks`` from it on.
    """

    before: Whole
    recent: Whole
    after: Whole
    weeks: int

    def __post_init__(self) -> None:
        for name in ("before", "recent", "after"):
            object.__setattr__(self, name, np.asarray(getattr(self, name)))
        _check(self)

    def __len__(self) -> int:
        return len(self.before)

    @property
    def years(self) -> float:
        return self.weeks / YEAR_WEEKS

    def beyond(self, units: LongRun) -> Matrix:
        """(people,): reports a year after that day, less what would be expected of such a person for nothing at all."""
        so_far, years = self.before.astype(np.float64), np.full(len(self), BEFORE_WEEKS / YEAR_WEEKS)
        return (self.after - units.expected(so_far, years, np.full(len(self), self.years))) / self.years


@dataclass(frozen=True, slots=True)
class Side:
    """``people``, and their reports in the two years ``before`` and in ``years`` ``after``."""

    people: int
    before: int
    after: int
    years: float

    @classmethod
    def of(cls, reports: Reports) -> "Side":
        return cls(len(reports), int(reports.before.sum()), int(reports.after.sum()), reports.years)

    def words(self) -> str:
        before = self.before / self.people / (BEFORE_WEEKS / YEAR_WEEKS)
        return f"{before:.2f} reports each a year before and {self.after / self.people / self.years:.2f} after"


@dataclass(frozen=True, slots=True)
class Effect:
    """How many reports a year more (or, below 0, fewer) each of those referred had than those ``compared``.

    ``band``: what those referred would count next with no effect at all.
    """

    compared: Compared
    apart: Apart
    referred: Side
    comparison: Side
    band: Band

    def answer(self) -> str:
        """What was found and how sure it is, without any count of people or reports."""
        between = f"between {self.apart.low:+.2f} and {self.apart.high:+.2f} reports a year for each person"
        sure = f"({self.apart.level:.0%} interval, p = {self.apart.p:.3f})"
        if self.apart.low <= 0 <= self.apart.high:
            seen = f"Only {self.apart.detectable:.2f} either way would be seen in four of five such cases."
            return f"Cannot tell: the difference may be anything {between} {sure}. {seen}"
        fewer = "fewer" if self.apart.high < 0 else "more"
        return f"There were {fewer} than among those compared: {self.apart.difference:+.2f}, {between} {sure}."

    def words(self) -> str:
        """The answer, the numbers on both sides, the band, and what the comparison cannot rule out."""
        one, other = SIDES[self.compared]
        numbers = (
            f"{self.referred.people:,} {one}, whatever became of them: {self.referred.words()}."
            f" {self.comparison.people:,} {other}: {self.comparison.words()}."
        )
        return " ".join((self.answer(), numbers, self.band.words(), LIMITS[self.compared]))


SIDES = {
    Compared.WAIT_LIST: ("whom a lot let start at once", "whom it made wait"),
    Compared.MATCHED: ("were referred", "were drawn for comparison"),
}
LIMITS = {
    Compared.WAIT_LIST: "A lot decided who could start and who waited: nothing else divides the two.",
    Compared.MATCHED: "Nobody drew who was referred: what brought them may be what changed them.",
}


def against_wait_list(
    drawn_now: Reports,
    drawn_later: Reports,
    units: LongRun,
    *,
    drawn: int,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> Effect:
    """Those whom a lot let start at once against those whom it made wait, until the first of the latter could start.

    ``drawn``: how many the lot was drawn for; refused unless they are all here. ``units``: all people a force knows.
    """
    _everybody(len(drawn_now) + len(drawn_later), drawn)
    _same_time(drawn_now, drawn_later)
    found = apart_by_lot(drawn_now.beyond(units), drawn_later.beyond(units), level=level, draws=draws, seed=seed)
    return _effect(Compared.WAIT_LIST, found, drawn_now, drawn_later, units)


def against_matched(
    referred: Reports,
    compared: Reports,
    drawn_for: Sequence[int] | Whole,
    units: LongRun,
    *,
    everybody: int,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> Effect:
    """Everybody who was referred against people not referred, drawn for each by what they were reported for before.

    ``drawn_for``: (compared,), a place among ``referred``. ``everybody``: how many were referred; refused unless they
    are all here, and where the two sides were not alike before.
    """
    _everybody(len(referred), everybody)
    _same_time(referred, compared)
    places = np.asarray(drawn_for, dtype=np.int64)
    found = apart_within_sets(
        referred.beyond(units), compared.beyond(units), places, level=level, draws=draws, seed=seed
    )
    for name in ("before", "recent"):
        _alike(getattr(referred, name), getattr(compared, name), places)
    return _effect(Compared.MATCHED, found, referred, compared, units)


def _effect(compared: Compared, found: Apart, referred: Reports, others: Reports, units: LongRun) -> Effect:
    if not (referred.after.any() or others.after.any()):
        raise Refused("Nobody was reported again on either side.", "There is nothing to compare yet.")
    nothing = band(units, referred.before, BEFORE_WEEKS / YEAR_WEEKS, ahead=referred.years, level=found.level)
    return Effect(compared, found, Side.of(referred), Side.of(others), nothing)


def _everybody(here: int, everybody: int) -> None:
    if here != everybody:
        raise Refused(
            "Not everybody who was referred is here: those who stay differ from those who leave.",
            "Count reports of everybody, whatever became of them.",
        )


def _same_time(one: Reports, other: Reports) -> None:
    if one.weeks != other.weeks:
        raise Refused("The two sides were not watched for as long as each other.", "Count the same weeks of both.")


def _alike(referred: Whole, compared: Whole, places: Whole) -> None:
    """Refused where the two sides were not reported alike before: then it is not this comparison that can tell."""
    own = np.bincount(places, weights=compared, minlength=len(referred)) / np.bincount(places, minlength=len(referred))
    if abs(referred.mean() - own.mean()) > MOST_UNLIKE * referred.std():
        raise Refused(
            "Those compared were not reported as often before as those referred.",
            "Draw people with as many reports in the two years, and in the last 13 weeks of them.",
        )


def _check(reports: Reports) -> None:
    given: tuple[NDArray[np.int64], ...] = (reports.before, reports.recent, reports.after)
    if any(one.ndim != 1 or one.shape != reports.before.shape for one in given) or reports.weeks < 1:
        raise Refused("Counts do not go together.", "Give one of each for every person, and the weeks after, above 0.")
    if any(np.any((one < 0) | (one != np.floor(one))) for one in given) or np.any(reports.recent > reports.before):
        raise Refused("Reports are counted, and recent ones are among those before.", "Correct the counts.")
