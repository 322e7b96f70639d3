"""What a school may see of one notice, and nothing else (H5). The same for an authority, a trust and any setting."""

from dataclasses import dataclass, replace
from datetime import datetime

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.models import HistoryPassed, Notice
from firstbell.responses.encompass.queries import recipients, whose
from firstbell.responses.encompass.rules import status, wording
from firstbell.responses.encompass.rules.disclosure import FIELDS

PASSED_ON = "passed"
"""The rung of a message to an establishment that a history was passed on to."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the notice, in plain words; ``text`` is what somebody wrote with it."""

    at: datetime
    words: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One of the place who was told: by role, never by address. ``arrived`` is None while nothing is known of it."""

    at: datetime
    role: str
    you: bool
    arrived: bool | None


@dataclass(frozen=True, slots=True)
class DisclosedVersion:
    """What the notice said from ``at`` on, and in ``changed`` label, before and after of what that changed."""

    number: int
    at: datetime
    content: dict[str, object]
    changed: tuple[tuple[str, str, str], ...]

    def in_words(self) -> list[tuple[str, str]]:
        return wording.content_in_words(self.content)


@dataclass(frozen=True, slots=True)
class NoticeForSchool:
    """A notice as the one who is told sees it: its profile's fields, as they were disclosed, and its state.

    ``content`` is empty once the notice is closed: withdrawn, or answered with "not our pupil".
    """

    reference: str
    place_name: str
    status: str
    state: str
    came_at: datetime
    due_by: datetime
    late: bool
    content: dict[str, object]
    number: int
    updated: bool
    versions: tuple[DisclosedVersion, ...] = ()
    told: tuple[Told, ...] = ()
    timeline: tuple[Event, ...] = ()
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    opened: bool = False
    passed_by_you: bool = False
    passed_on_to: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody must still acknowledge it."""
        return self.status in status.AWAITING_ANSWER

    @property
    def closed(self) -> bool:
        return self.status in status.CLOSED

    @property
    def notes(self) -> tuple[Event, ...]:
        return tuple(event for event in self.timeline if event.text)

    def in_words(self) -> list[tuple[str, str]]:
        """Label and words of every field, in the profile's order."""
        return wording.content_in_words(self.content)


def notice_for_school(*, reference: str, seen_by: Actor, now: datetime, policy: ForcePolicy) -> NoticeForSchool:
    """The notice as disclosed to the actor's place. NotYours for whoever does not answer for it, and before release."""
    notice = Notice.objects.filter(whose.at_place_of(seen_by), reference=reference).first()
    if notice is None or not whose.answers_for(notice, seen_by, now=now, policy=policy):
        raise whose.not_yours(reference)
    return as_seen(notice, seen_by, now=now, policy=policy)


def as_seen(notice: Notice, seen_by: Actor, *, now: datetime, policy: ForcePolicy) -> NoticeForSchool:
    """The notice as the actor sees it, who is known to answer for it."""
    if notice.released_at is None:
        raise whose.not_yours(notice.reference)
    roles = _roles(notice, now=now, policy=policy)
    versions = _versions(notice)
    steps = list(notice.steps.filter(at__gte=notice.released_at).order_by("id"))
    acknowledged = [step for step in steps if step.what == "acknowledged"]
    seen = NoticeForSchool(
        reference=notice.reference,
        place_name=place_name(notice),
        status=notice.status,
        state=wording.STATES.get(notice.status, notice.status),
        came_at=notice.released_at,
        due_by=notice.due_by,
        late=notice.status in status.AWAITING_ANSWER and notice.due_by <= now,
        content=dict(versions[-1].content) if versions else {},
        number=len(versions),
        updated=len(versions) > 1,
        versions=versions,
        told=_told(notice, roles, seen_by),
        timeline=tuple(
            Event(step.at, wording.event_in_words(step.what, _who(step.by, roles, seen_by)), _text(step.what, step.why))
            for step in steps
            if step.what in wording.EVENTS
        ),
        acknowledged_at=notice.acknowledged_at,
        acknowledged_by=_who(acknowledged[0].by, roles, seen_by) if acknowledged else "",
        opened=any(step.what == "opened" for step in steps),
        passed_by_you=any(step.what == recipients.PASSED and _is(step.by, seen_by) for step in steps),
        passed_on_to=_passed_on_to(notice),
    )
    return replace(seen, content={}, versions=()) if seen.closed else seen


def place_name(notice: Notice) -> str:
    """The name of the place that the notice went to."""
    if not notice.urn:
        return "The authority"
    found = schools.establishments([notice.urn]).get(notice.urn)
    return found.name if found else f"Establishment {notice.urn}"


def _roles(notice: Notice, *, now: datetime, policy: ForcePolicy) -> dict[str, str]:
    """E-mail to role in words, of all the place's contacts; for a re-routed notice, of the one who was named."""
    if notice.rerouted_to:
        known = schools.contact_by_email(notice.rerouted_to, now=now, policy=policy)
    else:
        owner = recipients.owner_of(notice)
        owners = dict.fromkeys((owner, whose.current(owner) if owner.isdigit() else owner))
        known = [contact for one in owners for contact in schools.contacts_of(one, now=now, policy=policy)]
    return {contact.email.lower(): wording.role_in_words(contact.role) for contact in known}


def _versions(notice: Notice) -> tuple[DisclosedVersion, ...]:
    found: list[DisclosedVersion] = []
    for said in notice.disclosures.order_by("number"):
        changed = wording.changed_in_words(found[-1].content, said.content) if found else []
        found.append(DisclosedVersion(said.number, said.at, in_order(said.content), tuple(changed)))
    return tuple(found)


def in_order(content: dict[str, object]) -> dict[str, object]:
    """The fields as a notice lists them: a database may keep an object's fields in an order of its own."""
    return {field: content[field] for field in FIELDS if field in content}


def _told(notice: Notice, roles: dict[str, str], seen_by: Actor) -> tuple[Told, ...]:
    arrived = {"delivered": True, "failed": False, "bounced": False}
    return tuple(
        Told(
            one.queued_at,
            roles.get(one.recipient.lower(), wording.SOMEBODY),
            _is(one.recipient, seen_by),
            arrived.get(one.outcome),
        )
        for one in notice.tellings.exclude(rung__startswith=PASSED_ON).order_by("id")
    )


def _who(name: str, roles: dict[str, str], seen_by: Actor) -> str:
    return wording.YOU if _is(name, seen_by) else roles.get(name.lower(), wording.SOMEBODY)


def _is(name: str, actor: Actor) -> bool:
    return name.lower() == actor.name.lower()


def _text(what: str, why: str) -> str:
    return why if what in wording.WRITTEN else ""


def _passed_on_to(notice: Notice) -> tuple[str, ...]:
    urns = list(HistoryPassed.objects.filter(notice=notice).order_by("id").values_list("urn", flat=True))
    names = schools.establishments(urns)
    return tuple(names[urn].name if urn in names else urn for urn in urns)
