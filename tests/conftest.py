"""What every test may rely on: no network beyond this machine, the same policy, the same examples from Hypothesis."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser

import mail_watch
from fakes.browser import chromium
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

hypothesis_settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile(
    "ci", hypothesis_settings.get_profile("here"), derandomize=True, database=None, print_blob=True
)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")


def is_on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", "", socket.gethostname()}


def _guarded(original: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The socket method, refusing every address off this machine.

    It fails the test itself, past any ``except Exception``: code that shrugs off a dead network must not pass.
    """

    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family != socket.AF_UNIX and isinstance(address, tuple) and not is_on_this_machine(str(address[0])):
            pytest.fail(f"a test reached for the network: {name} to {address[0]}")
        return original(self, *arguments)

    return guarded


def _guarded_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *arguments: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_on_this_machine(name):
            pytest.fail(f"a test reached for the network: looking up {name}")
        return original(host, *arguments, **named)

    return guarded


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that fork come first: a fork of a process in which DuckDB has threads may crash, which proves nothing."""
    items.sort(key=lambda item: not forks(item.path.read_text(encoding="utf-8")))


@cache
def forks(source: str) -> bool:
    return "os.fork" in source or "fakes.processes" in source


def pytest_configure(config: pytest.Config) -> None:
    _refuse_databases_elsewhere()
    django_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    Path(django_settings.STATIC_ROOT).mkdir(exist_ok=True)
    django_settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # a slow one would be most of the time
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), name))
    for name in ("getaddrinfo", "gethostbyname"):
        patch.setattr(socket, name, _guarded_lookup(getattr(socket, name)))
    mail_watch.watch(patch)
    config.add_cleanup(patch.undo)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """While a test's database still stands, what it sent is looked through for what is in it."""
    mail_watch.sent.clear()
    yield
    if mail_watch.sent and item.get_closest_marker("django_db"):
        mail_watch.look_through(mail_watch.sent)


def _refuse_databases_elsewhere() -> None:
    """PostgreSQL's own library opens its own sockets, so its address is looked at here."""
    host = str(django_settings.DATABASES["default"].get("HOST") or "")
    if not host.startswith(("/", "%2F")) and not is_on_this_machine(host):
        raise pytest.UsageError(f"tests make and drop databases, and only on this machine; not on {host}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file, gone before the next: beside its loop Django touches no database."""
    with chromium() as one:
        yield one


@pytest.fixture
def policy() -> ForcePolicy:
    """The policy of a force that decided nothing for itself, but has a desk."""
    return ForcePolicy(force="staffordshire", desk_emails=("desk@force.example",))


@pytest.fixture
def now() -> datetime:
    """Saturday 21 November 2026, 06:30 in London: the night's reports are in, and no school opens before Monday."""
    return datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


@pytest.fixture
def by() -> Actor:
    return Actor("desk@force.example", "force:staffordshire")
