"""Cells: homes that are always visited together, so that no visit tells which of them it is about.

Nothing here takes a victim, an incident or a time. Cells follow from the homes alone; see ``cells.partition`` for how
they are made, ``versions.follow`` for how they change, ``cover.cover`` for what they are worth, and ``decoys`` for what
a visit tells somebody who knows what he did.
"""

from firstbell.pure.partition.cells import Partition, Refusal, partition
from firstbell.pure.partition.cover import Cover, cover
from firstbell.pure.partition.decoys import epsilon, probability_mine, timing_odds
from firstbell.pure.partition.homes import FLOOR_CEILING, NEXT_DOOR, PARTY_WALL, Hearing, Homes
from firstbell.pure.partition.rule import Rule
from firstbell.pure.partition.versions import Following, follow, refuse_crossing, smallest_crossing
from firstbell.pure.partition.walking import hilbert_order, walk_order

__all__ = [
    "FLOOR_CEILING",
    "NEXT_DOOR",
    "PARTY_WALL",
    "Cover",
    "Following",
    "Hearing",
    "Homes",
    "Partition",
    "Refusal",
    "Rule",
    "cover",
    "epsilon",
    "follow",
    "hilbert_order",
    "partition",
    "probability_mine",
    "refuse_crossing",
    "smallest_crossing",
    "timing_odds",
    "walk_order",
]
