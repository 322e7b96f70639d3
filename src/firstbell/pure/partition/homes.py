"""Homes as arrays, who hears whom, and what is refused of either before anything is made of them."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.refusal import Refused

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int32]

PARTY_WALL = 1
FLOOR_CEILING = 2
NEXT_DOOR = 3

WEIGHT = {PARTY_WALL: 1.0, FLOOR_CEILING: 1.0, NEXT_DOOR: 0.4}
"""What it is worth that both homes of a pair are visited, by how one hears the other: air lies between next doors."""


@dataclass(frozen=True, slots=True, eq=False)
class Homes:
    """Homes in the order in which an officer walks (``walking.walk_order``), one entry of every array a home.

    ``street`` is the number of the street, -1 for none; ``easting`` and ``northing`` are metres of the National Grid;
    ``plausible`` says whether somebody may be thought to live there as a couple or a family. Raises Refused for arrays
    of different lengths, a UPRN that stands twice, and a coordinate that is no number.
    """

    uprn: Ints
    street: Places
    easting: Floats
    northing: Floats
    plausible: Flags

    def __post_init__(self) -> None:
        _same_lengths(self)
        _no_duplicates(self.uprn)
        _numbers(self.uprn, self.easting, self.northing)

    def __len__(self) -> int:
        return len(self.uprn)


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """Pairs of homes that hear each other, each pair once: places in ``Homes``, and how.

    ``how`` is PARTY_WALL, FLOOR_CEILING or NEXT_DOOR. Raises Refused for another kind, for a home that hears itself,
    and for a pair that stands twice, in whichever order.
    """

    first: Places
    second: Places
    how: NDArray[np.uint8]

    def __post_init__(self) -> None:
        _same_lengths(self)
        _known_kinds(self.how)
        _pairs_once(self.first, self.second)

    def __len__(self) -> int:
        return len(self.how)

    @property
    def weight(self) -> Floats:
        """The weight of every pair, by its kind."""
        by_kind = np.zeros(max(WEIGHT) + 1)
        by_kind[list(WEIGHT)] = list(WEIGHT.values())
        return by_kind[self.how]


def check_within(homes: Homes, hearing: Hearing) -> None:
    """Raises Refused where a pair names a home that is not among ``homes``."""
    if len(hearing) and (
        min(hearing.first.min(), hearing.second.min()) < 0
        or max(hearing.first.max(), hearing.second.max()) >= len(homes)
    ):
        raise Refused(
            f"A pair that hears each other names a home outside the {len(homes)} given.",
            "Make the pairs anew from the same list of homes, in the same order.",
        )


def _same_lengths(arrays: Homes | Hearing) -> None:
    lengths = {field.name: len(getattr(arrays, field.name)) for field in fields(arrays)}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise Refused(f"The columns are not equally long: {said}.", "Give every column one entry a row.")


def _no_duplicates(uprn: Ints) -> None:
    _, counts_at, counts = np.unique(uprn, return_index=True, return_counts=True)
    if (twice := counts_at[counts > 1]).size:
        raise Refused(
            f"UPRN {uprn[twice.min()]} stands {counts[counts_at == twice.min()][0]} times; {twice.size} stand more"
            " than once.",
            "Keep one line for each UPRN and load again.",
        )


def _numbers(uprn: Ints, easting: Floats, northing: Floats) -> None:
    lost = ~(np.isfinite(easting) & np.isfinite(northing))
    if lost.any():
        raise Refused(
            f"UPRN {uprn[lost.argmax()]} has no coordinates; {lost.sum()} of {len(uprn)} have none.",
            "Give each home its easting and northing in metres, or leave it out by hand.",
        )


def _known_kinds(how: NDArray[np.uint8]) -> None:
    unknown = ~np.isin(how, list(WEIGHT))
    if unknown.any():
        raise Refused(
            f"Pair {unknown.argmax()} is of kind {how[unknown.argmax()]}, which is none.",
            f"Use {PARTY_WALL} (party wall), {FLOOR_CEILING} (floor and ceiling) or {NEXT_DOOR} (next door).",
        )


def _pairs_once(first: Places, second: Places) -> None:
    low, high = np.minimum(first, second).astype(np.int64), np.maximum(first, second).astype(np.int64)
    if (low == high).any():
        raise Refused(f"Pair {(low == high).argmax()} is a home with itself.", "Leave it out.")
    if np.unique(low << 32 | high).size < len(low):
        raise Refused("A pair stands more than once.", "Keep the strongest kind of each pair.")
