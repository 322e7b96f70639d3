"""From the ordering of suspects no route leads to an action but through somebody's name. Tried whole, and on faults."""

from pathlib import Path

import pytest

from architecture.checks.routes import ACTIONS, BY_MACHINES, acting, routes
from architecture.checks.source import ROOT, sources, told
from firstbell.config.schedule import SCHEDULE
from firstbell.joint.intensification import actions

PART = "src/firstbell/joint/intensification"
SOUND = {
    "src/firstbell/pure/ordering/__init__.py": "def order(points):\n    return points\n",
    f"{PART}/rules/weeks.py": "def is_a_person(by):\n    pass\n",
    f"{PART}/models.py": "class Task: ...\n\nclass Judgement: ...\n",
    f"{PART}/actions/__init__.py": (
        f"from {ACTIONS}.working import set_task\nfrom {ACTIONS}.judging import judge_week\n\n"
        "__all__ = ['judge_week', 'set_task']\n"
    ),
    f"{PART}/actions/working.py": (
        "from firstbell.joint.intensification.rules import weeks\n"
        "from firstbell.joint.intensification.models import Task\n\n"
        "def set_task(*, by, now):\n    weeks.is_a_person(by)\n    Task.objects.create()\n"
    ),
    f"{PART}/actions/judging.py": (
        "from firstbell.joint.intensification.models import Judgement\n\n"
        "def judge_week(*, by, now):\n    Judgement.objects.create()\n"
    ),
    f"{PART}/jobs.py": (
        "from firstbell.joint.intensification import actions\n\n"
        "def judge_weeks(*, by, now, policy):\n    return actions.judge_week(by=by, now=now)\n"
    ),
    "src/firstbell/interfaces/web/police/views/weeks.py": (
        "from firstbell.interfaces.web.access.locks import needs\n"
        "from firstbell.joint.intensification import actions\n\n"
        "@needs('weeks.plan', methods=('POST',))\n"
        "def task(request):\n    actions.set_task(by=request.seat, now=request.now)\n"
    ),
}
FAULTS = {
    "a job that sets tasks": (
        f"{PART}/jobs.py",
        "from firstbell.joint.intensification import actions\n\ndef work(*, by, now, policy):\n"
        "    actions.set_task(by=by, now=now)\n",
        "leads to set_task without a named person",
    ),
    "a schedule that names an action": (
        "src/firstbell/config/schedule.py",
        "from firstbell.joint.intensification import actions\n\nSCHEDULE = (actions.set_task,)\n",
        "leads to set_task without a named person",
    ),
    "an endpoint": (
        "src/firstbell/interfaces/api/v1/weeks.py",
        "from firstbell.joint.intensification.actions import set_task\n\ndef post(request):\n    set_task()\n",
        "leads to set_task without a named person",
    ),
    "a command": (
        "src/firstbell/interfaces/cli/weeks.py",
        "from firstbell.joint.intensification import actions as weeks\n\ndef run():\n    weeks.set_task()\n",
        "leads to set_task without a named person",
    ),
    "a page under another lock": (
        "src/firstbell/interfaces/web/police/views/weeks.py",
        "from firstbell.interfaces.web.access.locks import needs\n"
        "from firstbell.joint.intensification import actions\n\n"
        "@needs('figures.read')\ndef task(request):\n    actions.set_task()\n",
        "leads to set_task without a named person",
    ),
    "an action that does not ask who": (
        f"{PART}/actions/working.py",
        "def set_task(*, by, now):\n    pass\n",
        "set_task does not ask whether somebody with a name does it",
    ),
    "counting that sets a task": (
        f"{PART}/actions/judging.py",
        "from firstbell.joint.intensification.models import Task\n\ndef judge_week(*, by, now):\n    _more()\n\n"
        "def _more():\n    Task.objects.create()\n",
        "a machine writes Task",
    ),
    "counting that asks the ordering": (
        f"{PART}/actions/judging.py",
        "from firstbell.pure.ordering import order\n\ndef judge_week(*, by, now):\n    order([])\n",
        "judge_week asks the ordering",
    ),
    "another part that asks the ordering": (
        "src/firstbell/responses/support/jobs.py",
        "from firstbell.pure.ordering import order\n",
        "asks the ordering; only weeks may, whose lists wait for people",
    ),
}


def house(root: Path, *stones: tuple[str, str]) -> Path:
    for path, text in (*SOUND.items(), *stones):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def test_no_route_leads_from_the_ordering_to_an_action_without_a_named_person() -> None:
    assert acting(sources(ROOT)) == set(actions.__all__) - BY_MACHINES
    assert not routes(ROOT), told(routes(ROOT))


def test_the_schedule_only_counts_weeks_that_are_over() -> None:
    mine = [job.work.__name__ for job in SCHEDULE if job.work.__module__.startswith("firstbell.joint.intensification")]
    assert mine == ["judge_weeks"]


def test_a_sound_house_has_no_such_route(tmp_path: Path) -> None:
    assert not routes(house(tmp_path)), told(routes(tmp_path))


@pytest.mark.parametrize("fault", FAULTS)
def test_each_seeded_route_is_seen(tmp_path: Path, fault: str) -> None:
    path, text, says = FAULTS[fault]
    assert says in {breach.says for breach in routes(house(tmp_path, (path, text)))}
