"""Where families live: numbered homes in the streets that ship with Firstbell, or in a nation of invented postcodes."""

from functools import cache
from random import Random

from firstbell.invented.sources import rows
from firstbell.pure.matching.records import Home

_FIRST_UPRN = 990_000_000_000  # above every number in use
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that the inward half of a postcode may end in
_SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Lane": "Ln", "Crescent": "Cres"}
_HOMES_IN_POSTCODE = 12  # with children, in a nation: assumed


@cache
def _streets() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["street"], row["town"], row["postcode"]) for row in rows("streets.csv.gz"))


class Area:
    """The homes of a force, each let once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._let: set[int] = set()

    def home(self) -> Home:
        """A home in which no other family lives."""
        return self._let_in(int(self._rng.random() * len(_streets())))

    def near(self, home: Home) -> Home:
        """Another home in the same street."""
        return self._let_in(_by_postcode()[home[1] or ""])

    def _let_in(self, street: int) -> Home:
        while True:
            number = 1 + int(self._rng.random() ** 1.4 * 140)
            flat = 1 + int(self._rng.random() * 8) if self._rng.random() < 0.08 else 0
            ordinal = (street * 200 + number) * 10 + flat
            if ordinal not in self._let:
                self._let.add(ordinal)
                return _home(_streets()[street], number, flat, ordinal)


@cache
def _by_postcode() -> dict[str, int]:
    return {postcode: place for place, (_, _, postcode) in enumerate(_streets())}


def _home(street: tuple[str, str, str], number: int, flat: int, ordinal: int) -> Home:
    name, town, postcode = street
    lines = (f"Flat {flat}", f"{number} {name}", town) if flat else (f"{number} {name}", town)
    return lines, postcode, str(_FIRST_UPRN + ordinal)


class Nation:
    """Homes without end: a new postcode every dozen, in order. No two are one, and none is remembered."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._next = 0

    def home(self) -> Home:
        ordinal = self._next
        self._next += 1
        name, town, _ = _streets()[int(self._rng.random() * len(_streets()))]
        place = (name, town, postcode_of(ordinal // _HOMES_IN_POSTCODE))
        return _home(place, 1 + ordinal % 140, 0, ordinal)


def postcode_of(ordinal: int) -> str:
    """The postcode of an invented nation: its first letter is none that begins a real one."""
    ordinal, last = divmod(ordinal, 20)
    ordinal, first = divmod(ordinal, 20)
    ordinal, sector = divmod(ordinal, 10)
    area, district = divmod(ordinal, 99)
    return f"{'QVX'[area // 20 % 3]}{_LETTERS[area % 20]}{district + 1} {sector}{_LETTERS[first]}{_LETTERS[last]}"


def shortened(home: Home) -> Home:
    """``12 Abbey Rd``, as most people write it."""
    lines, postcode, uprn = home
    return tuple(_shorten(line) for line in lines), postcode, uprn


def _shorten(line: str) -> str:
    words = line.split()
    return " ".join([*words[:-1], _SHORT.get(words[-1], words[-1])])
