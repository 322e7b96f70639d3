"""Every endpoint is tried by other systems with keys of their own, at a time that the test says."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from api.keys import NOW, Key, key_of
from firstbell.config import clock
from world import Area


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> datetime:
    """It is ``NOW`` at every endpoint, and the force is Staffordshire."""
    settings.FIRSTBELL_HOME = settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


@pytest.fixture
def key(db: None) -> Callable[..., Key]:
    """``key("establishment:100001", "notices:read")``: another system of that organisation, with a token."""
    return key_of


@pytest.fixture
def anybody(db: None) -> Client:
    """Somebody without a token."""
    return Client(raise_request_exception=False)


@pytest.fixture
def area(tmp_path: Path, db: None) -> Area:
    """Two primaries in Stoke, each with two verified contacts, and a pupil at the first."""
    made = Area(tmp_path)
    made.school("100001", "St Peter's Primary School")
    made.school("100002", "Milton Primary School")
    made.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    return made
