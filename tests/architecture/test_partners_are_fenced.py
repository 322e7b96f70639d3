"""H6: no page of facilitators or police, and no endpoint, reaches what is a partner's; each way over is tried."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps

from architecture.checks import fence
from architecture.checks.plan import REACH
from architecture.checks.source import ROOT, told

OF_PARTNERS = ("PartnerLink", "PartnerAlert", "PartnerAnswer", "PoliceReports")


def tables() -> dict[str, frozenset[str]]:
    """The partner's models, each with the names by which a participant's row leads to it."""
    found = {}
    for name in OF_PARTNERS:
        relation = apps.get_model("programme", name)._meta.get_field("participant").remote_field
        found[name] = frozenset({relation.get_accessor_name(), relation.name})
    return found


def test_nothing_of_a_partner_is_within_reach_of_facilitators_police_or_other_systems() -> None:
    found = fence.over_the_fence(ROOT, tables())
    assert not found, told(found)


def test_gates_let_through_a_yes_or_a_no() -> None:
    assert not fence.leaking_gates(ROOT), told(fence.leaking_gates(ROOT))


def test_every_table_with_a_partner_in_it_is_behind_the_fence() -> None:
    named = {model.__name__ for model in apps.get_app_config("programme").get_models()}
    assert {name for name in named if "Partner" in name} <= set(OF_PARTNERS) <= named


def test_pages_of_facilitators_reach_their_own_part_and_accounts_alone() -> None:
    assert REACH["web/programme"] == {"accounts", "programme"}


OURS, PART = "firstbell.responses.programme", "src/firstbell/responses/programme"
PAGE = "src/firstbell/interfaces/web/programme/pages.py"
READING, DOING = f"{PART}/queries/for_facilitators.py", f"{PART}/actions/doing.py"


def takes(module: str, *names: str) -> str:
    return f"from {OURS}{module} import {', '.join(names)}\n"


SOUND = {
    PAGE: takes(".queries", "for_facilitators") + takes(".actions", "start"),
    "src/firstbell/interfaces/web/support/partners.py": takes("", "actions", "queries"),
    f"{PART}/models.py": "class Participant: ...\nclass PartnerLink: ...\nway = 'partner_link'\n",
    f"{PART}/queries/__init__.py": takes(".queries.for_facilitators", "group") + takes(".queries.partners", "link"),
    READING: takes(".models", "Participant") + takes(".queries.standing", "may_start"),
    f"{PART}/queries/partners.py": takes(".models", "PartnerLink") + "\ndef link() -> str: ...\n",
    f"{PART}/queries/standing.py": takes(".models", "PartnerLink") + "\ndef may_start(row) -> bool | None: ...\n",
    f"{PART}/actions/__init__.py": takes(".actions.doing", "start") + takes(".actions.partners", "answer"),
    DOING: takes(".actions.alerts", "raise_alert") + "\ndef start(): ...\n",
    f"{PART}/actions/alerts.py": takes(".models", "PartnerLink") + "\ndef raise_alert(row) -> None: ...\n",
    f"{PART}/actions/partners.py": "def answer(): ...\n",
}
"""A small sound house: its facilitators' page learns whether it may start, and what it does raises an alert."""


@dataclass(frozen=True)
class Stone:
    """One wrong stone: the ``file`` it is laid in, its ``text``, what the check says."""

    file: str
    text: str
    says: str


STONES = {
    "the module": Stone(PAGE, takes(".queries", "partners"), f"reaches {OURS}.queries.partners"),
    "a name of it": Stone(PAGE, takes(".queries.partners", "link"), f"reaches {OURS}.queries.partners.link"),
    "a name by the list": Stone(PAGE, takes(".queries", "link"), f"reaches {OURS}.queries.partners.link"),
    "the whole list": Stone(PAGE, takes("", "queries"), f"reaches {OURS}.queries.partners.link"),
    "an action": Stone(PAGE, takes(".actions", "answer"), f"reaches {OURS}.actions.partners.answer"),
    "all actions": Stone(PAGE, takes("", "actions"), f"reaches {OURS}.actions.partners.answer"),
    "further down": Stone(DOING, takes(".queries.partners", "link") + "\ndef start(): ...\n", "reaches"),
    "a model": Stone(READING, takes(".models", "PartnerLink"), "imports PartnerLink"),
    "a model through a gate": Stone(READING, takes(".queries.standing", "PartnerLink"), "takes more out of"),
    "a whole gate": Stone(READING, takes(".queries", "standing"), "takes more out of"),
    "a row's own way": Stone(READING, "def offer(row):\n    return row.partner_link.offer\n", "by partner_link"),
    "a column": Stone(
        READING, "def all(rows):\n    return rows.values('partner_link__offer')\n", "partner_link__offer"
    ),
    "a filter": Stone(DOING, "def start(rows):\n    rows.filter(partner_alerts__told=None)\n", "partner_alerts__told"),
    "a police page": Stone(
        "src/firstbell/interfaces/web/police/views/x.py", takes(".queries", "partners"), "queries.partners"
    ),
    "an endpoint": Stone("src/firstbell/interfaces/api/v1/x.py", takes(".queries", "link"), "queries.partners"),
}


def _build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("stone", STONES.values(), ids=STONES)
def test_one_wrong_stone_is_seen(stone: Stone, tmp_path: Path) -> None:
    assert fence.over_the_fence(_build(tmp_path / "sound", SOUND), tables()) == []
    (found,) = fence.over_the_fence(_build(tmp_path / "broken", SOUND | {stone.file: stone.text}), tables())
    assert stone.says in str(found)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def offer(row) -> str: ...\n", "offer lets str through"),
        ("def link(row) -> PartnerLink: ...\n", "link lets PartnerLink through"),
        ("def link(row): ...\n", "link lets anything through"),
    ],
)
def test_a_gate_that_lets_more_through_is_seen(text: str, says: str, tmp_path: Path) -> None:
    sound = _build(tmp_path / "sound", SOUND)
    assert fence.leaking_gates(sound) == []
    broken = _build(tmp_path / "broken", SOUND | {f"{PART}/queries/standing.py": text})
    assert [says in str(one) for one in fence.leaking_gates(broken)] == [True]


def test_a_gate_that_is_gone_is_seen(tmp_path: Path) -> None:
    files = {name: text for name, text in SOUND.items() if not name.endswith("standing.py")}
    assert [one.where for one in fence.leaking_gates(_build(tmp_path, files))] == [
        "firstbell.responses.programme.queries.standing"
    ]
