"""A night, or a year, of incidents against an authority's rolls: from file to sent notices, by command.

    .venv/bin/python benchmarks/night.py                            500 incidents, 170,000 pupils
    .venv/bin/python benchmarks/night.py --year --incidents 18245   a year of a force in one sitting

Prints seconds, and the peak memory of any one command, each beside the limit that it must keep on two cores. A year is
run twice, with half of it first, to show that no step grows faster than the work.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from firstbell.invented import files, marks, world
from firstbell.invented.files import WrittenFile

FIRSTBELL = Path(sys.executable).with_name("firstbell")
RUN_AT = "2026-02-13T06:10:00+00:00"
MEGABYTES = 2048


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pupils", type=int, default=170_000)
    asked.add_argument("--incidents", type=int, default=500)
    asked.add_argument("--year", action="store_true")
    wanted = asked.parse_args()
    if wanted.year:
        play(wanted.pupils, wanted.incidents // 2, year=True, limit=900)
    play(wanted.pupils, wanted.incidents, year=wanted.year, limit=1800 if wanted.year else 60)


def play(pupils: int, incidents: int, *, year: bool, limit: float) -> None:
    """Invent, take in, run, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        area = world.area(1, pupils=pupils, incidents=incidents, whole_year=year)
        written = files.write(area, Path(folder) / "files")
        home = {"FIRSTBELL_HOME": str(Path(folder) / "home"), "FIRSTBELL_DATABASE_URL": ""}
        firstbell(home, "setup")
        took = dict.fromkeys(("roll", "incidents"), 0.0)
        for file in written:
            if file.kind != "truth":
                took[file.kind] = took.get(file.kind, 0.0) + firstbell(home, "take-in", *as_arguments(file))
        say(f"take-in of {pupils:,} roll rows", took["roll"], 30)
        run = firstbell(home, "run", "--now", RUN_AT)
        say(f"{incidents:,} incidents from file to sent notices", took["incidents"] + run, limit)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{'peak memory of any one command':<50}{peak:>9,.0f} MB  {peak / MEGABYTES:>6.0%} of {MEGABYTES:,} MB")
        truth = next(file.path for file in written if file.kind == "truth")
        print(marks.mark(truth, export(home, "notices"), export(home, "exposures")), flush=True)


def as_arguments(file: WrittenFile) -> list[str]:
    roll = ["--authority", file.authority, "--as-of", str(file.as_of)] if file.kind == "roll" else []
    return [file.kind, str(file.path), "--now", RUN_AT, *roll]


def firstbell(home: dict[str, str], *arguments: str) -> float:
    """Seconds of one command. One that fails (exit status 2) ends the benchmark."""
    began = time.perf_counter()
    done = ask(home, *arguments)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return time.perf_counter() - began


def ask(home: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(FIRSTBELL), *arguments], env=os.environ | home, capture_output=True, text=True, check=False
    )


def export(home: dict[str, str], what: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in ask(home, "export", what).stdout.splitlines()]


def say(what: str, seconds: float, limit: float) -> None:
    print(f"{what:<50}{seconds:>9.1f} s   {seconds / limit:>6.0%} of {limit:,.0f} s", flush=True)


if __name__ == "__main__":
    main()
