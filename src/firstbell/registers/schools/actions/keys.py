"""The keys by which the lines of a roll are found: written with the lines, and anew when the rules of keys change."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.matching.blocking import VERSION, distinct_keys_of
from firstbell.pure.matching.columns import Columns, Numbers, Words
from firstbell.pure.matching.records import features_of_pupil
from firstbell.registers.schools.models import RollEntry, RollExtract, RollKey
from firstbell.registers.schools.queries.rolls import roll_lines

_CHUNK = 5_000
_AT_ONCE = 50_000


def renew_keys(*, authority: str, by: Actor, now: datetime) -> bool:
    """Make the keys of an authority's roll anew where they are of other rules than today's; whether they were."""
    with transaction.atomic():
        current = RollExtract.objects.select_for_update().filter(authority=authority, status=RollExtract.CURRENT)
        extract = current.exclude(keys_version=VERSION).first()
        if extract is None:
            return False
        RollKey.objects.filter(entry__extract=extract).delete()
        write_keys(RollEntry.objects.filter(extract=extract))
        current.update(keys_version=VERSION)
        subject = f"roll:{extract.authority}:{extract.as_of}"
        audit.record(by=by, now=now, action="schools.roll_keys", subject=subject, details={"version": VERSION})
    return True


def write_keys(lines: QuerySet[RollEntry]) -> None:
    """Keep by what these lines are found: a dozen keys a line, two million of a force.

    Plain SQL, in the order of the keys: written as the lines come, every few of them would touch the whole index.
    """
    tokens, entries = _keys_of(lines)
    order = np.argsort(tokens, kind="stable")
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        _write(tokens[some].tolist(), entries[some].tolist())


def _keys_of(lines: QuerySet[RollEntry]) -> tuple[Numbers, Numbers]:
    """Every key, and the line that has it."""
    reader = roll_lines(lines)
    found = [np.zeros((2, 0), dtype=np.int64)]
    with _no_rubbish():
        while chunk := list(islice(reader, _CHUNK)):
            places, tokens = distinct_keys_of(Columns.of([features_of_pupil(pupil) for pupil, _ in chunk], Words()))
            found.append(np.stack([tokens, np.array([line.entry_id for _, line in chunk], dtype=np.int64)[places]]))
    tokens, entries = np.concatenate(found, axis=1)
    return tokens, entries


@contextmanager
def _no_rubbish() -> Iterator[None]:
    """Millions of small things are made and none refers to itself: looking for rubbish among them takes longer than
    much of the work."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def delete_lines(lines: QuerySet[RollEntry]) -> None:
    """Delete lines of a roll, and what they are found by."""
    RollKey.objects.filter(entry__in=lines).delete()
    lines.delete()


def _write(keys: list[int], entries: list[int]) -> None:
    table = connection.ops.quote_name(RollKey._meta.db_table)
    into = f"INSERT INTO {table} (token, entry_id)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            unnested = "SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
            cursor.execute(f"{into} {unnested} ON CONFLICT DO NOTHING", [keys, entries])
        else:
            cursor.executemany(f"{into} VALUES (%s, %s) ON CONFLICT DO NOTHING", list(zip(keys, entries, strict=True)))
