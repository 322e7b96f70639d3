"""What is wrong with a model that was learnt: a sentence each, with the level and what to do about it."""

from collections.abc import Iterator, Mapping

from firstbell.pure.matching.training.sessions import FIELDS, Learnt
from firstbell.pure.matching.training.settings import Settings, levels_of, parameters_of

FEWEST_SURE = 30
"""Pairs that must be one child by everything else before they can tell whether a comparison is contaminated."""
APART = 0.2
"""How far m of a first level may be from its share among sure pairs. Brothers and sisters learnt as one child are
farther: with a forename the same in .76 of true pairs, sessions blocked on the home taught .34 (a day of birth: .87
and .26)."""


def faults_of(learnt: Learnt, settings: Settings) -> list[str]:
    untrained = list(_untrained(learnt))
    return untrained or [*_contaminated(learnt), *_unsound(settings), *_disordered(settings)]


def _untrained(learnt: Learnt) -> Iterator[str]:
    for (comparison, level), estimate in learnt.estimates.items():
        if not estimate.sessions:
            yield (
                f"{comparison}, {level!r}: no session could train it, as the rule of each uses a column of "
                "this comparison; add a session that does not, or give labels"
            )


def _contaminated(learnt: Learnt) -> Iterator[str]:
    """Pairs that agree in the home and in all other fields are one child, twins apart. What they show of a field is
    what m should be; where siblings were learnt as one child, forenames and births seem to agree far less often."""
    first = {name: next(place for place in learnt.estimates if place[0] == name) for name in FIELDS}
    for name, place in first.items():
        m, sure, count = learnt.estimates[place].m or 0.0, learnt.sure[name], learnt.sure_of[name]
        if count < FEWEST_SURE:
            yield (
                f"{name}: only {count} pairs are surely one child, too few to tell whether siblings were learnt as "
                "one; train on more incidents"
            )
        elif abs(m - sure) > APART:
            yield (
                f"{name}, {place[1]!r}: m is {m:.2f}, and {sure:.2f} of {count:,} pairs that are surely one child have "
                "it; brothers and sisters were learnt as one child: block on names or the day of birth, or give labels"
            )


def _unsound(settings: Settings) -> Iterator[str]:
    totals: dict[tuple[str, str], float] = {}
    for (comparison, _), values in parameters_of(settings).items():
        for which, value in zip("mu", values, strict=True):
            totals[comparison, which] = totals.get((comparison, which), 0.0) + value
    for (comparison, which), total in totals.items():
        if abs(total - 1) > 0.001:
            yield f"{comparison}: {which} of its levels comes to {total:.4f} and not to 1; train again"
    for (comparison, level), values in parameters_of(settings).items():
        for which, value in zip("mu", values, strict=True):
            if not 0 < value < 1:
                yield f"{comparison}, {level!r}: {which} is {value}; give more incidents or a larger roll"


def _disordered(settings: Settings) -> Iterator[str]:
    """The first level of a comparison is sameness, the last difference: no other speaks more for a pair, or against."""
    for comparison, levels in _ratios(settings).items():
        names, ratios = list(levels), list(levels.values())
        if ratios[0] <= 1:
            yield f"{comparison}, {names[0]!r}: it speaks against the pair; look at how both sides write it"
        if ratios[-1] >= 1:
            yield f"{comparison}, {names[-1]!r}: it speaks for the pair; look at how both sides write it"
        for name, ratio in levels.items():
            if ratio > ratios[0]:
                yield (
                    f"{comparison}, {name!r}: it speaks more for a pair than {names[0]!r} does; "
                    "give labels, or more incidents"
                )


def _ratios(settings: Settings) -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (comparison, label), level in levels_of(settings):
        u = level["u_probability"]
        found.setdefault(comparison, {})[label] = level["m_probability"] / u if u else 0.0
    return found
