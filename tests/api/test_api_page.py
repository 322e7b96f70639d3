"""The page for whoever connects a system says what is so."""

import json
import re
from pathlib import Path

from firstbell.foundations.accounts.rules.permissions import SCOPES
from firstbell.interfaces.api.v1.problems import KINDS
from firstbell.interfaces.api.v1.scopes import locks

PAGE = (Path(__file__).parents[2] / "docs/how-to/connect-a-system.md").read_text(encoding="utf-8")


def test_it_names_every_scope_and_no_other() -> None:
    assert set(re.findall(r"`([a-z]+:[a-z]+)`", PAGE)) == set(SCOPES)


def test_it_names_every_endpoint() -> None:
    for lock in locks():
        kind = "C-7K3QX2MB" if lock.path.startswith("/concerns") else "N-7K3QX2MBAD"
        words = lock.path.replace("{force}", "staffordshire").replace("{reference}", kind)
        assert words in PAGE, lock.path


def test_it_says_of_every_problem_what_to_do() -> None:
    for name, kind in KINDS.items():
        assert f"| `{name}` | {kind.status} | {kind.remedy} |" in PAGE


def test_its_examples_are_json() -> None:
    examples = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == 5
    for example in examples:
        json.loads(example)
