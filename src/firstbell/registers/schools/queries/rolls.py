"""Who is on the rolls that count today."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import F, Max, Q, QuerySet
from numpy.typing import NDArray

from firstbell.pure.matching.blocking import VERSION
from firstbell.registers.schools.models import RollChange, RollEntry, RollExtract, RollKey
from firstbell.registers.schools.rules import Pupil, Registration
from firstbell.registers.schools.rules.people import digest_of
from firstbell.registers.schools.rules.rolls import CurrentRoll, RollMove, is_of_another_year, is_upn, name_key

COLUMNS = (
    *("id", "extract__authority", "extract__as_of", "urn", "enrolment", "education", "entry_date", "leaving_date"),
    *("upn", "upn_valid", "forenames", "known_as", "surname", "previous_surname", "date_of_birth", "sex"),
    *("address_line_1", "address_line_2", "town", "postcode", "uprn"),
)
_CURRENT = f"""
    FROM {RollEntry._meta.db_table} AS entry
    JOIN {RollExtract._meta.db_table} AS extract ON extract.id = entry.extract_id
"""
_IN_FORCE = f"extract.status = '{RollExtract.CURRENT}'"
_BY_ID = f"""
    SELECT {", ".join(name.replace("__", ".") if "__" in name else f"entry.{name}" for name in COLUMNS)}
    {_CURRENT} WHERE {_IN_FORCE} AND entry.id {{among}}
"""
_SHARING = f"""
    SELECT shared.token, shared.entry_id {_CURRENT}
    JOIN {RollKey._meta.db_table} AS shared ON shared.entry_id = entry.id
    WHERE {_IN_FORCE} AND shared.token {{among}}
"""
_STAMPS = f"""
    SELECT authority, as_of, stamp, keys_version FROM {RollExtract._meta.db_table} AS extract WHERE {_IN_FORCE}
    ORDER BY authority
"""  # noqa: S608 - of our tables' names and one constant; whatever is looked for is a parameter


def current_rolls() -> list[CurrentRoll]:
    """Every authority's current extract, by authority."""
    return [_roll(row) for row in RollExtract.objects.filter(status=RollExtract.CURRENT).order_by("authority")]


def _roll(row: RollExtract) -> CurrentRoll:
    return CurrentRoll(row.authority, row.as_of, row.rows, row.taken_in_at)


def rolls_of_another_year(today: date) -> list[str]:
    """Authorities whose roll in force looks like an earlier year's."""
    begun = Q(entries__entry_date__lte=F("as_of"))
    rows = RollExtract.objects.filter(status=RollExtract.CURRENT).order_by("authority")
    rows = rows.annotate(last_entry=Max("entries__entry_date", filter=begun))
    return [row.authority for row in rows if is_of_another_year(_roll(row), row.last_entry, today)]


def roll_stamp() -> str:
    """Identity of all current extracts together: it changes when any of them does, or how its lines are found."""
    return digest_of(
        *((authority, as_of, UUID(str(stamp)), keys) for authority, as_of, stamp, keys in _selected(_STAMPS))
    )


def any_roll() -> bool:
    """Whether any authority's roll is in force."""
    return bool(_selected(f"{_STAMPS} LIMIT 1"))


def roll_rows() -> Iterator[tuple[Pupil, Registration]]:
    """Every line of every current extract in order of entry, streamed; a leaving date in the past is no bar."""
    return roll_lines(RollEntry.objects.filter(extract__status=RollExtract.CURRENT).order_by("id"))


def roll_lines(rows: QuerySet[RollEntry]) -> Iterator[tuple[Pupil, Registration]]:
    """Lines as pupils and registrations, streamed. For this part's own use."""
    return map(_facts, rows.values_list(*COLUMNS).iterator(chunk_size=5000))


def roll_lines_sharing(keys: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For keys (``pure.matching.blocking``): (place in ``keys``, entry_id) of every line of a current extract that has
    one, as two arrays."""
    found = _selected(_SHARING, keys)
    places = {key: place for place, key in enumerate(keys)}
    pairs = np.array([(places[key], entry) for key, entry in found], dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def authorities_with_old_keys() -> list[str]:
    """Authorities whose roll in force has keys of other rules than today's."""
    return [authority for authority, _, _, keys in _selected(_STAMPS) if keys != VERSION]


def roll_rows_by_id(ids: Collection[int]) -> dict[int, tuple[Pupil, Registration]]:
    """Lines of current extracts by their number. One that a later extract no longer has is missing."""
    return {row[0]: _facts(row) for row in _selected(_BY_ID, sorted(set(ids)))}


def _selected(sql: str, numbers: Sequence[int] | None = None) -> list[tuple[Any, ...]]:
    """The rows of plain SQL, alike on both databases; ``numbers`` are those that ``{among}`` is about. The ORM takes
    longer to write such a query than a database to answer it."""
    postgres = connection.vendor == "postgresql"
    among = "= ANY(%s)" if postgres else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        if numbers is None:
            cursor.execute(sql)
        else:
            cursor.execute(sql.format(among=among), [list(numbers) if postgres else json.dumps(list(numbers))])
        return list(cursor.fetchall())


def roll_changes(*, since: date, upn: str | None = None, authority: str | None = None) -> Iterator[RollMove]:
    """Who joined, left, moved school or moved home in extracts dated ``since`` or later, newest first; streamed."""
    rows = RollChange.objects.filter(as_of__gte=since).order_by("-as_of", "id")
    if upn is not None:
        rows = rows.filter(person=upn)
    if authority is not None:
        rows = rows.filter(authority=authority)
    return map(_move, rows.iterator(chunk_size=2000))


def moves_of(pupil: Pupil, *, since: date) -> list[RollMove]:
    """What became of this pupil in extracts dated ``since`` or later, newest first, whichever authority says so."""
    key = name_key(pupil.forenames, pupil.surname, pupil.date_of_birth, pupil.postcode or "")
    same = Q(person=pupil.upn) | Q(name_key=key) if pupil.upn else Q(name_key=key)
    return [_move(row) for row in RollChange.objects.filter(same, as_of__gte=since).order_by("-as_of", "id")]


def _facts(row: tuple[Any, ...]) -> tuple[Pupil, Registration]:
    entry_id, authority, as_of, urn, enrolment, education, entry_date, leaving_date, *person = row
    upn, upn_valid, forenames, known_as, surname, previous, born, sex, line_1, line_2, town, postcode, uprn = person
    pupil = Pupil(
        upn=upn if upn_valid else None,
        upn_as_written=upn,
        forenames=forenames,
        known_as=known_as,
        surname=surname,
        previous_surname=previous,
        date_of_birth=born,
        sex=sex,
        address_lines=tuple(line for line in (line_1, line_2, town) if line),
        postcode=postcode or None,
        uprn=uprn or None,
    )
    return pupil, Registration(
        entry_id=entry_id,
        authority=authority,
        as_of=as_of,
        urn=urn or None,
        enrolment=enrolment,
        education=education,
        entry_date=entry_date,
        leaving_date=leaving_date,
    )


def _move(row: RollChange) -> RollMove:
    return RollMove(
        authority=row.authority,
        before=row.before,
        as_of=row.as_of,
        kind=row.kind,
        upn=row.person if is_upn(row.person) else None,
        places_before=tuple(row.places_before),
        places_after=tuple(row.places_after),
        postcode_before=row.postcode_before or None,
        postcode_after=row.postcode_after or None,
    )
