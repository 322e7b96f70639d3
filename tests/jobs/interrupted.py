"""A run of 200 incidents, disturbed: killed with SIGKILL at commits and sends, or shared by four workers.

Run as a script with FIRSTBELL_HOME and FIRSTBELL_DATABASE_URL set: ``prepare``, ``undisturbed``, ``killed`` or
``together``. It prints what happened as JSON. The parent never touches the database, so that every fork is clean.
"""

import importlib
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import django

INCIDENTS = 200
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
LONGEST_PATIENCE = 12
"""A start is killed at an event drawn from its first twelve: every kind of event is hit, and work gets done between the
kills. Twelve reaches past a message's settling, claim and sending, which a shorter patience would repeat for ever."""

MOST_STARTS = 10_000
"""A run that still is not done by then is not getting anywhere."""


class Killer:
    """Counts events (before and after each commit, before and after each send) and kills this process at one."""

    def __init__(self, at: int, notes: int) -> None:
        self.left = at
        self.notes = notes

    def event(self, kind: str) -> None:
        self.left -= 1
        if self.left == 0:
            os.write(self.notes, f"{kind}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)


def around(original: Callable[..., Any], kind: str, killer: Killer) -> Callable[..., Any]:
    def watched(*arguments: Any, **named: Any) -> Any:
        killer.event(f"before {kind}")
        result = original(*arguments, **named)
        killer.event(f"after {kind}")
        return result

    return watched


def watch(killer: Killer) -> None:
    """Put the killer around every commit but those of leases (which would stop all progress), and every send."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    from firstbell.foundations.delivery.gateways.outbox import OutboxGateway

    # A process that is killed: nothing else sees it.
    patch.object(BaseDatabaseWrapper, "_commit", around(BaseDatabaseWrapper._commit, "commit", killer)).start()
    patch.object(OutboxGateway, "send", around(OutboxGateway.send, "send", killer)).start()
    _spare_leases(killer)


def _spare_leases(killer: Killer) -> None:
    from firstbell.foundations.jobs import jobs

    for name in ("_take", "_held_by_nobody", "_give_back"):
        original = getattr(jobs, name)

        def spared(*arguments: Any, original: Callable[..., Any] = original, **named: Any) -> Any:
            killer.left += 2
            return original(*arguments, **named)

        setattr(jobs, name, spared)


def work() -> None:
    from firstbell.config.schedule import SCHEDULE
    from firstbell.foundations.jobs import jobs
    from firstbell.pure.policy import ForcePolicy

    report = jobs.run_due(jobs=SCHEDULE, now=NOW, policy=ForcePolicy())
    assert not report.failed, report.failed


def fork(task: Callable[[], None]) -> int:
    """Run the task in a child process of its own; its process number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        task()
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def ended(child: int) -> int:
    """The child's exit status; minus the signal's number where a signal ended it."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed_on_and_on() -> dict[str, Any]:
    """Start the run, kill it, start it again, until one start gets to the end."""
    reader, writer = os.pipe()
    draw = Random(20261120)
    starts = 0
    while starts < MOST_STARTS:
        patience = draw.randint(1, LONGEST_PATIENCE)
        starts += 1

        def run(patience: int = patience) -> None:
            watch(Killer(patience, writer))
            work()

        status = ended(fork(run))
        if status == 0:
            return {"starts": starts, "kills": _kinds(reader, writer)}
        assert status == -signal.SIGKILL, f"a start ended with {status}"
    raise AssertionError(f"not done after {starts} starts")


def _kinds(reader: int, writer: int) -> dict[str, int]:
    os.close(writer)
    with os.fdopen(reader) as notes:
        return dict(Counter(notes.read().splitlines()))


def four_together() -> dict[str, Any]:
    children = [fork(work) for _ in range(4)]
    return {"statuses": [ended(child) for child in children]}


def prepare() -> None:
    """Two schools, their rolls, and 200 incidents: most found, some for a person, some at a school with a conflict."""
    from django.core.management import call_command

    from world.area import Area
    from world.feed import child, incident

    call_command("migrate", verbosity=0)
    folder = Path(os.environ["FIRSTBELL_HOME"]) / "files"
    folder.mkdir()
    area = Area(folder)
    area.school("100001")
    area.school("100002")
    area.works_at("100002", "Daniel", "Okafor", role="caretaker")
    names = [f"{first}{last}" for first in ("Al", "Be", "Ca", "Do", "El") for last in ("na", "ra", "mi", "to")]
    documents = []
    for number in range(INCIDENTS):
        forename, surname = names[number % 20], f"Fam{names[number // 10]}"
        born = date(2014 + number % 6, 1 + number % 12, 1 + number % 28).isoformat()
        if number % 10:
            area.pupil("100002" if number % 7 == 0 else "100001", forename, surname, born)
        reference = f"STF/2026/{number:07}"
        documents.append(incident(reference, children=[child("C1", forename, surname, born)]))
    area.take_in_registers(datetime(2026, 11, 19, 12, tzinfo=UTC))
    area.incidents(*documents, now=datetime(2026, 11, 19, 23, tzinfo=UTC))


def outcome() -> dict[str, Any]:
    """Everything that can be seen from outside after the run."""
    from firstbell.foundations.audit import queries as audit
    from firstbell.foundations.delivery import queries as delivery
    from firstbell.responses.encompass import queries as encompass

    outbox = Path(os.environ["FIRSTBELL_HOME"]) / "outbox"
    return {
        "notices": list(encompass.notices()),
        "reviews": list(encompass.reviews()),
        "exposures": list(encompass.exposures()),
        "emails": sorted(file.name for file in outbox.iterdir()),
        "nowhere": encompass.standing_nowhere(),
        "unfinished": encompass.unfinished(),
        "ambiguous": len(delivery.ambiguous()),
        "chain_broken_at": audit.verify_chain().broken_at,
    }


def in_a_child(task: Callable[[], None]) -> None:
    status = ended(fork(task))
    assert status == 0, f"ended with {status}"


def main(mode: str) -> None:
    django.setup()
    importlib.import_module("firstbell.config.schedule")  # once, and not in every start
    if mode == "prepare":
        in_a_child(prepare)
        return
    told: dict[str, Any] = {}
    if mode == "undisturbed":
        in_a_child(work)
    elif mode == "killed":
        told = killed_on_and_on()
    elif mode == "together":
        told = four_together()
    print(json.dumps({"told": told, "outcome": outcome()}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstbell.config.settings"
    main(sys.argv[1])
