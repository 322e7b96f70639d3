"""Firstbell as it is served, in processes of its own, over a Monday morning (``world.monday``)."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from world.monday import MORNING

TESTS = Path(__file__).resolve().parent.parent
MAKE = "import django; django.setup(); from world.{morning} import main; main()"
LEAVE_ALONE = "import django; django.setup(); from fakes.signed_in import left_alone; left_alone({name!r})"
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Site:
    """``address`` is where it is served; ``notices`` by incident reference and ``reviews`` as they were exported.

    ``surroundings`` are what a command needs to work on the same home and database.
    """

    address: str
    home: Path
    surroundings: dict[str, str]
    notices: dict[str, dict[str, Any]]
    reviews: list[dict[str, Any]]

    def reference(self, number: int) -> str:
        """The reference of the notice about the report of this number."""
        return str(self.notices[f"STF/2026/{number:07}"]["reference"])

    def now_stands(self, reference: str) -> str:
        """The status of a notice as the export has it now."""
        return next(str(row["status"]) for row in self.exported("notices") if row["reference"] == reference)

    def exported(self, what: str) -> list[dict[str, Any]]:
        """The rows of an export as they are now."""
        return [json.loads(line) for line in self.firstbell("export", what).splitlines()]

    def adds(self, what: str) -> dict[str, Any]:
        """By name, what ``world.WHAT_morning`` adds to the home and says of it there."""
        command = [sys.executable, "-c", MAKE.format(morning=f"{what}_morning")]
        subprocess.run(command, env=self.surroundings, check=True, capture_output=True)
        found: dict[str, Any] = json.loads((self.home / f"{what}.json").read_text(encoding="utf-8"))
        return found

    def is_left_alone_by(self, name: str) -> None:
        """As if this member had touched no page for an hour: their sessions are over at the next request."""
        subprocess.run(
            [sys.executable, "-c", LEAVE_ALONE.format(name=name)],
            env=self.surroundings,
            check=True,
            capture_output=True,
        )

    def firstbell(self, *arguments: str) -> str:
        """What a command says, at whatever status it ends."""
        command = [sys.executable, "-m", "firstbell.interfaces.cli.main", *arguments]
        return subprocess.run(command, env=self.surroundings, check=False, capture_output=True, text=True).stdout


def make(home: Path, database: str) -> None:
    """The morning in ``home`` and ``database`` (a URL, or empty for a file in the home)."""
    subprocess.run(
        [sys.executable, "-c", MAKE.format(morning="monday")],
        env=_surroundings(home, database),
        check=True,
        capture_output=True,
    )


@contextmanager
def served(home: Path, database: str) -> Iterator[Site]:
    """Serve the morning that was made in ``home`` and ``database``, or that is a copy of it."""
    port = _free_port()
    address = f"http://localhost:{port}"
    surroundings = _surroundings(home, database) | {"FIRSTBELL_WEB_ADDRESS": address}
    command = [sys.executable, "-m", "firstbell.interfaces.cli.main", "serve", "--work", "--port", str(port)]
    with (home / "served.log").open("wb") as log:
        server = subprocess.Popen([*command, "--now", MORNING.isoformat()], env=surroundings, stdout=log, stderr=log)
        try:
            _wait_for(address, server)
            found = json.loads((home / "monday.json").read_text(encoding="utf-8"))
            yield Site(address, home, surroundings, found["notices"], found["reviews"])
        finally:
            server.send_signal(signal.SIGINT)  # Control-C, at which no browser's idle connection is waited for
            server.wait(timeout=PATIENCE)


def _surroundings(home: Path, database: str) -> dict[str, str]:
    return os.environ | {
        "FIRSTBELL_HOME": str(home),
        "FIRSTBELL_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "firstbell.config.settings",
        "PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"nothing is served at {address}: look at served.log")
