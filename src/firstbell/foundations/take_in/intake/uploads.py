"""Files that people upload: kept, taken in by a job in pieces, and their rejected lines sent in again."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path

from firstbell.foundations.take_in import actions
from firstbell.foundations.take_in.gateways import uploads as folder
from firstbell.foundations.take_in.intake.csv_rows import read_csv
from firstbell.foundations.take_in.intake.physical import encodings_of, physical_lines
from firstbell.foundations.take_in.queries import (
    Correctable,
    RejectRow,
    UploadTask,
    correctable,
    kept_files,
    same_upload_waiting,
)
from firstbell.foundations.take_in.rules import (
    Row,
    TakenIn,
    Unusable,
    UploadedFile,
    refuse_more_lines,
    refuse_what_is_no_text,
    suffix_of,
)
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

LONGEST_NAME = 255
AT_ONCE = 20_000
"""Lines of one file that a job takes in before it lets the others have their turn: the night does not wait for a
roll."""

Progress = Callable[[int], None]


def receive(
    *,
    kind: str,
    chunks: Iterable[bytes],
    name: str,
    suffix: str,
    options: dict[str, str],
    check: Callable[[Path], str],
    by: Actor,
    now: datetime,
) -> int:
    """Keep an uploaded file for a job to take in; answers the upload's number.

    ``suffix`` is that of its kind (``.csv``), whatever its sender calls it.
    ``check`` looks at the file as it lies there and answers the take-in's scope; it raises Unusable or Refused for a
    file of another kind, and then nothing is kept. The same file sent twice before it was taken in is one upload.
    """
    kept = folder.keep(chunks, suffix)
    try:
        refuse_what_is_no_text(kept.start)
        scope = _checked(check, folder.path_of(kept.name))
        number = same_upload_waiting(kind=kind, scope=scope, digest=kept.digest, seen_by=by)
        if number is None:
            sent = (
                kind,
                scope,
                kept.digest,
                options,
                _as_called(name),
                kept.name,
                kept.size,
                kept.lines,
            )
            return actions.record_upload(sent=UploadedFile(*sent), by=by, now=now)
    except BaseException:
        folder.remove(kept.name)
        raise
    folder.remove(kept.name)
    return number


def work_off(*, tasks: list[UploadTask], take: Callable[..., TakenIn], by: Actor, now: datetime) -> int:
    """Take in a piece of the first upload that can be; how many were worked on. An interrupted one goes on.

    ``take(task, path=, by=, now=, progress=)`` takes the whole file in. It is interrupted after so many lines, by what
    ``progress`` raises between two batches; and may be by a kill at any moment.
    """
    for task in tasks:
        if not task.is_begun:
            actions.begin_upload(number=task.number, by=by, now=now)
        try:
            taken = take(task, path=folder.path_of(task.stored), by=task.by, now=now, progress=_until(AT_ONCE))
        except _EnoughError:
            return 1
        except Unusable as error:
            actions.end_upload(number=task.number, taken=None, message=_sentence(error), by=by, now=now)
            return 1
        except Refused:
            continue  # another process is at this very file
        actions.end_upload(number=task.number, taken=taken, by=by, now=now)
        return 1
    return 0


def resubmit(
    *, number: int, line: int, text: str, take: Callable[..., TakenIn], by: Actor, now: datetime
) -> RejectRow | None:
    """Take in the corrected line as a small file of its own, and close the reject; or answer what is still wrong.

    ``take(sent, path=, by=, now=)``. NotYours and Refused as of ``queries.correctable``, and Refused where the uploaded
    file, whose header the line needs, is no longer kept.
    """
    sent = correctable(number, line, seen_by=by)
    corrected = text.strip().replace("\r\n", "\n")
    refuse_more_lines(sent.text, corrected)
    small = folder.keep([_whole(sent, corrected).encode()], suffix_of(sent.stored))
    try:
        path = folder.path_of(small.name)
        take(sent, path=path, by=by, now=now)
    except Unusable as error:
        raise Refused(f"The corrected line cannot be used: {error.reason}", error.remedy) from None
    finally:
        folder.remove(small.name)
    return actions.close_reject(number=number, line=line, text=corrected, resubmitted=small.digest, by=by, now=now)


def row_of(sent: Correctable, text: str, *, required: Collection[str], known: Collection[str]) -> Row:
    """The corrected line read under the header of its file, without taking it in."""
    small = folder.keep([_whole(sent, text).encode()], ".csv")
    try:
        return next(read_csv(folder.path_of(small.name), required=required, known=known))
    finally:
        folder.remove(small.name)


def columns_of(path: Path) -> frozenset[str]:
    """The names in a file's first line, however it is separated; for saying what it may be."""
    return frozenset(name.strip().strip('"') for name in re.split("[,;\t]", first_line_of(path)))


def first_line_of(path: Path) -> str:
    """The first line that is not blank; empty where there is none that can be read."""
    lines = (line.text for line in physical_lines(path, encodings=encodings_of(path)) if line.text.strip())
    return next(lines, "")


def remove_old_files(*, before: datetime, abandoned_before: datetime, by: Actor, now: datetime) -> int:
    """Remove the uploaded files that were sent before this moment and are done with, and those that nothing tells of
    since ``abandoned_before`` (a process was killed between file and row). Returns how many."""
    old = kept_files(sent_before=before)
    for number, stored in old.items():
        actions.remove_upload(number=number, by=by, now=now)
        folder.remove(stored)
    known = set(kept_files().values())
    abandoned = [name for name in folder.names(abandoned_before.timestamp()) if name not in known]
    for name in abandoned:
        folder.remove(name)
    return len(old) + len(abandoned)


def _as_called(name: str) -> str:
    """What a file's sender calls it, without folders and without characters that no page can show."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-LONGEST_NAME:]


class _EnoughError(Exception):
    """So many lines are taken in for this turn."""


def _until(most: int) -> Progress:
    begun: list[int] = []

    def progress(line: int) -> None:
        begun.append(line)
        if line - begun[0] >= most:
            raise _EnoughError

    return progress


def _checked(check: Callable[[Path], str], path: Path) -> str:
    try:
        return check(path)
    except Unusable as error:
        raise Refused(_sentence(error, with_remedy=False), error.remedy) from None


def _sentence(error: Unusable, *, with_remedy: bool = True) -> str:
    """What is wrong with a file, without the random name that it has here."""
    place = ", ".join(part for part in (f"line {error.line}" if error.line else "", error.field) if part)
    said = f"{place}: {error.reason}" if place else error.reason
    return f"{said[:1].upper()}{said[1:]} {error.remedy if with_remedy else ''}".strip()


def _whole(sent: Correctable, line: str) -> str:
    """The corrected line as a file: an event between the ends of a calendar, a row under its file's header.

    With a mark of order and blank lines that nobody writes, so that it is never the very file that it corrects.
    """
    ending = suffix_of(sent.stored)
    if ending == ".ics":
        line = f"BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR"
    if ending == ".csv":
        line = f"{_header(sent)}\n{line}"
    return f"\ufeff{line}\n\n\n"


def _header(sent: Correctable) -> str:
    gone = "The uploaded file is no longer kept, and the line cannot be read without its header."
    if not sent.is_kept:
        raise Refused(gone, "Upload the corrected line in a file of its own.")
    return first_line_of(folder.path_of(sent.stored))
