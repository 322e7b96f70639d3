"""R16: the alarm on a silent or thin feed, raised once and ended when the feed is back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.delivery.models import Message
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.actions import Received, record_versions
from firstbell.registers.incidents.jobs import watch_feeds
from firstbell.registers.incidents.rules.reading import read_document
from rulebook.incident_lines import line, sample

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)


class Feed:
    """A night's file now and then, and the watch over it."""

    def __init__(self, by: Actor, policy: ForcePolicy) -> None:
        self.by, self.policy = by, policy
        self.sent = 0

    def night(self, at: datetime, count: int = 20, **facts: Any) -> None:
        documents = [sample(reference=f"A{self.sent + n}", **facts) for n in range(count)]
        self.sent += count
        received = [Received(n, read_document(line(document))) for n, document in enumerate(documents)]
        record_versions(received=received, by=self.by, now=at)

    def watch(self, at: datetime) -> int:
        return watch_feeds(by=self.by, now=at, policy=self.policy)

    def state(self, at: datetime) -> list[tuple[str, str]]:
        return [(health.force, health.state) for health in queries.feed_health(at, self.policy)]


@pytest.fixture
def feed(by: Actor, policy: ForcePolicy) -> Feed:
    return Feed(by, policy)


def test_a_force_never_heard_of_has_no_feed(feed: Feed) -> None:
    assert feed.state(MONDAY) == []
    assert feed.watch(MONDAY) == 0


def test_silence_raises_one_alarm_and_tells_the_desk_once(feed: Feed) -> None:
    feed.night(MONDAY)
    assert feed.watch(MONDAY + timedelta(hours=26)) == 0
    for hours in (27, 28, 80):
        feed.watch(MONDAY + timedelta(hours=hours))
    (alarm,) = queries.open_alarms()
    assert (alarm.state, alarm.opened_at) == ("silent", MONDAY + timedelta(hours=27))
    assert alarm.sentence == (
        "No line has come from the incident feed of staffordshire since 7 September 2026 at 07:00, for 27 hours."
    )
    (message,) = Message.objects.all()
    assert (message.recipient, message.template, message.reference) == (
        "desk@force.example",
        "desk_alarm",
        alarm.reference,
    )
    assert Entry.objects.filter(action="feed.alarm", subject="feed:staffordshire").count() == 1


def test_the_alarm_ends_when_the_feed_is_back_and_may_be_raised_again(feed: Feed) -> None:
    feed.night(MONDAY)
    feed.watch(MONDAY + timedelta(days=2))
    feed.night(MONDAY + timedelta(days=3))
    assert feed.watch(MONDAY + timedelta(days=3)) == 1
    assert queries.open_alarms() == []
    feed.watch(MONDAY + timedelta(days=6))
    assert [bool(alarm.closed_at) for alarm in queries.alarms_of("staffordshire")] == [False, True]
    assert Message.objects.count() == 2


def test_a_line_that_changes_nothing_is_a_line(feed: Feed, by: Actor) -> None:
    feed.night(MONDAY, 1)
    feed.sent = 0
    feed.night(MONDAY + timedelta(days=2), 1)
    assert feed.state(MONDAY + timedelta(days=2)) == [("staffordshire", "ok")]


def test_each_force_has_its_own_feed(feed: Feed) -> None:
    feed.night(MONDAY, 2)
    feed.night(MONDAY + timedelta(days=1), 2, force="west-mercia")
    assert feed.state(MONDAY + timedelta(days=2)) == [("staffordshire", "silent"), ("west-mercia", "ok")]


@pytest.fixture
def a_month(feed: Feed) -> Callable[[int], datetime]:
    """Twenty versions every morning for four weeks, and then as many as are asked for."""

    def nights(last: int) -> datetime:
        for day in range(28):
            feed.night(MONDAY + timedelta(days=day, minutes=day % 5))
        if last:
            feed.night(MONDAY + timedelta(days=28), last)
        return MONDAY + timedelta(days=28, minutes=10)

    return nights


@pytest.mark.parametrize(("last", "state"), [(20, "ok"), (8, "ok"), (7, "thin"), (0, "ok")])
def test_a_thin_night(feed: Feed, a_month: Callable[[int], datetime], last: int, state: str) -> None:
    """A file that is not yet there ten minutes past its time is late, not thin: in two hours it would be silent."""
    assert feed.state(a_month(last)) == [("staffordshire", state)]


def test_a_thin_feed_that_falls_silent_changes_its_alarm(feed: Feed, a_month: Callable[[int], datetime]) -> None:
    morning = a_month(1)
    feed.watch(morning + timedelta(hours=3))
    assert [alarm.state for alarm in queries.open_alarms()] == ["thin"]
    assert feed.watch(morning + timedelta(hours=30)) == 1
    assert [alarm.state for alarm in queries.open_alarms()] == ["silent"]


def test_no_desk_address_is_no_message_but_still_an_alarm(feed: Feed) -> None:
    feed.policy = replace(feed.policy, desk_emails=())
    feed.night(MONDAY)
    feed.watch(MONDAY + timedelta(days=2))
    assert len(queries.open_alarms()) == 1
    assert not Message.objects.exists()
