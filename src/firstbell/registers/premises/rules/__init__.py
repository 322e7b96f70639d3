"""What is known of homes, and the words for it. A point is metres on the British National Grid."""

from typing import NamedTuple

KINDS = ("detached", "semi", "terrace", "flat", "maisonette", "caravan", "other", "unknown")

NOT_A_DWELLING = (
    *("post_box", "pond", "substation", "parent_shell", "commercial", "institution", "outbuilding", "land", "object"),
    *("unclassified", "not_built", "demolished", "many_on_a_point", "outside_places", "by_hand"),
)
"""Why something with a UPRN is nobody's home."""

NOT_PLAUSIBLE = ("older_people", "holiday_home", "empty", "by_hand")
"""Why no family lives in a home: somebody is at home there, or nobody, and an observer would rule it out."""

OPEN_UPRN, ADDRESSES = "open_uprn", "addresses"
"""What a file of homes is: coordinates alone, or addresses with their classes."""

PARTY_WALL, FLOOR_CEILING, NEXT_DOOR = 1, 2, 3
HOWS = {PARTY_WALL: "party_wall", FLOOR_CEILING: "floor_ceiling", NEXT_DOOR: "next_door"}
"""By what one home hears another, as it is stored."""

SQUARE = 1000
"""Metres. Who hears whom is worked out a square at a time."""


class HomeLine(NamedTuple):
    """A home as one line of a file states it. ``landing`` is the floor (0 is the ground), ``square`` says where it
    lies, ``fingerprint`` changes with anything stated."""

    uprn: int
    parent_uprn: int | None
    usrn: int | None
    street: str
    number: str
    building: str
    flat: str
    landing: int | None
    postcode: str
    easting: float
    northing: float
    kind: str
    dwelling: bool
    plausible: bool
    why_not: str
    in_force_from: str | None
    gone_on: str | None
    square: int
    fingerprint: str


class HandLine(NamedTuple):
    """What somebody decided about a home; None leaves it as it is. ``reason`` is one of the words above."""

    uprn: int
    dwelling: bool | None
    plausible: bool | None
    reason: str


def square_of(easting: float, northing: float) -> int:
    """The number of the square that a point lies in."""
    return int(easting // SQUARE) * 10_000 + int(northing // SQUARE)


def squares_around(square: int) -> set[int]:
    """A square and the eight about it, without what lies off the grid."""
    east, north = divmod(square, 10_000)
    around = ((east + right, north + up) for right in (-1, 0, 1) for up in (-1, 0, 1))
    return {x * 10_000 + y for x, y in around if x >= 0 and y >= 0}


def street_of(usrn: int | None, street: str, postcode: str) -> str:
    """What tells one street from another: its USRN, or else its name within a postcode sector, since every town has a
    Church Street. Empty where no street is known."""
    if usrn:
        return str(usrn)
    return f"{street.casefold()}|{postcode[:-2]}" if street else ""
