"""Every screen is tried by somebody of the cast, signed in as they would be, at a time that the test says."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings

from firstbell.config import clock
from firstbell.foundations.accounts import queries
from world.cast import MORNING, Door, join


@pytest.fixture
def _quick(settings: Settings) -> None:
    """Passwords are hashed the fast way, and pages load what they look like from where it lies."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


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
def signed_in_as(db: None, _quick: None) -> Door:
    """``signed_in_as("asha")``: a browser in which Asha has signed in with her second factor; ``nobody`` has not.

    ``second_factor=False`` stops before it. Who has several seats takes the first, or ``acts_for``.
    """

    def door(name: str, *, second_factor: bool = True, acts_for: str | None = None) -> Client:
        client = Client()
        return client if name == "nobody" else _open(client, join(name, now=clock.now()), second_factor, acts_for)

    return door


def _open(client: Client, account_id: int, second_factor: bool, acts_for: str | None) -> Client:
    client.force_login(get_user_model()._default_manager.get(pk=account_id))
    methods = [{"method": "password", "at": time.time()}]
    methods += [{"method": "mfa", "type": "totp", "at": time.time()}] if second_factor else []
    session = client.session
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(account_id)
    seats = queries.seats_of(account_id)
    if seats:
        session["acts_for"] = acts_for or seats[0].organisation
    session.save()
    return client
