"""The case desk's lists over 100,000 cases: each page as somebody who has signed in asks for it, on PostgreSQL.

    .venv/bin/python -m benchmarks.cases                      100,000 cases at 127.0.0.1:5432
    .venv/bin/python -m benchmarks.cases --cases 10000

Rows are written in bulk and not through actions, which would take hours; of one case in a thousand, what lists keep
beside it is compared with what an action would have kept. Pages come through Django's own client, with every lock and
template, in this process. Prints milliseconds beside the limit that 95 of 100 must keep, and how many queries it took.
"""

import argparse
import os
import random
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.pages_asked import LIMIT, REQUESTS, database, measure, signed_in

FORCE = "staffordshire"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cases", type=int, default=100_000)
    wanted = asked.parse_args()
    with database(f"firstbell_cases_{os.getpid()}"):
        _play(wanted.cases)


def _play(cases: int) -> None:
    import django

    django.setup()
    from django.db import connection

    from benchmarks.cases_made import Made, make

    began = time.perf_counter()
    made: Made = make(cases, FORCE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{cases:,} cases written in {time.perf_counter() - began:.0f} s: {made.said}", flush=True)
    client = signed_in("case@force.example", f"force:{FORCE}", ("case_supervisor", "conference_coordinator", "analyst"))
    _compare()
    print(f"{REQUESTS} requests each, limit {LIMIT} ms for 95 of 100")
    for what, addresses in _pages(made):
        measure(client, what, addresses)
    _export(client, cases)


def _compare() -> None:
    """Everybody who signs in is compared with every incident, as the night's job does."""
    from firstbell.config import clock
    from firstbell.pure.actor import Actor
    from firstbell.registers.incidents import actions, queries

    for officer in queries.officers_not_compared():
        actions.compare_officer(officer=officer, by=Actor("benchmark", f"force:{FORCE}"), now=clock.now())


def _pages(made: Any) -> Iterator[tuple[str, list[str]]]:
    """What is asked for, and the addresses that somebody who works with it would ask for, one after the other."""
    draw = random.Random(8)
    cases, due, orders, conferences = "/cases/", "/cases/to-be-told/", "/cases/orders/", "/conferences/"
    stages = ("reported", "crime_recorded", "suspect_identified", "arrest", "charge", "conviction")
    yield "cases, first page", [cases]
    yield "cases, any page", [f"{cases}?page={draw.randint(1, made.cases // 25)}" for _ in range(REQUESTS)]
    yield "cases, last page", [f"{cases}?page=999999"]
    yield "cases, overdue", [f"{cases}?due=overdue"]
    yield "cases, by stage", [f"{cases}?stage={stage}&page={n}" for stage in stages for n in (1, 2, 50)]
    yield "cases, proposed outcomes", [f"{cases}?outcome=proposed"]
    yield "cases, sorted by report", [f"{cases}?sort=reported_on", f"{cases}?sort=-reported_on&page=2"]
    yield "cases, searched", [f"{cases}?q={reference}" for reference in made.references]
    yield "who is to be told", [due, f"{due}?page=2", f"{due}?page=3"]
    yield "who is to be told, overdue", [f"{due}?state=overdue", f"{due}?kind=arrested&page=2"]
    yield "orders", [orders, f"{orders}?page=2", f"{orders}?warning=ended", f"{orders}?kind=dvpn"]
    yield (
        "conferences and tasks",
        [conferences, f"{conferences}?page=3&task-page=2", f"{conferences}?task-state=overdue"],
    )
    yield "one conference", [f"{conferences}{reference}/" for reference in made.conferences]
    yield "one case", [f"{cases}{reference}/" for reference in made.references]


def _export(client: Any, cases: int) -> None:
    """The whole list as a file, and the most that one piece of it held."""
    began = time.perf_counter()
    sizes = [len(piece) for piece in client.get("/cases/?export=csv").streaming_content]
    seconds = time.perf_counter() - began
    print(f"file of {len(sizes) - 1:,} cases in {seconds:.0f} s, {sum(sizes) / 2**20:.0f} MB, line by line")
    began = time.perf_counter()
    client.get("/cases/figures/")
    print(f"figures of one year in {time.perf_counter() - began:.1f} s")
    assert len(sizes) - 1 <= cases


if __name__ == "__main__":
    main()
