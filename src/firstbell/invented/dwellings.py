"""Homes that do not exist, laid out along the area's real streets, as a gazetteer would list them.

Every street is a straight one with odd numbers on one side and even ones on the other: runs of terraces, pairs of
semis, detached houses, and blocks of flats under a parent, as its name suggests. It lies at the street's real postcode,
moved aside where another street lies already. UPRNs begin with 9, and USRNs with 99, as no real ones do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from math import hypot
from random import Random

from firstbell.invented import sources
from firstbell.invented.draws import stream
from firstbell.invented.people import Home
from firstbell.invented.sources import Place

COLUMNS = (
    *("UPRN", "PARENT_UPRN", "CLASS", "USRN", "STREET", "BUILDING_NUMBER", "BUILDING_NAME", "SUB_BUILDING", "FLOOR"),
    *("POSTCODE", "X_COORDINATE", "Y_COORDINATE", "STATUS"),
)
TOWN = (392_200, 323_200)
"""Stafford's middle: the homes asked for are those nearest to it."""
FIRST_UPRN, FIRST_USRN = 900_000_000_000, 99_000_000
MOST_ON_A_STREET = 10_000

WIDTHS = {"terrace": 5.0, "semi": 7.0, "detached": 10.0, "block": 18.0}
RUNS = {"terrace": (3, 9), "semi": (2, 2), "detached": (1, 1), "block": (1, 1)}
BETWEEN_RUNS = 3.0
CLASSES = {"terrace": "RD04", "semi": "RD03", "detached": "RD02"}
FROM_THE_MIDDLE = 10.0
"""Metres from the middle of the road to a house's own."""
MIXES = {
    "street": (60, 20, 8, 12),
    "terrace": (80, 12, 3, 5),
    "row": (80, 12, 3, 5),
    "road": (25, 45, 20, 10),
    "court": (20, 15, 5, 60),
    "house": (10, 10, 10, 70),
    "lane": (10, 30, 57, 3),
    "close": (12, 40, 43, 5),
}
"""How often a run is of terraces, semis, detached houses or one block, by a street's last word."""
USUAL_MIX = (12, 53, 28, 7)
NOBODYS = (("OR02", 0.4), ("CU01", 0.15), ("CR08", 0.25), ("LW02", 0.02))
"""Post boxes, substations, shops and ponds: how often a street has one."""
GRID = 20
"""Metres. What a street covers is kept in squares of this size."""
DEEP = 3
"""Squares of the grid that a street and its gardens take across."""

Row = tuple[str, ...]


@dataclass(slots=True)
class _Wanted:
    """Addresses that must be on a street because somebody lives there."""

    numbers: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max(self.numbers | self.blocks, default=0)


@dataclass(frozen=True, slots=True)
class _Plot:
    """A building: how far along the street its middle is, and on which side (1 odd, -1 even)."""

    kind: str
    number: int
    along: float
    side: int
    name: str = ""


def rows(seed: int, homes: int, lived_in: Iterable[Home] = ()) -> Iterator[Row]:
    """Rows of ``COLUMNS``: the streets of ``lived_in`` with those very homes among theirs, then streets around the town
    until they have ``homes`` homes. The same for the same arguments."""
    wanted = _wanted(lived_in)
    places = {(place.street, place.postcode): place for some in sources.streets().values() for place in some}
    numbers = {key: number for number, key in enumerate(places)}
    taken: set[tuple[int, int]] = set()
    for key in sorted(wanted.keys() & places.keys()):
        yield from _street(seed, places[key], numbers[key], wanted[key], taken)
    near = sorted((key for key in places if key not in wanted), key=lambda key: (_from_town(places[key]), key))
    left = homes
    for key in near:
        for row in _street(seed, places[key], numbers[key], _Wanted(), taken):
            if left <= 0:
                return
            left -= row[2].startswith("RD")
            yield row


def _from_town(place: Place) -> float:
    return hypot(place.easting - TOWN[0], place.northing - TOWN[1])


def _wanted(lived_in: Iterable[Home]) -> dict[tuple[str, str], _Wanted]:
    found: dict[tuple[str, str], _Wanted] = defaultdict(_Wanted)
    for home in lived_in:
        *before, front = home.lines
        number, _, street = front.partition(" ")
        if not number.isdigit():
            found[front, home.postcode].names.append(before[0])
        elif before and before[0].startswith("Flat "):
            found[street, home.postcode].blocks.add(int(number))
        else:
            found[street, home.postcode].numbers.add(int(number))
    return found


# --- one street ---


def _street(seed: int, place: Place, at: int, wanted: _Wanted, taken: set[tuple[int, int]]) -> Iterator[Row]:
    rng = stream(seed, "dwellings", place.street, place.postcode)
    plots = [*_side(rng, place, wanted, 1), *_side(rng, place, wanted, -1)]
    end = max(plot.along for plot in plots)
    plots += [_Plot("detached", 0, end + 15.0 * step, 1, name) for step, name in enumerate(wanted.names, 1)]
    length = max(plot.along for plot in plots) + 10
    turned = rng.random() < 0.5
    east, north = _free(place, length, turned, taken)
    numbers = count(FIRST_UPRN + at * MOST_ON_A_STREET)
    for plot in plots:
        across = plot.side * FROM_THE_MIDDLE
        point = (east + across, north + plot.along) if turned else (east + plot.along, north + across)
        yield from _building(rng, plot, point, numbers, place, at)
    for code, often in NOBODYS:
        if rng.random() < often:
            point = (east, north + rng.uniform(0, length)) if turned else (east + rng.uniform(0, length), north)
            yield _row(next(numbers), code, place, at, point)


def _side(rng: Random, place: Place, wanted: _Wanted, side: int) -> Iterator[_Plot]:
    mix = MIXES.get(place.street.split()[-1].lower(), USUAL_MIX)
    houses, number, along = rng.randint(6, 24), 1 if side > 0 else 2, 0.0
    while houses > 0 or number <= wanted.last:
        kind = rng.choices(list(WIDTHS), mix)[0]
        kind = "block" if number in wanted.blocks else "semi" if kind == "block" and number in wanted.numbers else kind
        for _ in range(rng.randint(*RUNS[kind])):
            if number in wanted.blocks and kind != "block":
                break
            yield _Plot(kind, number, along + WIDTHS[kind] / 2, side)
            along, number, houses = along + WIDTHS[kind], number + 2, houses - 1
        along += BETWEEN_RUNS


def _building(
    rng: Random, plot: _Plot, point: tuple[float, float], numbers: Iterator[int], place: Place, at: int
) -> Iterator[Row]:
    number = str(plot.number or "")
    if plot.kind != "block":
        yield _row(next(numbers), CLASSES[plot.kind], place, at, point, number=number, name=plot.name)
        return
    parent = next(numbers)
    yield _row(parent, "PP", place, at, point, number=number)
    code = "RD08" if rng.random() < 0.1 else "RD06"
    floors = 10 if rng.random() < 0.02 else 3
    for flat in range(4 * floors):
        own = {"number": number, "flat": f"Flat {flat + 1}", "floor": str(flat // 4), "parent": str(parent)}
        yield _row(next(numbers), code, place, at, point, **own)


def _row(
    uprn: int,
    code: str,
    place: Place,
    at: int,
    point: tuple[float, float],
    *,
    number: str = "",
    name: str = "",
    flat: str = "",
    floor: str = "",
    parent: str = "",
) -> Row:
    metres = (f"{point[0]:.2f}", f"{point[1]:.2f}")
    address = (str(FIRST_USRN + at), place.street, number, name, flat, floor, place.postcode)
    return str(uprn), parent, code, *address, *metres, "1"


# --- where it lies ---


def _free(place: Place, length: float, turned: bool, taken: set[tuple[int, int]]) -> tuple[float, float]:
    """The nearest corner to the street's own at which nothing is built yet; it is taken from then on."""
    long = int(length // GRID) + 2
    sizes = (DEEP, long) if turned else (long, DEEP)
    corner = (place.easting // GRID, place.northing // GRID)
    for east, north in _outward():
        cells = _cells(corner[0] + east, corner[1] + north, sizes)
        if taken.isdisjoint(cells):
            taken.update(cells)
            break
    middle = DEEP * GRID / 2
    x, y = (corner[0] + east) * GRID, (corner[1] + north) * GRID
    return (x + middle, y + GRID / 2) if turned else (x + GRID / 2, y + middle)


def _cells(east: int, north: int, sizes: tuple[int, int]) -> Collection[tuple[int, int]]:
    return [(east + x, north + y) for x in range(sizes[0]) for y in range(sizes[1])]


def _outward() -> Iterator[tuple[int, int]]:
    """Steps about a point, ring after ring."""
    for ring in count():
        for east in range(-ring, ring + 1):
            whole = abs(east) == ring
            yield from ((east, north) for north in (range(-ring, ring + 1) if whole else (-ring, ring)))
