"""A force's and a nation's figures counted by DuckDB over Parquet, beside the same counted by pandas.

    .venv/bin/python -m benchmarks.figures
    .venv/bin/python -m benchmarks.figures --years 10 --reports 1350000 --districts 330 --wards 7000 --forces 43
    .venv/bin/python -m benchmarks.figures --pack         the meeting's pack of four years of 18,000 reports, limit 20 s

Rows are drawn with a seed and written a month at a time, a victim for each report. A hundredth of them name two wards
side by side, a fiftieth none, and a hundredth an area that was split. The set of tables is: reports, crimes and their
share at force, authority, district and ward by month, reports by who reported them, and distinct and repeat victims at
force, authority and district by month. Both count all of it, and are held to the same totals. Peak memory is the whole
process's.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow
from pyarrow import parquet

from firstbell.pure.figures.counting import Asked, Columns, Span, opened
from firstbell.pure.figures.kinds import Kind
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.places import Gazetteer, Level, Place
from firstbell.pure.figures.schemas import schema_of
from firstbell.pure.trends.series import month_after
from firstbell.reporting.performance.rules.kinds import REPORTS, VICTIMS
from firstbell.reporting.performance.rules.measures import measure

SEED, BEGIN = 20261127, date(2016, 1, 1)
ROWS_AT = (Level.FORCE, Level.AUTHORITY, Level.DISTRICT, Level.WARD)
PEOPLE_AT = (Level.FORCE, Level.AUTHORITY, Level.DISTRICT)
SET: tuple[tuple[str, Level, str], ...] = (
    *((code, level, "") for code in ("reports", "crimes", "crime_ratio") for level in ROWS_AT),
    ("reports", Level.DISTRICT, "reported_by"),
    *((code, level, "") for code in ("victims", "repeat_victims") for level in PEOPLE_AT),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--years", type=int, default=4)
    asked.add_argument("--reports", type=int, default=18_000, help="a year")
    asked.add_argument("--forces", type=int, default=1)
    asked.add_argument("--districts", type=int, default=9)
    asked.add_argument("--wards", type=int, default=200)
    asked.add_argument("--without-pandas", action="store_true")
    asked.add_argument("--pack", action="store_true", help="the meeting's pack instead, every file of it")
    given = asked.parse_args()
    if given.pack:
        with TemporaryDirectory() as folder:
            _pack(Path(folder), given.reports, 12 * given.years)
        return
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        files = _draw(Path(folder), given)
        size = sum(file.stat().st_size for file in files.values()) / 2**20
        rows = 12 * given.years * (given.reports // 12)
        print(f"{rows:,} reports and as many victims, {size:,.0f} MiB, drawn in {time.perf_counter() - begun:,.1f} s")
        ours = _apart(_by_duckdb, files, given)
        print(f"DuckDB, two threads: {len(SET)} tables, {ours[1]:,} categories in {ours[0]:,.1f} s, {ours[2]:,.0f} MiB")
        if given.without_pandas:
            return
        peer = _apart(_by_pandas, files, given)
        print(f"pandas: the same tables, {peer[1]:,} cells in {peer[0]:,.1f} s, {peer[2]:,.0f} MiB")
        assert ours[3] == peer[3], "both count the same"
        print(f"{peer[0] / ours[0]:,.1f} times as long, {peer[2] / ours[2]:,.1f} times the memory; same totals")


PACK_LIMIT = 20.0


def _pack(home: Path, reports: int, months: int) -> None:
    """Columns of every kind in a home of its own, then each file of the pack as the command makes it."""
    os.environ |= {"FIRSTBELL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "firstbell.config.settings"}
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import django

    django.setup()
    from django.core.management import call_command

    from firstbell.reporting.performance import queries
    from world import figures_drawn, monday

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    figures_drawn.made(monday.MORNING, reports=reports, months=months)
    print(f"{reports:,} reports a year for {months} months, drawn in {time.perf_counter() - begun:,.1f} s", flush=True)
    month = month_after(monday.MORNING.date().replace(day=1), -1)
    begun, work, before = time.perf_counter(), time.process_time(), time.perf_counter()
    for file in queries.pack_files(month, force=figures_drawn.FORCE):
        print(f"{file.name:<36}{len(file.content) / 2**20:>6.1f} MiB{time.perf_counter() - before:>8.1f} s", flush=True)
        before = time.perf_counter()
    taken = time.perf_counter() - begun
    print(f"the pack in {taken:,.1f} s, {taken / PACK_LIMIT:.0%} of {PACK_LIMIT:.0f} s")
    print(f"  {time.process_time() - work:,.1f} s of the processors, whatever else the machine does")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


Answer = tuple[float, int, float, dict[str, int]]


def _apart(work: Callable[..., Any], files: dict[str, Path], given: argparse.Namespace) -> Answer:
    """In a process of its own, so that its memory is its own."""
    with get_context("spawn").Pool(1) as pool:
        answer: Answer = pool.apply(_measured, (work, files, given))
    return answer


def _measured(work: Callable[..., Any], files: dict[str, Path], given: argparse.Namespace) -> Answer:
    begun = time.perf_counter()
    cells, totals = work(files, given)
    taken = time.perf_counter() - begun
    print(f"  {time.process_time():,.1f} s of the processors, whatever else the machine does")
    return taken, cells, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, totals


def _by_duckdb(files: dict[str, Path], given: argparse.Namespace) -> tuple[int, dict[str, int]]:
    span, cells, totals = Span(BEGIN, month_after(BEGIN, 12 * given.years)), 0, {}
    with opened(files, _gazetteer(given), memory="6GB") as columns:
        for code, level, group in SET:
            asked = Asked(measure=measure(code), level=level, span=span, group=group)
            cells += sum(len(batch) for batch in columns.categories(asked))
            totals[f"{code} {level} {group}"] = _total(columns, asked)
    return cells, totals


def _total(columns: Columns, asked: Asked) -> int:
    return sum(one for batch in columns.totals(asked) for one in batch.column("numerator").to_pylist())


def _by_pandas(files: dict[str, Path], given: argparse.Namespace) -> tuple[int, dict[str, int]]:
    """As somebody would write it: every place looked up, a record with two exploded, groups counted."""
    import pandas as pd

    frames = {name: pd.read_parquet(file) for name, file in files.items()}
    places, cells, totals = _gazetteer(given), 0, {}
    for code, level, group in SET:
        which = measure(code)
        cells += _pandas_cells(frames[which.counts.name], which, level, group, places)
        totals[f"{code} {level} {group}"] = _pandas_total(frames[which.counts.name], which)
    return cells, totals


def _pandas_cells(frame: Any, which: Measure, level: Level, group: str, places: Gazetteer) -> int:
    kept = _pandas_kept(frame, which)
    if level is Level.FORCE:
        placed = kept.assign(area=kept["force"])
    else:
        known: dict[tuple[str, ...], list[str]] = {}

        def areas(codes: Any) -> list[str]:
            key = tuple(codes)
            if key not in known:
                known[key] = list(places.placing(key, level).areas)
            return known[key]

        placed = kept.assign(area=[areas(codes) for codes in kept["places"]]).explode("area")
    by = ["month", "area", *([group] if group else [])]
    grouped = placed.groupby(by, dropna=False, observed=True)
    return len(grouped["who"].nunique() if which.distinct else grouped.size())


def _pandas_kept(frame: Any, which: Measure) -> Any:
    base = which.denominator if which.denominator is not None else which.numerator
    kept = frame[frame["gone"].isna()]
    for one in base:
        kept = kept[kept[one.column].isin(one.values)]
    return kept


def _pandas_total(frame: Any, which: Measure) -> int:
    kept = _pandas_kept(frame, which)
    for one in which.numerator:
        kept = kept[kept[one.column].isin(one.values)]
    return int(kept.groupby("month")["who"].nunique().sum()) if which.distinct else len(kept)


def _gazetteer(given: argparse.Namespace) -> Gazetteer:
    districts = [f"D{n}" for n in range(given.districts)]
    found = [
        Place(f"W{n}", f"Ward {n}", {Level.WARD: f"W{n}", **_above(_district(n, given))}) for n in range(given.wards)
    ]
    found += [Place(name, name, _above(name)) for name in districts]
    return Gazetteer.of([*found, Place("torn", "Torn", became=("W0", f"W{given.wards - 1}"))])


def _district(ward: int, given: argparse.Namespace) -> str:
    """Wards lie in districts, districts in authorities and forces, each beside the next."""
    return f"D{ward * given.districts // given.wards}"


def _above(district: str) -> dict[Level, str]:
    return {Level.DISTRICT: district, Level.AUTHORITY: f"A{int(district[1:]) // 3}"}


def _draw(folder: Path, given: argparse.Namespace) -> dict[str, Path]:
    chance = np.random.default_rng(SEED)
    files = {kind.name: folder / f"{kind.name}.parquet" for kind in (REPORTS, VICTIMS)}
    reports, victims = (parquet.ParquetWriter(files[kind.name], schema_of(kind)) for kind in (REPORTS, VICTIMS))
    for month in range(12 * given.years):
        many, first = given.reports // 12, month_after(BEGIN, month)
        base = _base(chance, many, first, given)
        said = {"crime": chance.random(many) < 0.7, "reported_by": _words(chance, many, ("victim", "third_party"))}
        reports.write_table(_table(REPORTS, many, base | said))
        who = chance.integers(0, max(1, given.reports * given.years // 2), many).astype(np.uint64)
        victims.write_table(_table(VICTIMS, many, base | {"who": who, "again": chance.random(many) < 0.4}))
    reports.close()
    victims.close()
    return files


def _base(chance: np.random.Generator, many: int, first: date, given: argparse.Namespace) -> dict[str, Any]:
    wards = chance.integers(0, given.wards, many).tolist()
    kind = chance.random(many)
    places = [
        []
        if draw < 0.02
        else ["torn"]
        if draw < 0.03
        else [f"W{at}", f"W{(at + 1) % given.wards}"]
        if draw < 0.04
        else [f"W{at}"]
        for draw, at in zip(kind.tolist(), wards, strict=True)
    ]
    forces = [f"force-{ward * given.forces // given.wards}" for ward in wards]
    return {"force": forces, "month": [first] * many, "places": places, "came": [first] * many}


def _words(chance: np.random.Generator, many: int, words: tuple[str, ...]) -> list[str]:
    return [words[at] for at in chance.integers(0, len(words), many).tolist()]


def _table(kind: Kind, many: int, said: dict[str, Any]) -> Any:
    schema = schema_of(kind)
    return pyarrow.table([pyarrow.array(said.get(one.name, [None] * many), type=one.type) for one in schema], schema)


if __name__ == "__main__":
    main()
