"""Sending through a real SMTP server on this machine, which takes, refuses, breaks off and falls silent."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from fakes.mail_server import HANG, HANG_UP, MailServer, make_certificate
from firstbell.foundations.delivery import actions, jobs, queries
from firstbell.foundations.delivery.gateways import smtp
from firstbell.foundations.delivery.gateways.smtp import SmtpGateway
from firstbell.foundations.delivery.rules.sending import Outgoing, PermanentFailure, TemporaryFailure, Unclear
from firstbell.foundations.delivery.rules.templates import Reference, Words
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

MINUTE = timedelta(minutes=1)
KEY = "N-7K3QX2MB.first.0a1b2c3d"
TO = "dsl@school.example"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def gateway(server: MailServer) -> SmtpGateway:
    return SmtpGateway(scheme="smtp", host="127.0.0.1", port=server.port, sender="firstbell@force.example", timeout=0.5)


@pytest.fixture
def message(now: datetime) -> Outgoing:
    return Outgoing(KEY, TO, Words("notice_waiting", Reference("N-7K3QX2MB")), now)


def test_the_email_that_arrives(gateway: SmtpGateway, server: MailServer, message: Outgoing, now: datetime) -> None:
    assert gateway.send(message) == ""
    [letter] = server.taken
    assert (letter["From"], letter["To"], server.recipients) == ("firstbell@force.example", TO, [TO])
    assert letter["Message-ID"] == f"<{KEY}@force.example>"
    assert (letter["X-Firstbell-Key"], letter["Date"].datetime) == (KEY, now)
    assert letter["Subject"] == message.words.subject
    assert letter.get_content().replace("\r\n", "\n") == message.words.body


def test_a_line_that_begins_with_a_dot_arrives_whole(
    gateway: SmtpGateway, server: MailServer, message: Outgoing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "written", lambda *_: b"Subject: x\r\n\r\n.\r\n..two\r\nlast\r\n")
    gateway.send(message)
    assert server.taken[0].get_content() == ".\r\n..two\r\nlast\r\n"


def test_it_cannot_be_asked_afterwards(gateway: SmtpGateway) -> None:
    assert gateway.find(KEY) is None


@pytest.mark.parametrize(
    ("answers", "raised", "said", "fault"),
    [
        ({"RCPT": f"550 5.1.1 <{TO}> is not known here"}, PermanentFailure, "550 5.1.1", "recipient"),
        ({"RCPT": "450 4.2.0 greylisted"}, TemporaryFailure, "450 4.2.0", "recipient"),
        ({"RCPT": "421 too many connections"}, TemporaryFailure, "421", "recipient"),
        ({"RCPT": HANG_UP}, TemporaryFailure, "broke off", "gateway"),
        ({"RCPT": HANG}, TemporaryFailure, "broke off", "gateway"),
        ({"DATA": f"554 5.7.1 {TO} refuses this"}, PermanentFailure, "554 5.7.1", "recipient"),
        ({"DATA": "452 4.3.1 disk full"}, TemporaryFailure, "452 4.3.1", "recipient"),
    ],
)
def test_what_is_certainly_not_sent(
    gateway: SmtpGateway,
    server: MailServer,
    message: Outgoing,
    answers: dict[str, str],
    raised: type[PermanentFailure | TemporaryFailure],
    said: str,
    fault: str,
) -> None:
    server.answers = answers
    with pytest.raises(raised, match=said) as failed:
        gateway.send(message)
    assert failed.value.fault == fault
    assert "@" not in failed.value.reason
    assert server.taken == []


@pytest.mark.parametrize("answer", [HANG_UP, HANG])
@pytest.mark.parametrize("kept", [True, False])
def test_no_answer_to_the_message_itself_is_unclear(
    gateway: SmtpGateway, server: MailServer, message: Outgoing, answer: str, kept: bool
) -> None:
    server.answers, server.keeps = {"DATA": answer}, kept
    with pytest.raises(Unclear):
        gateway.send(message)
    assert len(server.taken) == kept


def test_a_server_that_takes_the_message_and_then_breaks_off_has_taken_it(
    gateway: SmtpGateway, server: MailServer, message: Outgoing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(_: smtplib.SMTP) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(smtplib.SMTP, "quit", breaks_off)
    assert gateway.send(message) == ""


def test_nobody_listens(message: Outgoing) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    gateway = SmtpGateway(scheme="smtp", host="127.0.0.1", port=port, sender="a@b.example", timeout=0.5)
    with pytest.raises(TemporaryFailure, match="cannot be reached") as failed:
        gateway.send(message)
    assert failed.value.fault == "gateway"


class TestSafeSessions:
    """``starttls`` and ``smtps`` with a certificate that this machine trusts, and one that it does not."""

    def gateway(self, server: MailServer, scheme: str = "starttls", password: str = "open%20sesame") -> SmtpGateway:
        return SmtpGateway.from_url(
            urlsplit(f"{scheme}://firstbell:{password}@127.0.0.1:{server.port}?from=firstbell@force.example")
        )

    def test_encrypted_and_signed_in(
        self, certificate: Path, message: Outgoing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with MailServer(certificate=certificate, require_starttls=True, password="open sesame") as server:
            self.gateway(server).send(message)
            assert len(server.taken) == 1

    def test_a_certificate_that_nobody_vouches_for(self, certificate: Path, message: Outgoing) -> None:
        with MailServer(certificate=certificate, password="open sesame") as server:
            with pytest.raises(TemporaryFailure, match="SSLCertVerificationError") as failed:
                self.gateway(server).send(message)
            assert (failed.value.fault, server.taken) == ("gateway", [])

    def test_no_encryption_on_offer_no_message(self, message: Outgoing) -> None:
        with MailServer(password="open sesame") as server:
            with pytest.raises(TemporaryFailure, match="SMTPNotSupportedError"):
                self.gateway(server).send(message)
            assert server.taken == []

    def test_a_wrong_password_is_ours_to_repair(
        self, certificate: Path, message: Outgoing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with MailServer(certificate=certificate, password="open sesame") as server:
            with pytest.raises(PermanentFailure, match="535") as failed:
                self.gateway(server, password="shut").send(message)
            assert (failed.value.fault, server.taken) == ("gateway", [])

    def test_a_password_that_smtp_cannot_say_sends_nothing(
        self, certificate: Path, message: Outgoing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with MailServer(certificate=certificate, password="open sesame") as server:
            with pytest.raises(TemporaryFailure, match="UnicodeEncodeError"):
                self.gateway(server, password="%C3%A9").send(message)
            assert server.taken == []

    def test_encrypted_from_the_first_byte(
        self, certificate: Path, message: Outgoing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with MailServer(certificate=certificate, implicit=True, password="open sesame") as server:
            self.gateway(server, scheme="smtps").send(message)
            assert len(server.taken) == 1

    def test_the_name_of_a_gateway_holds_no_password(self) -> None:
        gateway = SmtpGateway.from_url(urlsplit("smtp://firstbell:secret@mail.example?from=a@b.example"))
        assert (gateway.name, gateway.password) == ("smtp://mail.example:25", "secret")


@pytest.mark.django_db
class TestSendingJob:
    @pytest.fixture(autouse=True)
    def queued(self, server: MailServer, settings: Settings, by: Actor, now: datetime) -> None:
        settings.FIRSTBELL_EMAIL_URL = f"smtp://127.0.0.1:{server.port}?from=firstbell@force.example"
        for key in ("a", "b", "c"):
            actions.queue_message(
                key=key, to=f"{key}@school.example", template="notice_waiting", reference="N-7K3QX2MB", by=by, now=now
            )

    def statuses(self) -> list[str]:
        return [message.status for _, message in sorted(queries.messages(["a", "b", "c"]).items())]

    def test_three_messages(self, server: MailServer, by: Actor, now: datetime, policy: ForcePolicy) -> None:
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 3
        assert server.recipients == ["a@school.example", "b@school.example", "c@school.example"]
        assert self.statuses() == ["sent", "sent", "sent"]

    def test_a_message_that_may_have_left_is_shown_and_not_sent_again(
        self, server: MailServer, by: Actor, now: datetime, policy: ForcePolicy
    ) -> None:
        server.answers, server.keeps = {"DATA": HANG_UP}, True
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 0  # the others are put off a minute
        assert self.statuses() == ["ambiguous", "waiting", "waiting"]
        server.answers = {}
        assert jobs.send_waiting(by=by, now=now + MINUTE, policy=policy) == 2
        assert jobs.settle_claims(by=by, now=now + MINUTE, policy=policy) == 0
        assert server.recipients == ["a@school.example", "b@school.example", "c@school.example"]
        [unclear] = queries.ambiguous()
        assert "broke off before it said" in unclear.failed_reason

    def test_one_bad_mailbox_stops_nobody(
        self, server: MailServer, by: Actor, now: datetime, policy: ForcePolicy
    ) -> None:
        server.answers = {"RCPT": "550 5.1.1 no such mailbox"}
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 3
        assert self.statuses() == ["failed", "failed", "failed"]
        assert {message.fault for message in queries.failed()} == {"recipient"}

    def test_a_wrong_password_costs_one_message_a_minute(
        self, server: MailServer, settings: Settings, by: Actor, now: datetime, policy: ForcePolicy
    ) -> None:
        settings.FIRSTBELL_EMAIL_URL = f"smtp://u:wrong@127.0.0.1:{server.port}?from=firstbell@force.example"
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 0
        assert server.taken == []
