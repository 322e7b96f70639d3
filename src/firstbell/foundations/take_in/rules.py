"""The words of taking a file in."""

from dataclasses import dataclass, field


class Unusable(Exception):
    """A whole file that cannot be taken in (exit status 2). Nothing of it was stored, or all of it up to ``line``.

    ``file`` is the name alone; ``line`` counts from 1 (0: the file as a whole); ``field`` names the column or is empty.
    """

    def __init__(self, file: str, line: int = 0, field: str = "", reason: str = "", remedy: str = "") -> None:
        place = ", ".join(part for part in (file, f"line {line}" if line else "", field) if part)
        super().__init__(f"{place}: {reason} {remedy}".strip())
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        self.remedy = remedy


class Unfit(Exception):
    """One line that cannot be used. ``reason`` says what is wrong without quoting anything about a person."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line, counted from 1. ``problem`` says why it cannot be read; its ``text`` is then empty.

    ``raw`` is the beginning of an unreadable line, made printable, for correction. ``unended``: the last line of a file
    that does not end with a newline, which is how a file cut off in the middle looks.
    """

    number: int
    text: str
    problem: str = ""
    raw: str = ""
    unended: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a CSV file: its first physical line's number (the header is 1) and its values by column name, stripped.

    ``problem`` says why it cannot be read; ``values`` is then empty. ``raw`` is the row as it stands in the file.
    """

    number: int
    values: dict[str, str]
    problem: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What ``store`` did with a batch. ``unfit`` is (line number, field, reason) of each line it could not use."""

    changed: int
    unchanged: int
    unfit: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The result: counts over the whole file, also where it took several attempts.

    ``lines`` is the number of the last line done; ``resumed_at`` the line after which this attempt began (None: the
    top).
    """

    kind: str
    file: str
    lines: int
    changed: int
    unchanged: int
    rejected: int
    resumed_at: int | None = None
