"""Education rolls: staged line by line, put in force all at once."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Stored
from firstbell.pure.actor import Actor
from firstbell.pure.matching.blocking import VERSION
from firstbell.pure.refusal import Refused
from firstbell.registers.schools.actions.keys import delete_lines, write_keys
from firstbell.registers.schools.models import RollChange, RollEntry, RollExtract
from firstbell.registers.schools.rules.rolls import (
    Change,
    ExtractName,
    Size,
    Standing,
    add_line,
    changes,
    refuse_overtaken,
    refuse_shrunk,
)

DATES = ("date_of_birth", "entry_date", "leaving_date")
STANDING = ("person", "name_key", "urn", "education", "leaving_date", "postcode", "address_line_1")


def stage_roll_lines(*, extract: ExtractName, lines: Mapping[int, dict[str, Any]], by: Actor, now: datetime) -> Stored:
    """Lay lines of an extract aside until all of it is there. A line that today's roll has too is unchanged."""
    with transaction.atomic():
        staged = _staged(extract, now)
        prints = {values["fingerprint"] for values in lines.values()}
        here = RollEntry.objects.filter(extract__authority=extract.authority, extract__status=RollExtract.CURRENT)
        repeated = set(here.filter(fingerprint__in=prints).values_list("fingerprint", flat=True))
        _lay_aside(staged, lines)
        changed = len(prints - repeated)
        audit.record(
            by=by, now=now, action="schools.roll_stage", subject=extract.subject, details={"lines": len(lines)}
        )
    return Stored(changed, len(lines) - changed)


def put_roll_in_force(*, extract: ExtractName, shrink_agreed_by: str | None = None, by: Actor, now: datetime) -> None:
    """Make the staged extract the authority's roll, keep what changed, and forget what the old one alone had.

    The keys of its lines are written in the same transaction: what can be read on a roll in force can be found on it.

    Raises Unusable where a later extract is in force, where no line could be used, or where the roll would shrink by
    half or more and nobody agreed to that. What is staged stays, so that the same file can be taken in again.
    """
    with transaction.atomic():
        new, old = _staged(extract, now), _in_force(extract.authority)
        refuse_overtaken(extract, old.as_of if old else None)
        size, before = _size(new), _size(old) if old else Size(0, 0)
        refuse_shrunk(extract, size, before, shrink_agreed_by)
        moved = _replace(old, new) if old else 0
        write_keys(RollEntry.objects.filter(extract=new))
        if old and _is_same(old, new):
            new.delete()
        else:
            _put_in_force(old, new, shrink_agreed_by or "", now)
        _forget_overtaken(extract)
        details = {"registered": size.registered, "registered_before": before.registered, "changes": moved}
        audit.record(
            by=by,
            now=now,
            action="schools.roll_in_force",
            subject=extract.subject,
            details=details | {"shrinking_agreed": bool(shrink_agreed_by)},
        )


def add_roll_line(*, authority: str, as_of: date, values: dict[str, Any], by: Actor, now: datetime) -> None:
    """Add a line, corrected since, to the roll in force of this day; it can be found at once.

    Refused where the roll in force is another day's: what is wrong in an old extract is put right in the next. What
    changed since the roll before is not worked out again for it.
    """
    with transaction.atomic():
        current = _in_force(authority)
        if current is None or current.as_of != as_of:
            raise Refused("Another roll is in force by now.", "Correct the line in the next one.")
        _lay_aside(current, {1: values})
        write_keys(RollEntry.objects.filter(extract=current, fingerprint=values["fingerprint"]))
        current.rows, current.stamp = current.entries.count(), uuid4()
        current.save()
        subject = ExtractName(authority, as_of, current.digest, "").subject
        audit.record(by=by, now=now, action="schools.roll_line_added", subject=subject)


def _lay_aside(staged: RollExtract, lines: Mapping[int, dict[str, Any]]) -> None:
    """Plain SQL, alike on both databases: a whole authority goes through here, and the ORM is three times slower."""
    columns = ("extract_id", *next(iter(lines.values())))
    named = ", ".join(connection.ops.quote_name(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    table = RollEntry._meta.db_table
    sql = f"INSERT INTO {table} ({named}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - our columns; values apart
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_as_stored(staged.pk, values) for values in lines.values()])


def _as_stored(extract_id: int, values: dict[str, Any]) -> list[Any]:
    adapt = connection.ops.adapt_datefield_value
    return [extract_id, *(values | {name: adapt(values[name]) for name in DATES}).values()]


def _staged(extract: ExtractName, now: datetime) -> RollExtract:
    name = {"authority": extract.authority, "as_of": extract.as_of, "digest": extract.digest}
    fresh = {"taken_in_at": now, "keys_version": VERSION}
    return RollExtract.objects.get_or_create(**name, status=RollExtract.STAGED, defaults=fresh)[0]


def _in_force(authority: str) -> RollExtract | None:
    rows = RollExtract.objects.select_for_update()
    return rows.filter(authority=authority, status=RollExtract.CURRENT).first()


def _size(extract: RollExtract) -> Size:
    rows = RollEntry.objects.filter(extract=extract)
    return Size(rows.count(), rows.filter(Q(leaving_date=None) | Q(leaving_date__gt=extract.as_of)).count())


def _only_in(one: RollExtract, other: RollExtract) -> QuerySet[RollEntry]:
    """The lines of one extract that the other does not have word for word."""
    there = RollEntry.objects.filter(extract=other, fingerprint=OuterRef("fingerprint"))
    return RollEntry.objects.filter(~Exists(there), extract=one)


def _replace(old: RollExtract, new: RollExtract) -> int:
    """Keep what changed; then leave the lines that are the same with their numbers, and of the others only the new."""
    touched = _touched(old, new)
    moved = _keep_changes(old, new, changes(_standings(old, touched), _standings(new, touched))) if touched else 0
    delete_lines(_only_in(old, new))
    same = RollEntry.objects.filter(extract=old, fingerprint=OuterRef("fingerprint"))
    delete_lines(RollEntry.objects.filter(Exists(same), extract=new))
    return moved


def _touched(old: RollExtract, new: RollExtract) -> set[str]:
    """Everybody with a line that came, went, or ended between the two days."""
    ended = RollEntry.objects.filter(extract=new, leaving_date__gt=old.as_of, leaving_date__lte=new.as_of)
    found: set[str] = set()
    for rows in (_only_in(old, new), _only_in(new, old), ended):
        found.update(rows.values_list("person", flat=True).iterator(chunk_size=5000))
    return found


def _standings(extract: RollExtract, people: set[str]) -> dict[str, Standing]:
    standings: dict[str, Standing] = {}
    rows = RollEntry.objects.filter(extract=extract).values_list(*STANDING)
    for line in rows.iterator(chunk_size=5000):
        if line[0] in people:
            add_line(standings, line, extract.as_of)
    return standings


def _keep_changes(old: RollExtract, new: RollExtract, found: Iterator[Change]) -> int:
    kept = 0
    while some := list(islice(found, 1000)):
        RollChange.objects.bulk_create(_change(old, new, change) for change in some)
        kept += len(some)
    return kept


def _change(old: RollExtract, new: RollExtract, change: Change) -> RollChange:
    return RollChange(
        authority=new.authority,
        before=old.as_of,
        as_of=new.as_of,
        kind=change.kind,
        person=change.person,
        name_key=change.name_key,
        places_before=sorted(change.before.places),
        places_after=sorted(change.after.places),
        postcode_before=min(change.before.postcodes, default=""),
        postcode_after=min(change.after.postcodes, default=""),
    )


def _is_same(old: RollExtract, new: RollExtract) -> bool:
    """The extract that is in force, taken in once more: every line of it has just been found there already."""
    repeated = (old.as_of, old.digest) == (new.as_of, new.digest)
    return repeated and old.rows == old.entries.count() and not new.entries.exists()


def _put_in_force(old: RollExtract | None, new: RollExtract, agreed_by: str, now: datetime) -> None:
    if old:
        RollEntry.objects.filter(extract=old).update(extract=new)
        RollExtract.objects.filter(pk=old.pk).update(status=RollExtract.REPLACED)
    RollExtract.objects.filter(pk=new.pk).update(
        status=RollExtract.CURRENT,
        rows=new.entries.count(),
        taken_in_at=now,
        shrink_agreed_by=agreed_by,
        keys_version=min(new.keys_version, old.keys_version if old else new.keys_version),
    )


def _forget_overtaken(extract: ExtractName) -> None:
    """What was staged of earlier extracts and never finished. None of them can come into force any more."""
    staged = RollExtract.objects.filter(authority=extract.authority, status=RollExtract.STAGED)
    overtaken = staged.filter(as_of__lt=extract.as_of)
    delete_lines(RollEntry.objects.filter(extract__in=overtaken))
    overtaken.delete()
