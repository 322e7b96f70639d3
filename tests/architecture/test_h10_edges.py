"""H10: network and files only in gateways and intake, and never inside a transaction: claim, do, record."""

import socket
from pathlib import Path

import pytest
from django.conf import settings

from architecture.checks.admitted import TOUCHES_OUTSIDE
from architecture.checks.edges import sends_in_a_transaction, touches_outside
from architecture.checks.source import ROOT, told


def test_the_outside_is_touched_at_the_edge_only() -> None:
    found = touches_outside(ROOT, TOUCHES_OUTSIDE)
    assert not found, told(found)


def test_nothing_is_sent_inside_a_transaction() -> None:
    assert not sends_in_a_transaction(ROOT), told(sends_in_a_transaction(ROOT))


@pytest.mark.parametrize("address", [("203.0.113.7", 25), ("192.168.0.1", 443)])
def test_tests_cannot_reach_the_network(address: tuple[str, int]) -> None:
    with socket.socket() as probe, pytest.raises(pytest.fail.Exception, match="reached for the network"):
        probe.connect(address)


def test_tests_cannot_look_up_names() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"looking up notify\.example"):
        socket.create_connection(("notify.example", 443), timeout=1)


def test_tests_reach_their_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_tests_live_in_a_home_of_their_own() -> None:
    assert Path(settings.FIRSTBELL_HOME).name.startswith("firstbell-tests-")
    assert settings.FIRSTBELL_EMAIL_URL == "outbox:"
