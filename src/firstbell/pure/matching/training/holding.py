"""What a roll is too small to teach is held at the value of the model that ships, and said to be."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firstbell.pure.matching.model import shipped_model_text
from firstbell.pure.matching.training.sessions import Estimate
from firstbell.pure.matching.training.settings import Place, parameters_of, prior_of

FEWEST = 10
"""Pairs from which a level is learnt at least: its weight is then known to half a bit, two times of three."""


@dataclass(frozen=True, slots=True)
class Held:
    """A value that was not learnt: ``which`` is ``m`` or ``u``."""

    comparison: str
    level: str
    which: str
    value: float
    reason: str


@cache
def _shipped() -> Mapping[Place, tuple[float, float]]:
    return parameters_of(json.loads(shipped_model_text())["settings"])


def held_and_learnt(
    estimates: Mapping[Place, Estimate], rows: int
) -> tuple[dict[Place, float], dict[Place, float], tuple[Held, ...]]:
    """m and u of every level that a session met or could have met, and which of them are held.

    u is learnt from pairs at random, of which one in ``rows`` is one child: those are taken out of it again, or a small
    roll would teach that strangers share homes.
    """
    tried = {place: one for place, one in estimates.items() if one.sessions}
    u = {place: _without_matches(one, prior_of(rows)) for place, one in tried.items()}
    rare_m = {place: _rare(one.matches, "of one child") for place, one in tried.items() if one.matches < FEWEST}
    rare_u = {place: _rare(one.others, "at random") for place, one in tried.items() if _is_rare(one, u[place])}
    held = [_held(place, "m", reason) for place, reason in rare_m.items()]
    held += [_held(place, "u", reason) for place, reason in rare_u.items()]
    return (
        _to_one({place: one.m or 0.0 for place, one in tried.items()}, {p: _shipped()[p][0] for p in rare_m}),
        _to_one(u, {p: _shipped()[p][1] for p in rare_u}),
        tuple(held),
    )


def _without_matches(one: Estimate, share: float) -> float:
    return max(0.0, ((one.u or 0.0) - share * (one.m or 0.0)) / (1 - share))


def _is_rare(one: Estimate, u: float) -> bool:
    """Too few at random, or nearly all of them one child after all."""
    return one.others < FEWEST or u < (one.u or 0.0) / 4


def _rare(pairs: float, which: str) -> str:
    return f"learnt from {pairs:.1f} pairs {which}; fewer than {FEWEST} teach nothing"


def _held(place: Place, which: str, reason: str) -> Held:
    return Held(*place, which, _shipped()[place][which == "u"], reason)


def _to_one(learnt: Mapping[Place, float], held: Mapping[Place, float]) -> dict[Place, float]:
    """What is learnt of a comparison shares what the held values leave of 1."""
    whole: dict[str, float] = {}
    left: dict[str, float] = {}
    for place, value in learnt.items():
        name = place[0]
        left[name] = left.get(name, 1.0) - held.get(place, 0.0)
        whole[name] = whole.get(name, 0.0) + (0.0 if place in held else value)
    return {
        place: held[place] if place in held else value * left[place[0]] / whole[place[0]]
        for place, value in learnt.items()
    }
