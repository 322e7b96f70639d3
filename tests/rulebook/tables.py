"""Rules as tables that a domain expert can read: the cells are the test, and the printed page is made of the cells."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest

from firstbell.pure.refusal import Refused

RULEBOOK = Path(__file__).resolve().parents[2] / "docs" / "rulebook"

WIDTH = 120

Row = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Table:
    """``cells`` is the table as written: a line of headings and a line a row, ``|`` between cells and ``=>`` between
    what is given and what follows. ``rule`` takes the given cells of a row and answers with the others."""

    title: str
    source: str
    says: str
    rule: Callable[..., tuple[str, ...]]
    cells: str

    @property
    def lines(self) -> list[Row]:
        """The headings and then every row, each as (given, then)."""
        found = [_row(line) for line in self.cells.strip().splitlines()]
        widths = {(len(given), len(then)) for given, then in found}
        if len(widths) != 1:
            raise ValueError(f"{self.title}: rows of different widths")
        return found

    @property
    def rows(self) -> list[Row]:
        return self.lines[1:]


@dataclass(frozen=True)
class Page:
    """One file of the rulebook."""

    name: str
    title: str
    says: str
    tables: tuple[Table, ...]

    def text(self) -> str:
        return "\n\n".join([f"# {self.title}", fill(self.says, WIDTH), *map(_section, self.tables)]) + "\n"


def each_row(page: Page) -> Any:
    """Mark a test that takes ``table``, ``given`` and ``then``: it runs once a row of the page."""
    rows = [(table, given, then) for table in page.tables for given, then in table.rows]
    names = [f"{table.title}: {' / '.join(given)}".encode("ascii", "replace").decode() for table, given, _ in rows]
    return pytest.mark.parametrize(("table", "given", "then"), rows, ids=names)


def verdict_of(rule: Callable[..., object], *arguments: Any, **named: Any) -> tuple[str, ...]:
    """What a rule that refuses or lets be says, as two cells: may, and why not."""
    try:
        rule(*arguments, **named)
    except Refused as no:
        return ("no", no.reason)
    return ("yes", "")


def _row(line: str) -> Row:
    given, _, then = line.partition("=>")
    return _split(given), _split(then)


def _split(cells: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cells.split("|"))


def _section(table: Table) -> str:
    (given, then), *rows = table.lines
    head = [*given, *(f"**{heading}**" for heading in then)]
    lines = [head, ["---"] * len(head), *([*before, *after] for before, after in rows)]
    return "\n\n".join(
        [
            f"## {table.title}",
            fill(table.says, WIDTH),
            f"*Source: {table.source}*",
            "\n".join(_line(cells) for cells in lines),
        ]
    )


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell or " " for cell in cells) + " |"
