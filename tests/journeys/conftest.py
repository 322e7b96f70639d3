"""Every journey starts from a small area: two primaries and a secondary in Stoke, each with two verified contacts."""

import os
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
from fakes.site import Site, served
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


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The Monday morning, served by Firstbell's own command on a database of its own, for the journeys of one file."""
    home = tmp_path_factory.mktemp("site")
    with _database(home) as address, served(home, address) as one:
        yield one


@contextmanager
def _database(home: Path) -> Iterator[str]:
    """A new database on the server that the tests use, or, with SQLite, a file in the home (an empty address)."""
    url = env.database_url()
    if url.startswith("sqlite"):
        yield ""
        return
    server, _, name = url.rpartition("/")
    ours = sql.Identifier(f"{name}_site_{os.getpid()}_{home.name}")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(ours))
        try:
            yield f"{server}/{ours.as_string().strip(chr(34))}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(ours))


@pytest.fixture
def visitor(browser: Browser, site: Site, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """``visitor(size=PHONE)``: somebody at a browser. Their pictures go to ``FIRSTBELL_SCREENS``, if that is set."""
    album = Path(os.environ.get("FIRSTBELL_SCREENS", tmp_path))
    album.mkdir(parents=True, exist_ok=True)
    came: list[Visitor] = []

    def comes(**how: Any) -> Visitor:
        came.append(Visitor(browser, site, album, **how))
        return came[-1]

    yield comes
    for one in came:
        one.context.close()
