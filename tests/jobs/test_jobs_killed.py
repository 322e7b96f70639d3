"""Real processes on a database of their own: killed at work, waiting for each other, told to stop.

Leases, take-ins and the audit trail are used together, as the jobs use them, on whichever database the tests run on.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

Start = Callable[..., "subprocess.Popen[str]"]

BEGINNING = """
import os, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.models import Entry
from firstbell.foundations.audit.queries import verify_chain
from firstbell.foundations.jobs.jobs import run_due, work_for_ever
from firstbell.foundations.jobs.models import Lease
from firstbell.foundations.jobs.rules import Job
from firstbell.foundations.take_in.actions import Stored, take_in
from firstbell.foundations.take_in.intake.lines import read_lines
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
BY = Actor("job:test", "force:staffordshire")
OF_THIS_TEST, *ARGUMENTS = sys.argv[1:]

def say(*words):
    print(*words, flush=True)

def do(what):
    with transaction.atomic():
        audit.record(by=BY, now=NOW, action=OF_THIS_TEST, subject=what)

def done():
    return list(Entry.objects.filter(action=OF_THIS_TEST).order_by("sequence").values_list("subject", flat=True))

def once(what):
    # a job that does one thing, and only if it is not yet done
    def work(**_):
        if what in done():
            return 0
        do(what)
        return 1
    return work

def run(*works):
    report = run_due(jobs=[Job(OF_THIS_TEST, work) for work in works], now=NOW, policy=ForcePolicy())
    say(report.done[OF_THIS_TEST])
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a new database, on the same server as the tests' or in a file, with our three parts' tables."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        address = f"sqlite:///{tmp_path_factory.mktemp('killed') / 'own.sqlite3'}"
        prepare(address)
        yield address
        return
    name = f"firstbell_killed_{os.getpid()}"
    server = {"host": default["HOST"], "port": default["PORT"] or 5432, "user": default["USER"]}
    with psycopg.connect(**server, password=default["PASSWORD"], dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        address = f"postgres://{default['USER']}:{default['PASSWORD']}@{default['HOST']}:{server['port']}/{name}"
        prepare(address)
        yield address
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepare(address: str) -> None:
    make = 'for part in ("audit", "take_in", "jobs"): call_command("migrate", part, verbosity=0, skip_checks=True)'
    told(begun(address, make, "setup"))


def begun(address: str, script: str, *arguments: str) -> "subprocess.Popen[str]":
    environment = os.environ | {
        "FIRSTBELL_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
    }
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", BEGINNING + script, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def start(url: str, request: pytest.FixtureRequest) -> Iterator[Start]:
    """Starts a Python process on the database; whatever still runs when the test ends is killed."""
    processes: list[subprocess.Popen[str]] = []

    def _start(script: str, *arguments: str) -> "subprocess.Popen[str]":
        processes.append(begun(url, script, request.node.name, *arguments))
        return processes[-1]

    yield _start
    for process in processes:
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def told(process: "subprocess.Popen[str]") -> list[str]:
    """What a process says until it ends well."""
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return out.split()


HOLD = """
def work(**_):
    if "held" in done():
        return 0
    say("working")
    sys.stdin.readline()
    do("held")
    return 1
run(work)
"""


def test_a_job_killed_at_work_is_taken_up_at_once(start: Start) -> None:
    holder = start(HOLD)
    assert said(holder) == "working"
    holder.kill()
    holder.wait()
    script = "started = time.monotonic(); run(once('done')); say(time.monotonic() - started < 5)"
    assert told(start(script)) == ["1", "True"]


def test_a_live_holder_is_waited_for(start: Start) -> None:
    holder = start(HOLD)
    assert said(holder) == "working"
    waiting = start("run(lambda **_: 0); say(done())")
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(2)
    holder.communicate("go on\n", timeout=60)
    assert told(waiting) == ["0", "['held']"]


def test_four_workers_do_everything_once(start: Start) -> None:
    script = """
def work(**_):
    number = len(done())
    time.sleep(0.01)
    if number >= 40:
        return 0
    do(f"item {number}")
    return 1
run(work)
"""
    workers = [start(script) for _ in range(4)]
    assert sum(int(told(worker)[0]) for worker in workers) == 40
    assert told(start("say(len(done()), len(set(done())), verify_chain().whole)")) == ["40", "40", "True"]


def test_entries_written_at_the_same_time_make_one_chain(start: Start) -> None:
    writers = [start("for n in range(50): do(f'{ARGUMENTS[0]}.{n}')", str(writer)) for writer in range(4)]
    for writer in writers:
        told(writer)
    assert told(start("say(len(done()), verify_chain().whole)")) == ["200", "True"]


WORK_FOR_EVER = """
def work(**_):
    say("working")
    sys.stdin.readline()
    do("one")
    return 1
job = Job(OF_THIS_TEST, work)
work_for_ever(jobs=[job], clock=lambda: NOW, policy=ForcePolicy(), pause=60)
say(done(), repr(Lease.objects.get(job=OF_THIS_TEST).holder))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_ends_what_it_is_at(start: Start, number: signal.Signals) -> None:
    worker = start(WORK_FOR_EVER)
    assert said(worker) == "working"
    worker.send_signal(number)
    out, _ = worker.communicate("go on\n", timeout=60)
    assert out.split() == ["['one']", "''"]
    assert worker.returncode == 0


def test_a_second_signal_is_obeyed_at_once(start: Start) -> None:
    worker = start(WORK_FOR_EVER)
    assert said(worker) == "working"
    worker.send_signal(signal.SIGTERM)
    while worker.poll() is None:
        worker.send_signal(signal.SIGTERM)
    assert worker.returncode == -signal.SIGTERM


def test_a_worker_told_to_stop_in_its_pause_ends(start: Start) -> None:
    script = """
def work(**_):
    say("nothing is left")
    return 0
work_for_ever(jobs=[Job(OF_THIS_TEST, work)], clock=lambda: NOW, policy=ForcePolicy(), pause=60)
"""
    worker = start(script)
    assert said(worker) == "nothing is left"
    worker.terminate()
    assert worker.wait(10) == 0


def test_a_file_taken_in_by_a_process_that_is_killed_is_resumed(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "night.jsonl"
    file.write_text("".join(f"line {n}\n" for n in range(1, 21)))
    script = """
def store(batch):
    for line in batch:
        audit.record(by=BY, now=NOW, action=OF_THIS_TEST, subject=line.text)
        if ARGUMENTS[1] == line.text:
            os.kill(os.getpid(), signal.SIGKILL)
    return Stored(len(batch), 0)
path = Path(ARGUMENTS[0])
taken = take_in(kind="lines", path=path, items=read_lines(path), store=store, by=BY, now=NOW, batch=4)
say(taken.changed, taken.resumed_at, done() == [f"line {n}" for n in range(1, 21)], verify_chain().whole)
"""
    assert start(script, str(file), "line 2").wait(60) == -signal.SIGKILL
    assert start(script, str(file), "line 11").wait(60) == -signal.SIGKILL
    assert told(start(script, str(file), "")) == ["20", "8", "True", "True"]
