"""Senders killed with SIGKILL at every step, and several at once: each message leaves once, or a person is shown it."""

import itertools
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from pytest_django import Settings

from fakes.mail_server import MailServer
from fakes.notify_server import NotifyServer
from fakes.processes import die, in_child, own_database, started, waited_for
from firstbell.foundations.audit.queries import verify_chain
from firstbell.foundations.delivery import actions, jobs, queries
from firstbell.foundations.delivery.gateways.notify import NotifyGateway
from firstbell.foundations.delivery.gateways.outbox import OutboxGateway
from firstbell.foundations.delivery.gateways.smtp import SmtpGateway
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

KILLED = -signal.SIGKILL
MINUTE = timedelta(minutes=1)

Work = Callable[[], None]


@pytest.fixture(autouse=True)
def database(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[None]:
    settings.FIRSTBELL_HOME = tmp_path
    settings.FIRSTBELL_EMAIL_URL = "outbox:"
    with own_database(tmp_path, monkeypatch):
        yield


@pytest.fixture
def run(by: Actor, now: datetime, policy: ForcePolicy) -> Work:
    """Settle and send until nothing is left to do."""

    def work() -> None:
        while jobs.settle_claims(by=by, now=now, policy=policy) + jobs.send_waiting(by=by, now=now, policy=policy):
            pass

    return work


def queue(by: Actor, now: datetime, *keys: str) -> None:
    for key in keys:
        actions.queue_message(
            key=key, to=f"{key}@school.example", template="notice_waiting", reference="N-7K3QX2MB", by=by, now=now
        )


def status(key: str) -> str:
    found = queries.message(key)
    assert found is not None
    return found.status


def dying_around(function: Callable[..., Any], step: Callable[[], None]) -> Callable[..., Any]:
    def stepped(*given: Any, **named: Any) -> Any:
        step()
        answer = function(*given, **named)
        step()
        return answer

    return stepped


def dying_at(number: int, work: Work) -> Work:
    """The work in a child of its own, killed at its so-manieth step: before and after each commit and each send."""
    steps = itertools.count(1)

    def step() -> None:
        if next(steps) == number:
            die()

    def killed() -> None:
        connection.ensure_connection()
        connection._commit = dying_around(connection._commit, step)
        for gateway in (OutboxGateway, NotifyGateway, SmtpGateway):
            patch.object(gateway, "send", dying_around(gateway.send, step)).start()
        work()

    return killed


def killed_at_every_step(work: Work) -> Iterator[int]:
    """After each kill, until a run gets through."""
    for number in itertools.count(1):
        died = in_child(dying_at(number, work))
        assert died in (KILLED, 0)
        yield number
        if died == 0:
            return


def test_killed_at_every_step_a_message_to_the_folder_is_sent_once(
    tmp_path: Path, run: Work, by: Actor, now: datetime
) -> None:
    queue(by, now, "1-a", "1-b")
    for number in killed_at_every_step(run):
        run()
        written = sorted(file.name for file in (tmp_path / "outbox").iterdir())
        assert written == sorted(f"{n}-{letter}.eml" for n in range(1, number + 1) for letter in "ab")
        assert (status(f"{number}-a"), status(f"{number}-b")) == ("sent", "sent")
        queue(by, now, f"{number + 1}-a", f"{number + 1}-b")
    assert number == 13  # two messages, each with three steps (claim, send, record) of a before and an after; then none
    assert verify_chain().whole


def test_killed_halfway_through_a_file_leaves_no_half(
    tmp_path: Path, run: Work, by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(by, now, "k")

    def killed() -> None:
        monkeypatch.setattr(os, "fsync", lambda _: die())
        run()

    assert in_child(killed) == KILLED
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == [".k.eml.part"]
    run()
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == ["k.eml"]


def test_killed_at_every_step_a_message_by_smtp_is_sent_once_or_shown(
    settings: Settings, run: Work, by: Actor, now: datetime
) -> None:
    with MailServer() as server:
        settings.FIRSTBELL_EMAIL_URL = f"smtp://127.0.0.1:{server.port}?from=firstbell@force.example"
        seen = []
        queue(by, now, "1")
        for number in killed_at_every_step(run):
            run()
            seen.append((status(f"{number}"), server.recipients.count(f"{number}@school.example")))
            queue(by, now, f"{number + 1}")
    assert seen == [
        ("sent", 1),  # killed before its claim was kept
        ("ambiguous", 0),  # after it
        ("ambiguous", 0),  # before it was sent
        ("ambiguous", 1),  # after
        ("ambiguous", 1),  # before that was kept
        ("sent", 1),  # after
        ("sent", 1),  # not killed
    ]
    assert len(queries.ambiguous()) == 4


def test_what_the_person_says_not_to_have_left_is_sent(settings: Settings, run: Work, by: Actor, now: datetime) -> None:
    with MailServer() as server:
        settings.FIRSTBELL_EMAIL_URL = f"smtp://127.0.0.1:{server.port}?from=firstbell@force.example"
        queue(by, now, "k")
        assert in_child(dying_at(3, run)) == KILLED
        run()
        assert (status("k"), server.recipients) == ("ambiguous", [])
        actions.resolve_ambiguous(key="k", sent=False, by=by, now=now)
        run()
        assert (status("k"), server.recipients) == ("sent", ["k@school.example"])


def test_killed_at_every_step_a_message_by_notify_is_sent_once(
    settings: Settings, run: Work, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    with NotifyServer() as server:
        settings.FIRSTBELL_EMAIL_URL = server.url
        queue(by, now, "1")
        for number in killed_at_every_step(run):
            later = now + 5 * MINUTE
            jobs.settle_claims(by=by, now=later, policy=policy)
            jobs.send_waiting(by=by, now=later, policy=policy)
            assert status(f"{number}") == "sent"
            queue(by, now, f"{number + 1}")
        taken = Counter(sent["reference"] for sent in server.taken)
    assert number == 7
    assert set(taken.values()) == {1}
    assert set(taken) == {f"{n}" for n in range(1, number + 1)}


def test_the_claim_of_a_live_sender_is_not_touched(
    run: Work, by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(by, now, "k")
    told, tell = os.pipe()

    def hanging() -> None:
        def hang(*_: object) -> str:
            os.write(tell, b"claimed")
            signal.pause()
            return ""

        monkeypatch.setattr(OutboxGateway, "send", hang)
        run()

    child = started(hanging)
    os.close(tell)
    try:
        assert os.read(told, 7) == b"claimed"
        run()
        assert status("k") == "claimed"
    finally:
        os.close(told)
        os.kill(child, signal.SIGKILL)
        assert waited_for(child) == KILLED
    run()
    assert status("k") == "sent"


def test_four_senders_at_once_send_each_message_once(settings: Settings, run: Work, by: Actor, now: datetime) -> None:
    keys = [f"k{number:02}" for number in range(40)]
    with MailServer() as server:
        settings.FIRSTBELL_EMAIL_URL = f"smtp://127.0.0.1:{server.port}?from=firstbell@force.example"
        queue(by, now, *keys)
        children = [started(run) for _ in range(4)]
        assert [waited_for(child) for child in children] == [0, 0, 0, 0]
        assert sorted(server.recipients) == [f"{key}@school.example" for key in keys]
    assert queries.counts()["sent"] == 40
    assert verify_chain().whole
