"""Cells of an invented suburb: seconds on one core, and what they are worth, beside plain chunks of a Hilbert curve.

    taskset -c 0 .venv/bin/python benchmarks/partition.py                    50,000 and 500,000 homes
    taskset -c 0 .venv/bin/python benchmarks/partition.py --homes 5000

Prints the seconds of walking and cutting beside their limit; then of each way the homes of the smallest and largest
cell, the doors to be expected, the chance to guess the home, and the shares of neighbours and of party walls reached
without halos. Hilbert chunks are what coordinates alone allow: twelve homes, and twelve more, along the curve.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

import django
import numpy as np

from firstbell.pure.partition import Hearing, Homes, Partition, Rule, cover, partition, walk_order

LIMITS = {50_000: 10.0, 500_000: 120.0}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--homes", type=int, nargs="*", default=list(LIMITS))
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstbell.config.settings"
    django.setup()
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    for homes in asked.parse_args().homes:
        play(homes)


def play(homes: int) -> None:
    """Build the suburb, cut it both ways, and print what it took and what it is worth."""
    from world import suburb

    built, hearing = suburb.suburb(homes)
    nothing = np.zeros(homes, dtype=np.int64)
    began = time.perf_counter()
    walk_order(
        uprn=built.uprn,
        street=built.street,
        easting=built.easting,
        northing=built.northing,
        number=nothing,
        landing=nothing,
    )
    walked = time.perf_counter()
    made = partition(built, hearing, Rule())
    say(f"{homes:,} homes: walk", walked - began, homes)
    say(f"{homes:,} homes: cells with halos", time.perf_counter() - walked, homes)
    worth("cells along the walk", built, hearing, made)
    scattered = suburb.suburb(homes, streets=False)
    worth("chunks of a Hilbert curve", *scattered, chunks(homes, Rule().k))
    print(f"{'peak memory':<38}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9,.0f} MB", flush=True)


def chunks(homes: int, k: int) -> Partition:
    """Cells of ``k`` homes as they come, the last one larger, without halos."""
    cells = tuple(np.split(np.arange(homes), np.arange(k, homes - k + 1, k)))
    return Partition(cells, tuple(np.zeros(0, dtype=np.int64) for _ in cells), ())


def say(what: str, seconds: float, homes: int) -> None:
    limit = LIMITS.get(homes)
    print(
        f"{what:<38}{seconds:>9.1f} s" + (f"   {seconds / limit:>6.0%} of {limit:,.0f} s" if limit else ""), flush=True
    )


def worth(what: str, homes: Homes, hearing: Hearing, made: Partition) -> None:
    of = cover(homes, hearing, made)
    refused = sum(len(one.homes) for one in made.refused)
    print(
        f"  {what:<27} smallest {of.smallest}, largest {of.largest}, doors {of.expected_doors:.1f}, guess"
        f" {of.best_guess:.3f}, audible {of.audible:.3f} (with halo {of.audible_with_halo:.3f}), party walls"
        f" {of.party_walls:.3f}, refused {refused}",
        flush=True,
    )


if __name__ == "__main__":
    main()
