"""Addresses: a real street and postcode, an invented number."""

from functools import cache
from itertools import accumulate
from random import Random

from firstbell.invented import sources
from firstbell.invented.people import Home
from firstbell.invented.sources import Place

HOUSE_NAMES = (
    "Rose Cottage",
    "The Old Forge",
    "Hollybank",
    "Oakdene",
    "The Willows",
    "Fernlea",
    "Ivy House",
    "Mill View",
)
STREETS_ELSEWHERE = (
    "Church Street",
    "Station Road",
    "Park Road",
    "Victoria Road",
    "Mill Lane",
    "The Crescent",
    "Green Lane",
)


@cache
def _districts() -> tuple[tuple[str, ...], tuple[int, ...]]:
    found = sources.districts()
    return tuple(district.code for district in found), tuple(accumulate(district.people for district in found))


def district(rng: Random) -> str:
    """A district, by its people."""
    codes, people = _districts()
    return rng.choices(codes, cum_weights=people)[0]


def home(rng: Random, code: str = "") -> Home:
    """A home in a district of the area."""
    return _at(rng, rng.choice(sources.streets()[code or district(rng)]))


def home_elsewhere(rng: Random, force: str) -> Home:
    """A home in another force's area: the postcode is real, the street a common name."""
    place = rng.choice(sources.elsewhere()[force])
    return _at(rng, place, rng.choice(STREETS_ELSEWHERE))


def _at(rng: Random, place: Place, street: str = "") -> Home:
    street = place.street or street
    chance, number = rng.random(), rng.randint(1, 94)
    lines: tuple[str, ...] = (f"{number} {street}",)
    if chance < 0.07:
        lines = (f"Flat {number % 12 + 1}", f"{number} {street}")
    elif chance < 0.09:
        lines = (HOUSE_NAMES[number % len(HOUSE_NAMES)], street)
    return Home(
        lines, place.town, place.postcode, place.district, place.authority, place.force, place.easting, place.northing
    )
