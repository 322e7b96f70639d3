"""Queueing a message, what a receipt changes, and what a person decides."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from firstbell.foundations.audit.queries import entries_about, verify_chain
from firstbell.foundations.delivery import actions, queries
from firstbell.foundations.delivery.rules.sending import Claim, Outcome, PermanentFailure, TemporaryFailure
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

pytestmark = pytest.mark.django_db

KEY = "N-7K3QX2MB.first.0a1b2c3d"
TO = "dsl@school.example"
NEVER = datetime(2999, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def queue(by: Actor, now: datetime, *, key: str = KEY, to: str = TO) -> None:
    actions.queue_message(key=key, to=to, template="notice_waiting", reference="N-7K3QX2MB", by=by, now=now)


def claim(by: Actor, now: datetime, *, key: str = KEY, holder: str = "somebody") -> Claim:
    won = actions.claim_message(key=key, holder=holder, via="outbox:x", until=NEVER, by=by, now=now)
    assert won is not None
    return won.claim


def sent(by: Actor, now: datetime) -> None:
    queue(by, now)
    actions.record_sent(claim=claim(by, now), provider_reference="", sent_at=now, by=by, now=now)


def state(key: str = KEY) -> queries.MessageState:
    found = queries.message(key)
    assert found is not None
    return found


def deeds(subject: str = KEY) -> list[str]:
    return [entry.action for entry in entries_about(subject)]


class TestQueueing:
    def test_a_message_waits_and_is_due_at_once(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        assert (state().status, state().to, state().queued_at) == ("waiting", TO, now)
        assert queries.due_to_send(now, 10) == [KEY]

    def test_the_same_message_again_changes_nothing(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        queue(by, now + MINUTE)
        assert queries.counts()["waiting"] == 1
        assert state().queued_at == now
        assert deeds() == ["message.queued"]

    def test_another_message_under_the_same_key_is_refused(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        with pytest.raises(Refused):
            queue(by, now, to="head@school.example")
        assert state().to == TO

    @pytest.mark.parametrize(
        "wrong", [{"key": "../etc"}, {"template": "hello"}, {"reference": "Amy Okafor"}, {"reference": ""}]
    )
    def test_what_cannot_be_sent_is_not_queued(self, by: Actor, now: datetime, wrong: dict[str, str]) -> None:
        asked = {"key": KEY, "to": TO, "template": "notice_waiting", "reference": "N-7K3QX2MB"} | wrong
        with pytest.raises(ValueError, match=r"key|template|reference"):
            actions.queue_message(**asked, by=by, now=now)
        assert queries.counts()["waiting"] == 0

    def test_the_caller_that_takes_it_back_takes_the_message_back(self, by: Actor, now: datetime) -> None:
        @transaction.atomic
        def queue_and_fail() -> None:
            queue(by, now)
            raise LookupError("something of the caller's goes wrong")

        with pytest.raises(LookupError):
            queue_and_fail()
        assert queries.message(KEY) is None

    def test_the_trail_holds_references_and_no_address(self, by: Actor, now: datetime) -> None:
        sent(by, now)
        actions.record_receipt(key=KEY, outcome="bounced", by=by, now=now)
        entries = list(entries_about(KEY))
        assert [entry.action for entry in entries] == [
            "message.queued",
            "message.claimed",
            "message.sent",
            "message.bounced",
        ]
        assert not any("@" in entry.details + entry.subject + entry.why for entry in entries)
        assert verify_chain().whole


class TestClaiming:
    def test_one_of_two_gets_it(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        claim(by, now)
        assert actions.claim_message(key=KEY, holder="other", via="x", until=NEVER, by=by, now=now) is None

    def test_nobody_gets_it_before_it_is_due(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        early = now - MINUTE
        assert actions.claim_message(key=KEY, holder="me", via="x", until=NEVER, by=by, now=early) is None

    def test_a_claim_that_no_longer_stands_records_nothing(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        lost = claim(by, now)
        assert actions.return_to_waiting(claim=lost, by=by, now=now)
        claim(by, now, holder="another")
        before = deeds()
        assert not actions.record_sent(claim=lost, provider_reference="", sent_at=now, by=by, now=now)
        assert not actions.record_ambiguous(claim=lost, reason="late", by=by, now=now)
        assert not actions.record_failure(claim=lost, failure=PermanentFailure("late", fault="gateway"), by=by, now=now)
        assert not actions.return_to_waiting(claim=lost, by=by, now=now)
        assert (state().status, deeds()) == ("claimed", before)

    def test_a_claim_cannot_hide_in_another_transaction(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
            claim(by, now)


class TestFailing:
    def test_temporary_failures_are_tried_again_ever_later_and_six_times_at_most(
        self, by: Actor, now: datetime
    ) -> None:
        queue(by, now)
        waits = []
        for _ in range(6):
            at = state().next_try_at
            failure = TemporaryFailure("the mail server said 451", fault="recipient")
            actions.record_failure(claim=claim(by, at), failure=failure, by=by, now=at)
            waits.append((state().next_try_at - at) / MINUTE)
        assert waits == [1, 5, 15, 60, 60, 0]
        assert (state().status, state().tries, state().fault) == ("failed", 6, "recipient")
        assert [message.key for message in queries.failed()] == [KEY]
        assert queries.due_to_send(now + timedelta(days=99), 10) == []

    def test_a_permanent_failure_is_the_last(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        failure = PermanentFailure("no such mailbox", fault="recipient")
        actions.record_failure(claim=claim(by, now), failure=failure, by=by, now=now)
        assert (state().status, state().failed_reason, state().fault) == ("failed", "no such mailbox", "recipient")

    def test_a_person_has_it_tried_again_with_all_its_tries(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        with pytest.raises(Refused):
            actions.try_again(key=KEY, by=by, now=now)
        failure = PermanentFailure("the key of the gateway is wrong", fault="gateway")
        actions.record_failure(claim=claim(by, now), failure=failure, by=by, now=now)
        actions.try_again(key=KEY, by=by, now=now + MINUTE)
        assert (state().status, state().tries, state().failed_reason, state().fault) == ("waiting", 0, "", "")
        assert queries.due_to_send(now + MINUTE, 10) == [KEY]


class TestReceipts:
    def test_delivered(self, by: Actor, now: datetime) -> None:
        sent(by, now)
        actions.record_receipt(key=KEY, outcome="delivered", by=by, now=now + MINUTE)
        assert (state().status, state().sent_at, state().delivered_at) == ("delivered", now, now + MINUTE)

    @pytest.mark.parametrize("order", [("delivered", "bounced"), ("bounced", "delivered")])
    def test_a_bounce_is_kept_in_either_order(self, by: Actor, now: datetime, order: tuple[Outcome, Outcome]) -> None:
        sent(by, now)
        for outcome in order:
            actions.record_receipt(key=KEY, outcome=outcome, by=by, now=now)
        assert (state().status, state().delivered_at, state().bounced_at) == ("bounced", now, now)
        assert [message.key for message in queries.bounced_since(now)] == [KEY]
        assert queries.bounced_since(now + MINUTE) == []

    def test_the_same_receipt_again_changes_nothing(self, by: Actor, now: datetime) -> None:
        sent(by, now)
        for later in range(3):
            actions.record_receipt(key=KEY, outcome="bounced", by=by, now=now + later * MINUTE)
        assert state().bounced_at == now
        assert deeds().count("message.bounced") == 1

    def test_a_receipt_proves_that_a_message_left_while_its_sender_is_still_at_it(
        self, by: Actor, now: datetime
    ) -> None:
        queue(by, now)
        mine = claim(by, now)
        actions.record_receipt(key=KEY, outcome="delivered", by=by, now=now + MINUTE)
        assert not actions.record_sent(claim=mine, provider_reference="", sent_at=now, by=by, now=now)
        assert (state().status, state().sent_at) == ("delivered", now)
        assert queries.due_to_send(now + MINUTE, 10) == []

    def test_no_receipt_for_an_unknown_key_nor_for_what_was_never_sent(self, by: Actor, now: datetime) -> None:
        with pytest.raises(Refused):
            actions.record_receipt(key="N-UNKNOWN1", outcome="delivered", by=by, now=now)
        queue(by, now)
        with pytest.raises(Refused):
            actions.record_receipt(key=KEY, outcome="delivered", by=by, now=now)
        of_a_typo: Any = "opened"
        with pytest.raises(ValueError, match="delivered or bounced"):
            actions.record_receipt(key=KEY, outcome=of_a_typo, by=by, now=now)


class TestAmbiguous:
    def unclear(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        actions.record_ambiguous(claim=claim(by, now), reason="no answer", by=by, now=now)

    def test_it_is_shown_and_never_sent_by_itself(self, by: Actor, now: datetime) -> None:
        self.unclear(by, now)
        assert [(message.key, message.failed_reason) for message in queries.ambiguous()] == [(KEY, "no answer")]
        assert queries.due_to_send(now + timedelta(days=99), 10) == []
        assert queries.claims() == []

    def test_a_person_says_that_it_was_sent(self, by: Actor, now: datetime) -> None:
        self.unclear(by, now)
        actions.resolve_ambiguous(key=KEY, sent=True, by=by, now=now + MINUTE)
        assert (state().status, state().sent_at, state().failed_reason) == ("sent", now, "")

    def test_a_person_says_that_it_was_not(self, by: Actor, now: datetime) -> None:
        self.unclear(by, now)
        actions.resolve_ambiguous(key=KEY, sent=False, by=by, now=now + MINUTE)
        assert queries.due_to_send(now + MINUTE, 10) == [KEY]

    def test_no_job_decides_and_nothing_is_decided_twice(self, by: Actor, now: datetime) -> None:
        self.unclear(by, now)
        with pytest.raises(Refused):
            actions.resolve_ambiguous(key=KEY, sent=False, by=Actor("job:send", by.organisation), now=now)
        actions.resolve_ambiguous(key=KEY, sent=True, by=by, now=now)
        with pytest.raises(Refused):
            actions.resolve_ambiguous(key=KEY, sent=False, by=by, now=now)


class TestQueries:
    def test_many_messages_are_asked_for_in_few_questions(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        keys = [f"k{number}" for number in range(1200)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert set(queries.messages([*keys, KEY])) == {KEY}
        assert len(asked) == 3

    def test_counts_name_every_status(self, by: Actor, now: datetime) -> None:
        assert set(queries.counts().values()) == {0}
        queue(by, now)
        queue(by, now + MINUTE, key="another")
        claim(by, now)
        assert queries.counts() == {
            "waiting": 1,
            "claimed": 1,
            "sent": 0,
            "delivered": 0,
            "bounced": 0,
            "failed": 0,
            "ambiguous": 0,
        }
        assert queries.oldest_waiting() == now

    def test_what_is_longest_due_goes_first(self, by: Actor, now: datetime) -> None:
        queue(by, now, key="b")
        queue(by, now - MINUTE, key="a")
        queue(by, now, key="c")
        assert queries.due_to_send(now, 2) == ["a", "b"]

    def test_putting_all_off_uses_no_tries(self, by: Actor, now: datetime) -> None:
        queue(by, now)
        assert actions.put_off_waiting(until=now + MINUTE, by=by, now=now) == 1
        assert actions.put_off_waiting(until=now + MINUTE, by=by, now=now) == 0
        assert (state().tries, state().next_try_at) == (0, now + MINUTE)
        assert deeds("delivery") == ["message.all_put_off"]
