"""Which pair walks which cells of one shift, and in which order: an open vehicle routing problem, for PyVRP.

It knows cells by their middles and minutes and nothing else. The walk inside a cell is the planner's, and stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot
from typing import Any

from firstbell.pure.refusal import Refused

PACE = 75.0
"""Metres that a pair walks in a minute, between streets."""
ROUND_CORNERS = 1.3
"""How much longer the way along streets is than the straight line."""
STEPS = 300
"""Rounds of improvement: a bound that gives the same routes on every machine, which a time limit would not."""
_UNIT = 10
"""Tenths of a minute: PyVRP counts in whole numbers."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A cell to be walked: the ``east`` and ``north`` of its middle in metres, and the ``minutes`` at its doors."""

    cell: str
    east: float
    north: float
    minutes: int


@dataclass(frozen=True, slots=True)
class Route:
    """The cells of one pair in the order of walking; ``walking`` between them and ``minutes`` in all are in minutes."""

    cells: tuple[str, ...]
    walking: float
    minutes: float


def routes(stops: Sequence[Stop], pairs: int, *, longest: int, seed: int = 0) -> tuple[Route, ...]:
    """The shortest walks found by which ``pairs`` cover all stops, each within ``longest`` minutes; the longest first.

    A pair that is not needed gets no route. Refused where the doors do not fit, with how many pairs would do.
    """
    if not stops:
        return ()
    _fits(stops, pairs, longest)
    found = _solved(stops, pairs, longest, seed)
    if found is None:
        raise Refused(
            f"{pairs} pairs cannot walk these {len(stops)} cells within {longest} minutes each.", "Take one pair more."
        )
    made = [_route([stops[at] for at in visits]) for visits in found]
    return tuple(sorted(made, key=lambda route: (-route.minutes, route.cells)))


def minutes_between(one: Stop, other: Stop) -> float:
    """The walk from one cell to another."""
    return ROUND_CORNERS * hypot(one.east - other.east, one.north - other.north) / PACE


def _fits(stops: Sequence[Stop], pairs: int, longest: int) -> None:
    widest = max(stops, key=lambda stop: stop.minutes)
    if widest.minutes > longest:
        raise Refused(
            f"{widest.cell} alone takes {widest.minutes} minutes, and a shift has {longest}.", "Make the shift longer."
        )
    needed = ceil(sum(stop.minutes for stop in stops) / longest)
    if needed > pairs:
        raise Refused(
            f"The doors of a shift take {needed} pairs or more; these are {pairs}.", f"Name {needed} pairs or more."
        )


def _solved(stops: Sequence[Stop], pairs: int, longest: int, seed: int) -> list[list[int]] | None:
    """The visits of each route, as indices of ``stops``; None where nothing was found that keeps to ``longest``."""
    from pyvrp import Model  # half a second to import, and only a plan of walks needs it
    from pyvrp.stop import MaxIterations

    model = Model()
    anywhere = model.add_location(0, 0)
    model.add_depot(anywhere)
    model.add_vehicle_type(pairs, shift_duration=longest * _UNIT, unit_distance_cost=0, unit_duration_cost=1)
    places = [model.add_location(round(stop.east), round(stop.north)) for stop in stops]
    for place, stop in zip(places, stops, strict=True):
        model.add_client(place, service_duration=stop.minutes * _UNIT)
    for place, stop in zip(places, stops, strict=True):
        model.add_edge(anywhere, place, 0, 0)  # where pairs come from is not known, and costs nothing
        model.add_edge(place, anywhere, 0, 0)
        for there, other in zip(places, stops, strict=True):
            model.add_edge(place, there, 0, round(_UNIT * minutes_between(stop, other)))
    best = model.solve(MaxIterations(STEPS), seed=seed, display=False, collect_stats=False).best
    return [_visited(route) for route in best.routes()] if best.is_feasible() else None


def _visited(route: Any) -> list[int]:
    return [one.idx for one in route if one.is_client()]


def _route(walked: Sequence[Stop]) -> Route:
    walking = sum(minutes_between(one, other) for one, other in pairwise(walked))
    return Route(
        tuple(stop.cell for stop in walked), round(walking, 1), round(walking + sum(stop.minutes for stop in walked), 1)
    )
