"""Appending to the audit trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from firstbell.foundations.audit.models import Entry, Head
from firstbell.foundations.audit.rules import LONGEST_SUBJECT, Deed, checked_details, checked_words, seal
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
        raise transaction.TransactionManagementError(
            "an audit entry is written inside the transaction of what it tells of"
        )
    if now.tzinfo is None:
        raise ValueError("the time of an audit entry has a zone")
    if not deeds:
        return
    head = Head.objects.select_for_update().get(pk=1)
    entries = _sealed(by, now, deeds, head)
    Entry.objects.bulk_create(entries)
    Head.objects.filter(pk=1).update(sequence=entries[-1].sequence, hash=entries[-1].hash)


def _sealed(by: Actor, now: datetime, deeds: Sequence[Deed], head: Head) -> list[Entry]:
    entries: list[Entry] = []
    sequence, previous = head.sequence, head.hash
    for deed in deeds:
        if len(deed.subject) > LONGEST_SUBJECT:
            raise ValueError(f"an audit entry's subject is a reference of at most {LONGEST_SUBJECT} characters")
        details = checked_details(deed.details)
        words = checked_words(by.name, by.organisation, deed.action, deed.subject, deed.why, details)
        sequence += 1
        entry = Entry(sequence, now, *words, previous, seal(sequence, now, words, previous))  # type: ignore[misc]
        entries.append(entry)
        previous = entry.hash
    return entries
