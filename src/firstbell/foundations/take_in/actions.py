"""Taking a file in, batch by batch, so that a kill at any moment loses and doubles nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.gateways.files import digest_of, identity_of
from firstbell.foundations.take_in.models import Reject, TakeIn, Upload
from firstbell.foundations.take_in.queries import Correctable, RejectRow, correctable
from firstbell.foundations.take_in.rules import Line, Row, Stored, TakenIn, Unfit, Unusable, UploadedFile
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

__all__ = ["Line", "Row", "Stored", "TakenIn", "Unfit", "Unusable", "digest_of", "take_in"]

FAULTY = "take_in.reject_still_faulty"

Item = TypeVar("Item", Line, Row)

HEAVIEST_BATCH = 8 << 20
"""Characters of text that one batch may hold, however many lines it is allowed."""

LONGEST_REJECT = 64 << 10


def take_in(
    *,
    kind: str,
    path: Path,
    items: Iterable[Item],
    store: Callable[[list[Item]], Stored],
    by: Actor,
    now: datetime,
    scope: str = "",
    batch: int = 500,
    progress: Callable[[int], None] | None = None,
    finish: Callable[[TakenIn], None] | None = None,
) -> TakenIn:
    """Take in the lines of one file, or go on after the last whole batch where an earlier attempt was cut short.

    Each batch is one transaction: ``store(batch)``, its rejects, how far the file is done, and an audit entry. Lines
    with a problem become rejects without reaching ``store``. A file finished before is read again from the top:
    ``store`` reports its lines as unchanged, and a line that is fit by now is no longer a reject.

    ``scope`` is whatever else decides what the lines mean (authority and date of an extract, a mapping profile): the
    same file under another scope is another take-in. ``finish`` runs once, in the transaction that marks the file
    finished; a part that stages rows keys them by ``digest_of(path)`` and its scope, and puts them in force there.
    ``progress`` is called with the number of the last line done, after each batch.

    Raises Unusable for the file as a whole, also where it was written to meanwhile; Refused where another process is
    taking in the same file. What the exception interrupts is resumed by the next call.
    """
    written = identity_of(path)
    name = _Name(kind, scope, path.name, digest_of(path))
    done = _done_before(name)
    batches = _batches((item for item in items if item.number > done), batch)
    first = next(batches, [])  # a file that is unusable says so here, before anything is written
    take = _open(name, done, now)
    for each in chain([first] if first else [], batches):
        take = _take_batch(take, each, store, by, now)
        if progress:
            progress(take.lines_done)
    if identity_of(path) != written:
        raise _changed(path)
    return _finish(take, done or None, finish, by, now)


def record_upload(*, sent: UploadedFile, by: Actor, now: datetime) -> int:
    """Keep that somebody sent a file, for a job to take in; answers the upload's number."""
    with transaction.atomic():
        fields = {name: getattr(sent, name) for name in UPLOADED}
        row = Upload.objects.create(**fields, by=by.name, organisation=by.organisation, at=now)
        details = {"kind": sent.kind, "scope": sent.scope, "digest": sent.digest, "bytes": sent.size}
        audit.record(by=by, now=now, action="upload.received", subject=f"upload:{row.pk}", details=details)
    return row.pk


def begin_upload(*, number: int, by: Actor, now: datetime) -> None:
    """A job has begun to take the file in."""
    with transaction.atomic():
        if Upload.objects.filter(pk=number, state=Upload.WAITING).update(state=Upload.RUNNING):
            audit.record(by=by, now=now, action="upload.begun", subject=f"upload:{number}")


def end_upload(*, number: int, taken: TakenIn | None, message: str = "", by: Actor, now: datetime) -> None:
    """The file is taken in; or, without ``taken``, unusable, and ``message`` says why and what to do."""
    state = Upload.DONE if taken else Upload.UNUSABLE
    counts = {name: getattr(taken, name) for name in ("changed", "unchanged", "rejected")} if taken else {}
    with transaction.atomic():
        fields = {"state": state, "message": message, "finished_at": now, **counts}
        if Upload.objects.filter(pk=number, finished_at=None).update(**fields):
            audit.record(by=by, now=now, action=f"upload.{state}", subject=f"upload:{number}", details=counts)


def remove_upload(*, number: int, by: Actor, now: datetime) -> None:
    """The uploaded file is no longer kept; what was made of it stays."""
    with transaction.atomic():
        if Upload.objects.filter(pk=number, removed_at=None).update(removed_at=now):
            audit.record(by=by, now=now, action="upload.removed", subject=f"upload:{number}")


def read_reject(*, number: int, line: int, by: Actor, now: datetime) -> Correctable:
    """A rejected line with its text, for somebody to correct; that it was read is told to the audit trail."""
    with transaction.atomic():
        found = correctable(number, line, seen_by=by)
        audit.record(by=by, now=now, action="take_in.reject_read", subject=f"upload:{number}", details={"line": line})
    return found


def close_reject(
    *, number: int, line: int, text: str, resubmitted: str | None, by: Actor, now: datetime
) -> RejectRow | None:
    """Settle a reject whose corrected ``text`` was taken in by itself, as a file of the digest ``resubmitted``.

    Where that was fit (None: it did not become a file), the reject is closed. Where it was not, the reject keeps the
    new text and what is wrong with it, so that nothing typed is lost, and the answer says what that is.
    """
    with transaction.atomic():
        sent = correctable(number, line, seen_by=by)
        upload = Upload.objects.get(pk=number)
        own = Reject.objects.filter(
            take_in__kind=upload.kind, take_in__scope=upload.scope, take_in__digest=upload.digest, line=line
        )
        still = _faults_of(upload, resubmitted).first()
        if still:
            own.update(text=text, field=still.field, reason=still.reason)
        else:
            own.update(corrected_at=now)
        _faults_of(upload, resubmitted).delete()
        action = FAULTY if still else "take_in.reject_corrected"
        audit.record(by=by, now=now, action=action, subject=f"upload:{number}", details={"line": line})
    return RejectRow(sent.kind, upload.file, line, still.field, still.reason) if still else None


def forget_corrected_texts(*, before: datetime, by: Actor, now: datetime) -> int:
    """Empty the text of lines that were corrected before this moment. Returns how many."""
    with transaction.atomic():
        forgotten = Reject.objects.filter(corrected_at__lt=before).exclude(text="").update(text="")
        if forgotten:
            details = {"lines": forgotten, "before": before.isoformat()}
            audit.record(by=by, now=now, action="take_in.texts_forgotten", subject="take_in:rejects", details=details)
    return forgotten


UPLOADED = ("kind", "scope", "digest", "options", "file", "stored", "size", "line_count")


def _faults_of(upload: Upload, digest: str | None) -> QuerySet[Reject]:
    return Reject.objects.filter(
        take_in__kind=upload.kind, take_in__scope=upload.scope, take_in__digest=digest or "", corrected_at=None
    )


class _Name(NamedTuple):
    """What makes two attempts the same take-in; the file's own name does not."""

    kind: str
    scope: str
    file: str
    digest: str

    def takes(self) -> QuerySet[TakeIn]:
        return TakeIn.objects.filter(kind=self.kind, scope=self.scope, digest=self.digest)


def _done_before(name: _Name) -> int:
    take = name.takes().filter(finished_at=None).first()
    return take.lines_done if take else 0


def _batches(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += _weight(item)
        if len(batch) >= most or weight >= HEAVIEST_BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _weight(item: Line | Row) -> int:
    return len(item.raw) + (len(item.text) if isinstance(item, Line) else sum(map(len, item.values.values())))


@transaction.atomic
def _open(name: _Name, done: int, now: datetime) -> TakeIn:
    """The take-in's row: new, as the interrupted attempt left it, or put back to the top after a finished one."""
    fresh = {"file": name.file, "started_at": now, "finished_at": None, "lines_done": 0}
    fresh |= {"changed": 0, "unchanged": 0, "rejected": 0}
    take, made = (
        name.takes()
        .select_for_update()
        .get_or_create(defaults=fresh, kind=name.kind, scope=name.scope, digest=name.digest)
    )
    if not made and take.finished_at:
        for column, value in fresh.items():
            setattr(take, column, value)
        take.save()
    if take.lines_done != done:
        raise _busy(take)
    return take


@transaction.atomic
def _take_batch(
    take: TakeIn, items: list[Item], store: Callable[[list[Item]], Stored], by: Actor, now: datetime
) -> TakeIn:
    current = _locked(take)
    stored = store([item for item in items if not item.problem])
    rejects = _rejects(current, items, stored)
    before, last = current.lines_done, items[-1].number
    Reject.objects.filter(take_in=current, line__gt=before, line__lte=last).delete()
    Reject.objects.bulk_create(rejects)
    current.lines_done = last
    current.last_line_at = now
    current.changed += stored.changed
    current.unchanged += stored.unchanged
    current.rejected += len(rejects)
    current.save()
    counts = {"changed": stored.changed, "unchanged": stored.unchanged, "rejected": len(rejects)}
    _record(current, "take_in.batch", {"from_line": before + 1, "to_line": last, **counts}, by, now)
    return current


@transaction.atomic
def _finish(
    take: TakeIn, resumed_at: int | None, finish: Callable[[TakenIn], None] | None, by: Actor, now: datetime
) -> TakenIn:
    current = _locked(take)
    counts = {"changed": take.changed, "unchanged": take.unchanged, "rejected": take.rejected}
    taken = TakenIn(take.kind, take.file, take.lines_done, **counts, resumed_at=resumed_at)
    if finish:
        finish(taken)
    current.finished_at = now
    current.save()
    _record(
        current,
        "take_in.finish",
        {"file": take.file, "digest": take.digest, "lines": take.lines_done, **counts},
        by,
        now,
    )
    return taken


def _locked(take: TakeIn) -> TakeIn:
    """The row as it stands, locked. Refused where somebody else moved it since."""
    current = TakeIn.objects.select_for_update().get(pk=take.pk)
    if current.lines_done != take.lines_done or current.finished_at:
        raise _busy(take)
    return current


def _busy(take: TakeIn) -> Refused:
    return Refused(
        f"{take.file}: this file is being taken in by another process.",
        "Wait until it is done, then look at the result; taking it in once more is safe.",
    )


def _changed(path: Path) -> Unusable:
    return Unusable(
        path.name, reason="the file was written to while it was read.", remedy="Take it in again once it is whole."
    )


def _rejects(take: TakeIn, items: list[Item], stored: Stored) -> list[Reject]:
    by_line = {item.number: item for item in items}
    faults = {item.number: ("", item.problem) for item in items if item.problem}
    faults |= {line: (field, reason) for line, field, reason in stored.unfit}
    return [
        Reject(take_in=take, line=line, field=field[:200], reason=reason, text=_kept(by_line[line]))
        for line, (field, reason) in sorted(faults.items())
    ]


def _kept(item: Line | Row) -> str:
    text = item.raw or (item.text if isinstance(item, Line) else "")
    return text[:LONGEST_REJECT].replace("\0", "\\x00")


def _record(take: TakeIn, action: str, details: dict[str, object], by: Actor, now: datetime) -> None:
    audit.record(by=by, now=now, action=action, subject=f"take_in:{take.kind}:{take.pk}", details=details)
