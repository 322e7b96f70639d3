"""The three files of homes: addresses with their classes, coordinates alone, and what was decided by hand.

Addresses (as AddressBase and a council's gazetteer hold them; columns that are not named here are passed over):

=================  =====================================================================================
UPRN               one to twelve digits; must be there, and once in the file
CLASS              classification code such as RD03; must be there (``classes``)
X_COORDINATE       easting in metres on the British National Grid; must be there
Y_COORDINATE       northing, likewise
PARENT_UPRN        of what the home is a part: a block's shell
USRN               the street's number
STREET             its name; a dwelling without one is rejected
BUILDING_NUMBER    12 or 12A; a dwelling has a number, a name or a flat
BUILDING_NAME      Rose Cottage, or 12A where the number's column takes digits alone
SUB_BUILDING       Flat 3
FLOOR              of a flat's door: 2, 2nd, Ground
POSTCODE           however it is spaced
STATUS             1 approved, 6 provisional (not built), 8 historical (demolished); empty is approved
START_DATE         2026-02-06 or 06/02/2026; in the future: not built
END_DATE           likewise; once it has come, the home is gone
=================  =====================================================================================

Coordinates (OS Open UPRN): UPRN, X_COORDINATE, Y_COORDINATE. By hand: ``uprn``, ``dwelling`` and ``plausible`` (yes, no
or empty), ``reason`` (a word of ``rules.NOT_A_DWELLING`` or ``rules.NOT_PLAUSIBLE``; empty: by_hand).
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.areas import as_postcode
from firstbell.registers.premises.rules import (
    ADDRESSES,
    NOT_A_DWELLING,
    NOT_PLAUSIBLE,
    OPEN_UPRN,
    HandLine,
    HomeLine,
    columns,
    square_of,
)
from firstbell.registers.premises.rules.classes import Verdict, verdict
from firstbell.registers.premises.rules.columns import EAST, NORTH, Values

BY_HAND = "by_hand"
POINT = ("UPRN", "X_COORDINATE", "Y_COORDINATE")
REQUIRED = {OPEN_UPRN: POINT, ADDRESSES: (*POINT, "CLASS"), BY_HAND: ("uprn", "dwelling", "plausible", "reason")}
ALIASES = {
    "CLASSIFICATION_CODE": "CLASS",
    "EASTING": "X_COORDINATE",
    "NORTHING": "Y_COORDINATE",
    "STREET_NAME": "STREET",
    "STREET_DESCRIPTION": "STREET",
    "SUB_BUILDING_NAME": "SUB_BUILDING",
    "LOGICAL_STATUS": "STATUS",
}
"""How editions of AddressBase name the same columns."""
ALIASES |= {name: name for name in ("PARENT_UPRN USRN STREET BUILDING_NUMBER BUILDING_NAME SUB_BUILDING".split())}
ALIASES |= {name: name for name in ("FLOOR POSTCODE STATUS START_DATE END_DATE".split())}

STATUSES = {"": "", "1": "", "approved": "", "6": "not_built", "provisional": "not_built"}
STATUSES |= {"8": "demolished", "historical": "demolished", "historic": "demolished"}
NUMBER = re.compile(r"[0-9]+[A-Za-z]?(?:-[0-9]+[A-Za-z]?)?")


class Stated(NamedTuple):
    """A home, and the columns that could not be read and were left empty: it is not lost for the sake of its floor."""

    line: HomeLine
    doubts: tuple[Unfit, ...] = ()


def layout_of(names: Collection[str]) -> str | None:
    """Which of the three a file with these columns is; None for none of them."""
    there = {name.casefold() for name in names}
    there |= {ours.casefold() for theirs, ours in ALIASES.items() if theirs.casefold() in there}
    layouts = (ADDRESSES, BY_HAND, OPEN_UPRN)
    return next((one for one in layouts if there.issuperset(map(str.casefold, REQUIRED[one]))), None)


def point_from(row: Values, today: date) -> Stated:
    """A home of which only the point is known."""
    east, north = metres(row)
    return Stated(_line(row, Verdict("unknown"), east, north))


def address_from(row: Values, today: date) -> Stated:
    """A home with its address. Unfit where it cannot be used at all."""
    found = verdict(row.get("CLASS", ""))
    east, north = metres(row)
    values, doubts = _doubtful(row)
    found = _by_time(found, _status(row), values["START_DATE"], today)
    values |= _address(row, found)
    ended = values["END_DATE"] if values["END_DATE"] and values["END_DATE"] <= today else None
    return Stated(_line(row, found, east, north, values, ended), doubts)


def decided_from(row: Values, today: date) -> HandLine:
    """What somebody decided about one home."""
    dwelling, plausible = columns.yes_or_no(row, "dwelling"), columns.yes_or_no(row, "plausible")
    if dwelling is None and plausible is None:
        raise Unfit("dwelling", "is empty, and so is plausible")
    reason = row.get("reason", "").casefold().replace(" ", "_")
    allowed = NOT_A_DWELLING if dwelling is False else NOT_PLAUSIBLE
    if reason and reason not in allowed:
        raise Unfit("reason", f"is none of {', '.join(allowed)}")
    needed = dwelling is False or plausible is False
    return HandLine(columns.uprn(row, "uprn"), dwelling, plausible, (reason or BY_HAND) if needed else "")


READERS: dict[str, Callable[[Values, date], Stated]] = {OPEN_UPRN: point_from, ADDRESSES: address_from}


def metres(row: Values) -> tuple[float, float]:
    return columns.metres(row, "X_COORDINATE", EAST), columns.metres(row, "Y_COORDINATE", NORTH)


LEFT_EMPTY: dict[str, Callable[[Values, str], Any]] = {
    "PARENT_UPRN": columns.parent,
    "USRN": columns.usrn,
    "FLOOR": columns.floor,
    "START_DATE": columns.day,
    "END_DATE": columns.day,
}


def _doubtful(row: Values) -> tuple[dict[str, Any], tuple[Unfit, ...]]:
    values: dict[str, Any] = {}
    doubts = []
    for column, read in LEFT_EMPTY.items():
        try:
            values[column] = read(row, column)
        except Unfit as doubt:
            values[column] = None
            doubts.append(doubt)
    postcode = row.get("POSTCODE", "")
    values["POSTCODE"] = as_postcode(postcode) or ""
    if postcode and not values["POSTCODE"]:
        doubts.append(Unfit("POSTCODE", "is not a postcode"))
    return values, tuple(doubts)


def _status(row: Values) -> str:
    status = row.get("STATUS", "").casefold()
    if status not in STATUSES:
        raise Unfit("STATUS", "is none of 1 (approved), 6 (provisional), 8 (historical)")
    return STATUSES[status]


def _by_time(found: Verdict, status: str, begins: date | None, today: date) -> Verdict:
    """What is not yet built, or no longer there, is nobody's home today."""
    why = status or ("not_built" if begins and begins > today else "")
    return found._replace(dwelling=False, why_not=why) if why and found.dwelling else found


def _address(row: Values, found: Verdict) -> dict[str, str]:
    street, flat = row.get("STREET", ""), row.get("SUB_BUILDING", "")
    number, building = row.get("BUILDING_NUMBER", ""), row.get("BUILDING_NAME", "")
    if not number and NUMBER.fullmatch(building):
        number, building = building, ""
    if found.dwelling and not street:
        raise Unfit("STREET", "is empty: a home without a street cannot be put in the order of a walk")
    if found.dwelling and not (number or building or flat):
        raise Unfit("BUILDING_NUMBER", "is empty, and so are BUILDING_NAME and SUB_BUILDING")
    return {"street": street, "number": number.upper(), "building": building, "flat": flat}


def _line(
    row: Values,
    found: Verdict,
    east: float,
    north: float,
    values: dict[str, Any] | None = None,
    ended: date | None = None,
) -> HomeLine:
    known = values or {}
    begins = known.get("START_DATE")
    line = HomeLine(
        columns.uprn(row),
        known.get("PARENT_UPRN"),
        known.get("USRN"),
        known.get("street", ""),
        known.get("number", ""),
        known.get("building", ""),
        known.get("flat", ""),
        known.get("FLOOR"),
        known.get("POSTCODE", ""),
        east,
        north,
        found.kind,
        found.dwelling,
        found.plausible,
        found.why_not,
        begins.isoformat() if begins else None,
        ended.isoformat() if ended else None,
        square_of(east, north),
        "",
    )
    return line._replace(fingerprint=blake2b(repr(line).encode(), digest_size=12).hexdigest())
