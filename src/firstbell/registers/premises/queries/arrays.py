"""All homes at once, as arrays for ``pure.partition``."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firstbell.registers.premises.models import HeardThrough, Home
from firstbell.registers.premises.rules import street_of

COLUMNS = ("uprn", "usrn", "street", "postcode", "number", "flat", "landing", "easting", "northing", "plausible")
CHUNK = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class HomesAsArrays:
    """Every home in force by its UPRN ascending, one entry of each array a home; then who hears whom.

    ``street``: homes of one street have one number, -1 for none. ``number`` is the building's in figures and ``flat``
    the flat's (0 where there is none), ``landing`` the floor (0: the ground, or not known). Coordinates are metres.
    ``first`` and ``second`` are places in the arrays before, each pair once and the lower first; ``how`` is of
    ``rules.HOWS``.
    """

    uprn: NDArray[np.int64]
    street: NDArray[np.int32]
    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    number: NDArray[np.int64]
    flat: NDArray[np.int64]
    landing: NDArray[np.int64]
    plausible: NDArray[np.bool_]
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    how: NDArray[np.uint8]


def homes_for_partition() -> HomesAsArrays:
    """The dwellings in force and who hears whom, in some hundred bytes a home."""
    whole = {name: array("q") for name in ("uprn", "street", "number", "flat", "landing", "plausible")}
    east, north = array("d"), array("d")
    streets: dict[str, int] = {"": -1}
    for uprn, usrn, street, postcode, number, flat, landing, easting, northing, plausible in _rows():
        key = street_of(usrn, street, postcode)
        whole["uprn"].append(uprn)
        whole["street"].append(streets.setdefault(key, len(streets) - 1))
        whole["number"].append(_figures(number))
        whole["flat"].append(_figures(flat))
        whole["landing"].append(landing or 0)
        whole["plausible"].append(plausible)
        east.append(easting)
        north.append(northing)
    found = {name: np.frombuffer(values, dtype=np.int64) for name, values in whole.items()}
    first, second, how = _hearing(found["uprn"])
    return HomesAsArrays(
        uprn=found["uprn"],
        street=found["street"].astype(np.int32),
        easting=np.frombuffer(east, dtype=np.float64),
        northing=np.frombuffer(north, dtype=np.float64),
        number=found["number"],
        flat=found["flat"],
        landing=found["landing"],
        plausible=found["plausible"].astype(bool),
        first=first,
        second=second,
        how=how,
    )


def _rows() -> Iterator[tuple[Any, ...]]:
    rows = Home.objects.filter(dwelling=True, gone_on=None).order_by("uprn")
    return rows.values_list(*COLUMNS).iterator(chunk_size=CHUNK)


def _figures(text: str) -> int:
    found = re.search(r"[0-9]{1,6}", text)
    return int(found[0]) if found else 0


def _hearing(uprn: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    """The pairs as places in ``uprn``, which ascends. One with a home that is gone since it was worked out is left out:
    its square is due."""
    rows = HeardThrough.objects.order_by("first_uprn", "second_uprn").values_list("first_uprn", "second_uprn", "how")
    kinds = [("first", np.int64), ("second", np.int64), ("how", np.uint8)]
    pairs = np.fromiter(rows.iterator(chunk_size=CHUNK), dtype=kinds)
    first, second = np.searchsorted(uprn, pairs["first"]), np.searchsorted(uprn, pairs["second"])
    last = max(len(uprn) - 1, 0)
    here = np.zeros(len(pairs), dtype=bool)
    if len(uprn):
        here = (uprn[np.minimum(first, last)] == pairs["first"]) & (uprn[np.minimum(second, last)] == pairs["second"])
    return first[here].astype(np.int32), second[here].astype(np.int32), pairs["how"][here]
