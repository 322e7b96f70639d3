"""What was taken in, what was not, and what waits to be resumed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, QuerySet

from firstbell.foundations.take_in.models import Reject, TakeIn, Upload
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused

MOST_SHOWN = 500


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


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """An uploaded file as its organisation sees it: ``state`` waiting, running, done or unusable, and then ``message``.

    ``lines_done`` of ``lines`` are read; ``open_rejects`` of ``rejected`` lines are not yet corrected. ``is_kept``:
    the file itself is still there.
    """

    number: int
    kind: str
    scope: str
    options: Mapping[str, str]
    file: str
    size: int
    lines: int
    by: str
    at: datetime
    state: str
    message: str
    lines_done: int
    changed: int
    unchanged: int
    rejected: int
    open_rejects: int
    finished_at: datetime | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class UploadTask:
    """An upload for a job to take in, as ``by`` sent it. ``stored`` is its name in the folder of uploads."""

    number: int
    kind: str
    options: Mapping[str, str]
    stored: str
    is_begun: bool
    by: Actor


@dataclass(frozen=True, slots=True)
class Correctable:
    """A reject that waits for correction. ``text`` is the line, which may be about a person."""

    number: int
    line: int
    field: str
    reason: str
    text: str
    kind: str
    options: Mapping[str, str]
    stored: str
    is_kept: bool


def rejects() -> Iterator[RejectRow]:
    """Every reject that nobody corrected, oldest file first, then by line; streamed."""
    rows = (
        Reject.objects.filter(corrected_at=None)
        .order_by("take_in__started_at", "take_in_id", "line")
        .values_list("take_in__kind", "take_in__file", "line", "field", "reason")
    )
    return (RejectRow(*row) for row in rows.iterator(chunk_size=2000))


def rejects_in_file(*, kind: str, file: str, digest: str, most: int) -> list[RejectRow]:
    """The first ``most`` rejects of one file, by line: known by its kind, the name it has here and its content."""
    rows = Reject.objects.filter(take_in__kind=kind, take_in__file=file, take_in__digest=digest).order_by("line")
    return [RejectRow(kind, file, *row) for row in rows.values_list("line", "field", "reason")[:most]]


def reject_count() -> int:
    """How many lines wait to be corrected."""
    return Reject.objects.filter(corrected_at=None).count()


def uploads(*, seen_by: Actor) -> list[UploadFacts]:
    """What the organisation of ``seen_by`` uploaded, newest first; at most the last 500."""
    rows = Upload.objects.filter(organisation=seen_by.organisation).order_by("-id")
    return [_facts(row) for row in rows[:MOST_SHOWN]]


def upload(number: int, *, seen_by: Actor) -> UploadFacts:
    """One upload. NotYours where there is none of this number, or it is another organisation's."""
    return _facts(_upload(number, seen_by))


def rejects_of(number: int, *, seen_by: Actor) -> list[RejectRow]:
    """The lines of an upload that nobody corrected yet, by line; at most the first 500. NotYours as of ``upload``."""
    row = _upload(number, seen_by)
    found = _rejects(row).filter(corrected_at=None).order_by("line").values_list("line", "field", "reason")
    return [RejectRow(row.kind, row.file, *one) for one in found[:MOST_SHOWN]]


def correctable(number: int, line: int, *, seen_by: Actor) -> Correctable:
    """One reject of an upload. NotYours where there is none; Refused where it is corrected already, or too early.

    Its text is about a person as a rule: what is shown to somebody comes from ``actions.read_reject``, which tells the
    audit trail.
    """
    row = _upload(number, seen_by)
    found = _rejects(row).filter(line=line).first()
    if found is None:
        raise NotYours("There is no such line among the rejected ones.", "Look at the list of rejected lines again.")
    if found.corrected_at:
        raise Refused("Somebody has corrected this line already.", "Look at the list of rejected lines again.")
    if row.state != Upload.DONE:
        raise Refused("The file is not yet taken in to its end.", "Wait until it is done, then correct its lines.")
    reject = (line, found.field, found.reason, found.text)
    return Correctable(number, *reject, row.kind, row.options, row.stored, row.removed_at is None)


def upload_tasks(kinds: Collection[str]) -> list[UploadTask]:
    """The next uploads of these kinds to be taken in, oldest first; those that were cut short among them."""
    rows = Upload.objects.filter(kind__in=kinds, finished_at=None).order_by("id")[:20]
    return [
        UploadTask(
            row.pk, row.kind, row.options, row.stored, row.state != Upload.WAITING, Actor(row.by, row.organisation)
        )
        for row in rows
    ]


def same_upload_waiting(*, kind: str, scope: str, digest: str, seen_by: Actor) -> int | None:
    """The number of an upload of this very file that is not yet taken in, as after a button pressed twice."""
    rows = Upload.objects.filter(kind=kind, scope=scope, digest=digest, organisation=seen_by.organisation)
    return rows.filter(finished_at=None).values_list("id", flat=True).first()


def kept_files(*, sent_before: datetime | None = None) -> dict[int, str]:
    """The uploaded files that are still in the folder, by upload; only those done with and sent before, if given."""
    rows = Upload.objects.filter(removed_at=None)
    if sent_before is not None:
        rows = rows.filter(at__lt=sent_before).exclude(finished_at=None)
    return dict(rows.values_list("id", "stored"))


def corrected_texts(*, before: datetime) -> int:
    """How many rejects corrected before this moment still have their text."""
    return Reject.objects.filter(corrected_at__lt=before).exclude(text="").count()


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


def _upload(number: int, seen_by: Actor) -> Upload:
    row = Upload.objects.filter(pk=number, organisation=seen_by.organisation).first()
    if row is None:
        raise NotYours("There is no such upload among yours.", "Look at the list of uploads again.")
    return row


def _taken(row: Upload) -> QuerySet[TakeIn]:
    return TakeIn.objects.filter(kind=row.kind, scope=row.scope, digest=row.digest)


def _rejects(row: Upload) -> QuerySet[Reject]:
    return Reject.objects.filter(take_in__in=_taken(row))


def _facts(row: Upload) -> UploadFacts:
    running = _taken(row).filter(finished_at=None).first() if row.state == Upload.RUNNING else None
    counted = running or row
    return UploadFacts(
        number=row.pk,
        kind=row.kind,
        scope=row.scope,
        options=row.options,
        file=row.file,
        size=row.size,
        lines=row.line_count,
        by=row.by,
        at=row.at,
        state=row.state,
        message=row.message,
        lines_done=running.lines_done if running else row.line_count if row.state == Upload.DONE else 0,
        changed=counted.changed,
        unchanged=counted.unchanged,
        rejected=counted.rejected,
        open_rejects=_rejects(row).filter(corrected_at=None).count() if row.state != Upload.WAITING else 0,
        finished_at=row.finished_at,
        is_kept=row.removed_at is None,
    )
