"""Whether linking serves every kind of child alike: recall, precision and reviews by group, with what can be said of so
few. A group here is a proxy made of a name, or plain from the record; it decides nothing about any child."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

FEWER = 0.03
"""Recall under the average by more than this is named, with its likely reason."""
LEAST = 50
"""Children on the roll under whom a group's figures say nothing."""
_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Judged:
    """One child whose truth is known. ``groups`` is its group in every way of grouping, such as ``sex``: ``F``.

    ``automatic`` and ``right`` say what linking made of it, ``reviewed`` that a person was asked. ``slips`` are what
    the record has wrong, or how its evidence compares with its pupil: reasons for a miss. ``stands_for`` is how many
    children a sampled one speaks for.
    """

    groups: Mapping[str, str]
    on_roll: bool
    automatic: bool
    right: bool
    reviewed: bool
    slips: tuple[str, ...] = ()
    stands_for: float = 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` children, with its 95 % interval (Wilson, 1927).

    Where some were sampled both are numbers of children they speak for, and ``worth`` is as how many children, each
    speaking for itself, they are to be taken (Kish, 1965).
    """

    part: float
    whole: float
    worth: float

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        if not self.whole:
            return 0.0, 1.0
        share, square, number = self.part / self.whole, _Z * _Z, self.worth
        middle = (share + square / (2 * number)) / (1 + square / number)
        spread = sqrt(share * (1 - share) / number + square / (4 * number * number))
        half = _Z / (1 + square / number) * spread
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        if self.value is None:
            return "-"
        low, high = self.interval
        return f"{self.value:.4f} ({low:.4f} to {high:.4f}) of {self.whole:,.0f}"


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group in one way of grouping. ``behind`` is by how much its recall is under the average of all children, and
    ``reasons`` are the slips that its misses have more often than other children's, the most telling first; both only
    where it is more than three points under it."""

    grouping: str
    group: str
    children: int
    recall: Share
    precision: Share
    reviewed: Share
    behind: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FairnessAudit:
    """``everybody`` first, then every group of every way of grouping."""

    everybody: GroupFigures
    groups: tuple[GroupFigures, ...]

    @property
    def behind(self) -> tuple[GroupFigures, ...]:
        return tuple(group for group in self.groups if group.behind is not None)


def audit(judged: Sequence[Judged]) -> FairnessAudit:
    """The figures of all and of each group. Raises ValueError where there is nobody to audit."""
    if not judged:
        raise ValueError("there is no child whose truth is known")
    everybody = _figures("all", "all", judged)
    usual = _slips(child for child in judged if child.on_roll)
    able = sum(child.on_roll for child in judged) or 1
    return FairnessAudit(
        everybody,
        tuple(
            _compared(_figures(grouping, group, members), members, everybody, {s: n / able for s, n in usual.items()})
            for grouping, groups in _grouped(judged).items()
            for group, members in sorted(groups.items())
        ),
    )


def _grouped(judged: Iterable[Judged]) -> dict[str, dict[str, list[Judged]]]:
    found: dict[str, dict[str, list[Judged]]] = {}
    for child in judged:
        for grouping, group in child.groups.items():
            found.setdefault(grouping, {}).setdefault(group, []).append(child)
    return found


def _figures(grouping: str, group: str, members: Sequence[Judged]) -> GroupFigures:
    return GroupFigures(
        grouping,
        group,
        len(members),
        recall=_share([child for child in members if child.on_roll], "right"),
        precision=_share([child for child in members if child.automatic], "right"),
        reviewed=_share(members, "reviewed"),
    )


def _share(members: Sequence[Judged], what: str) -> Share:
    """How many of the members were linked rightly (``right``), or went to a person (``reviewed``)."""
    weights = [child.stands_for for child in members]
    part = sum(child.stands_for for child in members if getattr(child, what) and (what != "right" or child.automatic))
    whole = sum(weights)
    return Share(part, whole, whole * whole / sum(weight * weight for weight in weights) if members else 0.0)


def _compared(
    figures: GroupFigures, members: Sequence[Judged], everybody: GroupFigures, usual: Mapping[str, float]
) -> GroupFigures:
    own, average = figures.recall.value, everybody.recall.value
    if own is None or average is None or figures.recall.worth < LEAST or average - own <= FEWER + 1e-9:
        return figures
    return replace(figures, behind=average - own, reasons=_reasons(members, usual))


def _reasons(members: Sequence[Judged], usual: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
    """The slips of the group's missed children that explain most of them, beyond what all children have."""
    missed = [child for child in members if child.on_roll and not (child.automatic and child.right)]
    shares = {slip: number / len(missed) for slip, number in _slips(missed).items()}
    beyond = {slip: share - usual.get(slip, 0.0) for slip, share in shares.items()}
    telling = sorted((slip for slip in beyond if beyond[slip] > 0), key=lambda slip: (-beyond[slip], slip))
    return tuple(
        f"{slip}: {shares[slip]:.0%} of its misses, {usual.get(slip, 0.0):.0%} of all" for slip in telling[:most]
    )


def _slips(children: Iterable[Judged]) -> Counter[str]:
    return Counter(slip for child in children for slip in set(child.slips))
