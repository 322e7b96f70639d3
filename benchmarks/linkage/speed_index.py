"""Children found in an index on disk, in a process of its own, so that its memory is what a user's would be.

Run by ``speed``: ``python -m benchmarks.linkage.speed_index FOLDER``, the children pickled on standard input. It prints
what it measured as JSON.
"""

import json
import pickle
import sys
import time
from pathlib import Path

from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Sought
from firstbell.pure.matching.search import candidates
from firstbell.registers.linkage.gateways.index_files import IndexedRoll, open_index

Batches = list[list[Sought]]


def main() -> None:
    batches, singles, warm = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by speed a moment ago
    began = time.perf_counter()
    roll = open_index(Path(sys.argv[1]))
    opened = 1000 * (time.perf_counter() - began)
    for start in range(0, len(warm), 500):
        candidates(warm[start : start + 500], roll, shipped_model())
    first = resident("VmRSS")
    said = {"open_ms": opened, "first_mb": first, "batch": _times(roll, batches), "one": _times(roll, singles)}
    print(json.dumps(said | {"last_mb": resident("VmRSS"), "own_mb": resident("RssAnon")}))


def _times(roll: IndexedRoll, batches: Batches) -> list[float]:
    times = []
    for batch in batches:
        began = time.perf_counter()
        candidates(batch, roll, shipped_model())
        times.append(1000 * (time.perf_counter() - began))
    return times


def resident(kind: str) -> float:
    """Megabytes of this process in memory; ``VmRSS`` with the pages of mapped files, ``RssAnon`` without."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{kind}:"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    main()
