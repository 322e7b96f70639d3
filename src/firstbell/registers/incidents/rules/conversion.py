"""One value of an extract, in the format's own words."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from firstbell.registers.incidents.rules.profile_shapes import precision_of


@dataclass(frozen=True, slots=True)
class Words:
    """How an extract writes dates and times, and its words for yes, no and nothing, folded."""

    dates: tuple[str, ...]
    time: str
    clocks: str
    yes: frozenset[str]
    no: frozenset[str]
    nothing: frozenset[str]

    def says_something(self, value: Any) -> bool:
        return value is not None and not (isinstance(value, str) and value.strip().casefold() in self.nothing)


def converted(value: Any, takes: str, words: Words) -> Any:
    """A value as the format writes it. ValueError, without the value, for one that is not as the profile states."""
    if value is None or not isinstance(value, str):
        return str(value) if takes == "text" and isinstance(value, int) and not isinstance(value, bool) else value
    match takes:
        case "yes_no":
            return _yes_no(value, words)
        case "whole":
            return _whole(value)
        case "moment":
            return _moment(value, words)
        case "day":
            return _date(value, [form for form in words.dates if precision_of(form) == "day"])
        case "birth":
            return _date(value, words.dates)
        case _:
            return value


def _yes_no(value: str, words: Words) -> bool:
    folded = value.casefold()
    if folded in words.yes:
        return True
    if folded in words.no:
        return False
    raise ValueError("is neither among the profile's words for yes nor for no")


def _whole(value: str) -> int:
    if not (value.isascii() and value.removeprefix("-").isdecimal() and len(value) < 12):
        raise ValueError("is not a whole number")
    return int(value)


_ISO = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def _date(value: str, formats: Any) -> str:
    if "iso" in formats and len(formats) == 1:
        return value
    for form in formats:
        stated = _ISO["day"] if form == "iso" else form
        try:
            return datetime.strptime(value, stated).replace(tzinfo=UTC).strftime(_ISO[precision_of(form)])
        except ValueError:
            continue
    raise ValueError(f"is no real date in the profile's format {' or '.join(formats)}")


def _moment(value: str, words: Words) -> str:
    if words.time == "iso":
        return value
    try:
        if "%z" in words.time:
            return datetime.strptime(value, words.time).astimezone(UTC).isoformat()
        stated = datetime.strptime(value, words.time).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"is no real time in the profile's format {words.time}") from None
    return _on_clocks(stated, ZoneInfo(words.clocks)).isoformat()


def _on_clocks(stated: datetime, clocks: ZoneInfo) -> datetime:
    """The instant at which ``clocks`` show what is stated; of the autumn hour that comes twice, the earlier one."""
    moment = stated.replace(tzinfo=clocks).astimezone(UTC)
    if moment.astimezone(clocks).replace(tzinfo=UTC) != stated:
        raise ValueError("is in the hour that clocks skip in spring")
    return moment
