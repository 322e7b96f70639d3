"""Reading single values of a row. What cannot be read is Unfit, with the column and a reason that quotes nobody."""

import re
from collections.abc import Mapping
from datetime import date

from firstbell.foundations.take_in.rules import Unfit

Values = Mapping[str, str]

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GIAS_DAY = re.compile(r"(\d{2})[-/](\d{2})[-/](\d{4})")
URN = re.compile(r"[0-9]{5,10}")


def filled(values: Values, column: str) -> str:
    text = values.get(column, "")
    if not text:
        raise Unfit(column, "is empty")
    return text


def day(values: Values, column: str) -> date | None:
    """A date written as 2026-02-06; None where the column is missing or empty. No other writing is guessed at."""
    text = values.get(column, "")
    if not text:
        return None
    try:
        if ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise Unfit(column, "is not a day of the calendar") from None
    raise Unfit(column, "is not a date written as 2026-02-06")


def filled_day(values: Values, column: str) -> date:
    filled(values, column)
    found = day(values, column)
    assert found is not None  # it is filled, and what cannot be read is Unfit
    return found


def gias_day(values: Values, column: str) -> date | None:
    """A date as GIAS writes it, day first (06-02-2026); None where the column is missing or empty."""
    match = GIAS_DAY.fullmatch(values.get(column, ""))
    if match is None:
        return day(values, column)
    return day({column: f"{match[3]}-{match[2]}-{match[1]}"}, column)


def whole_number(values: Values, column: str, least: int, most: int) -> int | None:
    text = values.get(column, "")
    if not text:
        return None
    number = int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None
    if number is None or not least <= number <= most:
        raise Unfit(column, f"is not a whole number from {least} to {most}")
    return number


def urn(values: Values, column: str = "urn") -> str:
    text = filled(values, column)
    if not URN.fullmatch(text):
        raise Unfit(column, "is not a URN (five digits or more)")
    return text


def yes_or_no(values: Values, column: str) -> bool:
    text = values.get(column, "").lower()
    if text in {"yes", "y", "true", "1"}:
        return True
    if text in {"", "no", "n", "false", "0"}:
        return False
    raise Unfit(column, "is neither yes nor no")


def one_of(values: Values, column: str, allowed: tuple[str, ...]) -> str:
    text = filled(values, column)
    for word in allowed:
        if text.casefold() == word.casefold():
            return word
    raise Unfit(column, f"is none of {', '.join(allowed)}")


def in_order(first: date | None, last: date | None, column: str, other: str) -> None:
    """Unfit where ``last`` (of ``column``) is earlier than ``first`` (of ``other``)."""
    if first and last and last < first:
        raise Unfit(column, f"is before {other}")
