"""Whom a list served worse, group by group, as it may be shown: never a small number of anybody."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstbell.joint.intensification.rules.groups import (
    AGE,
    DISABILITY,
    ETHNICITY,
    NOT_RECORDED,
    ORIENTATION,
    ROWS,
    SEX,
)
from firstbell.pure.disclosure import Figure, rounded
from firstbell.pure.evaluation.shares import Portion
from firstbell.pure.ordering import Caught, errors_by_group, shares_by_group

ASKED_BY = (SEX, AGE, ETHNICITY, DISABILITY, ORIENTATION)
"""What a list could serve people worse by; what else victims are counted by is of them, or of the report."""


@dataclass(frozen=True, slots=True)
class Suspected:
    """One suspect: the ``groups`` they are in, whether they were ``listed``, and the ``weight`` of later reports, with
    whether that is serious ``harm``."""

    groups: Mapping[str, str]
    listed: bool
    harm: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Served:
    """A group of one dimension. ``missed``: of those of whom serious harm was reported later, who were not listed;
    ``needless``: of those listed, of whom none was; ``of_list`` and ``of_harm``: their share of the list beside that of
    the reported harm. None where fewer than 30 events say something of it."""

    dimension: str
    group: str
    suspects: Figure
    missed: Portion | None
    needless: Portion | None
    of_list: Portion | None
    of_harm: float | None


def served(suspected: Iterable[Suspected]) -> tuple[Served, ...]:
    """Every group that there may be of every dimension, whether or not anybody is in it; nothing where nobody is in
    any: a row that stood only where somebody is would tell that somebody is."""
    everybody = list(suspected)
    return tuple(one for dimension in ASKED_BY if everybody for one in _dimension(dimension, everybody))


def _dimension(dimension: str, everybody: list[Suspected]) -> Iterable[Served]:
    caught = [Caught(one.groups[dimension], one.listed, one.harm, one.weight) for one in everybody]
    errors = {one.group: one for one in errors_by_group(caught)}
    shares = {one.group: one for one in shares_by_group(caught)}
    for group in ROWS[dimension]:
        if group not in errors:
            yield Served(dimension, group, rounded(0), None, None, None, None)
            continue
        error, share = errors[group], shares[group]
        of_harm = share.of_harm if share.of_list is not None and not math.isnan(share.of_harm) else None
        yield Served(dimension, group, rounded(error.suspects), error.missed, error.needless, share.of_list, of_harm)


def together(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What is recorded of one person in several reports: what the latest says, where it says anything."""
    return {
        dimension: group if group != NOT_RECORDED else before.get(dimension, group) for dimension, group in said.items()
    }
