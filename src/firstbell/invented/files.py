"""The invented area as files in Firstbell's formats, with the truth beside them."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from datetime import date, datetime
from heapq import heappop, heappush
from pathlib import Path

from firstbell.invented import directory, dwellings, rolls, sources
from firstbell.invented.schooling import AS_OF
from firstbell.invented.truths import COLUMNS as TRUTH_COLUMNS
from firstbell.invented.truths import Truth
from firstbell.invented.world import World


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file with the kind under which ``take-in`` knows it (``truth`` is for nobody but a test or a reader).

    ``authority`` and ``as_of`` are those of a roll.
    """

    kind: str
    path: Path
    authority: str = ""
    as_of: date | None = None


def write(world: World, folder: Path, homes: int = 0) -> list[WrittenFile]:
    """Write everything into ``folder``, made if need be, in the order in which it can be taken in; and, where ``homes``
    are asked for, the streets of the victims of the incidents and so many homes around a town."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        WrittenFile("establishments", _unpack("establishments.csv.gz", folder / "edubasealldata.csv")),
        WrittenFile("links", _unpack("links.csv.gz", folder / "links_edubasealldata.csv")),
        WrittenFile("terms", _unpack("terms.csv", folder / "terms.csv")),
        *_write_directory(world, folder),
        *_write_rolls(world, folder),
        *_write_homes(world, folder, homes),
        *_write_incidents(world, folder),
    ]


def _unpack(name: str, path: Path) -> Path:
    path.write_bytes(sources.content(name))
    return path


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)
    return path


def _write_directory(world: World, folder: Path) -> Iterator[WrittenFile]:
    seed, rates = world.seed, world.rates
    closed = directory.closures(seed, rates, world.inset_on_friday)
    yield WrittenFile("closures", _write_csv(folder / "closures.csv", ("calendar", "date", "reason"), closed))
    contacts = directory.contacts(seed, rates, world.leads, world.leads_away)
    yield WrittenFile("contacts", _write_csv(folder / "contacts.csv", directory.CONTACT_COLUMNS, contacts))
    staff = directory.staff(seed, rates, world.wished_staff)
    yield WrittenFile("staff", _write_csv(folder / "staff.csv", directory.STAFF_COLUMNS, staff))


def _write_rolls(world: World, folder: Path) -> list[WrittenFile]:
    written = [
        WrittenFile("roll", folder / f"roll_{code}.csv", code, AS_OF) for code in (sources.COUNTY, sources.STOKE)
    ]
    with ExitStack() as open_files:
        rows = {}
        for file in written:
            out = csv.writer(
                open_files.enter_context(file.path.open("w", encoding="utf-8", newline="")), lineterminator="\n"
            )
            out.writerow(rolls.COLUMNS)
            rows[file.authority] = out
        for family in world.families():
            for authority, line in rolls.lines(family):
                rows[authority].writerow(line)
    return written


def _write_homes(world: World, folder: Path, homes: int) -> Iterator[WrittenFile]:
    if homes:
        victims = (report.family.person(report.telling.victim).home for report, _ in world.reports())
        lived_in = [home for home in victims if home.force == sources.FORCE]
        rows = dwellings.rows(world.seed, homes, lived_in)
        yield WrittenFile("homes", _write_csv(folder / "homes.csv", dwellings.COLUMNS, rows))


def _write_incidents(world: World, folder: Path) -> list[WrittenFile]:
    """The feed in the order in which its lines were recorded; only those that wait for their turn are held."""
    feed, truth = folder / "incidents.jsonl", folder / "truth.csv"
    waiting: list[tuple[datetime, str, int, str]] = []
    with feed.open("w", encoding="utf-8") as lines, truth.open("w", encoding="utf-8", newline="") as rows:
        out = csv.writer(rows, lineterminator="\n")
        out.writerow(TRUTH_COLUMNS)
        for report, truths in world.reports():
            while waiting and waiting[0][0] < report.reported_at:
                lines.write(heappop(waiting)[3])
            for version in report.versions:
                line = json.dumps(version.document, ensure_ascii=False, separators=(",", ":")) + "\n"
                heappush(waiting, (version.recorded_at, report.reference, version.document["version"], line))
            out.writerows(_row(row) for row in truths)
        while waiting:
            lines.write(heappop(waiting)[3])
    return [WrittenFile("incidents", feed), WrittenFile("truth", truth)]


def _row(truth: Truth) -> tuple[str, ...]:
    return astuple(truth)


def truth_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a ``truth.csv`` that `write` wrote."""
    with path.open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)
