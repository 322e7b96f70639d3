"""Killed at any moment and started again, or run four times over: the same notices, none lost, none doubled (H9)."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

SCRIPT = Path(__file__).with_name("interrupted.py")
Outcome = dict[str, Any]


class Places:
    """Homes with databases of their own: a folder each, and on PostgreSQL a database each, copied from the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = os.environ.get("FIRSTBELL_DATABASE_URL", "")
        self.made: list[str] = []

    @property
    def on_postgresql(self) -> bool:
        return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")

    def environment(self, name: str) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("FIRSTBELL_")}
        inherited["FIRSTBELL_HOME"] = str(self.folder / name)
        if self.on_postgresql:
            inherited["FIRSTBELL_DATABASE_URL"] = self._url(self._database(name))
        return inherited

    def make(self, name: str, *, like: str | None = None) -> None:
        if like is None:
            (self.folder / name).mkdir()
        else:
            shutil.copytree(self.folder / like, self.folder / name)
        if self.on_postgresql:
            template = f' TEMPLATE "{self._database(like)}"' if like else ""
            self._administer(f'CREATE DATABASE "{self._database(name)}"{template}')
            self.made.append(name)

    def play(self, name: str, mode: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, str(SCRIPT), mode], env=self.environment(name), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return dict(json.loads(done.stdout)) if done.stdout else {}

    def clear(self) -> None:
        for name in self.made:
            self._administer(f'DROP DATABASE "{self._database(name)}" WITH (FORCE)')

    def _database(self, name: str) -> str:
        return f"firstbell_interrupted_{os.getpid()}_{name}"

    def _url(self, database: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{database}"))

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    made = Places(tmp_path_factory.mktemp("interrupted"))
    try:
        made.make("ready")
        made.play("ready", "prepare")
        yield made
    finally:
        made.clear()


@pytest.fixture(scope="module")
def undisturbed(places: Places) -> Outcome:
    places.make("undisturbed", like="ready")
    return dict(places.play("undisturbed", "undisturbed")["outcome"])


def test_the_undisturbed_run_is_worth_disturbing(undisturbed: Outcome) -> None:
    """Most are told, some held for a conflict, some wait for a person: otherwise the comparison would say little."""
    states = {notice["status"] for notice in undisturbed["notices"]}
    assert states == {"sent", "held"}
    assert len(undisturbed["emails"]) > 120
    assert undisturbed["reviews"]
    assert (undisturbed["nowhere"], undisturbed["unfinished"], undisturbed["ambiguous"]) == ([], 0, 0)


def test_killed_at_every_step_and_started_again(places: Places, undisturbed: Outcome) -> None:
    places.make("killed", like="ready")
    played = places.play("killed", "killed")
    assert unordered(played["outcome"]) == unordered(undisturbed)
    kills = played["told"]["kills"]
    assert set(kills) == {"before commit", "after commit", "before send", "after send"}
    assert min(kills.values()) >= 10, kills
    assert sum(kills.values()) >= 300, kills


def test_four_workers_at_once(places: Places, undisturbed: Outcome) -> None:
    places.make("together", like="ready")
    played = places.play("together", "together")
    assert played["told"]["statuses"] == [0, 0, 0, 0]
    assert unordered(played["outcome"]) == unordered(undisturbed)


def unordered(outcome: Outcome) -> dict[str, list[str]]:
    """What was done, without the order it was done in; every instant is the run's own, so times are compared too."""
    return {
        name: sorted(json.dumps(row, sort_keys=True) for row in rows) if isinstance(rows, list) else [str(rows)]
        for name, rows in outcome.items()
    }
