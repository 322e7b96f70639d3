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
from firstbell.foundations.take_in.models import Reject, TakeIn
from firstbell.foundations.take_in.rules import Line, Row, Stored, TakenIn, Unfit, Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

__all__ = ["Line", "Row", "Stored", "TakenIn", "Unfit", "Unusable", "digest_of", "take_in"]

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
