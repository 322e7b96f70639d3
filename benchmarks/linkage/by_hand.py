"""What forces do by hand."""

from collections.abc import Sequence

from benchmarks.linkage import columns
from benchmarks.linkage.columns import Row
from benchmarks.linkage.force import Case, Force
from benchmarks.linkage.judging import Found
from firstbell.registers.schools.rules import Pupil

NOBODY = Found(None, 0.0)


def exact(roll: Sequence[Pupil], cases: Sequence[Case], _: Force | None = None) -> list[Found]:
    """First forename, surname and date of birth the same, and no other pupil so: what forces do by hand."""
    holders: dict[tuple[object, ...], list[int]] = {}
    for number, row in enumerate(columns.of_roll(roll)):
        holders.setdefault((row["forename"], row["surname"], row["dob"]), []).append(number)
    return [_only(holders, row) for row in columns.of_cases(cases)]


def _only(holders: dict[tuple[object, ...], list[int]], row: Row) -> Found:
    wanted = (row["forename"], row["surname"], row["dob"])
    hits = holders.get(wanted, []) if None not in wanted else []
    return Found(hits[0], 1.0) if len(hits) == 1 else NOBODY
