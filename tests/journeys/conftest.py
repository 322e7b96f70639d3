"""Every journey starts from a small area: two primaries and a secondary in Stoke, each with two verified contacts."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser
from psycopg import sql
from pytest_django import Settings

from fakes.browser import Visitor
from fakes.site import Site, make, served
from firstbell.config import env
from world import Area


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = Area(tmp_path)
    made.school("100001", "St Peter's Primary School")
    made.school("100002", "Milton Primary School")
    made.school(
        "100003",
        "Haywood High School",
        **{"PhaseOfEducation (name)": "Secondary", "StatutoryLowAge": "11", "StatutoryHighAge": "18"},
    )
    return made


@pytest.fixture(scope="session")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The home and database of the Monday morning, made once in a process: every site is a copy of them."""
    home = tmp_path_factory.mktemp("monday")
    with _database(home) as address:
        make(home, address)
        yield home, address


@pytest.fixture(scope="module")
def site(browser: Browser, monday: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The Monday morning, served by Firstbell's own command on a database of its own, for the journeys of one file."""
    home, (made, database) = tmp_path_factory.mktemp("site"), monday
    shutil.copytree(made, home, dirs_exist_ok=True)
    with _database(home, like=database) as address, served(home, address) as one:
        yield one


@contextmanager
def _database(home: Path, like: str = "") -> Iterator[str]:
    """A new database on the server that the tests use, empty or a copy; with SQLite it is a file in the home (an empty
    address)."""
    url = env.database_url()
    if url.startswith("sqlite"):
        yield ""
        return
    server, _, name = url.rpartition("/")
    ours = sql.Identifier(f"{name}_site_{os.getpid()}_{home.name}")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        copied = sql.Identifier(like.rpartition("/")[2] or "template1")
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(ours, copied))
        try:
            yield f"{server}/{ours.as_string().strip(chr(34))}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(ours))


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """``visitor(size=PHONE)``: somebody at a browser. Their pictures go to ``FIRSTBELL_SCREENS``, if that is set."""
    asked = os.environ.get("FIRSTBELL_SCREENS")
    album = Path(asked) if asked else None
    if album:
        album.mkdir(parents=True, exist_ok=True)
    came: list[Visitor] = []

    def comes(**how: Any) -> Visitor:
        came.append(Visitor(browser, site, album, **how))
        return came[-1]

    yield comes
    for one in came:
        one.context.close()
