"""How fast a child is found: Splink and Firstbell in one run, on one machine, on the same children.

    .venv/bin/python -m benchmarks.linkage.speed                                 170,000 pupils, the database, a million
    .venv/bin/python -m benchmarks.linkage.speed --rolls 170000,1000000,9000000 --keep FOLDER

Every child is looked for once: no repeat finds another's words in a cache. ``--keep`` keeps invented rolls and indexes
between runs. Splink runs up to ``--splink`` pupils. It needs the extra ``benchmarks`` and, for the database, a
PostgreSQL on this machine (``--postgres``, whose user may create databases); without one SQLite alone is measured.
"""

import argparse
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import django
import duckdb
import psycopg
import pyarrow
from psycopg import sql
from splink import DuckDBAPI, Linker

from benchmarks.linkage.force import force_to_judge
from benchmarks.linkage.roll_files import write_nation, write_roll
from benchmarks.linkage.slips import mistyped
from firstbell.foundations.take_in.intake.lines import read_csv
from firstbell.pure.matching.model import shipped_model_text
from firstbell.pure.matching.records import Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.training.tables import table
from firstbell.registers.linkage.rules.lines import line_of, text_of
from firstbell.registers.schools.rules.rolls import roll_line_from

FORCE, SEED = 170_000, 2027
AS_OF, NOW = date(2026, 11, 16), datetime(2026, 11, 20, tzinfo=UTC)
BATCH, BATCHES, SINGLES, PEERS = 500, 12, 500, 9
WARM = 1000  # children looked for before the clock starts, with names of their own
PLAIN_RULES = (
    "l.first = r.first AND l.surname = r.surname",
    "l.first_sound = r.first_sound AND l.surname_sound = r.surname_sound",
    "l.first = r.first AND l.born = r.born",
    "l.first = r.first AND l.swapped = r.born",
    "l.surname = r.surname AND l.born = r.born",
    "l.surname = r.surname AND l.swapped = r.born",
    "left(l.first, 1) = left(r.first, 1) AND left(l.surname, 1) = left(r.surname, 1) AND l.born = r.born",
    "left(l.postcodes[1], -3) = left(r.postcodes[1], -3) AND l.born = r.born",
    "l.postcodes[1] = r.postcodes[1] AND left(l.born, 4) = left(r.born, 4)",
    "l.houses[1] = r.houses[1]",
    "l.upns[1] = r.upns[1]",
)
"""What a user of Splink would write instead of a list of keys: fewer pairs are found, and faster."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    best: float
    median: float

    @classmethod
    def of(cls, times: Sequence[float]) -> "Times":
        return cls(min(times), statistics.median(times))

    def __str__(self) -> str:
        return f"{self.best:,.2f} / {self.median:,.2f} ms"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rolls", default="170000,1000000")
    asked.add_argument("--splink", type=int, default=1_000_000, help="Splink runs up to so many pupils")
    asked.add_argument("--postgres", default="postgres://postgres@127.0.0.1:5432", help="'' leaves it out")
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    wanted = asked.parse_args()
    with _folder(wanted.keep) as folder:
        for pupils in map(int, wanted.rolls.split(",")):
            roll, children = _force(folder) if pupils == FORCE else _nation(folder, pupils, wanted.workers)
            peer = compare(folder, roll, children, pupils, wanted)
            if pupils == FORCE:
                with_databases(folder, roll[0], children, peer, wanted.postgres)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def say(line: str) -> None:
    print(f"{line}    [load {os.getloadavg()[0]:.1f}]", flush=True)


# --- rolls and children ---


def _force(folder: Path) -> tuple[list[Path], list[Sought]]:
    """The invented force of ``quality``: its roll, and the children of its incidents."""
    made = force_to_judge(FORCE, 20_000)
    path = folder / "force.csv"
    write_roll(path, made.roll)
    return [path], [case.child for case in made.cases]


def _nation(folder: Path, pupils: int, workers: int) -> tuple[list[Path], list[Sought]]:
    began = time.perf_counter()
    paths = write_nation(folder, SEED, pupils, workers)
    say(f"\n### {pupils:,} pupils: rolls written or found in {time.perf_counter() - began:.0f} s")
    return paths, _children(paths, WARM + BATCHES * BATCH + SINGLES)


def _children(paths: Sequence[Path], wanted: int) -> list[Sought]:
    """Children of lines here and there on the rolls, as an officer might write them: one forename, a third with a slip
    in a name, a fifth at another home."""
    rng = Random(SEED)
    found = []
    each = -(-wanted // len(paths))
    for path in paths:
        rows = islice(read_csv(path, required=()), 0, 40 * each, 40)
        for row in rows:
            pupil = line_of(text_of(roll_line_from(row.values, AS_OF) | {"authority": "", "as_of": AS_OF}), 0)[0]
            names = [pupil.forenames.partition(" ")[0], pupil.surname]
            if rng.random() < 1 / 3:
                slip = rng.randrange(2)
                names[slip] = mistyped(rng, names[slip])
            homes = () if rng.random() < 0.2 else ((pupil.address_lines, pupil.postcode, None),)
            born = pupil.date_of_birth
            found.append(Sought(str(len(found)), *names, born_from=born, born_to=born, sex=pupil.sex, homes=homes))
    rng.shuffle(found)
    return found[:wanted]


def _drawn(children: Sequence[Sought], at_once: int, times: int) -> Iterator[list[Sought]]:
    """Batches of children none of whom was looked for before."""
    chosen = children[-at_once * times :] if at_once == 1 else children[WARM:]
    for start in range(0, at_once * times, at_once):
        yield list(chosen[start : start + at_once])


def timed(find: Callable[[list[Sought]], object], batches: Iterator[list[Sought]]) -> Times:
    times = []
    for batch in batches:
        began = time.perf_counter()
        find(batch)
        times.append(1000 * (time.perf_counter() - began))
    return Times.of(times)


# --- both, on one roll ---


def compare(
    folder: Path, paths: Sequence[Path], children: Sequence[Sought], pupils: int, wanted: argparse.Namespace
) -> dict[int, Times]:
    """Print both; give back Splink's better times for one child and for a batch, where it ran."""
    ours = _ours(folder, paths, children, pupils, wanted.workers)
    if pupils > wanted.splink:
        say(f"Splink was not run on {pupils:,}: give --splink {pupils}")
        return {}
    peer = _splink(paths, children)
    for at_once, times in ours.items():
        ratio = f"{peer[at_once].best / times.best:,.0f} / {peer[at_once].median / times.median:,.0f}"
        say(f"{pupils:,} pupils, {at_once} at once: Splink {peer[at_once]}, ours {times}: {ratio} times as fast")
    return peer


def _ours(
    folder: Path, paths: Sequence[Path], children: Sequence[Sought], pupils: int, workers: int
) -> dict[int, Times]:
    into = folder / f"index-{pupils}"
    if not into.exists():
        began = time.perf_counter()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstbell.config.settings")
        django.setup()
        from firstbell.registers.linkage.intake import index_rolls  # parts can be imported only once Django is set up

        index_rolls(paths=paths, into=into, as_of=AS_OF, now=NOW, workers=workers)
        say(f"{pupils:,} pupils: index made in {time.perf_counter() - began:.1f} s with {workers} workers")
    size = sum(file.stat().st_size for file in into.iterdir())
    report = subprocess.run(
        [sys.executable, "-m", "benchmarks.linkage.speed_index", str(into)],
        input=pickle.dumps(
            (list(_drawn(children, BATCH, BATCHES)), list(_drawn(children, 1, SINGLES)), children[:WARM])
        ),
        stdout=subprocess.PIPE,
        check=True,
    )
    said = json.loads(report.stdout)
    found = {1: Times.of(said["one"]), BATCH: Times.of(said["batch"])}
    say(f"{pupils:,} pupils: one child {found[1]}, {BATCH} children {found[BATCH]}; opened in {said['open_ms']:.0f} ms")
    say(
        f"{pupils:,} pupils: {size / 1e6:,.0f} MB on disk, resident {said['first_mb']:,.0f} MB after {WARM} children, "
        f"{said['last_mb']:,.0f} MB after all ({said['own_mb']:,.0f} MB not of mapped files)"
    )
    return found


def _splink(paths: Sequence[Path], children: Sequence[Sought]) -> dict[int, Times]:
    settings = json.loads(shipped_model_text())["settings"]
    with duckdb.connect(":memory:", config={"threads": 2}) as duck:
        began = time.perf_counter()
        _fill(duck, paths)
        say(f"Splink's table of the roll made in {time.perf_counter() - began:.0f} s")
        splink = _Splink(duck, settings)
        found: dict[int, Times] = {}
        for at_once in (1, BATCH):
            by_keys = timed(splink.by_keys, _drawn(children, at_once, PEERS))
            plainly = timed(splink.plainly, _drawn(children, at_once, PEERS))
            say(f"Splink, {at_once} at once: by keys {by_keys}, by {len(PLAIN_RULES)} plain rules {plainly}")
            found[at_once] = min(by_keys, plainly, key=lambda times: times.best)
    return found


def _fill(duck: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> None:
    done = 0
    for path in paths:
        rows = read_csv(path, required=())
        while chunk := list(islice(rows, 50_000)):
            lines = [text_of(roll_line_from(row.values, AS_OF) | {"authority": "", "as_of": AS_OF}) for row in chunk]
            made = table([features_of_pupil(line_of(line, 0)[0]) for line in lines], seeking=False)
            numbers = pyarrow.array(range(done, done + len(chunk)), type=pyarrow.int64())
            numbered = duck.from_arrow(made.set_column(0, "unique_id", numbers))
            numbered.insert_into("pupils") if done else numbered.create("pupils")
            done += len(chunk)


class _Splink:
    """Warm: the roll is a table in memory, the linker has its model."""

    def __init__(self, duck: duckdb.DuckDBPyConnection, settings: dict[str, Any]) -> None:
        self._duck, self._database = duck, DuckDBAPI(duck)
        self._roll = self._database.register("pupils", table_name="roll", dataset_display_name="roll")
        self._settings, self._number = settings, 0
        duck.from_arrow(table([features_of_sought(Sought("", "Nobody", "Unknown"))], seeking=True)).create("nobody")
        left = self._database.register("nobody", table_name="nobody_l", dataset_display_name="children")
        self._linker = Linker([left, self._roll], settings, log_level=None)

    def by_keys(self, children: list[Sought], **options: Any) -> list[Any]:
        self._number += 1
        name = f"sought_{self._number}"
        self._duck.from_arrow(table([features_of_sought(child) for child in children], seeking=True)).create(name)
        left = self._database.register(name, table_name=f"{name}_l", dataset_display_name="children")
        found = self._linker.inference.predict_between(left, self._roll, **options)
        rows = found.as_duckdbpyrelation().fetchall()
        found.drop_table_from_database_and_remove_from_cache()
        return rows

    def plainly(self, children: list[Sought]) -> list[Any]:
        return self.by_keys(children, blocking_rules_to_generate_predictions=list(PLAIN_RULES))


# --- with the database ---


def with_databases(folder: Path, roll: Path, children: Sequence[Sought], peer: dict[int, Times], postgres: str) -> None:
    stored = folder / "children.pickle"
    stored.write_bytes(pickle.dumps([_as_stored(child) for child in children[-SINGLES - 100 :]]))
    _measure("SQLite", f"sqlite:///{folder}/speed.sqlite3", folder, roll, stored, peer)
    (folder / "speed.sqlite3").unlink()
    if postgres:
        with _database(postgres) as url:
            _measure("PostgreSQL", url, folder, roll, stored, peer)


def _as_stored(child: Sought) -> dict[str, Any]:
    born = child.born.isoformat() if child.born else None
    person = {"person_id": child.key, "forenames": child.forenames, "surname": child.surname, "sex": child.sex or None}
    home = child.homes[0] if child.homes else None
    return person | {"date_of_birth": born, "home": {"lines": home[0], "postcode": home[1]} if home else None}


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"firstbell_speed_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _measure(name: str, url: str, folder: Path, roll: Path, children: Path, peer: dict[int, Times]) -> None:
    report = subprocess.run(
        [sys.executable, "-m", "benchmarks.linkage.speed_database", str(roll), str(children)],
        env=os.environ | {"FIRSTBELL_HOME": str(folder), "FIRSTBELL_DATABASE_URL": url},
        stdout=subprocess.PIPE,
        check=True,
    )
    said = json.loads(report.stdout)
    times = Times.of(said["times_ms"])
    ratio = f", {peer[1].best / times.best:,.0f} / {peer[1].median / times.median:,.0f} times as fast as Splink"
    say(
        f"{name}: one child end to end {times}{ratio if peer else ''}; the roll taken in in {said['take_in_s']:.1f} s, "
        f"{said['database_mb']:,.0f} MB"
    )


if __name__ == "__main__":
    main()
