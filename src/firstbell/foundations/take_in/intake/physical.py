"""The physical lines of a file that may be anything: huge, cut off, wrongly encoded."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from firstbell.foundations.take_in.gateways.files import CHUNK, opened
from firstbell.foundations.take_in.rules import Line, Unusable

LIMIT = 1 << 20
"""The longest line that is read, in bytes."""

KEPT = 64 << 10
"""How much of an unreadable line is kept for correction, in bytes."""

UTF_8 = ("utf-8",)
UTF_8_ELSE_CP1252 = ("utf-8", "cp1252")

_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")


def physical_lines(path: Path, *, encodings: tuple[str, ...] = UTF_8, limit: int = LIMIT) -> Iterator[Line]:
    """Every line, blank ones too, without its ending or a BOM; no more than ``limit`` bytes are ever held of one."""
    with opened(path) as source:
        number = 0
        while data := source.readline(limit + 2):
            number += 1
            body = data.removesuffix(b"\n").removesuffix(b"\r")
            ended = len(body) < len(data)
            if len(body) > limit:
                ended = ended or _skip_rest(source)
                yield _unreadable(number, body, f"is longer than {limit:,} bytes", ended)
            else:
                yield _line(number, body.removeprefix(codecs.BOM_UTF8) if number == 1 else body, encodings, ended)


def encodings_of(path: Path, limit: int = LIMIT) -> tuple[str, ...]:
    """The encodings to try on each line, judged over the whole file: strict UTF-8, else Windows' cp1252.

    A file with a BOM, or with as many lines that are UTF-8 beyond ASCII as lines that are not UTF-8, is a damaged UTF-8
    file: its bad lines are rejected, and the good names in it are not misread for their sake.
    """
    beyond_ascii = broken = 0
    with opened(path) as source:
        marked = source.peek(3).startswith(codecs.BOM_UTF8)
        while data := source.readline(limit):
            if data.isascii():
                continue
            if _decoded(data, UTF_8) is None:
                broken += 1
            else:
                beyond_ascii += 1
    return UTF_8 if marked or beyond_ascii >= broken else UTF_8_ELSE_CP1252


def refuse_what_is_no_text(path: Path) -> None:
    """Unusable for a file without a single byte, or one that begins like something else than UTF-8 or cp1252 text."""
    with opened(path) as source:
        start = source.read(4)
    if not start:
        raise Unusable(path.name, reason="the file is empty.", remedy="Check that it was written to the end.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unusable(path.name, 1, reason="the file is in UTF-16.", remedy="Save it as UTF-8.")
    if start.startswith(_ARCHIVES):
        raise Unusable(
            path.name, 1, reason="the file is an archive or a workbook.", remedy="Unpack it, or save it as CSV."
        )


def _line(number: int, body: bytes, encodings: tuple[str, ...], ended: bool) -> Line:
    if b"\0" in body:
        return _unreadable(number, body, "holds a NUL byte", ended)
    text = _decoded(body, encodings)
    if text is None:
        return _unreadable(number, body, f"is not {' or '.join(encodings)}", ended)
    return Line(number, text, unended=not ended)


def _decoded(data: bytes, encodings: tuple[str, ...]) -> str | None:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unreadable(number: int, body: bytes, problem: str, ended: bool) -> Line:
    return Line(number, "", problem, body[:KEPT].decode("utf-8", "backslashreplace").replace("\0", "\\x00"), not ended)


def _skip_rest(source: BinaryIO) -> bool:
    """Read to the end of the line, a mebibyte at a time; False where the file ends first."""
    while chunk := source.readline(CHUNK):
        if chunk.endswith(b"\n"):
            return True
    return False
