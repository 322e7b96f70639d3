"""The one gate before any contact: whether a client may be reached at all, and whether all that counts allows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firstbell.pure.refusal import Refused, is_written_out
from firstbell.responses.support.rules.children import why_not_alone
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, hours_in_words, why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """All that decides about contact with a client at one instant.

    ``stopped`` is why nobody contacts them at all, "" where somebody may. ``plan`` is that of their record, ``others``
    are those of further records that are the same person. ``age`` is a child's, and ``adults`` are, by channel, those
    through whom its ways run and who are clients too.
    """

    stopped: str = ""
    plan: SafeContactPlan | None
    others: tuple[SafeContactPlan, ...] = ()
    age: int | None = None
    adults: Mapping[str, "Reach"] = field(default_factory=dict)


def why_no_contact(reach: Reach, channel: str, at: datetime, *, message: bool = False) -> str:
    """Why this contact would be unsafe, in a sentence; "" where everything that counts allows it.

    ``at`` is any instant with a zone; ``message`` says that something is left which others may find.
    """
    if reach.stopped:
        return reach.stopped
    if why := why_not(reach.plan, channel, at, message=message):
        return why
    for plan in reach.others:
        if why := why_not(plan, channel, at, message=message):
            return f"By another record of the same person: {why}"
    return _why_not_through(reach, channel, at, message)


def may_look(reach: Reach, channel: str, at: datetime, reason: str) -> bool:
    """Whether looking at the number is within the plan. Outside it, Refused unless a reason is written out; and
    whatever the reason where all contact has stopped."""
    if reach.stopped:
        raise Refused(reach.stopped, "Nothing that leads to them is shown any more.")
    why = why_no_contact(reach, channel, at)
    if why and not is_written_out(reason):
        write = "Write in a sentence why you must see it all the same; it is kept, and looked through."
        raise Refused(why, f"{_when_safe(reach, channel)}{write}")
    return not why


def _why_not_through(reach: Reach, channel: str, at: datetime, message: bool) -> str:
    """Why this way of a plan that allows it leads to a child who may not be reached alone, or through an adult who may
    not be reached now."""
    way = reach.plan.way(channel) if reach.plan else None
    if way is None or way.adult is None:
        return why_not_alone(reach.age, way.understands if way else "")
    if not way.adult.client:
        return ""
    if (adult := reach.adults.get(channel)) is None or adult.age is not None:
        return "The way leads through a child."
    why = why_no_contact(adult, channel, at, message=message)
    return f"The way leads through an adult. {why}" if why else ""


def _when_safe(reach: Reach, channel: str) -> str:
    way = reach.plan.way(channel) if reach.plan else None
    return f"It is safe {hours_in_words(way)}. " if way else ""
