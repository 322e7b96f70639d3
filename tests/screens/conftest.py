"""Every screen is tried by somebody of the cast, signed in as they would be, at a time that the test says."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from fakes.signed_in import opened
from firstbell.config import clock, env
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import actions as records
from firstbell.registers.incidents import queries as records_read
from screens import things
from world import cases_morning, monday, support_morning
from world.area import Area
from world.cast import MORNING, Door, join


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], datetime]:
    """Sets what time every page takes it to be, and answers with it."""

    def set_to(moment: datetime) -> datetime:
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return set_to


@pytest.fixture
def morning(at: Callable[[datetime], datetime]) -> datetime:
    """It is ``MORNING`` on every page."""
    return at(MORNING)


@pytest.fixture
def signed_in_as(db: None) -> Door:
    """``signed_in_as("asha")``: a browser in which Asha has signed in with her second factor; ``nobody`` has not.

    ``second_factor=False`` stops before it. Who has several seats takes the first, or ``acts_for``.
    """

    return opened


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """By name, one thing of each kind on the Monday morning: made once for a whole module, and taken back after it."""
    folder = tmp_path_factory.mktemp("monday")
    whole = transaction.atomic()
    whole._from_testcase = True  # as Django's own test cases say it: what must be outermost may stand within
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(FIRSTBELL_HOME=Path(folder)),
        whole,
    ):
        patch.setattr(clock, "now", lambda: things.NOW)
        yield things.make(folder)
        transaction.set_rollback(True)


@pytest.fixture
def support_area(
    tmp_path: Path,
    db: None,
    settings: Settings,
    at: Callable[[datetime], datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> Area:
    """The force and New Era with its people, on the Monday morning."""
    settings.FIRSTBELL_HOME = tmp_path
    monkeypatch.setattr(env, "policy", lambda: ForcePolicy(force="staffordshire"))
    at(monday.MORNING)
    for name in ("worker", "support_lead"):
        join(name, now=monday.NIGHT)
    return Area(tmp_path)


@pytest.fixture
def new_era(support_area: Area) -> dict[str, Any]:
    """What waits and is worked on at New Era, by name (``world.support_morning``)."""
    return support_morning.build()


@pytest.fixture
def case_desk(tmp_path: Path, db: None, at: Callable[[datetime], datetime]) -> dict[str, Any]:
    at(monday.MORNING)
    for name in ("case_officer", "case_supervisor", "coordinator"):
        join(name, now=cases_morning.REPORTED)
    found = cases_morning.build(Area(tmp_path))
    for officer in records_read.officers_not_compared():
        records.compare_officer(officer=officer, by=cases_morning.SUPERVISOR, now=monday.MORNING)
    return found


@pytest.fixture
def cora(case_desk: dict[str, Any], signed_in_as: Door) -> Client:
    return signed_in_as("case_officer")
