"""What Encompass does on time. Each job finds its work in the data and may be killed at any moment (H9)."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.gateways import handover
from firstbell.responses.encompass.queries import handovers, work

CHUNK = 300
T = TypeVar("T")
log = logging.getLogger("firstbell.encompass")


class SomeWorkFailed(Exception):
    """Rows that could not be done; the others were. ``str()`` names the errors' kinds and never their contents."""


def assess_incidents(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    found = work.unassessed(CHUNK)
    return _each(found, lambda incident_id: actions.assess_incident(incident_id=incident_id, by=by, now=now))


def route_incidents(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    def route(found: tuple[int, int]) -> None:
        actions.route_incident(incident_id=found[0], round_=found[1], by=by, now=now, policy=policy)

    return _each(work.unrouted(), route)


def release_notices(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Nothing is released during a pause, and nothing is lost by it (R16)."""
    if work.paused():
        return 0
    freed = _each(
        work.held_for_a_contact(),
        lambda reference: actions.end_hold_without_contact(reference=reference, by=by, now=now, policy=policy),
    )
    return freed + _each(
        work.to_release(),
        lambda reference: actions.release_notice(reference=reference, by=by, now=now, policy=policy),
    )


def hand_over(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """The file first, the record after: writing the same file again changes nothing."""

    def give(reference: str) -> bool:
        handover.write(reference, handovers.document(reference))
        return actions.note_sent_to_force(reference=reference, by=by, now=now)

    return _each(work.to_hand_over(), give)


def follow_messages(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    return _each(work.messages_to_follow(), lambda key: actions.follow_message(key=key, by=by, now=now, policy=policy))


def chase_notices(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    return _each(
        work.to_chase(now), lambda reference: actions.chase_notice(reference=reference, by=by, now=now, policy=policy)
    )


def watch_ends(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """A pause ends when it said it would; a hold that has run out is shown to a person and stays."""
    if work.ended_pauses(now):
        actions.end_pause(by=by, now=now)
        return 1
    return _each(work.expired_holds(now), lambda hold_id: actions.note_expired_hold(hold_id=hold_id, by=by, now=now))


def _each(found: Iterable[T], do: Callable[[T], object]) -> int:
    """Do up to a chunk, one row at a time. One that fails is logged by its kind and does not stop the others."""
    done, failures = 0, set()
    for item in found:
        try:
            done += do(item) is not False
        except Exception as error:  # one broken row must not leave every other child alone
            failures.add(type(error).__name__)
            log.error("%s failed for %s", type(error).__name__, item, extra={"error_at": _place(error)})
        if done >= CHUNK:
            break
    if failures and not done:
        raise SomeWorkFailed(", ".join(sorted(failures)))
    return done


def _place(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
