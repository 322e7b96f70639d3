"""H1 to H4 as import-linter sees them: what each contract of ``.importlinter`` says of a tree."""

import configparser
import os
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from architecture.checks.plan import FLOORS, LEVELS
from architecture.checks.source import Breach

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@lru_cache
def verdicts(root: Path) -> dict[str, str]:
    """Each contract's name, with what import-linter holds against it: empty where it is kept.

    Runs in a process of its own, because a copy of the tree must not meet the one that is imported here.
    """
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    stated = re.findall(r"^(.+) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE)
    if not stated:
        raise RuntimeError(f"import-linter said nothing that can be read: {run.stdout}{run.stderr}")
    return {name: "" if verdict == "KEPT" else _held_against(name, run.stdout) for name, verdict in stated}


def _held_against(name: str, output: str) -> str:
    """The section under the contract's underlined name, up to the next underlined name."""
    _, _, rest = output.rpartition(f"\n{name}\n{'-' * len(name)}\n")
    return re.split(r"\n[^\n]+\n-{8,}\n", rest)[0].strip()


def broken(root: Path, rule: str) -> list[Breach]:
    """The contracts of one rule (``H1``) that do not hold."""
    return [Breach(name, 0, says) for name, says in verdicts(root).items() if name.startswith(f"{rule} ") and says]


def unlike_the_plan(root: Path) -> list[Breach]:
    """Where the contracts and the declared tree name different floors or parts."""
    read = configparser.ConfigParser()
    read.read(root / ".importlinter")
    found = []
    for contract, expected in {"floors": set(FLOORS), **{f: _parts(f) for f in LEVELS}}.items():
        words = re.findall(r"[a-z_.]+", read[f"importlinter:contract:{contract}"]["layers"])
        if {word.rpartition(".")[2] for word in words} != expected:
            found.append(
                Breach(f".importlinter:{contract}", 0, "does not name what tests/architecture/checks/plan.py names")
            )
    return found


def _parts(floor: str) -> set[str]:
    return {part for level in LEVELS[floor] for part in level}
