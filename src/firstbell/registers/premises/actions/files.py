"""Files of homes: staged line by line, put in force all at once."""

from collections.abc import Mapping
from datetime import datetime

import numpy as np
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Stored
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.registers.premises.actions.squares import make_due
from firstbell.registers.premises.models import Home, HomesFile, StagedHome
from firstbell.registers.premises.rules import OPEN_UPRN, HomeLine, open_uprn
from firstbell.registers.premises.rules.files import FileName, refuse_going_back, refuse_shrunk

TWICE = "comes twice in this file; the first line with it is taken"
NAMES = ", ".join(HomeLine._fields)
HOME, STAGED = Home._meta.db_table, StagedHome._meta.db_table

_DIFFERS = "home.fingerprint <> line.fingerprint OR (NOT home.decided_by_hand AND home.why_not <> line.why_not)"
_CHANGED = f"""
    FROM {STAGED} AS line LEFT JOIN {HOME} AS home ON home.uprn = line.uprn
    WHERE line.homes_file_id = %s AND (home.uprn IS NULL OR {_DIFFERS})
"""
_SQUARES = f"SELECT DISTINCT line.square, home.square {_CHANGED}"
_RULED = ("dwelling", "plausible", "why_not")
_REPLACED = ", ".join(
    f"{name} = CASE WHEN {HOME}.decided_by_hand THEN {HOME}.{name} ELSE excluded.{name} END"
    if name in _RULED
    else f"{name} = excluded.{name}"
    for name in (*HomeLine._fields[1:], "source")
)
_PUT = f"""
    INSERT INTO {HOME} ({NAMES}, source, decided_by_hand)
    SELECT {", ".join(f"line.{name}" for name in HomeLine._fields)}, %s, FALSE {_CHANGED}
    ON CONFLICT (uprn) DO UPDATE SET {_REPLACED}
"""


def stage_homes(*, file: FileName, lines: Mapping[int, HomeLine], by: Actor, now: datetime) -> Stored:
    """Lay lines of a file aside until all of it is there; ``lines`` by their number. A line that says what is in force
    already is unchanged; a UPRN that came before in the file is unfit."""
    with transaction.atomic():
        staged = _staged(file, now)
        numbers = {line.uprn for line in lines.values()}
        seen = set(_lines(staged).filter(uprn__in=numbers).values_list("uprn", flat=True))
        fit: dict[int, HomeLine] = {}
        unfit = []
        for number, line in lines.items():
            if line.uprn in seen:
                unfit.append((number, "UPRN", TWICE))
            else:
                seen.add(line.uprn)
                fit[number] = line
        same = _already_in_force(fit)
        StagedHome.objects.bulk_create(StagedHome(homes_file=staged, **line._asdict()) for line in fit.values())
        audit.record(by=by, now=now, action="premises.stage", subject=file.subject, details={"lines": len(fit)})
    return Stored(len(fit) - same, same, unfit)


def put_homes_in_force(*, file: FileName, shrink_agreed_by: str | None = None, by: Actor, now: datetime) -> None:
    """Make the staged file the homes in force; what it no longer has is gone as of today.

    What a person decided stays decided. Squares in which anything changed are due. Raises Unusable where the file holds
    coordinates and addresses are in force, no line is a home, or half the homes would go and nobody agreed to that.
    """
    with transaction.atomic():
        staged, old = _staged(file, now), HomesFile.objects.select_for_update().filter(status=HomesFile.CURRENT).first()
        refuse_going_back(file, old.layout if old else None)
        _set_apart(file, staged)
        dwellings = _lines(staged).filter(dwelling=True).count()
        refuse_shrunk(file, dwellings, _in_force().filter(dwelling=True).count(), shrink_agreed_by)
        gone = _leave_out(staged, now)
        _put(file, staged)
        rows = _lines(staged).count()
        _lines(staged).delete()
        HomesFile.objects.filter(status=HomesFile.CURRENT).update(status=HomesFile.REPLACED)
        HomesFile.objects.filter(pk=staged.pk).update(
            status=HomesFile.CURRENT, rows=rows, taken_in_at=now, shrink_agreed_by=shrink_agreed_by or ""
        )
        details = {"homes": dwellings, "lines": rows, "gone": gone, "shrinking_agreed": bool(shrink_agreed_by)}
        audit.record(by=by, now=now, action="premises.in_force", subject=file.subject, details=details)


def _staged(file: FileName, now: datetime) -> HomesFile:
    fresh = {"layout": file.layout, "file": file.file[:255], "taken_in_at": now}
    return HomesFile.objects.get_or_create(digest=file.digest, status=HomesFile.STAGED, defaults=fresh)[0]


def _lines(staged: HomesFile) -> QuerySet[StagedHome]:
    return StagedHome.objects.filter(homes_file=staged)


def _in_force() -> QuerySet[Home]:
    return Home.objects.filter(gone_on=None)


def _already_in_force(lines: Mapping[int, HomeLine]) -> int:
    stated = {line.uprn: line.fingerprint for line in lines.values()}
    there = Home.objects.filter(uprn__in=stated).values_list("uprn", "fingerprint")
    return sum(stated[uprn] == fingerprint for uprn, fingerprint in there)


def _set_apart(file: FileName, staged: HomesFile) -> None:
    """What only the whole file can tell is nobody's home."""
    if file.layout == OPEN_UPRN:
        _set_points_apart(staged)
    lived_in = _lines(staged).filter(dwelling=True)
    parents = lived_in.exclude(parent_uprn=None).values("parent_uprn").annotate(homes=Count("pk")).filter(homes__gt=1)
    lived_in.filter(uprn__in=parents.values("parent_uprn")).update(dwelling=False, why_not="parent_shell")


def _set_points_apart(staged: HomesFile) -> None:
    """Numbers and points alone are read of the whole file: 24 bytes a home."""
    rows = _lines(staged).order_by("pk").values_list("pk", "easting", "northing").iterator(chunk_size=10_000)
    found = np.fromiter(rows, dtype=[("pk", np.int64), ("east", np.float64), ("north", np.float64)])
    reasons = open_uprn.why_not(np.column_stack([found["east"], found["north"]]))
    for why in set(reasons.tolist()) - {""}:
        apart = found["pk"][reasons == why].tolist()
        for start in range(0, len(apart), 10_000):
            some = apart[start : start + 10_000]
            StagedHome.objects.filter(pk__in=some).update(dwelling=False, why_not=why)


def _leave_out(staged: HomesFile, now: datetime) -> int:
    """Whatever the file no longer has is gone. Without a fingerprint it is a change when a later file has it again."""
    left = _in_force().filter(~Exists(_lines(staged).filter(uprn=OuterRef("uprn"))))
    make_due(left.values_list("square", flat=True).distinct())
    return left.update(gone_on=london_date(now), fingerprint="")


def _put(file: FileName, staged: HomesFile) -> None:
    """Plain SQL, alike on both databases: no home of half a million passes through this process."""
    with connection.cursor() as cursor:
        cursor.execute(_SQUARES, [staged.pk])
        make_due({square for pair in cursor.fetchall() for square in pair if square is not None})
        cursor.execute(_PUT, [file.layout, staged.pk])
