"""This machine: its clock, its processes, and the signals it sends us."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

_PROC = Path("/proc")
_DEAD = ("Z", "X")


def clock() -> datetime:
    """The real time, in UTC. Leases run by it even where a run rehearses another time."""
    return datetime.now(UTC)


def pause(seconds: float, stopped: Callable[[], bool] = lambda: False) -> None:
    """Wait, in slices of 0.2 s, until the time is over or ``stopped`` says so."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not stopped():
        time.sleep(min(left, 0.2))


def holder() -> str:
    """Who would hold a lease: ``host:boot:pid-namespace:pid:start:thread``, which nobody else ever bears.

    ``start`` is in clock ticks since the machine started: a later process with the same number has another.
    """
    return ":".join((*_place(), str(os.getpid()), _started(os.getpid()) or "", str(threading.get_native_id())))


def alive(of: str) -> bool | None:
    """Whether the process behind a ``holder`` lives; None where that cannot be told from here (it runs elsewhere)."""
    parts = of.split(":")
    if len(parts) != 6 or tuple(parts[:3]) != _place() or not parts[4]:
        return None
    started = _started(int(parts[3]))
    return None if started is None else started == parts[4]


@contextmanager
def stop_signals() -> Iterator[Callable[[], bool]]:
    """Within: SIGTERM and SIGINT only make the given function say True, so that what runs can end between two steps.

    A second signal acts as it would have without. Only in a process's main thread (ValueError elsewhere).
    """
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    came: list[int] = []

    def note(number: int, _frame: object) -> None:
        came.append(number)
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, note)
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@cache
def _place() -> tuple[str, str, str]:
    """Where process numbers mean what they mean here: the host, its boot, and the container's own numbering."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        numbering = (_PROC / "self/ns/pid").readlink().name.strip("pid:[]")
    except OSError:  # not Linux: nothing can be said of another process, and leases end by time alone
        return socket.gethostname().replace(":", "-"), "", ""
    return socket.gethostname().replace(":", "-"), boot, numbering


def _started(pid: int) -> str | None:
    """When a process started, in clock ticks; empty if it is gone or a zombie, None if this user may not know."""
    try:
        # the second field is the program's name in brackets, which may hold blanks and brackets itself
        state, *fields = (_PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None if _exists(pid) else ""
    return "" if state in _DEAD else fields[18]


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
