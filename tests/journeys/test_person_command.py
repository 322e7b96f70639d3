"""`firstbell person`, as an administrator types it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from world.feed import incident, party

FIRSTBELL = Path(sys.executable).with_name("firstbell")
NOW = ("--now", "2026-11-20T06:00:00+00:00")
BY = ("--as", "desk@force.example")
WRONG_USE = 2


class Installation:
    def __init__(self, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FIRSTBELL_")}
        self.environment = kept | {"FIRSTBELL_HOME": str(folder / "home"), "NO_COLOR": "1"}

    def __call__(self, *arguments: str) -> str:
        done = self.ask(*arguments)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def ask(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(FIRSTBELL), *arguments], env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def firstbell(tmp_path: Path) -> Installation:
    """Two incidents that name Amy Okafor, and one that may."""
    made = Installation(tmp_path)
    made("setup")
    told = [
        incident("STF/1", parties=[party()], children=[]),
        incident("STF/2", parties=[party()], children=[], reported="2026-11-18T20:00:00+00:00"),
        incident("STF/3", parties=[party(date_of_birth=None)], children=[]),
    ]
    path = tmp_path / "incidents.jsonl"
    path.write_text("".join(json.dumps(document) + "\n" for document in told), encoding="utf-8")
    made("take-in", "incidents", str(path), *NOW)
    made("run", *NOW)
    return made


def references(text: str) -> list[str]:
    return re.findall(r"P-[A-Z2-7]{10}", text)


def test_show_part_and_join(firstbell: Installation) -> None:
    shown = firstbell("person", "show", "STF/1/P1").splitlines()
    (amy,) = references(shown[0])
    assert shown[1:] == ["19 Nov 2026 22:05  STF/1/P1", "18 Nov 2026 20:00  STF/2/P1"]
    asked = firstbell("person", "show")
    assert "the births leave it open" in asked
    other = next(found for found in references(asked) if found != amy)
    _, parted = references(firstbell("person", "split", amy, "STF/1/P1", *BY, "--reason", "her sister", *NOW))
    assert references(firstbell("person", "show", "STF/1/P1")) == [parted]
    firstbell("person", "join", amy, parted, *BY, "--reason", "it was her", *NOW)
    kept = references(firstbell("person", "join", amy, other, *BY, "--reason", "she rang", *NOW))[-1]
    assert firstbell("person", "show", kept).count("/P1") == 3
    assert firstbell("person", "show") == ""


def test_what_cannot_be_is_said_in_a_sentence(firstbell: Installation) -> None:
    amy = references(firstbell("person", "show", "STF/1/P1"))[0]
    for wrong, reason in (
        (("split", amy, "STF/9/P1", *BY, "--reason", "x"), "no record of this identity"),
        (("split", amy, "STF/1/P1", *BY), "No reason was given"),
        (("join", amy, amy, *BY, "--reason", "x"), "one identity already"),
        (("show", "P-AAAAAAAAAA"), "There is no identity"),
        (("show", "STF/1/P9"), "names nobody"),
    ):
        done = firstbell.ask("person", *wrong)
        assert done.returncode == WRONG_USE
        assert reason in done.stderr
        assert "Traceback" not in done.stderr
