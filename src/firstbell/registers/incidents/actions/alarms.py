"""Raising and ending the alarm about a feed (R16)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.delivery import actions as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.models import Feed, FeedAlarm
from firstbell.registers.incidents.rules.feeds import OK, FeedHealth, alarm_reference


def note_alarms(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Open an alarm for every feed that fell silent or thin, and end those of feeds that are no longer so.

    The desk's addresses (``policy.desk_emails``) are told of each new alarm, once. Returns how many were opened or
    ended.
    """
    with transaction.atomic():
        _wait_for_other_watchers()
        still_open = {alarm.force: alarm for alarm in FeedAlarm.objects.filter(closed_at=None)}
        changes = [
            (still_open.get(health.force), health)
            for health in queries.feed_health(now, policy)
            if health.state != _state_of(still_open.get(health.force))
        ]
        ended = [_end(alarm, now) for alarm, _ in changes if alarm]
        opened = [_open(health, now) for _, health in changes if health.state != OK]
        for alarm in ended:
            _record("feed.alarm_end", alarm, by, now)
        for alarm in opened:
            _record("feed.alarm", alarm, by, now)
            _tell_desk(alarm, policy, by, now)
    return len(changes)


def _wait_for_other_watchers() -> None:
    """Lock the feeds, so that of two workers one looks only after the other has written."""
    for _ in Feed.objects.select_for_update().order_by("force"):
        pass


def _state_of(alarm: FeedAlarm | None) -> str:
    return alarm.state if alarm else OK


def _end(alarm: FeedAlarm, now: datetime) -> FeedAlarm:
    FeedAlarm.objects.filter(pk=alarm.pk).update(closed_at=now)
    return alarm


def _open(health: FeedHealth, now: datetime) -> FeedAlarm:
    return FeedAlarm.objects.create(force=health.force, state=health.state, sentence=health.sentence, opened_at=now)


def _record(action: str, alarm: FeedAlarm, by: Actor, now: datetime) -> None:
    details = {"state": alarm.state, "alarm": alarm_reference(alarm.pk)}
    audit.record(by=by, now=now, action=action, subject=f"feed:{alarm.force}", details=details)


def _tell_desk(alarm: FeedAlarm, policy: ForcePolicy, by: Actor, now: datetime) -> None:
    delivery.queue_to_each(
        to=policy.desk_emails,
        key=f"feed-{alarm.pk}",
        template="desk_alarm",
        reference=alarm_reference(alarm.pk),
        by=by,
        now=now,
    )
