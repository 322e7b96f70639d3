"""Invented rolls as files in Firstbell's format, of any size."""

import csv
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.linkage.force import nation
from firstbell.registers.schools.rules import Pupil

_PART = 1_000_000
COLUMNS = (
    *("urn", "upn", "forenames", "known_as", "surname", "previous_surname", "date_of_birth", "sex", "address_line_1"),
    *("address_line_2", "town", "postcode", "uprn", "enrolment", "education"),
)


def write_nation(folder: Path, seed: int, pupils: int, workers: int = 2) -> list[Path]:
    """The roll of a nation in files of a million lines; those that are there already are left as they are."""
    parts = [(folder, seed, first, min(_PART, pupils - first)) for first in range(0, pupils, _PART)]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_write_part, parts))


def _write_part(part: tuple[Path, int, int, int]) -> Path:
    folder, seed, first, pupils = part
    path = folder / f"roll-{seed}-{first}-{pupils}.csv"
    if not path.exists():
        write_roll(path, nation(seed + first, pupils, first=first))
    return path


def write_roll(path: Path, pupils: Iterable[Pupil]) -> None:
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(map(_cells, pupils))
    unfinished.rename(path)


def _cells(pupil: Pupil) -> list[object]:
    *lines, town = pupil.address_lines or ("",)
    first, second = [*lines, "", ""][:2]
    return [
        "124001", pupil.upn_as_written, pupil.forenames, pupil.known_as, pupil.surname, pupil.previous_surname,
        pupil.date_of_birth, pupil.sex, first, second, town, pupil.postcode, pupil.uprn, "C", "school",
    ]  # fmt: skip
