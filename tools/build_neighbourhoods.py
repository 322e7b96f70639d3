"""Pack the neighbourhoods and wards of one force's area into the small tables of ``src/firstbell/pure/areas``.

    python tools/build_neighbourhoods.py --postcodes staffordshire.csv.gz --households census2011_lsoa.csv.gz \\
        --neighbourhoods msoa_2011.geojson.gz --wards wards_current.geojson.gz

What each input must have is in ``src/firstbell/pure/areas/README.md``. The tables come out byte for byte the same from
the same inputs. The script stops where a postcode names an area without an outline, or the other way round.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from build_areas import rows, write_csv

GENERALISED, GRID = 50, 10
"""Metres by which an outline may leave out a corner, and to which corners are rounded."""
CENTRE = (-2.0, 52.9)  # about the middle of Staffordshire: a polynomial is best near its centre

Corner = tuple[float, float]
Rings = dict[str, list[list[Corner]]]  # code: rings of (longitude, latitude), the first corner not repeated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("postcodes", "households", "neighbourhoods", "wards"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    postcodes = list(rows(given.postcodes))
    neighbourhoods, wards = features(given.neighbourhoods), features(given.wards)
    check("neighbourhoods", {row["msoa11cd"] for row in postcodes}, {one["MSOA11CD"] for one, _ in neighbourhoods})
    check("wards", {row["ward_cd"] for row in postcodes}, {one["WD25CD"] for one, _ in wards})
    write_csv("neighbourhoods.csv", "code,name,district,homes", neighbourhood_table(neighbourhoods, given.households))
    write_csv(
        "wards.csv", "code,name,district", sorted((one["WD25CD"], one["WD25NM"], one["LAD25CD"]) for one, _ in wards)
    )
    write_csv("neighbourhood_units.csv.gz", "sector,neighbourhood,ward,units", unit_table(postcodes))
    rings = {one["MSOA11CD"]: found for one, found in neighbourhoods}
    write_csv("outlines.csv.gz", "neighbourhood,ring,easting,northing", outline_table(rings, Grid(postcodes)))


def features(path: Path) -> list[tuple[dict[str, Any], list[list[Corner]]]]:
    """Properties and rings of each. Rounded to 10 cm, neighbours have the corners of a border in common."""
    read = json.loads(gzip.decompress(path.read_bytes()))["features"]
    return [(one["properties"], [corners(ring) for ring in one["geometry"]["coordinates"]]) for one in read]


def corners(ring: list[list[float]]) -> list[Corner]:
    rounded = [(round(longitude, 6), round(latitude, 6)) for longitude, latitude, *_ in ring]
    found = [one for one, following in pairwise(rounded) if one != following]
    return found if rounded[0] == rounded[-1] else [*found, rounded[-1]]


def check(what: str, named: set[str], outlined: set[str]) -> None:
    if named != outlined:
        raise SystemExit(f"{what} of postcodes without an outline, or with one and no postcode: {named ^ outlined}")


def neighbourhood_table(found: list[tuple[dict[str, Any], Any]], households: Path) -> list[tuple[object, ...]]:
    homes: Counter[str] = Counter()
    for row in rows(households):
        homes[row["MSOA Code"]] += int(row["Households"].replace(",", "") or 0)
    named = ((one["MSOA11CD"], one["MSOA11NM"], one["LAD13CD"]) for one, _ in found)
    return sorted((code, name, district, homes[code]) for code, name, district in named)


def unit_table(postcodes: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """The last two letters of postcodes of one sector, neighbourhood and ward, run together."""
    units: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in postcodes:
        postcode = row["pcds"].replace(" ", "")
        units[postcode[:-2], row["msoa11cd"], row["ward_cd"]].append(postcode[-2:])
    for place, letters in sorted(units.items()):
        yield *place, "".join(sorted(letters))


class Grid:
    """Longitude and latitude as metres on the National Grid: a polynomial through postcodes, which have both."""

    def __init__(self, postcodes: list[dict[str, str]]) -> None:
        degrees = np.array([(float(row["lon"]), float(row["lat"])) for row in postcodes])
        metres = np.array([(float(row["easting"]), float(row["northing"])) for row in postcodes])
        self._factors = np.linalg.lstsq(_powers(degrees), metres, rcond=None)[0]
        worst = float(np.abs(self.metres(degrees) - metres).max())
        if worst > GRID / 2:
            raise SystemExit(f"the grid is {worst:.1f} m off at a postcode")

    def metres(self, degrees: Any) -> Any:
        return _powers(np.asarray(degrees)) @ self._factors


def _powers(degrees: Any) -> Any:
    east, north = (degrees - np.array(CENTRE)).T
    return np.stack([east**i * north**j for i in range(5) for j in range(5 - i)], axis=1)


def outline_table(rings: Rings, grid: Grid) -> Iterator[tuple[object, ...]]:
    """Each ring's first corner, then steps from corner to corner."""
    owners = edge_owners(rings)
    for code, several in sorted(rings.items()):
        for number, ring in enumerate(several):
            east = north = 0
            for corner in generalised(ring, owners, grid):
                yield code, number, corner[0] - east, corner[1] - north
                east, north = corner


def edge_owners(rings: Rings) -> dict[frozenset[Corner], frozenset[str]]:
    """The areas on both sides of each edge."""
    owners: dict[frozenset[Corner], set[str]] = defaultdict(set)
    for code, several in rings.items():
        for ring in several:
            for edge in pairwise([*ring, ring[0]]):
                owners[frozenset(edge)].add(code)
    return {edge: frozenset(found) for edge, found in owners.items()}


def generalised(
    ring: list[Corner], owners: dict[frozenset[Corner], frozenset[str]], grid: Grid
) -> list[tuple[int, int]]:
    """Corners on the grid. A border between two areas is generalised once, so that no gap opens along it."""
    edges = list(pairwise([ring[-1], *ring, ring[0]]))
    nodes = [
        at
        for at, (before, after) in enumerate(pairwise(edges))
        if owners[frozenset(before)] != owners[frozenset(after)]
    ] or [ring.index(min(ring))]
    found: list[tuple[int, int]] = []
    for start, end in pairwise([*nodes, nodes[0] + len(ring)]):
        border = [ring[at % len(ring)] for at in range(start, end + 1)]
        found += border_kept(border, grid)[:-1]
    return [one for at, one in enumerate(found) if one != found[at - 1]]


def border_kept(border: list[Corner], grid: Grid) -> list[tuple[int, int]]:
    """Always walked in the same direction, whichever area asks."""
    turned = (border[0], border[1]) > (border[-1], border[-2])
    metres = grid.metres(border[::-1] if turned else border)
    kept = [(GRID * round(east / GRID), GRID * round(north / GRID)) for east, north in metres[simplified(metres)]]
    return kept[::-1] if turned else kept


def simplified(metres: Any) -> Sequence[int]:
    """Which corners stay (Douglas and Peucker): without the others no point of the line is further off than allowed."""
    stays, waiting = {0, len(metres) - 1}, [(0, len(metres) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = distances(metres[first + 1 : last], metres[first], metres[last])
        furthest = int(away.argmax())
        if away[furthest] > GENERALISED or (metres[first] == metres[last]).all():
            middle = first + 1 + furthest
            stays.add(middle)
            waiting += [(first, middle), (middle, last)]
    return sorted(stays)


def distances(points: Any, start: Any, end: Any) -> Any:
    """From each point to the straight piece between two."""
    along, length = end - start, float(((end - start) ** 2).sum())
    share = np.clip((points - start) @ along / length, 0, 1)[:, None] if length else np.zeros((len(points), 1))
    return np.hypot(*(points - start - share * along).T)


if __name__ == "__main__":
    main()
