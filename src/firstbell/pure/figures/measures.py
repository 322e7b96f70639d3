"""A measure: one small definition that counts, and that says what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.figures.kinds import Kind, Type
from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.charts import Method
from firstbell.pure.trends.rebasing import Break


@dataclass(frozen=True, slots=True)
class Is:
    """A column is one of ``values``. A row that does not say is none of them."""

    column: str
    values: tuple[str | bool, ...] = (True,)

    def words(self) -> str:
        said = " or ".join(one if isinstance(one, str) else ("yes" if one else "no") for one in self.values)
        return f"{self.column.replace('_', ' ')} is {said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Rows of ``counts`` that are ``numerator``; with a ``denominator``, out of those that are that.

    ``distinct``: a column of references, each counted once a month and area, however many its rows. ``adds``: a column
    of numbers that is added up instead of counting rows. ``groups``: columns that it may be broken down by, one at a
    time. ``said``, ``area_rule``, ``date_rule`` and ``source`` are words; ``owner`` answers for it; ``since`` is the
    first day on which it was counted so, and ``changes`` are all days on which what it counts became another thing.
    """

    code: str
    title: str
    said: str
    counts: Kind
    numerator: tuple[Is, ...] = ()
    denominator: tuple[Is, ...] | None = None
    distinct: str = ""
    adds: str = ""
    groups: tuple[str, ...] = ()
    area_rule: str
    date_rule: str
    source: str
    owner: str
    since: date
    changes: tuple[Break, ...] = ()
    method: Method = Method.XMR
    good: Direction = Direction.CANNOT_TELL

    def __post_init__(self) -> None:
        for one in (*self.numerator, *(self.denominator or ())):
            self.counts.column(one.column)
        for name in self.groups:
            self.counts.column(name)
        if self.distinct and self.counts.column(self.distinct).type is not Type.REFERENCE:
            raise Refused(f"{self.distinct} is no reference.", "Count distinct references.")
        if self.adds and (self.distinct or self.counts.column(self.adds).type is not Type.NUMBER):
            raise Refused(f"{self.adds} cannot be added up.", "Add up a column of numbers, or count distinct ones.")

    @property
    def is_share(self) -> bool:
        return self.denominator is not None

    @property
    def version(self) -> str:
        """What a figure names as its definition: the code and the day of the last change."""
        return f"{self.code}/{max((one.on for one in self.changes), default=self.since)}"

    def may_group_by(self, group: str) -> None:
        if group and group not in self.groups:
            known = ", ".join(self.groups) or "nothing"
            raise Refused(f"{self.title} cannot be broken down by {group}.", f"It can by: {known}.")

    def documentation(self) -> tuple[tuple[str, str], ...]:
        """The definition as a list of terms and what they say, made from what counts it and nothing else."""
        return tuple(self._documented())

    def _documented(self) -> Iterator[tuple[str, str]]:
        yield "Measure", f"{self.title} ({self.code})"
        yield "What it says", self.said
        yield "Counted", self._counted()
        if self.denominator is not None:
            yield "Out of", _where(f"every {self.counts.one}", self.denominator)
        yield "Area", self.area_rule
        yield "Month", self.date_rule
        yield "Broken down by", ", ".join(name.replace("_", " ") for name in self.groups) or "nothing"
        yield "Source", self.source
        yield "Owner", self.owner
        yield "Counted so since", day_in_words(self.since)
        for one in self.changes:
            yield f"Changed on {day_in_words(one.on)}", f"{one.reason} {one.source}".strip()

    def _counted(self) -> str:
        every = _where(f"every {self.counts.one}", (*(self.denominator or ()), *self.numerator))
        if self.distinct:
            return f"each {self.distinct} once a month, over {every}"
        return f"the sum of {self.adds.replace('_', ' ')} over {every}" if self.adds else every


def _where(rows: str, conditions: tuple[Is, ...]) -> str:
    return f"{rows}, where {' and '.join(one.words() for one in conditions)}" if conditions else rows
