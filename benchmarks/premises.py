"""Homes of a force: taken in, who hears whom worked out, and read as arrays; seconds and peak memory of each command.

    .venv/bin/python benchmarks/premises.py                    500,000 invented homes
    .venv/bin/python benchmarks/premises.py --homes 50000
    .venv/bin/python benchmarks/premises.py --points           as OS Open UPRN has them: coordinates alone

Each step is a process of its own on the database that the one before left; ``taskset -c 0`` before it holds it to one
core. There is no limit but that memory does not grow with the homes beyond what their arrays need.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from firstbell.invented import dwellings

FIRSTBELL = Path(sys.executable).with_name("firstbell")
NOW = "2026-02-13T06:10:00+00:00"
POINTS = ("UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--homes", type=int, default=500_000)
    asked.add_argument("--points", action="store_true")
    asked.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    wanted = asked.parse_args()
    if wanted.read:
        read()
    else:
        play(wanted.homes, points=wanted.points)


def play(homes: int, *, points: bool) -> None:
    """Invent, take in twice, work out who hears whom, and read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "homes.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(as_points(homes) if points else as_addresses(homes))
        print(f"{homes:,} homes in a file of {path.stat().st_size / 2**20:,.0f} MB", flush=True)
        os.environ |= {"FIRSTBELL_HOME": str(Path(folder) / "home"), "FIRSTBELL_DATABASE_URL": ""}
        step("set up", FIRSTBELL, "setup")
        step("take in", FIRSTBELL, "take-in", "homes", path, "--now", NOW)
        step("take in once more", FIRSTBELL, "take-in", "homes", path, "--now", NOW)
        step("work out who hears whom", FIRSTBELL, "run", "--now", NOW)
        step("read as arrays", sys.executable, __file__, "--read")
        stored = sum(file.stat().st_size for file in (Path(folder) / "home").glob("*.sqlite3*"))
        print(f"{'database':<30}{stored / 2**20:>26,.0f} MB")


def as_addresses(homes: int) -> Iterator[tuple[str, ...]]:
    yield dwellings.COLUMNS
    yield from dwellings.rows(1, homes)


def as_points(homes: int) -> Iterator[tuple[str, ...]]:
    yield POINTS
    at = [dwellings.COLUMNS.index(name) for name in POINTS[:3]]
    yield from ((*(row[place] for place in at), "", "") for row in dwellings.rows(1, homes))


def step(what: str, *command: str | Path) -> None:
    """Run one command, and print its seconds and its own peak memory. One that fails ends the benchmark."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{what} failed")
    seconds = time.perf_counter() - began
    print(f"{what:<30}{seconds:>9.1f} s   {used.ru_maxrss / 1024:>10,.0f} MB", flush=True)
    for line in said.splitlines():
        if line.startswith(("homes:", "work out who", "  ")):
            print(f"    {line.strip()}", flush=True)


def read() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "firstbell.config.settings"
    django.setup()
    from firstbell.registers.premises import queries

    began = time.perf_counter()
    found = queries.homes_for_partition()
    print(f"  {len(found.uprn):,} homes and {len(found.how):,} pairs in {time.perf_counter() - began:.1f} s")
    print(f"  {queries.standing()}")


if __name__ == "__main__":
    main()
