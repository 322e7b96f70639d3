"""The measures by which linkage is judged. One best row, one score and one truth a child; a row is None for nobody.

A link is right where its row is the truth; a child who is not on the roll is never linked rightly. Recall counts every
child who is on the roll, also those whom no candidate reached.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, inf, lgamma, log, sqrt
from typing import NamedTuple

PRECISION = 0.999
"""Of a thousand automatic links, one may be wrong at most."""
REVIEWED_RECALL = 0.94
_Z = 1.959964  # two-sided 95 %


class Found(NamedTuple):
    """What a method says of one child: the best row, how sure it is (more is surer), and what is to be done, where it
    decides that itself: ``automatic``, ``review``, ``many``, ``none``; empty where only scores are given."""

    row: int | None
    score: float
    outcome: str = ""


class Step(NamedTuple):
    """All links whose score is at least ``score``."""

    score: float
    links: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.links


def steps(found: Sequence[Found], truths: Sequence[int | None]) -> list[Step]:
    """One step a distinct score, the surest first: what would be linked if the threshold were there."""
    ranked = sorted(
        ((said.score, said.row == truth) for said, truth in zip(found, truths, strict=True) if said.row is not None),
        key=lambda link: -link[0],
    )
    taken: list[Step] = []
    links = right = 0
    for score, alike in groupby(ranked, key=lambda link: link[0]):
        tied = [is_right for _, is_right in alike]
        links, right = links + len(tied), right + sum(tied)
        taken.append(Step(score, links, right))
    return taken


def on_roll(truths: Iterable[int | None]) -> int:
    return sum(truth is not None for truth in truths)


def recall_at(found: Sequence[Found], truths: Sequence[int | None], precision: float = PRECISION) -> float:
    """The highest recall at which precision is still ``precision``, the threshold chosen with the truth at hand: an
    upper bound (``R@.999``)."""
    rights = [step.right for step in steps(found, truths) if step.precision >= precision]
    return max(rights, default=0) / on_roll(truths) if on_roll(truths) else 0.0


def best_f1(found: Sequence[Found], truths: Sequence[int | None]) -> tuple[float, float]:
    """Precision and recall where their harmonic mean is highest."""
    able = on_roll(truths)
    best = max(steps(found, truths), key=lambda step: 2 * step.right / (step.links + able), default=None)
    return (best.precision, best.right / able) if best and able else (0.0, 0.0)


def threshold(found: Sequence[Found], truths: Sequence[int | None], precision: float = PRECISION) -> float:
    """The lowest score from which on precision is still ``precision``; infinite where no score is so sure."""
    scores = [step.score for step in steps(found, truths) if step.precision >= precision]
    return min(scores, default=inf)


class Interval(NamedTuple):
    low: float
    high: float


def wilson(part: int, whole: int) -> Interval:
    """The 95 % interval of a share (Wilson, 1927)."""
    if not whole:
        return Interval(0.0, 1.0)
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _Z / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def clopper_pearson(part: int, whole: int) -> Interval:
    """The exact 95 % interval of a share (Clopper and Pearson, 1934): for the few that go wrong."""
    low = 0.0 if part == 0 else _where(lambda share: 1 - _at_most(part - 1, whole, share) < 0.025)
    high = 1.0 if part == whole else _where(lambda share: _at_most(part, whole, share) > 0.025)
    return Interval(low, high)


def _where(below: Callable[[float], bool]) -> float:
    """The share at which ``below`` ceases to hold, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return low


def _at_most(part: int, whole: int, share: float) -> float:
    """The chance of at most ``part`` of ``whole`` where each has the chance ``share``, strictly between 0 and 1."""
    return sum(
        exp(lgamma(whole + 1) - lgamma(k + 1) - lgamma(whole - k + 1) + k * log(share) + (whole - k) * log(1 - share))
        for k in range(part + 1)
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Three ways: ``links`` made without a person, of which ``right`` are; ``reviewed`` cases go to one; the rest are
    nobody. ``able`` are the children on the roll, ``reached`` those of them who are linked rightly or whose pupil is
    the first that the person sees."""

    children: int
    able: int
    links: int
    right: int
    reviewed: int | None
    reached: int

    @property
    def wrong(self) -> int:
        return self.links - self.right

    @property
    def recall(self) -> float:
        return self.right / self.able if self.able else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.links if self.links else 1.0

    @property
    def review_share(self) -> float | None:
        return None if self.reviewed is None else self.reviewed / self.children


def three_way(
    found: Sequence[Found], truths: Sequence[int | None], automatic: Sequence[bool], wanted: float = REVIEWED_RECALL
) -> Outcome:
    """Links where ``automatic``; of the others the surest go to a person, as many as recall ``wanted`` takes.

    ``reviewed`` is that number, chosen with the truth at hand; None where even all of them would not be enough.
    """
    able = on_roll(truths)
    made = [said.row == truth for said, truth, link in zip(found, truths, automatic, strict=True) if link]
    rest = [(said, truth) for said, truth, link in zip(found, truths, automatic, strict=True) if not link]
    right = reached = sum(made)
    reviewed: int | None = 0 if right >= wanted * able else None
    if reviewed is None:
        for step in steps([said for said, _ in rest], [truth for _, truth in rest]):
            reached = right + step.right
            if reached >= wanted * able:
                reviewed = step.links
                break
    return Outcome(len(found), able, len(made), right, reviewed, reached)


def held_out(
    found: Sequence[Found], truths: Sequence[int | None], halves: Sequence[int], precision: float = PRECISION
) -> list[bool]:
    """Which children are linked without a person, where each half's threshold is set on the other half.

    ``halves`` are 0 or 1 a child; brothers and sisters are in one half. A method that decided for itself is believed.
    """
    if any(said.outcome for said in found):
        return [said.outcome == "automatic" and said.row is not None for said in found]
    limits = {}
    for half in (0, 1):
        there = [place for place, mine in enumerate(halves) if mine != half]
        limits[half] = threshold([found[place] for place in there], [truths[place] for place in there], precision)
    return [said.row is not None and said.score >= limits[half] for said, half in zip(found, halves, strict=True)]


def ceiling(candidates: Sequence[Iterable[int]], truths: Sequence[int | None]) -> float:
    """The share of the children on the roll whose pupil is among their candidates: no method can do better."""
    able = [(rows, truth) for rows, truth in zip(candidates, truths, strict=True) if truth is not None]
    return sum(truth in rows for rows, truth in able) / len(able) if able else 0.0
