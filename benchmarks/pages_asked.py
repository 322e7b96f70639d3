"""Pages asked for as somebody who has signed in asks for them, on a database of their own on PostgreSQL."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from statistics import quantiles
from typing import Any

import psycopg
from psycopg import sql

FIRSTBELL = Path(sys.executable).with_name("firstbell")
SERVER = "postgres://postgres@127.0.0.1:5432"
LIMIT, REQUESTS = 200, 240
"""Milliseconds that 95 of 100 must keep, and how often each page is asked for."""


@contextmanager
def database(name: str) -> Iterator[None]:
    """An empty database of this name with Firstbell's tables and a home of its own, both gone afterwards."""
    _on_server("CREATE DATABASE {}", name)
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {
                "FIRSTBELL_HOME": folder,
                "FIRSTBELL_DATABASE_URL": f"{SERVER}/{name}",
                "DJANGO_SETTINGS_MODULE": "firstbell.config.settings",
            }
            subprocess.run([str(FIRSTBELL), "setup"], check=True, capture_output=True)
            yield
    finally:
        _on_server("DROP DATABASE {} WITH (FORCE)", name)


def _on_server(statement: str, database: str) -> None:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(database)))


def signed_in(email: str, place: str, roles: Sequence[str]) -> Any:
    """A browser of somebody with these roles in an organisation, signed in with a second factor."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from firstbell.config import clock, env
    from firstbell.foundations.accounts import actions
    from firstbell.pure.actor import Actor

    by = {"by": Actor("benchmark", place), "now": clock.now()}
    actions.open_organisation(key=place, name="The organisation", policy=env.policy(), **by)
    number = actions.open_account(email=email, name="Cora Lane", password=token_urlsafe(), **by)
    for role in roles:
        actions.give_role(account_id=number, organisation=place, role=role, **by)
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model()._default_manager.get(pk=number))
    session = client.session
    methods = [{"method": "password", "at": time.time()}, {"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(number)
    session["acts_for"] = place
    session.save()
    return client


def measure(client: Any, what: str, addresses: list[str]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        asks(client, addresses[0])
        queries = len(asked)
    times = [asks(client, addresses[turn % len(addresses)]) for turn in range(REQUESTS)]
    p50, p95 = quantiles(times, n=100)[49], quantiles(times, n=100)[94]
    middle = f"half {p50:>5.0f}  95 of 100 {p95:>5.0f} ms  {p95 / LIMIT:>5.0%}"
    print(f"{what:<30}{middle}  most {max(times):>5.0f}  {queries:>3} queries", flush=True)


def asks(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    taken = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")
    return taken
