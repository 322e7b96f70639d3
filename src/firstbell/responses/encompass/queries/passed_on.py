"""Histories that a person passed on with a pupil who moved: read by the new establishment, never answered there."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.encompass.models import HistoryPassed, Step
from firstbell.responses.encompass.queries import recipients, whose
from firstbell.responses.encompass.queries.for_school import NoticeForSchool, as_seen, place_name
from firstbell.responses.encompass.rules import status


@dataclass(frozen=True, slots=True)
class PassedOnRow:
    """A history that was passed on to the actor's establishment. ``read`` says whether anybody there has read it."""

    reference: str
    came_from: str
    came_at: datetime
    reason: str
    withdrawn: bool
    read: bool


@dataclass(frozen=True, slots=True)
class HistoryForSchool:
    """A notice's history as the establishment sees it to which it was passed on, and why it was."""

    row: PassedOnRow
    notice: NoticeForSchool


def histories_passed_to(*, seen_by: Actor, now: datetime, policy: ForcePolicy) -> list[PassedOnRow]:
    """What was passed on to the actor's establishment, newest first; empty for whoever is no contact of it."""
    mine = HistoryPassed.objects.filter(urn__in=whose.urns_of(seen_by)).select_related("notice").order_by("-id")
    return [_row(passing) for passing in mine if _may_read(passing, seen_by, now=now, policy=policy)]


def history_for_school(*, reference: str, seen_by: Actor, now: datetime, policy: ForcePolicy) -> HistoryForSchool:
    """One history that was passed on to the actor's establishment. NotYours for anybody else."""
    passing = _passing(reference, seen_by, now=now, policy=policy)
    if passing is None:
        raise whose.not_yours(reference)
    return HistoryForSchool(_row(passing), as_seen(passing.notice, seen_by, now=now, policy=policy))


def is_passed_to(reference: str, seen_by: Actor, *, now: datetime, policy: ForcePolicy) -> bool:
    """Whether this history was passed on to an establishment that the actor answers for."""
    return _passing(reference, seen_by, now=now, policy=policy) is not None


def _passing(reference: str, seen_by: Actor, *, now: datetime, policy: ForcePolicy) -> HistoryPassed | None:
    mine = HistoryPassed.objects.filter(urn__in=whose.urns_of(seen_by), notice__reference=reference)
    found = mine.select_related("notice")
    return next((each for each in found if _may_read(each, seen_by, now=now, policy=policy)), None)


def _may_read(passing: HistoryPassed, actor: Actor, *, now: datetime, policy: ForcePolicy) -> bool:
    return recipients.is_contact(passing.urn, actor.name, now=now, policy=policy)


def _row(passing: HistoryPassed) -> PassedOnRow:
    notice = passing.notice
    return PassedOnRow(
        reference=notice.reference,
        came_from=place_name(notice),
        came_at=passing.passed_at,
        reason=passing.reason,
        withdrawn=notice.status in status.CLOSED,
        read=Step.objects.filter(notice=notice, what="history_read", at__gte=passing.passed_at).exists(),
    )
