"""Reading the audit trail, and proving that it is whole."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Max, QuerySet

from firstbell.foundations.audit.models import Entry, Head
from firstbell.foundations.audit.rules import (
    CHAIN,
    FIRST,
    VERIFICATION_ASKED,
    VERIFIED,
    ChainReport,
    Sealed,
    Sought,
    Verification,
    end_fault,
    fault,
)

_COLUMNS = ("sequence", "at", "by", "organisation", "action", "subject", "why", "details", "previous", "hash")
_GONE = Head(id=1, sequence=0, hash="")


def entries_about(subject: str) -> Iterator[Sealed]:
    """Every entry whose subject is this reference, oldest first."""
    return _read(Entry.objects.filter(subject=subject))


def entries_of(subjects: Collection[str], *, action: str) -> Iterator[Sealed]:
    """Every entry of one action about any of these references, oldest first."""
    return _read(Entry.objects.filter(subject__in=subjects, action=action))


def entries(sought: Sought, *, most: int) -> list[Sealed]:
    """The last ``most`` entries of those sought, newest first."""
    rows = _sought(sought).order_by("-sequence").values_list(*_COLUMNS)
    return [Sealed(*row) for row in rows[:most]]


def entry(sequence: int) -> Sealed | None:
    """The entry of this number; None where there is none."""
    return next(_read(Entry.objects.filter(sequence=sequence)), None)


def verification() -> Verification:
    """When the whole trail was last read, and with what result; whether somebody waits for it to be read again."""
    about = Entry.objects.filter(subject=CHAIN).order_by("-sequence")
    last = about.filter(action=VERIFIED).first()
    asked = about.filter(action=VERIFICATION_ASKED, sequence__gt=last.sequence if last else 0).first()
    found = json.loads(last.details) if last else {"entries": 0, "head": "", "broken_at": None, "reason": ""}
    return Verification(at=last.at if last else None, waiting=asked.at if asked else None, **found)


def last_about(
    subjects: QuerySet[Any, Any], *, actions: Collection[str], after: int, most: int
) -> list[tuple[str, int]]:
    """Subjects with entries of these actions after entry ``after``: (subject, its last such entry), in that order.

    ``subjects`` is a caller's own table, down to the one column that names them. An entry is seen only once all before
    it are: whoever goes on from the last one given passes over nothing.
    """
    found = Entry.objects.filter(subject__in=subjects, action__in=actions, sequence__gt=after)
    last = found.order_by().values_list("subject").annotate(last=Max("sequence")).order_by("last")
    return list(last[:most])


def verify_chain() -> ChainReport:
    """Read the whole trail, a few thousand entries at a time, and find the first one that is not as it was written.

    Finds changed, missing, reordered and added entries and a cut end. It cannot find a trail remade whole, head
    included, by somebody who took the triggers away: keep ``head`` elsewhere from time to time to rule that out.
    """
    sequence, last = 0, FIRST
    while True:
        head = _head()
        for entry in _read(Entry.objects.filter(sequence__gt=sequence) if sequence else Entry.objects.all()):
            wrong = fault(entry, sequence, last)
            if wrong:
                return _report(head, *wrong)
            sequence, last = entry.sequence, entry.hash
        newest = _head()
        if newest.sequence == head.sequence:  # else entries were appended meanwhile: read those too
            break
    wrong = end_fault(sequence, last, newest.sequence, newest.hash)
    return _report(newest, *wrong) if wrong else ChainReport(sequence, last)


def _sought(sought: Sought) -> QuerySet[Entry]:
    wanted = {
        "at__gte": sought.since,
        "at__lt": sought.until,
        "by__icontains": sought.by,
        "action__startswith": sought.action,
        "subject__startswith": sought.subject,
        "organisation": sought.organisation,
    }
    return Entry.objects.filter(**{name: value for name, value in wanted.items() if value})


def _report(head: Head, broken_at: int, reason: str) -> ChainReport:
    return ChainReport(Entry.objects.count(), head.hash, broken_at, reason)


def _head() -> Head:
    return Head.objects.filter(pk=1).first() or _GONE


def _read(entries: QuerySet[Entry]) -> Iterator[Sealed]:
    rows = entries.order_by("sequence").values_list(*_COLUMNS).iterator(chunk_size=2000)
    return (Sealed(*row) for row in rows)
