"""Kinds of facts: what a row of the columnar copy is, and which columns it has.

A row says nothing of who somebody is: a reference is a number made with a key that nobody has any more, good for
telling two rows of one person from rows of two and for nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from firstbell.pure.refusal import Refused


class Type(StrEnum):
    """What a column holds, as DuckDB names it."""

    WORD = "VARCHAR"
    WORDS = "VARCHAR[]"
    YES_NO = "BOOLEAN"
    NUMBER = "BIGINT"
    DAY = "DATE"
    REFERENCE = "UBIGINT"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: Type
    said: str

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise Refused(f"{self.name!r} is no name of a column.", "Use letters and underscores.")


BASE = (
    Column("force", Type.WORD, "the force, as police.uk names it"),
    Column("month", Type.DAY, "the first day of its month; none where no date is known"),
    Column("places", Type.WORDS, "codes of the areas that are recorded of it, the smallest known: none, one or more"),
    Column("came", Type.DAY, "the London day from which we have it"),
    Column("gone", Type.DAY, "the London day from which it does not count any more; none while it does"),
)
"""What every kind has."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``name`` is its file's and view's; ``one`` says what a row is; ``own`` are its columns beyond ``BASE``."""

    name: str
    one: str
    own: tuple[Column, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise Refused(f"{self.name!r} is no name of a kind.", "Use letters and underscores.")

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*BASE, *self.own)

    def column(self, name: str) -> Column:
        """Refused for a column that this kind has not."""
        for column in self.columns:
            if column.name == name:
                return column
        raise Refused(f"A row of {self.name} has no {name}.", f"It has {', '.join(one.name for one in self.columns)}.")


def shape_of(kinds: Collection[Kind]) -> str:
    """The SHA-256 of which columns kinds have, and of which types: files of another shape cannot answer for them."""
    columns = (f"{kind.name}.{column.name} {column.type}" for kind in kinds for column in kind.columns)
    return sha256("\n".join(columns).encode()).hexdigest()


def month_of(day: date) -> date:
    return day.replace(day=1)
