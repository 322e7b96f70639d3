"""Processes that share a database, and die."""

import os
import signal
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase


@contextmanager
def own_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within: a database that other processes can share, as the test database stands now; dropped afterwards.

    For a fixture that takes ``monkeypatch`` and then ``transactional_db``, in this order. The test database itself is
    not emptied when the test ends: nothing was written to it, and its audit trail would refuse.
    """
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: None)
    connection.ensure_connection()
    name, kept = connection.settings_dict["NAME"], None
    if connection.vendor == "sqlite":
        file = folder / "shared.sqlite3"
        kept, connection.connection = connection.connection, None
        with sqlite3.connect(file) as target:
            kept.backup(target)
        target.close()
        connection.settings_dict["NAME"] = str(file)
    else:
        connection.close()
        copy = f"{name}_{os.getpid()}"
        _maintain(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)', f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        dropped, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
        if connection.vendor == "sqlite":
            connection.connection = kept
        else:
            _maintain(f'DROP DATABASE "{dropped}" WITH (FORCE)')


def _maintain(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:  # Django's own way to create and drop test databases
        for statement in statements:
            cursor.execute(statement)


def in_child(work: Callable[[], object]) -> int:
    """Do the work in a forked process. Returns its exit status: 0 done, 1 raised, minus the signal that killed it."""
    return waited_for(started(work))


def started(work: Callable[[], object]) -> int:
    """The same, not waited for; returns the process number."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        connections.close_all()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def waited_for(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die() -> None:
    """This process, at once and without a word, as when a machine loses power."""
    os.kill(os.getpid(), signal.SIGKILL)
