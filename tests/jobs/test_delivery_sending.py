"""Sending what waits, through the folder: once, so many a call, and what happens when the folder is in trouble."""

import os
import stat
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from firstbell.foundations.delivery import actions, jobs, queries
from firstbell.foundations.delivery.gateways.choice import gateway_of
from firstbell.foundations.delivery.gateways.outbox import OutboxGateway
from firstbell.foundations.delivery.rules.sending import Outgoing
from firstbell.foundations.delivery.rules.templates import TEMPLATES
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

MINUTE = timedelta(minutes=1)
NEVER = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.FIRSTBELL_HOME = tmp_path
    settings.FIRSTBELL_EMAIL_URL = "outbox:"
    return tmp_path


def queue(
    key: str, by: Actor, now: datetime, *, to: str = "dsl@school.example", template: str = "notice_waiting"
) -> None:
    actions.queue_message(key=key, to=to, template=template, reference="N-7K3QX2MB", by=by, now=now)


def outbox(home: Path) -> list[str]:
    return sorted(file.name for file in (home / "outbox").glob("*"))


def read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default)


def status(key: str) -> str:
    found = queries.message(key)
    assert found is not None
    return found.status


@pytest.mark.django_db
class TestSending:
    def test_the_email_in_the_folder(self, by: Actor, now: datetime, policy: ForcePolicy, home: Path) -> None:
        key = "N-7K3QX2MB.update12." + "f" * 120
        queue(key, by, now)
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        letter = read(home / "outbox" / f"{key}.eml")
        assert (letter["To"], letter["X-Firstbell-Key"]) == ("dsl@school.example", key)
        assert letter["Message-ID"] == f"<{key}@firstbell.invalid>"
        assert letter["Date"].datetime == now
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["Subject"] == "A police notice is waiting for you: N-7K3QX2MB"
        assert "Reference: N-7K3QX2MB" in letter.get_content()
        assert status(key) == "sent"

    def test_every_template_arrives_as_it_is_written(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        for name in TEMPLATES:
            queue(name, by, now, template=name)
        assert jobs.send_waiting(by=by, now=now, policy=policy) == len(TEMPLATES)
        for name, template in TEMPLATES.items():
            letter = read(home / "outbox" / f"{name}.eml")
            assert letter["Subject"] == template.subject.format(reference="N-7K3QX2MB")
            assert letter.get_content().replace("\r\n", "\n") == template.body.format(reference="N-7K3QX2MB")
            assert [header.lower() for header, _ in letter.items()] == [
                *("from", "to", "subject", "date", "message-id", "x-firstbell-key", "auto-submitted"),
                *("content-type", "content-transfer-encoding", "mime-version"),
            ]

    def test_nobody_else_can_read_the_folder(self, by: Actor, now: datetime, policy: ForcePolicy, home: Path) -> None:
        before = os.umask(0)
        try:
            queue("k", by, now)
            jobs.send_waiting(by=by, now=now, policy=policy)
        finally:
            os.umask(before)
        assert stat.S_IMODE((home / "outbox").stat().st_mode) == 0o700
        assert stat.S_IMODE((home / "outbox/k.eml").stat().st_mode) == 0o600
        assert outbox(home) == ["k.eml"]

    def test_each_is_sent_once_and_nothing_is_left(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        for number in range(203):
            queue(f"k{number:03}", by, now)
        assert [jobs.send_waiting(by=by, now=now, policy=policy) for _ in range(3)] == [200, 3, 0]
        assert len(outbox(home)) == 203
        assert queries.counts()["sent"] == 203

    def test_what_is_due_later_does_not_count(self, by: Actor, now: datetime, policy: ForcePolicy) -> None:
        queue("k", by, now + MINUTE)
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 0
        assert jobs.send_waiting(by=by, now=now + MINUTE, policy=policy) == 1

    def test_what_is_no_address_fails_at_once_and_stops_nobody(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        queue("a", by, now, to="the office")
        queue("b", by, now, to="dsl@school.example\nBcc: elsewhere@else.example")
        queue("c", by, now)
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 3
        assert outbox(home) == ["c.eml"]
        assert [(message.key, message.fault) for message in queries.failed()] == [
            ("a", "recipient"),
            ("b", "recipient"),
        ]

    def test_a_folder_in_trouble_costs_one_try_and_puts_the_others_off(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        (home / "outbox").write_text("a file where the folder should be")
        for key in ("a", "b", "c"):
            queue(key, by, now)
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 0
        tries = {key: message.tries for key, message in queries.messages(["a", "b", "c"]).items()}
        assert tries == {"a": 1, "b": 0, "c": 0}
        (home / "outbox").unlink()
        assert jobs.send_waiting(by=by, now=now + MINUTE, policy=policy) == 3
        assert outbox(home) == ["a.eml", "b.eml", "c.eml"]

    def test_an_outage_of_hours_ends_with_a_person_and_no_loop(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        (home / "outbox").write_text("a file where the folder should be")
        queue("a", by, now)
        tried = [jobs.send_waiting(by=by, now=now + minute * MINUTE, policy=policy) for minute in range(200)]
        assert [minute for minute, number in enumerate(tried) if number] == [0, 1, 6, 21, 81, 141]
        assert (status("a"), queries.failed()[0].fault) == ("failed", "gateway")

    def test_a_fault_nobody_thought_of_is_settled_by_the_gateway(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        send = OutboxGateway.send

        def broken_before(self: OutboxGateway, message: Outgoing) -> str:
            raise LookupError(message.to)

        def broken_after(self: OutboxGateway, message: Outgoing) -> str:
            send(self, message)
            raise LookupError(message.to)

        queue("a", by, now)
        monkeypatch.setattr(OutboxGateway, "send", broken_before)
        jobs.send_waiting(by=by, now=now, policy=policy)
        assert (status("a"), outbox(home)) == ("waiting", [])
        monkeypatch.setattr(OutboxGateway, "send", broken_after)
        jobs.send_waiting(by=by, now=now + MINUTE, policy=policy)
        assert (status("a"), outbox(home)) == ("sent", ["a.eml"])

    def test_a_message_that_stands_in_the_folder_already_is_not_written_again(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        queue("a", by, now)
        (home / "outbox").mkdir()
        (home / "outbox/a.eml").write_text("as it was before the database was put back to last night")
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        assert (home / "outbox/a.eml").read_text().startswith("as it was")

    def test_nothing_is_written_through_a_planted_link(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        (home / "outbox").mkdir()
        (home / "outbox/.a.eml.part").symlink_to(home / "elsewhere")
        queue("a", by, now)
        jobs.send_waiting(by=by, now=now, policy=policy)
        assert not (home / "elsewhere").exists()
        assert status("a") == "waiting"


@pytest.mark.django_db
class TestSettling:
    """Claims by their holder: this process, a live one, a dead one, one elsewhere."""

    def claimed(self, by: Actor, now: datetime, home: Path, holder: str, until: datetime = NEVER) -> None:
        queue("k", by, now)
        via = f"outbox:{home / 'outbox'}"
        assert actions.claim_message(key="k", holder=holder, via=via, until=until, by=by, now=now)

    def settle(self, by: Actor, now: datetime, policy: ForcePolicy) -> tuple[int, str]:
        return jobs.settle_claims(by=by, now=now, policy=policy), status("k")

    def test_my_own_was_left_behind(self, by: Actor, now: datetime, policy: ForcePolicy, home: Path) -> None:
        self.claimed(by, now, home, jobs.workers.holder())
        assert self.settle(by, now, policy) == (1, "waiting")
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1

    def test_my_own_that_did_leave(self, by: Actor, now: datetime, policy: ForcePolicy, home: Path) -> None:
        self.claimed(by, now, home, jobs.workers.holder())
        (home / "outbox").mkdir()
        (home / "outbox/k.eml").touch()
        assert self.settle(by, now + MINUTE, policy) == (1, "sent")
        found = queries.message("k")
        assert found is not None
        assert found.sent_at == now  # when it was sent, not when we found out

    def test_elsewhere_it_is_given_time_and_then_a_person_decides(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        self.claimed(by, now, home, "another-host:boot:1:2:3:4")
        assert self.settle(by, now + timedelta(days=1), policy) == (0, "claimed")  # rehearsed time frees no claim

    def test_elsewhere_and_overdue(self, by: Actor, now: datetime, policy: ForcePolicy, home: Path) -> None:
        past = datetime(2001, 1, 1, tzinfo=UTC)
        self.claimed(by, now, home, "another-host:boot:1:2:3:4", until=past)
        assert self.settle(by, now, policy) == (1, "ambiguous")

    def test_another_gateway_is_not_asked(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path, settings: Settings
    ) -> None:
        self.claimed(by, now, home, jobs.workers.holder())
        settings.FIRSTBELL_HOME = home / "moved"
        assert self.settle(by, now, policy) == (1, "ambiguous")

    def test_a_gateway_out_of_reach_is_asked_again_and_then_a_person(
        self, by: Actor, now: datetime, policy: ForcePolicy, home: Path
    ) -> None:
        self.claimed(by, now, home, jobs.workers.holder())
        (home / "outbox").symlink_to(home / "outbox")  # a loop, which nobody can look into
        assert self.settle(by, now + 29 * MINUTE, policy) == (0, "claimed")
        assert self.settle(by, now + 30 * MINUTE, policy) == (1, "ambiguous")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "outbox",
        "outbox:/elsewhere",
        "mailto:a@b.example",
        "smtp://user:secret@mail.example:25",
        "smtp://user:secret@mail.example:25?from=nobody",
        "smtp://user:secret@mail.example:25?from=a@b.example&tls=no",
        "smtp://user:secret@mail.example:99999?from=a@b.example",
        "smtp://user:secret@mail.example:0?from=a@b.example",
        "smtp://user:secret@?from=a@b.example",
        "notify://secret@notify.example/template",
        "notify://firstbell-secret-11111111-2222-4333-8444-555555555555-66666666-7777-4888-8999-aaaaaaaaaaaa@host",
    ],
)
def test_an_address_of_no_gateway_is_an_error_that_keeps_the_password(url: str, home: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as wrong:
        gateway_of(url, home)
    assert "secret" not in str(wrong.value)
    assert wrong.value.__cause__ is None
