"""What was taken in, what was not, and what waits to be resumed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef

from firstbell.foundations.take_in.models import Reject, TakeIn


@dataclass(frozen=True, slots=True)
class RejectRow:
    """One line that could not be used; ``line`` 1 is the file's first. The line itself is not on it."""

    kind: str
    file: str
    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A file whose taking in was cut short after ``lines_done`` and was not tried again."""

    kind: str
    file: str
    lines_done: int
    started_at: datetime


def rejects() -> Iterator[RejectRow]:
    """Every reject on file, oldest file first, then by line; streamed."""
    rows = Reject.objects.order_by("take_in__started_at", "take_in_id", "line").values_list(
        "take_in__kind", "take_in__file", "line", "field", "reason"
    )
    return (RejectRow(*row) for row in rows.iterator(chunk_size=2000))


def rejects_of(*, kind: str, file: str, digest: str, most: int) -> list[RejectRow]:
    """The first ``most`` rejects of one file, by line: known by its kind, the name it has here and its content."""
    rows = Reject.objects.filter(take_in__kind=kind, take_in__file=file, take_in__digest=digest).order_by("line")
    return [RejectRow(kind, file, *row) for row in rows.values_list("line", "field", "reason")[:most]]


def reject_count() -> int:
    return Reject.objects.count()


def unfinished() -> list[Unfinished]:
    """Files left half-way, without those whose name was taken in whole since (the file was replaced, not resumed)."""
    replaced = TakeIn.objects.filter(
        kind=OuterRef("kind"), file=OuterRef("file"), finished_at__gte=OuterRef("started_at")
    )
    takes = TakeIn.objects.filter(~Exists(replaced), finished_at=None).order_by("started_at")
    return [Unfinished(take.kind, take.file, take.lines_done, take.started_at) for take in takes]


def last_line_at(kind: str) -> datetime | None:
    """When a line of this kind was last taken in, by the time given to the take-in; None if never."""
    last: datetime | None = TakeIn.objects.filter(kind=kind).aggregate(last=Max("last_line_at"))["last"]
    return last
