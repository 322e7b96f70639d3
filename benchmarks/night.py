"""One night of 500 incidents against a roll of 170,000 pupils, from file to sent notices, and the roll's take-in.

    .venv/bin/python benchmarks/night.py [--pupils 170000] [--incidents 500]

Prints seconds and the process's peak memory beside the limit that each must keep: 30 s for the roll, 60 s and 2 GB for
the night (two cores).
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIRSTBELL = Path(sys.executable).with_name("firstbell")
RUN_AT = "2026-02-13T06:10:00+00:00"
SINGLE = ("establishments", "links", "contacts", "staff", "terms", "closures")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pupils", type=int, default=170_000)
    asked.add_argument("--incidents", type=int, default=500)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        _invent(files, wanted.pupils, wanted.incidents)
        home = {"FIRSTBELL_HOME": str(Path(folder) / "home")}
        _firstbell(home, "setup")
        for kind in SINGLE:
            _firstbell(home, "take-in", kind, str(files / f"{kind}.csv"), "--now", RUN_AT)
        rolls = sum(
            _firstbell(
                home, "take-in", "roll", str(roll), "--authority", roll.stem.removeprefix("roll_"), "--as-of", "2026-02-06",
                "--now", RUN_AT,
            )
            for roll in sorted(files.glob("roll_*.csv"))
        )  # fmt: skip
        _say(f"take-in of {wanted.pupils:,} roll rows", rolls, 30)
        night = _firstbell(home, "take-in", "incidents", str(files / "incidents.jsonl"), "--now", RUN_AT)
        night += _firstbell(home, "run", "--now", RUN_AT)
        _say(f"{wanted.incidents:,} incidents from file to sent notices", night, 60)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{'peak memory of any one command':<52}{peak:>10,.0f} MB   {peak / 2048:>6.0%} of 2,048 MB")


def _invent(files: Path, pupils: int, incidents: int) -> None:
    from firstbell.invented import files as written
    from firstbell.invented import world

    written.write(world.area(1, pupils=pupils, incidents=incidents), files)


def _firstbell(home: dict[str, str], *arguments: str) -> float:
    """Seconds of one command; a command that fails (exit status 2) ends the benchmark."""
    began = time.perf_counter()
    done = subprocess.run([str(FIRSTBELL), *arguments], env=home, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return time.perf_counter() - began


def _say(what: str, seconds: float, limit: float) -> None:
    print(f"{what:<52}{seconds:>10.1f} s    {seconds / limit:>6.0%} of {limit:.0f} s")


if __name__ == "__main__":
    main()
