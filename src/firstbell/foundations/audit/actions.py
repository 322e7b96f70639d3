"""Appending to the audit trail."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from firstbell.foundations.audit.rules import (
    CHAIN,
    LONGEST_SUBJECT,
    VERIFICATION_ASKED,
    VERIFIED,
    ChainReport,
    Deed,
    checked_details,
    checked_words,
    seal,
)
from firstbell.pure.actor import Actor


def record(
    *,
    by: Actor,
    now: datetime,
    action: str,
    subject: str,
    why: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Append one entry, inside the transaction of the thing it tells of.

    ``subject`` and ``details`` carry references (a notice, a URN, counts), never a name, an address or a date of birth.
    The trail's head stays locked until the transaction ends, so record last in an action, after its own rows.
    Raises TransactionManagementError outside a transaction, ValueError for a time without zone or a detail not allowed.
    """
    record_many(by=by, now=now, deeds=(Deed(action, subject, why, details or {}),))


def record_many(*, by: Actor, now: datetime, deeds: Sequence[Deed]) -> None:
    """Append one entry for each deed, in their order, under one lock of the head. As ``record`` otherwise."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("an audit entry is written inside the transaction of what it tells of")
    if now.tzinfo is None:
        raise ValueError("the time of an audit entry has a zone")
    with connection.cursor() as cursor:
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        cursor.execute(f"{_HEAD}{lock}")
        sequence, last = cursor.fetchone()
        rows = list(_sealed(by, now, deeds, sequence, last))
        if rows:
            cursor.executemany(_APPEND, rows)
            cursor.execute(_MOVE, (sequence + len(rows), rows[-1][-1]))


def note(
    *,
    by: Actor,
    now: datetime,
    action: str,
    subject: str,
    why: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Append one entry about what writes nothing else: something read, exported, or run."""
    with transaction.atomic():
        record(by=by, now=now, action=action, subject=subject, why=why, details=details)


def ask_for_verification(*, by: Actor, now: datetime) -> None:
    """Have a job read the whole trail. What it finds is the trail's next entry about ``CHAIN``."""
    with transaction.atomic():
        record(by=by, now=now, action=VERIFICATION_ASKED, subject=CHAIN)


def note_verified(*, report: ChainReport, by: Actor, now: datetime) -> None:
    """Keep what reading the whole trail found. The head stands in it, so that it can be compared with a copy."""
    details = {"entries": report.entries, "head": report.head, "broken_at": report.broken_at, "reason": report.reason}
    with transaction.atomic():
        record(by=by, now=now, action=VERIFIED, subject=CHAIN, details=details)


# Plain SQL, alike on both databases: this is the most frequent write of all, and the ORM makes it nine times as slow.
_HEAD = "SELECT sequence, hash FROM audit_head WHERE id = 1"
_MOVE = "UPDATE audit_head SET sequence = %s, hash = %s WHERE id = 1"
_APPEND = (
    'INSERT INTO audit_entry ("sequence", "at", "by", "organisation", "action", "subject", "why", "details",'
    ' "previous", "hash") VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)'
)


_Row = tuple[int | str | None, ...]


def _sealed(by: Actor, now: datetime, deeds: Sequence[Deed], sequence: int, last: str) -> Iterator[_Row]:
    at = connection.ops.adapt_datetimefield_value(now)
    for deed in deeds:
        if len(deed.subject) > LONGEST_SUBJECT:
            raise ValueError(f"an audit entry's subject is a reference of at most {LONGEST_SUBJECT} characters")
        words = checked_words(
            by.name, by.organisation, deed.action, deed.subject, deed.why, checked_details(deed.details)
        )
        sequence, previous = sequence + 1, last
        last = seal(sequence, now, words, previous)
        yield sequence, at, *words, previous, last
