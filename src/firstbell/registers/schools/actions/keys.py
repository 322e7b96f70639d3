"""The keys by which the lines of a roll are found: written with the lines, and anew when the rules of keys change."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.matching.blocking import VERSION, distinct_keys_of
from firstbell.pure.matching.columns import Columns, Words
from firstbell.pure.matching.records import features_of_pupil
from firstbell.registers.schools.models import RollEntry, RollExtract, RollKey
from firstbell.registers.schools.queries.rolls import roll_lines
from firstbell.registers.schools.rules import Pupil, Registration

_CHUNK = 5_000


def renew_keys(*, authority: str, by: Actor, now: datetime) -> bool:
    """Make the keys of an authority's roll anew where they are of other rules than today's; whether they were."""
    with transaction.atomic():
        current = RollExtract.objects.select_for_update().filter(authority=authority, status=RollExtract.CURRENT)
        extract = current.exclude(keys_version=VERSION).first()
        if extract is None:
            return False
        RollKey.objects.filter(entry__extract=extract).delete()
        write_keys(roll_lines(RollEntry.objects.filter(extract=extract)))
        current.update(keys_version=VERSION)
        subject = f"roll:{extract.authority}:{extract.as_of}"
        audit.record(by=by, now=now, action="schools.roll_keys", subject=subject, details={"version": VERSION})
    return True


def write_keys(lines: Iterable[tuple[Pupil, Registration]]) -> None:
    """Plain SQL, as for the lines themselves: a dozen keys a line, and two million of a force."""
    reader = iter(lines)
    while chunk := list(islice(reader, _CHUNK)):
        places, keys = distinct_keys_of(Columns.of([features_of_pupil(pupil) for pupil, _ in chunk], Words()))
        entries = np.array([registration.entry_id for _, registration in chunk])[places]
        order = np.argsort(keys, kind="stable")
        _write(keys[order].tolist(), entries[order].tolist())


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
