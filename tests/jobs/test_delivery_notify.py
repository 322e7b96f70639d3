"""Sending through GOV.UK Notify, as its own client speaks to a stand-in on this machine."""

import logging
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings

from fakes.notify_server import API_KEY, HANG_UP, TEMPLATE, NotifyServer
from firstbell.foundations.delivery import actions, jobs, queries
from firstbell.foundations.delivery.gateways.notify import NotifyGateway
from firstbell.foundations.delivery.rules.sending import Outgoing, PermanentFailure, TemporaryFailure, Unclear
from firstbell.foundations.delivery.rules.templates import Reference, Words
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

MINUTE = timedelta(minutes=1)
KEY = "N-7K3QX2MB.first.0a1b2c3d"
TO = "dsl@school.example"


@pytest.fixture
def server() -> Iterator[NotifyServer]:
    with NotifyServer() as running:
        yield running


@pytest.fixture
def gateway(server: NotifyServer) -> NotifyGateway:
    return NotifyGateway.from_url(urlsplit(server.url))


@pytest.fixture
def message(now: datetime) -> Outgoing:
    return Outgoing(KEY, TO, Words("notice_waiting", Reference("N-7K3QX2MB")), now)


def test_what_notify_is_given(gateway: NotifyGateway, server: NotifyServer, message: Outgoing) -> None:
    assert gateway.send(message) == "notify-1"
    assert server.taken == [
        {
            "email_address": TO,
            "template_id": TEMPLATE,
            "personalisation": {"subject": message.words.subject, "body": message.words.body},
            "reference": KEY,
        }
    ]


def test_it_is_asked_by_our_own_reference(gateway: NotifyGateway, server: NotifyServer, message: Outgoing) -> None:
    assert gateway.find(KEY) is False
    gateway.send(message)
    assert gateway.find(KEY) is True
    server.deaf = True
    with pytest.raises(TemporaryFailure):
        gateway.find(KEY)


@pytest.mark.parametrize(
    ("answer", "raised", "fault"),
    [
        ((400, "email_address Not a valid email address", False), PermanentFailure, "recipient"),
        ((400, "Missing personalisation: subject", False), PermanentFailure, "gateway"),
        ((403, "Invalid token: API key not found", False), PermanentFailure, "gateway"),
        ((429, "Exceeded send limits (50) for today", False), TemporaryFailure, "gateway"),
    ],
)
def test_what_is_certainly_not_sent(
    gateway: NotifyGateway,
    server: NotifyServer,
    message: Outgoing,
    answer: tuple[int, str, bool],
    raised: type[PermanentFailure | TemporaryFailure],
    fault: str,
) -> None:
    server.answers = [answer]
    with pytest.raises(raised) as failed:
        gateway.send(message)
    assert failed.value.fault == fault
    assert str(answer[0]) in failed.value.reason
    assert answer[1] not in failed.value.reason


@pytest.mark.parametrize("answer", [(500, "", True), (503, "", False), (HANG_UP, "", True), (HANG_UP, "", False)])
def test_what_may_have_been_taken_is_unclear(
    gateway: NotifyGateway, server: NotifyServer, message: Outgoing, answer: tuple[int, str, bool]
) -> None:
    server.answers = [answer]
    with pytest.raises(Unclear):
        gateway.send(message)


def test_nobody_listens(message: Outgoing) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    gateway = NotifyGateway.from_url(urlsplit(f"notify://{API_KEY}@127.0.0.1:{port}/{TEMPLATE}"))
    with pytest.raises(TemporaryFailure) as failed:
        gateway.send(message)
    assert failed.value.fault == "gateway"


def test_everywhere_but_here_it_is_spoken_to_in_secret() -> None:
    gateway = NotifyGateway.from_url(urlsplit(f"notify://{API_KEY}@api.notifications.service.gov.uk/{TEMPLATE}"))
    assert gateway.client.base_url == "https://api.notifications.service.gov.uk"
    assert API_KEY[-36:] not in gateway.name


@pytest.mark.django_db
class TestSendingJob:
    @pytest.fixture(autouse=True)
    def queued(self, server: NotifyServer, settings: Settings, by: Actor, now: datetime) -> None:
        settings.FIRSTBELL_EMAIL_URL = server.url
        for key in (KEY, "second"):
            actions.queue_message(key=key, to=TO, template="notice_waiting", reference="N-7K3QX2MB", by=by, now=now)

    def status(self, key: str = KEY) -> str:
        found = queries.message(key)
        assert found is not None
        return found.status

    def test_sent(self, server: NotifyServer, by: Actor, now: datetime, policy: ForcePolicy) -> None:
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 2
        assert [sent["reference"] for sent in server.taken] == [KEY, "second"]
        assert server.asked == []  # a first try needs no look-up

    @pytest.mark.parametrize("answer", [(500, "", True), (HANG_UP, "", True)])
    def test_taken_without_an_answer_is_found_and_not_sent_again(
        self, server: NotifyServer, by: Actor, now: datetime, policy: ForcePolicy, answer: tuple[int, str, bool]
    ) -> None:
        server.answers = [answer]
        assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        assert (self.status(), server.asked) == ("sent", [KEY])
        assert jobs.send_waiting(by=by, now=now + MINUTE, policy=policy) == 1
        assert [sent["reference"] for sent in server.taken] == [KEY, "second"]

    @pytest.mark.parametrize("answer", [(500, "", False), (HANG_UP, "", False)])
    def test_not_taken_is_believed_after_a_while_and_looked_up_again_before_it_is_resent(
        self, server: NotifyServer, by: Actor, now: datetime, policy: ForcePolicy, answer: tuple[int, str, bool]
    ) -> None:
        server.answers = [answer]
        jobs.send_waiting(by=by, now=now, policy=policy)
        assert self.status() == "claimed"
        assert jobs.settle_claims(by=by, now=now + 4 * MINUTE, policy=policy) == 0
        assert jobs.settle_claims(by=by, now=now + 5 * MINUTE, policy=policy) == 1
        assert self.status() == "waiting"
        before = len(server.asked)
        assert jobs.send_waiting(by=by, now=now + 5 * MINUTE, policy=policy) == 2
        assert server.asked[before:] == [KEY]
        assert sorted(sent["reference"] for sent in server.taken) == [KEY, "second"]

    def test_what_shows_late_is_still_found_before_it_is_resent(
        self, server: NotifyServer, by: Actor, now: datetime, policy: ForcePolicy
    ) -> None:
        server.answers = [(500, "", False)]
        jobs.send_waiting(by=by, now=now, policy=policy)
        jobs.settle_claims(by=by, now=now + 5 * MINUTE, policy=policy)
        server.taken.append({"reference": KEY})
        assert jobs.send_waiting(by=by, now=now + 5 * MINUTE, policy=policy) == 2
        assert self.status() == "sent"
        assert [sent["reference"] for sent in server.taken] == [KEY, "second"]

    def test_without_look_ups_a_person_decides_in_the_end(
        self, server: NotifyServer, by: Actor, now: datetime, policy: ForcePolicy
    ) -> None:
        server.answers, server.deaf = [(500, "", False)], True
        jobs.send_waiting(by=by, now=now, policy=policy)
        assert jobs.settle_claims(by=by, now=now + 20 * MINUTE, policy=policy) == 0
        assert jobs.settle_claims(by=by, now=now + 30 * MINUTE, policy=policy) == 1
        assert self.status() == "ambiguous"

    def test_a_wrong_key_fails_one_message_at_once_and_spares_the_others(
        self, server: NotifyServer, by: Actor, now: datetime, policy: ForcePolicy, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.answers = [(403, f"{TO} is quoted back", False)]
        with caplog.at_level(logging.DEBUG):
            assert jobs.send_waiting(by=by, now=now, policy=policy) == 1
        assert (self.status(), self.status("second")) == ("failed", "waiting")
        assert queries.failed()[0].fault == "gateway"
        assert "@" not in caplog.text
