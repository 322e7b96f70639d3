"""Every rule of the house, broken on purpose: a small sound house passes each check, and one wrong stone fails it.

The contracts of import-linter are broken in ``test_contracts_are_held.py``, on a copy of the real tree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from architecture.checks import answers, edges, tree, writing
from architecture.checks.source import Breach

Check = Callable[[Path], list[Breach]]

PEOPLE = "src/firstbell/registers/people"
ACTIONS = f"{PEOPLE}/actions.py"
ENCOMPASS = "src/firstbell/responses/encompass/actions"
SOUND = {
    "src/firstbell/__init__.py": "",
    "src/firstbell/pure/actor.py": "from dataclasses import dataclass\n\n@dataclass(frozen=True)\nclass Actor: ...\n",
    "src/firstbell/foundations/audit/actions.py": "def record(*, by, now):\n    pass\n",
    "src/firstbell/interfaces/cli/main.py": "from firstbell.registers.people import queries\n",
    f"{PEOPLE}/models.py": "from django.db import models\n\nclass Person(models.Model):\n    pass\n",
    f"{ENCOMPASS}/__init__.py": ("from firstbell.responses.encompass.actions.told import tell\n\n__all__ = ['tell']\n"),
    f"{ENCOMPASS}/told.py": """
from django.db.transaction import atomic
from firstbell.foundations.audit.actions import record

@atomic
def tell(*, by, now):
    keep(1)
    record(by=by, now=now)

def keep(notice):
    notice.save()
""",
    f"{PEOPLE}/queries.py": "def people() -> list[str]:\n    return []\n",
    ACTIONS: """
from django.db import transaction
from firstbell.foundations.audit import actions as audit
from firstbell.registers.people.models import Person

def name_person(*, by, now):
    with transaction.atomic():
        _keep()
        audit.record(by=by, now=now)

def _keep():
    Person.objects.create()
""",
}


@dataclass(frozen=True)
class Stone:
    """One wrong stone: the ``check`` that must see it, the ``file`` it is laid in, its ``text``, what the check says.

    ``text`` replaces what the sound house has there.
    """

    check: Check
    file: str
    text: str
    says: str


def _actions(root: Path) -> list[Breach]:
    return writing.badly_made_actions(root, {"firstbell.foundations.audit.actions.record": "is the entry"})


def _bare(root: Path) -> list[Breach]:
    return writing.writes_outside_a_transaction(root, {})


def _elsewhere(root: Path) -> list[Breach]:
    return writing.written_elsewhere(root, {})


def _outside(root: Path) -> list[Breach]:
    return edges.touches_outside(root, {})


def _clock(root: Path) -> list[Breach]:
    return edges.reads_the_clock(root, {})


def _shapeless(root: Path) -> list[Breach]:
    return answers.shapeless_answers(root, {})


def _sizes(root: Path) -> list[Breach]:
    return tree.too_long(root, "src/firstbell", "tests")


def _apps(root: Path) -> list[Breach]:
    parts = ["foundations.audit", "registers.people", "responses.encompass"]
    return tree.not_installed(root, [f"firstbell.{part}" for part in parts])


HEAD = SOUND[ACTIONS].split("def ")[0]
QUERIES = f"{PEOPLE}/queries.py"
RULES = f"{PEOPLE}/rules.py"
JOBS = f"{PEOPLE}/jobs.py"

STONES = {
    "H1 a floor": Stone(tree.undeclared, "src/firstbell/tools/x.py", "x = 1\n", "no declared floor"),
    "H1 a part": Stone(tree.undeclared, "src/firstbell/registers/homes/rules.py", "x = 1\n", "no declared part"),
    "H1 a folder inside": Stone(tree.undeclared, f"{PEOPLE}/logic/x.py", "x = 1\n", "inside of a part"),
    "H1 a module inside": Stone(tree.undeclared, f"{PEOPLE}/logic.py", "x = 1\n", "inside of this folder"),
    "H1 a loose module": Stone(tree.undeclared, "src/firstbell/registers/x.py", "x = 1\n", "inside of this folder"),
    "H1 a folder of pure": Stone(tree.undeclared, "src/firstbell/pure/magic/x.py", "x = 1\n", "not declared in pure"),
    "H1 a way in": Stone(tree.undeclared, "src/firstbell/interfaces/fax/x.py", "x = 1\n", "no declared way in"),
    "H1 an audience": Stone(
        tree.undeclared, "src/firstbell/interfaces/web/press/x.py", "x = 1\n", "no declared audience"
    ),
    "H1 a shell": Stone(tree.without_an_inside, "src/firstbell/responses/cocoon/__init__.py", "", "empty shell"),
    "H6 no row": Stone(tree.beyond_reach, "src/firstbell/interfaces/web/press/x.py", "x = 1\n", "no row in REACH"),
    "H6 out of reach": Stone(
        tree.beyond_reach,
        "src/firstbell/interfaces/web/public/x.py",
        "from firstbell.registers.people import queries\n",
        "web/public may not reach people",
    ),
    "H7 no locks": Stone(tree.without_locks, "src/firstbell/interfaces/api/v1/x.py", "x = 1\n", "has no lock"),
    "H5 a model": Stone(
        _shapeless,
        QUERIES,
        "from firstbell.registers.people.models import Person\n\ndef people() -> list[Person]: ...\n",
        "answers with Person",
    ),
    "H5 a query set": Stone(
        _shapeless,
        QUERIES,
        "from django.db.models import QuerySet\n\ndef people() -> QuerySet: ...\n",
        "answers with QuerySet",
    ),
    "H5 anything": Stone(_shapeless, QUERIES, "def people(): ...\n", "does not say what it answers"),
    "H5 loose facts": Stone(
        answers.loose_facts, RULES, "from dataclasses import dataclass\n\n@dataclass\nclass Fact: ...\n", "not frozen"
    ),
    "H8 by position": Stone(_actions, ACTIONS, SOUND[ACTIONS].replace("*, by", "x, *, by"), "more than keywords"),
    "H8 nobody asks": Stone(_actions, ACTIONS, SOUND[ACTIONS].replace("*, by, now", "*, now"), "not take `by`"),
    "H8 no time": Stone(_actions, ACTIONS, SOUND[ACTIONS].replace("*, by, now", "*, by"), "not take `now`"),
    "H8 no entry": Stone(_actions, ACTIONS, f"{HEAD}def forget(*, by, now):\n    pass\n", "writes no audit entry"),
    "H8 two at once": Stone(
        _actions,
        ACTIONS,
        SOUND[ACTIONS].replace("    with", "    with transaction.atomic():\n        x = 1\n    with"),
        "more than one transaction",
    ),
    "H8 entry outside": Stone(
        _actions,
        ACTIONS,
        f"{HEAD}def forget(*, by, now):\n    with transaction.atomic():\n        x = 1\n    audit.record(by=by)\n",
        "writes no audit entry",
    ),
    "H8 in a folder": Stone(
        _actions,
        f"{ENCOMPASS}/told.py",
        "def tell(reference, *, by, now):\n    pass\n",
        "more than keywords",
    ),
    "H8 no list": Stone(writing.past_the_list, f"{ENCOMPASS}/__init__.py", "x = 1\n", "lists no actions"),
    "H8 past the list": Stone(
        writing.past_the_list,
        "src/firstbell/interfaces/cli/desk.py",
        "from firstbell.responses.encompass.actions.told import keep\n",
        "reaches past what firstbell.responses.encompass.actions lists",
    ),
    "H8 write outside": Stone(
        _bare,
        ACTIONS,
        f"{HEAD}def forget(*, by, now):\n    _drop()\n\ndef _drop():\n    Person.objects.filter(id=1).delete()\n",
        "no transaction open",
    ),
    "H8 a query writes": Stone(_elsewhere, QUERIES, "def people(p) -> None:\n    p.save()\n", "only actions write"),
    "H9 a signal": Stone(
        writing.calls_upward, JOBS, "from django.db.models.signals import post_save\n", "a signal is a hidden call"
    ),
    "H9 a receiver": Stone(writing.calls_upward, JOBS, "from django.dispatch import receiver\n", "a hidden call"),
    "H9 a save": Stone(
        writing.calls_upward,
        f"{PEOPLE}/models.py",
        "class Person:\n    def save(self): ...\n",
        "Person.save is overridden",
    ),
    "H10 the network": Stone(_outside, JOBS, "import smtplib\n", "imports smtplib"),
    "H10 the network from": Stone(_outside, JOBS, "from urllib import request\n", "imports urllib.request"),
    "H10 a file": Stone(_outside, RULES, "def read(p):\n    return p.read_text()\n", "touches a file"),
    "H10 open": Stone(_outside, QUERIES, "def read(p):\n    return open(p)\n", "touches a file"),
    "H10 os": Stone(_outside, QUERIES, "import os\n\ndef drop(p):\n    os.remove(p)\n", "touches a file"),
    "H10 sent inside": Stone(
        edges.sends_in_a_transaction,
        JOBS,
        "from django.db import transaction\n\ndef go(post):\n    with transaction.atomic():\n        post.send(1)\n",
        "while a transaction is open",
    ),
    "H10 gateway inside": Stone(
        edges.sends_in_a_transaction,
        JOBS,
        "from django.db.transaction import atomic\nfrom firstbell.registers.people.gateways import post\n\n"
        "@atomic\ndef go():\n    post.drop(1)\n",
        "while a transaction is open",
    ),
    "H11 now": Stone(_clock, RULES, "from datetime import datetime\n\nNOW = datetime.now()\n", "reads the clock"),
    "H11 utcnow": Stone(_clock, RULES, "import datetime as d\n\nNOW = d.datetime.utcnow()\n", "reads the clock"),
    "H11 today": Stone(_clock, RULES, "from datetime import date\n\nDAY = date.today()\n", "reads the clock"),
    "H11 time": Stone(_clock, JOBS, "import time\n\nNOW = time.time()\n", "reads the clock"),
    "H11 as default": Stone(
        _clock, JOBS, "from django.utils import timezone\n\nf = [timezone.now]\n", "reads the clock"
    ),
    "H11 auto_now": Stone(_clock, RULES, "f = g(auto_now_add=True)\n", "auto_now_add reads the clock"),
    "H11 by the database": Stone(_clock, QUERIES, "SQL = 'UPDATE x SET at = CURRENT_TIMESTAMP'\n", "database read the"),
    "H14 a module": Stone(tree.forbidden_names, f"{PEOPLE}/utils.py", "x = 1\n", "a name that says nothing"),
    "H14 a folder": Stone(tree.forbidden_names, "src/firstbell/core/x.py", "x = 1\n", "a name that says nothing"),
    "H14 discovery": Stone(
        tree.discovery, JOBS, "import importlib\n\nimportlib.import_module('x')\n", "finds code at run time"
    ),
    "H14 a registry": Stone(tree.discovery, JOBS, "def all_of(k):\n    return k.__subclasses__()\n", "finds code"),
    "H14 ready": Stone(tree.discovery, JOBS, "class A:\n    def ready(self): ...\n", "ready runs on its own"),
    "H14 not listed": Stone(_apps, "src/firstbell/registers/schools/rules.py", "x = 1\n", "not in INSTALLED_APPS"),
    "H15 a file": Stone(_sizes, RULES, "x = 1\n" * 401, "401 lines"),
    "H15 a function": Stone(_sizes, RULES, "def f():\n" + "    x = 1\n" * 40, "f has 41 lines"),
    "H15 a test": Stone(_sizes, "tests/test_x.py", "def f():\n" + "    x = 1\n" * 40, "f has 41 lines"),
}


def _build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("stone", STONES.values(), ids=STONES)
def test_one_wrong_stone_is_seen(stone: Stone, tmp_path: Path) -> None:
    sound = _build(tmp_path / "sound", SOUND)
    assert stone.check(sound) == []
    broken = _build(tmp_path / "broken", SOUND | {stone.file: stone.text})
    found = stone.check(broken)
    assert found
    assert any(stone.says in str(breach) for breach in found)
    assert all(stone.file.startswith(breach.where) or "registers.schools" in breach.where for breach in found)


@pytest.mark.parametrize(
    "check",
    [
        writing.badly_made_actions,
        writing.written_elsewhere,
        edges.touches_outside,
        edges.reads_the_clock,
        answers.shapeless_answers,
    ],
)
def test_an_admission_that_nothing_needs_is_seen(check: Callable[..., list[Breach]], tmp_path: Path) -> None:
    sound = _build(tmp_path, SOUND)
    admitted = {"gone/long/ago.py": "was there once"}
    if check is writing.badly_made_actions:
        admitted["firstbell.foundations.audit.actions.record"] = "is the entry"
    found = check(sound, admitted)
    assert [(breach.where, breach.says[:11]) for breach in found] == [("gone/long/ago.py", "is admitted")]


def test_every_rule_that_text_can_break_is_broken_here() -> None:
    broken = {name.split()[0] for name in STONES}
    assert broken == {"H1", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H14", "H15"}
