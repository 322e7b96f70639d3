"""Whom a list serves worse: what it missed by group, and each group's share of the list against its share of harm.

Asked after the fact, by whoever looks after the ordering; no answer goes back into it. The harm is *reported* harm:
groups that are policed more look worse by it, and victims who stopped reporting look safer. Error rates of groups
cannot all be alike where their rates of harm differ, so these are shown and not made equal.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from firstbell.pure.evaluation.shares import Portion
from firstbell.pure.refusal import Refused

TOO_FEW = 30
"""Fewer events than this say nothing about a group."""


@dataclass(frozen=True, slots=True)
class Caught:
    """A suspect of a ``group``: whether they were ``listed``, whether serious ``harm`` was reported of them in the
    time that followed, and how much of it the loaded weights give."""

    group: str
    listed: bool
    harm: bool
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class GroupErrors:
    """``missed``: of those of whom harm was reported, who were not listed; ``needless``: of those listed, of whom none
    was. None where there were fewer than 30 events to say it from."""

    group: str
    suspects: int
    missed: Portion | None
    needless: Portion | None

    @property
    def words(self) -> str:
        return "too few to say" if self.missed is None and self.needless is None else ""


@dataclass(frozen=True, slots=True)
class Share:
    """A group's share of the list beside its share of the harm that was reported; ``of_harm`` is nan without any, and
    ``of_list`` None where fewer than 30 events say something of the group."""

    group: str
    of_list: Portion | None
    of_harm: float


def errors_by_group(caught: Iterable[Caught]) -> tuple[GroupErrors, ...]:
    """By the name of the group. An event is a suspect of whom harm was reported, or one who was listed."""
    everybody = list(caught)
    return tuple(_errors(group, [one for one in everybody if one.group == group]) for group in _groups(everybody))


def shares_by_group(caught: Iterable[Caught]) -> tuple[Share, ...]:
    everybody = list(caught)
    if any(one.weight < 0 for one in everybody):
        raise Refused("Harm is 0 or more.", "Sum the loaded weights.")
    listed, total = sum(one.listed for one in everybody), math.fsum(one.weight for one in everybody)
    found = []
    for group in _groups(everybody):
        mine = [one for one in everybody if one.group == group]
        on_list, events = sum(one.listed for one in mine), sum(one.harm for one in mine)
        weight = math.fsum(one.weight for one in mine)
        of_list = Portion(on_list, listed) if max(on_list, events) >= TOO_FEW else None
        found.append(Share(group, of_list, weight / total if total else math.nan))
    return tuple(found)


def _groups(everybody: Iterable[Caught]) -> list[str]:
    return sorted(Counter(one.group for one in everybody))


def _errors(group: str, mine: list[Caught]) -> GroupErrors:
    harmed, listed = [one for one in mine if one.harm], [one for one in mine if one.listed]
    return GroupErrors(
        group,
        len(mine),
        _portion(sum(not one.listed for one in harmed), len(harmed)),
        _portion(sum(not one.harm for one in listed), len(listed)),
    )


def _portion(events: int, of: int) -> Portion | None:
    return Portion(events, of) if of >= TOO_FEW else None
