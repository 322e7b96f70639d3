"""Reading single values of a row. What cannot be read is Unfit, with the column and a reason that quotes nobody."""

import re
from collections.abc import Mapping
from datetime import date

from firstbell.foundations.take_in.rules import Unfit

Values = Mapping[str, str]

EAST, NORTH = 700_000, 1_300_000
"""Where the British National Grid ends, in metres."""

_UPRN = re.compile(r"[0-9]{1,12}")
_USRN = re.compile(r"[0-9]{1,8}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{2})/(\d{2})/(\d{4})")
_FLOORS = {"basement": -1, "lower ground": -1, "lg": -1, "b": -1, "ground": 0, "g": 0, "gf": 0}
_FLOORS |= {word: at for at, word in enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), 1)}
_STOREY = re.compile(r"(-?[0-9]{1,2})(?:\.0+)?(?:st|nd|rd|th)?")


def uprn(row: Values, column: str = "UPRN") -> int:
    text = row.get(column, "")
    if not text:
        raise Unfit(column, "is empty")
    if not _UPRN.fullmatch(text) or not int(text):
        raise Unfit(column, "is not a UPRN (one to twelve digits)")
    return int(text)


def parent(row: Values, column: str = "PARENT_UPRN") -> int | None:
    return uprn(row, column) if row.get(column) else None


def usrn(row: Values, column: str = "USRN") -> int | None:
    text = row.get(column, "")
    if text and not _USRN.fullmatch(text):
        raise Unfit(column, "is not a USRN (one to eight digits)")
    return int(text) if text else None


def metres(row: Values, column: str, most: int) -> float:
    """A coordinate on the National Grid. A gazetteer writes 0 where it knows none."""
    text = row.get(column, "")
    try:
        found = float(text)
    except ValueError:
        raise Unfit(column, "is not a number of metres" if text else "is empty") from None
    if not 0 < found < most:
        raise Unfit(column, "does not lie in Britain (metres on the National Grid)")
    return found


def day(row: Values, column: str) -> date | None:
    """A date written as 2026-02-06 or 06/02/2026; None where the column is missing or empty."""
    text = row.get(column, "")
    found = _DAY.fullmatch(text)
    if text and not found:
        raise Unfit(column, "is not a date such as 2026-02-06")
    try:
        return date.fromisoformat(_iso(found)) if found else None
    except ValueError:
        raise Unfit(column, "is not a day of the calendar") from None


def _iso(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"{found[6]}-{found[5]}-{found[4]}"


def floor(row: Values, column: str = "FLOOR") -> int | None:
    """The floor that a home's door is on: a number, an ordinal, or a word such as Ground."""
    text = row.get(column, "").casefold().removesuffix("floor").strip()
    if not text:
        return None
    if text in _FLOORS:
        return _FLOORS[text]
    found = _STOREY.fullmatch(text)
    if not found:
        raise Unfit(column, "is not a floor such as 2 or Ground")
    return int(found[1])


def yes_or_no(row: Values, column: str) -> bool | None:
    text = row.get(column, "").casefold()
    if text not in {"", "yes", "y", "true", "1", "no", "n", "false", "0"}:
        raise Unfit(column, "is neither yes nor no")
    return text in {"yes", "y", "true", "1"} if text else None
