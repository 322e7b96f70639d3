"""One child found end to end, with the database: the roll taken in as in service, `queries.look_up` of one incident.

Run by ``speed``, in a process of its own for each database, with FIRSTBELL_HOME and FIRSTBELL_DATABASE_URL set:
``python -m benchmarks.linkage.speed_database ROLL CHILDREN``. It prints what it measured as JSON.
"""

import json
import os
import pickle
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
AS_OF = date(2026, 11, 16)
WARM = 100


def main() -> None:
    roll, children = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstbell.config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    taken = _take_in(roll)
    times = _look_up(pickle.loads(children.read_bytes()))  # noqa: S301 - written by speed a moment ago
    print(json.dumps({"take_in_s": taken, "database_mb": _size() / 1e6, "times_ms": times}))


def _take_in(roll: Path) -> float:
    from firstbell.pure.actor import Actor
    from firstbell.registers.schools.intake import take_in_roll

    began = time.perf_counter()
    take_in_roll(path=roll, authority="861", as_of=AS_OF, by=Actor("benchmark", "force:staffordshire"), now=NOW)
    return time.perf_counter() - began


def _look_up(children: list[dict[str, Any]]) -> list[float]:
    """Milliseconds of each incident of one child; the first ones are not counted."""
    from firstbell.registers.incidents.rules.facts import facts_from
    from firstbell.registers.linkage import queries
    from firstbell.registers.schools.queries import roll_stamp

    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    stamp = roll_stamp()
    incidents = [facts_from(number, _incident(child)) for number, child in enumerate(children)]
    times = []
    for incident in incidents:
        began = time.perf_counter()
        found = queries.look_up([incident], roll_stamp=stamp)
        times.append(1000 * (time.perf_counter() - began))
        if found is None:
            raise SystemExit("the roll changed meanwhile")
    return times[WARM:]


def _incident(child: dict[str, Any]) -> dict[str, Any]:
    """As the database stores one; the child's home is where it happened."""
    moment = (NOW - timedelta(hours=6)).isoformat()
    stored = {"force": "staffordshire", "reference": "R", "version": 1, "recorded_at": moment, "reported_at": moment}
    home = child.pop("home", None)
    location = {"location": {"kind": "home", "address": home}} if home else {}
    return stored | location | {"domestic_abuse": True, "parties": [], "children": [child]}


def _size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
