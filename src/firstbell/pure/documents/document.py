"""What is in a document, whatever it is made into: sections of sentences, tables, and pictures that have a table.

Nothing of it says how it looks. A number stays a number, with the form in which it is read, so that a spreadsheet can
count with it and a page can be read.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from markupsafe import Markup

from firstbell.pure.refusal import Refused

Cell = str | int | float | None
"""None: there is no such figure."""
NO_FIGURE = "–"
LONGEST_NAME = 31
"""A table's name becomes that of a sheet, which may not be longer."""


class Form(StrEnum):
    """How the cells of a column are read: words, whole numbers, shares (0 to 1), or numbers with one place."""

    WORDS = "words"
    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    words: str
    form: Form = Form.WORDS

    @property
    def is_number(self) -> bool:
        return self.form is not Form.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``name``: letters, digits and underscores, no other table's. ``title`` says what it is wherever it stands alone;
    ``notes`` are sentences that belong to it. ``of_picture``: the numbers of the picture before it, which a page may
    fold away."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    of_picture: bool = False

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or len(self.name) > LONGEST_NAME:
            raise Refused(f"{self.name!r} is no name of a table.", "Use up to 31 letters, digits and underscores.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise Refused(f"A row of {self.title} has not a cell for each column.", "Give None where there is none.")

    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them."""
        return tuple(
            tuple(shown(cell, column.form) for cell, column in zip(row, self.columns, strict=True)) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG that needs no style sheet; ``words`` say what is on it to whoever does not see it."""

    name: str
    title: str
    words: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Sentences:
    """Paragraphs, or the lines of a list."""

    lines: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, each with what is said of it."""

    rows: tuple[tuple[str, str], ...]


Part = Table | Picture | Sentences | Terms


@dataclass(frozen=True, slots=True)
class Section:
    """``level``: 2 below the title, 3 below a section of level 2. Of ``name``, as of tables, there is one."""

    name: str
    heading: str
    parts: tuple[Part, ...]
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``marking`` says on every page who may read it; ``made_at`` (UTC) is when its figures were counted."""

    title: str
    reference: str
    marking: str
    made_at: datetime
    sections: tuple[Section, ...]
    lang: str = "en"

    def __post_init__(self) -> None:
        names = [table.name for table in self.tables()]
        if len(set(names)) < len(names):
            raise Refused("Two tables of a document have one name.", "Name each for itself.")

    def tables(self) -> tuple[Table, ...]:
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Table))


def shown(cell: Cell, form: Form) -> str:
    """A cell as people read it; nan, which is a share of nothing, as no figure."""
    if cell is None or cell != cell:
        return NO_FIGURE
    if isinstance(cell, str):
        return cell
    if form is Form.SHARE:
        return f"{cell:.1%}"
    return f"{cell:,.1f}" if form is Form.NUMBER else f"{cell:,.0f}"
