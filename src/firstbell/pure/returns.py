"""A profile of a return (``firstbell.return/1``, TOML): which fields, under which names, a funder is told of each case.

On the left stands the funder's column, on the right a field from a list of those that identify nobody. Everything is
stated: what is in no list is refused, by the line of the profile.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FORMAT = "firstbell.return/1"
SMALLEST = 5
"""Fewer are not written as a number unless the profile says otherwise: a handful may be somebody (ours)."""
KNOWN = ("profile", "name", "source", "since", "until", "count", "smallest", "columns")


class ReturnFault(ValueError):
    """What is wrong with a profile: the text in it by which its line is found, and the reason."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(reason)
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReturnColumn:
    """A funder's column: the field it is made of, and what its codes are called there."""

    name: str
    field: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReturnProfile:
    """``count`` names the column that counts, "" for a row each case; ``since`` to ``until`` are London days."""

    name: str
    source: str
    since: date
    until: date
    count: str
    smallest: int
    columns: tuple[ReturnColumn, ...]


def profile_from(
    stated: Mapping[str, Any], *, allowed: Mapping[str, Collection[str]], identifying: Collection[str]
) -> ReturnProfile:
    """The profile that a TOML file states. ``allowed`` are the fields of each source, ``identifying`` names of fields
    that are about somebody. Raises ReturnFault for anything unknown, missing or that may not be told."""
    for key in stated:
        if key not in KNOWN:
            raise ReturnFault(key, f"{key} is not known; known are {', '.join(KNOWN)}")
    if stated.get("profile") != FORMAT:
        raise ReturnFault("profile", f'profile must be "{FORMAT}"')
    source = str(stated.get("source", ""))
    if source not in allowed:
        raise ReturnFault("source", f"source must be one of {', '.join(allowed)}")
    since, until = (_day(stated, name) for name in ("since", "until"))
    columns = tuple(_column(name, said, allowed[source], identifying) for name, said in _columns(stated))
    count, smallest = stated.get("count", ""), stated.get("smallest", SMALLEST)
    if not isinstance(count, str) or not isinstance(smallest, int) or smallest < 0:
        raise ReturnFault("count", "count is the name of a column, and smallest a number from 0")
    return ReturnProfile(str(stated.get("name", "")), source, since, until, count, smallest, columns)


def _day(stated: Mapping[str, Any], name: str) -> date:
    said = stated.get(name)
    if type(said) is not date:
        raise ReturnFault(name, f"{name} must be a day such as 2026-04-01")
    return said


def _columns(stated: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    said = stated.get("columns")
    if not isinstance(said, dict) or not said:
        raise ReturnFault("columns", "a return has columns")
    return said.items()


def _column(name: str, said: Any, allowed: Collection[str], identifying: Collection[str]) -> ReturnColumn:
    stated = {"field": said} if isinstance(said, str) else said
    if not isinstance(stated, dict) or set(stated) - {"field", "words"} or not isinstance(stated.get("field"), str):
        raise ReturnFault(name, f"{name} must be a field, or field and words")
    wanted, words = stated["field"], stated.get("words", {})
    if wanted not in allowed:
        why = "identifies somebody, and is never exported" if wanted in identifying else "is not known"
        raise ReturnFault(wanted, f"{wanted} {why}; there are {', '.join(sorted(allowed))}")
    if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
        raise ReturnFault(name, f"the words of {name} must be texts")
    return ReturnColumn(name, wanted, words)


def line_of(text: str, fault: str) -> int:
    """The line of a profile on which something stands; 0 where it stands on none."""
    wanted = re.compile(rf'(^|["\s]){re.escape(fault)}(?!\w)')
    return next((number for number, line in enumerate(text.splitlines(), 1) if wanted.search(line)), 0)


def rows_of(profile: ReturnProfile, cases: Iterable[Any]) -> list[dict[str, object]]:
    """A row each case, or each combination with how many there are of it, in order; few are written ``<5``."""
    rows = [{one.name: _value(one, getattr(case, one.field)) for one in profile.columns} for case in cases]
    if not profile.count:
        return rows
    counted = Counter(tuple(row.items()) for row in rows)
    return [
        {**dict(items), profile.count: number if number >= profile.smallest else f"<{profile.smallest}"}
        for items, number in sorted(counted.items(), key=lambda one: str(one[0]))
    ]


def _value(column: ReturnColumn, said: object) -> object:
    text = {True: "yes", False: "no", None: ""}[said] if said is None or isinstance(said, bool) else said
    return column.words.get(str(text), text)
