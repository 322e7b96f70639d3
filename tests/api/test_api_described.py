"""The API is as it describes itself: schemathesis asks what its description allows, and what it forbids."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.keys import AGENCY, AUTHORITY, FORCE, NOW, SCHOOL, Key, key_of
from firstbell.foundations.jobs import queries as jobs
from firstbell.interfaces.api.v1.scopes import Lock, locks

FEW = settings(max_examples=30, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
ORGANISATIONS = {
    FORCE: ("incidents:write", "incidents:read", "metrics:read"),
    SCHOOL: ("notices:read", "notices:acknowledge"),
    AUTHORITY: ("contacts:write", "rolls:write"),
    AGENCY: ("concerns:write", "concerns:read"),
}
MORE_THAN_A_SHAPE = [positive_data_acceptance]
"""Not asked where there is a body: an incident must also make sense, and a file is judged by its lines."""
ANY_TEXT = [positive_data_acceptance, negative_data_rejection]
"""Nor this of JSON Lines: whatever is sent is some text. Other tests hold all three."""
WITHOUT_INPUT = ("/health", "/metrics")
ASKED = [
    pytest.param(lock, mode, id=f"{lock.method} {lock.path} {mode.value}")
    for lock in locks()
    for mode in GenerationMode
    if lock.path != "/openapi.json" and not (lock.path in WITHOUT_INPUT and mode == GenerationMode.NEGATIVE)
]


@schemathesis.serializer("application/jsonl", "application/x-ndjson")
def _as_lines(context: schemathesis.SerializationContext, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.fixture
def _in_one_transaction(db: None) -> Iterator[None]:
    """A request does not close the connection that the test's own transaction is on."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def keys(_in_one_transaction: None) -> dict[str, Key]:
    """By scope."""
    made = {organisation: key_of(organisation, *scopes) for organisation, scopes in ORGANISATIONS.items()}
    return {scope: made[organisation] for organisation, scopes in ORGANISATIONS.items() for scope in scopes}


@pytest.mark.parametrize(("lock", "mode"), ASKED)
def test_it_is_as_described(
    lock: Lock, mode: GenerationMode, keys: dict[str, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "last_run_at", lambda: NOW)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    schema.config.checks.negative_data_rejection.expected_statuses.append("413")
    operation = schema[f"/api/v1{lock.path}"][lock.method]
    headers = {"Authorization": f"Bearer {keys[lock.scope].token}"} if lock.scope else {}
    unasked = ANY_TEXT if lock.path.endswith("/bulk") else MORE_THAN_A_SHAPE if operation.body else []

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=unasked)

    ask()
