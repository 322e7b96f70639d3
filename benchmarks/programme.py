"""What is said of an invented programme that does nothing, and of one that does something: how often it is right.

    .venv/bin/python -m benchmarks.programme             2,000 programmes of each kind: some minutes on one core
    .venv/bin/python -m benchmarks.programme --runs 500  the same in a quarter of the time

A force knows 8,000 people. They differ, and have bursts that fade. A hundred, at their worst, are referred; whoever is
reported again soon leaves before the end, and partners of those who go on answer less often. Beside the analyses that
ship stand three that people use: each must be seen to fail, or the invention would prove nothing.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluation import say
from firstbell.pure.evaluation.differences import apart_within_sets
from firstbell.pure.evaluation.intention_to_treat import Effect, Reports, against_matched, against_wait_list
from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.evaluation.regression import LongRun, long_run
from firstbell.responses.programme.rules.bounds import bounds
from firstbell.responses.programme.rules.partners import SCALE

People = NDArray[np.intp]

KNOWN, REFERRED, FOR_EACH = 8000, 100, 3
QUARTERS, AFTER, HALF_A_YEAR = 12, 8, 10
"""Of 13 weeks: eight before the referral and four after it; those who wait can start at the tenth."""
A_YEAR, CV = 0.7, 1.0
"""Reports a year of each person in the long run, and how much people differ."""
BURST, QUIET, BEGINS = 4.0, 0.65, 0.06
"""How much oftener somebody is reported in a burst of two quarters and outside, and how often one begins."""
CHANCES = np.array([0.05, 0.4, 2.0, 3.0, 3.5])
"""How much likelier a referral is after 0, 1, 2, 3, and more reports in the last quarter."""
DRAWS = 499
NAIVE = ("before and after", "completers alone", "partners who answered")
HONEST = ("matched", "wait-list", "bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``left``: the share of reports that those who take part still have. ``anyway``: the same of everybody who is
    referred, programme or not. With ``lot``, whoever waits takes part only when they may."""

    left: float = 1.0
    anyway: float = 1.0
    bursts: bool = True
    lot: bool = False


USELESS, STEADY = Kind(), Kind(bursts=False)
WORKS, WORKS_BY_LOT = Kind(left=0.4), Kind(left=0.4, lot=True)
MOTIVATED = Kind(anyway=0.7)


@dataclass(frozen=True, slots=True)
class Programme:
    """``quarters`` (people, quarters): reports. ``chosen`` were referred, and ``like`` (chosen, 3) compared with them.

    ``spared`` (chosen, quarters after): reports that taking part spares, or would spare whoever waits. The rest is
    (chosen,): who ``stays`` until the end, and whom the lot lets start ``now``.
    """

    quarters: Whole
    chosen: People
    like: People
    spared: Whole
    stays: NDArray[np.bool_]
    now: NDArray[np.bool_]
    units: LongRun

    def reports(self, of: People, until: int = QUARTERS) -> Reports:
        counts = self.quarters[of]
        return Reports(
            before=counts[:, :AFTER].sum(axis=1),
            recent=counts[:, AFTER - 1],
            after=counts[:, AFTER:until].sum(axis=1),
            weeks=13 * (until - AFTER),
        )

    def done(self, until: int = QUARTERS) -> float:
        """What the programme did to the reports a year of each of those referred."""
        return -float(self.spared[:, : until - AFTER].sum()) / REFERRED * 4 / (until - AFTER)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=2000)
    runs, began = asked.parse_args().runs, time.process_time()
    useless("useless", USELESS, runs)
    useless("useless, no bursts", STEADY, runs)
    works("matched", WORKS, runs)
    works("wait-list", WORKS_BY_LOT, runs)
    found = share(holds(matched(one), 0) for one in programmes(MOTIVATED, runs))
    say("useless, comers better anyway: matched right", found, runs, "no limit: nothing that is counted shows it")
    print(f"all of it took {time.process_time() - began:.0f} s")


def useless(name: str, kind: Kind, runs: int) -> None:
    found = [said(one) for one in programmes(kind, runs)]
    for way in HONEST + NAIVE:
        limit = "at least 94 %" if way in HONEST else "below 94 %, or it proves nothing"
        say(f"{name}: {way} right", share(one[way] for one in found), runs, limit)
    fell, foretold = (share(one[way] for one in found) for way in ("fall", "foretold"))
    print(f"{name}: reports fall by {fell:.1%} for nothing, by {foretold:.1%} according to the band")
    say(f"{name}: reports within the band", share(one["within"] for one in found), runs, "about 95 % without bursts")


def works(way: str, kind: Kind, runs: int) -> None:
    """Those who take part, seven of ten, have 60 % fewer reports."""
    analysis, until = (wait_list, HALF_A_YEAR) if kind.lot else (matched, QUARTERS)
    found = [(analysis(one), one.done(until)) for one in programmes(kind, runs)]
    truth = share(done for _, done in found)
    say(f"works: {way} finds it", share(effect.apart.high < 0 for effect, _ in found), runs, "power, no limit")
    say(f"works: {way} right", share(holds(effect, truth) for effect, _ in found), runs, "at least 94 %")
    seen = share(effect.apart.detectable for effect, _ in found)
    print(f"works: {way}: {truth:+.2f} a year each in truth; {seen:.2f} is what four of five would show")


def share(of: Iterable[float]) -> float:
    return float(np.mean(list(of)))


def programmes(kind: Kind, runs: int) -> Iterator[Programme]:
    return (programme(seed, kind) for seed in range(runs))


def programme(seed: int, kind: Kind = USELESS) -> Programme:
    rng = np.random.default_rng(seed)
    pace = rng.gamma(1 / CV**2, A_YEAR / 4 * CV**2, size=KNOWN)
    quarters = rng.poisson(pace[:, None] * (bursts(rng) if kind.bursts else np.ones((KNOWN, QUARTERS))))
    before, recent = quarters[:, :AFTER].sum(axis=1), quarters[:, AFTER - 1]
    chances = CHANCES[np.minimum(recent, len(CHANCES) - 1)]
    chosen = rng.choice(KNOWN, REFERRED, replace=False, p=chances / chances.sum())
    like = drawn_like(before, recent, chosen, rng)
    starts, now = rng.random(REFERRED) < 0.7, rng.random(REFERRED) < 0.5
    after = rng.binomial(quarters[chosen, AFTER:], kind.anyway)
    stays = starts & (rng.random(REFERRED) < 0.4 ** after[:, 0])
    spared = np.where(starts[:, None], rng.binomial(after, 1 - kind.left), 0)
    waits = np.outer(~now & kind.lot, np.arange(AFTER, QUARTERS) < HALF_A_YEAR)
    quarters[chosen, AFTER:] = after - np.where(waits, 0, spared)
    return Programme(quarters, chosen, like, spared, stays, now, long_run(before, 2.0))


def bursts(rng: np.random.Generator) -> Matrix:
    """(people, quarters): how much oftener than in the long run; a burst lasts for two quarters."""
    begins = rng.random((KNOWN, QUARTERS + 1)) < BEGINS
    return np.where(begins[:, 1:] | begins[:, :-1], BURST, QUIET)


def drawn_like(before: Whole, recent: Whole, chosen: People, rng: np.random.Generator) -> People:
    """(chosen, 3): people with as many reports, the recent ones first, or the nearest there are; nobody twice."""
    free = np.setdiff1d(rng.permutation(KNOWN), chosen, assume_unique=True)
    kinds, which, many = np.unique(before[free] * KNOWN + recent[free], return_inverse=True, return_counts=True)
    waiting = [list(same) for same in np.split(free[np.argsort(which, kind="stable")], np.cumsum(many)[:-1])]
    unlike = [np.abs(kinds // KNOWN - before[one]) + 3 * np.abs(kinds % KNOWN - recent[one]) for one in chosen]
    return np.array([_nearest(waiting, each) for each in unlike])


def _nearest(waiting: list[list[int]], unlike: Whole) -> list[int]:
    found: list[int] = []
    for kind in np.argsort(unlike, kind="stable"):
        while waiting[kind] and len(found) < FOR_EACH:
            found.append(waiting[kind].pop())
        if len(found) == FOR_EACH:
            break
    return found


def matched(one: Programme) -> Effect:
    referred, compared = one.reports(one.chosen), one.reports(one.like.ravel())
    return against_matched(referred, compared, drawn_for(one.chosen), one.units, everybody=REFERRED, draws=DRAWS)


def wait_list(one: Programme) -> Effect:
    now, later = (one.reports(one.chosen[side], HALF_A_YEAR) for side in (one.now, ~one.now))
    return against_wait_list(now, later, one.units, drawn=REFERRED, draws=DRAWS)


def drawn_for(people: People) -> Whole:
    return np.repeat(np.arange(len(people)), FOR_EACH)


def holds(effect: Effect, truth: float) -> bool:
    return effect.apart.low <= truth <= effect.apart.high


def said(one: Programme) -> dict[str, float]:
    """Of a useless programme: whether each analysis holds the truth, and how reports fell for nothing."""
    by_match = matched(one)
    before, after, band = by_match.referred.before / 2, by_match.referred.after, by_match.band
    return {
        "matched": holds(by_match, 0),
        "wait-list": holds(wait_list(one), 0),
        "before and after": before_and_after_holds(one),
        "completers alone": completers_hold(one),
        "fall": 1 - after / before,
        "foretold": -band.change,
        "within": band.low <= after <= band.high,
    } | partners(one)


def before_and_after_holds(one: Programme) -> bool:
    """The change of each person's reports a year, as if everybody had been chosen by lot."""
    reports = one.reports(one.chosen)
    change = reports.after - reports.before / 2
    return bool(abs(change.mean()) <= 1.96 * change.std(ddof=1) / np.sqrt(len(change)))


def completers_hold(one: Programme) -> bool:
    """Only those who stayed, each against their own three: the analysis that is refused to everybody."""
    staying, like = one.reports(one.chosen[one.stays]), one.reports(one.like[one.stays].ravel())
    found = apart_within_sets(
        staying.beyond(one.units), like.beyond(one.units), drawn_for(one.chosen[one.stays]), draws=DRAWS
    )
    return found.low <= 0 <= found.high


def partners(one: Programme) -> dict[str, float]:
    """The partner's answer falls with each report; the worse it is, the less often there is one."""
    worst, best = SCALE
    answers = np.maximum(best - one.reports(one.chosen).after, worst)
    rng = np.random.default_rng(int(answers.sum()))
    given = rng.random(REFERRED) < np.array([0.2, 0.25, 0.3, 0.5, 0.7])[answers - worst]
    found = bounds([int(answer) if there else None for answer, there in zip(answers, given, strict=True)], SCALE)
    heard = answers[given]
    reach = 1.96 * heard.std(ddof=1) / np.sqrt(len(heard))
    return {
        "bounds": found.lowest <= answers.mean() <= found.highest,
        "partners who answered": abs(heard.mean() - answers.mean()) <= reach,
    }


if __name__ == "__main__":
    main()
