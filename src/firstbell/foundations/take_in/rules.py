"""The words of taking a file in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from firstbell.pure.refusal import Refused

SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"PK\x03\x04", "a workbook, a document or an archive"),
    (b"\xd0\xcf\x11\xe0", "a workbook or a document"),
    (b"{\\rtf", "a document"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"\xff\xfe", "a text in UTF-16"),
    (b"\xfe\xff", "a text in UTF-16"),
)
"""How files begin that are sent by mistake. A web page is one too, such as that of a sign-in that ran out."""
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


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
class UploadedFile:
    """What is known of an uploaded file before it is taken in. ``stored`` is its random name in the folder."""

    kind: str
    scope: str
    digest: str
    options: Mapping[str, str]
    file: str
    stored: str
    size: int
    line_count: int


def refuse_what_is_no_text(start: bytes) -> None:
    """Refused, from a file's first bytes, for what is plainly no text of lines."""
    if not start.strip():
        raise Refused("The file is empty.", "Check that it was written to the end, and choose it again.")
    kind = next((words for begins, words in SIGNATURES if start.startswith(begins)), "")
    if WEB_PAGE.match(start):
        kind = "a web page"
    if kind:
        remedy = "Save it as CSV (comma-separated values, UTF-8), and choose that file."
        raise Refused(f"This is {kind}, not a text of lines.", remedy)


def suffix_of(file: str) -> str:
    """The ending of a file's name in lower case, with its dot; empty where it has none that could be one."""
    dot = file.rfind(".")
    ending = file[dot:].lower() if dot >= 0 else ""
    return ending if SUFFIX.fullmatch(ending) else ""


def refuse_more_lines(before: str, corrected: str) -> None:
    """Refused where a correction is empty or has more lines than what it corrects: one record stays one."""
    if not corrected.strip():
        raise Refused("The corrected line is empty.", "Type it as it should be.")
    if corrected.strip().count("\n") > before.strip().count("\n"):
        raise Refused("The correction has more lines than there were.", "Correct this one; upload others as a file.")


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
