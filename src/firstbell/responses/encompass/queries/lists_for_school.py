"""The lists of a place: its notices, how a trust's schools stand, and what was passed on to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.models import Disclosure, Notice, Step
from firstbell.responses.encompass.queries import whose
from firstbell.responses.encompass.rules import status, wording

Which = Literal["new", "acknowledged", "all"]
SHOWN: dict[str, frozenset[str]] = {
    "new": status.AWAITING_ANSWER,
    "acknowledged": frozenset({status.ACKNOWLEDGED}),
    "all": status.AWAITING_ANSWER | {status.ACKNOWLEDGED} | status.CLOSED,
}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in a place's list. ``child_name`` is empty until somebody of the place has opened the notice (R13)."""

    reference: str
    urn: str
    place_name: str
    child_name: str
    status: str
    state: str
    came_at: datetime
    due_by: datetime
    late: bool
    updated: bool
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class SchoolOfTrust:
    """How one of a trust's schools stands: notices nobody has acknowledged, those of them past their deadline, all."""

    urn: str
    name: str
    new: int
    late: int
    all: int


def notices_for_school(
    *, seen_by: Actor, which: Which, now: datetime, policy: ForcePolicy, urn: str = ""
) -> list[NoticeRow]:
    """The released notices that the actor answers for: the open ones by deadline, all others newest first.

    ``urn`` leaves only those of one of the actor's establishments, under every URN it has had.
    """
    mine = _mine(seen_by, SHOWN[which], now=now, policy=policy, urn=urn)
    named = _opened(mine)
    names = schools.establishments([notice.urn for notice in mine if notice.urn])
    contents = _last_contents(mine)
    rows = []
    for notice in mine:
        place = names.get(notice.urn)
        content = contents.get(notice.pk, (0, {}))
        shown = notice.pk in named and notice.status not in status.CLOSED
        rows.append(_row(notice, place.name if place else "", str(content[1].get("child_name", "")) if shown else "",
                         updated=content[0] > 1, now=now))  # fmt: skip
    return rows


def schools_of_trust(*, seen_by: Actor, now: datetime, policy: ForcePolicy) -> list[SchoolOfTrust]:
    """Every school of the actor's trust by name, and how many of its notices wait: counts, and no child."""
    urns = whose.establishments_of(seen_by)
    places = schools.establishments(urns)
    found = []
    for urn in sorted(places, key=lambda one: places[one].name):
        at_school = Notice.objects.filter(urn__in=whose.earlier_and_now(urn), kind="establishment", rerouted_to="")
        states = list(at_school.filter(released_at__isnull=False).values_list("status", "due_by"))
        new = [due for state, due in states if state in status.AWAITING_ANSWER]
        found.append(SchoolOfTrust(urn, places[urn].name, len(new), sum(due <= now for due in new), len(states)))
    return found


def _mine(actor: Actor, states: frozenset[str], *, now: datetime, policy: ForcePolicy, urn: str) -> Sequence[Notice]:
    released = Notice.objects.filter(whose.at_place_of(actor), status__in=states, released_at__isnull=False)
    if urn:
        released = released.filter(urn__in=whose.earlier_and_now(urn))
    waiting_first = "due_by" if states == status.AWAITING_ANSWER else "-released_at"
    found = list(released.order_by(waiting_first, "id"))
    theirs = set(whose.those_for(found, actor, now=now, policy=policy))
    return [notice for notice in found if notice.pk in theirs]


def _opened(notices: Sequence[Notice]) -> set[int]:
    """Those that somebody of the place they went to has opened since they were released to it."""
    steps = Step.objects.filter(notice__in=notices, what__in=("opened", "acknowledged"))
    since = {notice.pk: notice.released_at for notice in notices}
    return {pk for pk, at in steps.values_list("notice_id", "at") if (released := since[pk]) and at >= released}


def _last_contents(notices: Sequence[Notice]) -> dict[int, tuple[int, dict[str, object]]]:
    said = (
        Disclosure.objects.filter(notice__in=notices).order_by("number").values_list("notice_id", "number", "content")
    )
    return {pk: (number, content) for pk, number, content in said}


def _row(notice: Notice, place: str, child_name: str, *, updated: bool, now: datetime) -> NoticeRow:
    assert notice.released_at is not None
    return NoticeRow(
        reference=notice.reference,
        urn=notice.urn,
        place_name=place,
        child_name=child_name,
        status=notice.status,
        state=wording.STATES[notice.status],
        came_at=notice.released_at,
        due_by=notice.due_by,
        late=notice.status in status.AWAITING_ANSWER and notice.due_by <= now,
        updated=updated,
        acknowledged_at=notice.acknowledged_at,
    )
