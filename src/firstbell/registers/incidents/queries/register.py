"""Incidents as their highest versions tell them, what is not yet done about them, and how their feeds stand."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.foundations.subject_access.queries import in_words
from firstbell.foundations.subject_access.rules.items import Candidate, Item
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.models import (
    ComparedOfficer,
    Feed,
    FeedAlarm,
    Incident,
    IncidentVersion,
    Restriction,
)
from firstbell.registers.incidents.queries.characteristics import told_sealed
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.incidents.rules.asking import candidate
from firstbell.registers.incidents.rules.facts import facts_from
from firstbell.registers.incidents.rules.feeds import Arrivals, FeedHealth, alarm_reference, health, windows
from firstbell.registers.incidents.rules.telling import told_of
from firstbell.registers.incidents.rules.ties import TIES, Officer, restriction_reference, tie
from firstbell.registers.people import queries as people

CHUNK = 500
OF_AN_INCIDENT: Tables = ((Restriction, "incident"), (IncidentVersion, "incident"), (Incident, "pk"))
"""What goes with an incident that is forgotten, those first that nothing points at."""


@dataclass(frozen=True, slots=True)
class VersionTimes:
    """When one version was recorded by the force and when it arrived here (UTC)."""

    version: int
    recorded_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """A feed found silent or thin, under the ``reference`` of the desk's e-mail. ``closed_at`` is None till it ends."""

    reference: str
    force: str
    state: str
    sentence: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident in a list: nobody is named on it."""

    number: int
    force: str
    reference: str
    version: int
    reported_at: datetime
    received_at: datetime
    domestic_abuse: bool


@dataclass(frozen=True, slots=True)
class ClosedRecord:
    """An incident that is closed to the person of ``email``, or was until ``lifted_at``. ``tries`` counts how often
    they asked for it."""

    reference: str
    number: int
    incident_id: int
    force: str
    incident_reference: str
    email: str
    tie: str
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_at: datetime | None
    tries: int
    tried_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counting:
    """From which London day a report counts as one of domestic abuse here, and from which no longer; None while it
    does."""

    came: date
    gone: date | None


def facts(incident_id: int) -> IncidentFacts:
    """The incident as its highest version tells it. KeyError if there is none of this number."""
    return facts_many([incident_id])[incident_id]


def facts_many(incident_ids: Collection[int]) -> dict[int, IncidentFacts]:
    """``facts`` of many incidents in one query; numbers that are no incident's are missing."""
    current = IncidentVersion.objects.filter(incident_id__in=incident_ids, version=F("incident__current_version"))
    return {number: facts_from(number, document) for number, document in current.values_list("incident_id", "document")}


def facts_at(incident_id: int, version: int) -> IncidentFacts:
    """The incident as one of its versions told it. KeyError if that version never arrived."""
    documents = IncidentVersion.objects.filter(incident_id=incident_id, version=version)
    for document in documents.values_list("document", flat=True):
        return facts_from(incident_id, document)
    raise KeyError((incident_id, version))


def every_incident() -> Iterator[IncidentFacts]:
    """Every incident, in order of arrival, a few hundred at a time: memory stays the same however many there are."""
    last = 0
    while numbers := list(Incident.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        found = facts_many(numbers)
        yield from (found[number] for number in numbers)
        last = numbers[-1]


def reported_between(since: datetime, until: datetime) -> Iterator[IncidentFacts]:
    """Every incident reported from ``since`` and before ``until``, in that order, a few hundred at a time."""
    rows = Incident.objects.filter(reported_at__gte=since, reported_at__lt=until).order_by("reported_at", "pk")
    numbers = list(rows.values_list("pk", flat=True))
    for start in range(0, len(numbers), CHUNK):
        found = facts_many(numbers[start : start + CHUNK])
        yield from (found[number] for number in numbers[start : start + CHUNK])


def find(force: str | None, reference: str) -> int:
    """Firstbell's number for an incident. Without ``force``, Refused where several forces use the reference."""
    found = Incident.objects.filter(reference=reference.strip())
    if force:
        found = found.filter(force=force)
    numbers = list(found.order_by("force").values_list("pk", "force"))
    if not numbers:
        raise Refused(f"There is no incident {reference}{f' of {force}' if force else ''}.", "Look at the reference.")
    if len(numbers) > 1:
        forces = ", ".join(name for _, name in numbers)
        raise Refused(f"{reference} is an incident of several forces: {forces}.", "Say which force (--force).")
    return numbers[0][0]


def numbers_of(reference: str) -> list[int]:
    """Firstbell's numbers for every incident of this reference, whatever force it is of; empty where there is none."""
    return list(Incident.objects.filter(reference=reference.strip()).order_by("force").values_list("pk", flat=True))


def numbers_by_name(names: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Firstbell's numbers by (force, reference); what is not here is missing."""
    rows = Incident.objects.filter(reference__in={reference for _, reference in names})
    found = {(force, reference): number for number, force, reference in rows.values_list("pk", "force", "reference")}
    return {name: found[name] for name in names if name in found}


def latest(limit: int, *, without: Collection[int] = ()) -> list[IncidentLine]:
    """The incidents reported last, newest first, without these."""
    rows = Incident.objects.exclude(pk__in=without).order_by("-reported_at", "-pk")
    fields = ("pk", "force", "reference", "current_version", "reported_at", "received_at", "domestic_abuse")
    return [IncidentLine(*row) for row in rows.values_list(*fields)[:limit]]


def current_versions(incident_ids: Collection[int]) -> dict[int, int]:
    """The highest version seen of each incident."""
    return dict(Incident.objects.filter(pk__in=incident_ids).values_list("pk", "current_version"))


def version_times(incident_id: int) -> list[VersionTimes]:
    """Every version that arrived, lowest first."""
    versions = IncidentVersion.objects.filter(incident_id=incident_id).order_by("version")
    return [VersionTimes(*times) for times in versions.values_list("version", "recorded_at", "received_at")]


def counting(incident_ids: Collection[int]) -> dict[int, Counting]:
    """Of those that are or ever were domestic abuse, since when they count, as their versions arrived."""
    rows = IncidentVersion.objects.filter(incident_id__in=incident_ids).order_by("version")
    found: dict[int, Counting] = {}
    for number, at, counts in rows.values_list("incident_id", "received_at", "document__domestic_abuse"):
        known, on = found.get(number), london_date(at)
        if counts and (known is None or known.gone):
            found[number] = Counting(known.came if known else on, None)
        elif not counts and known and known.gone is None:
            found[number] = Counting(known.came, on)
    return found


def loaded_until() -> dict[str, date]:
    """Of each force, the last London day that is over and after which its feed still sent."""
    rows = Feed.objects.values_list("force", "last_line_at")
    return {force: london_date(at) - timedelta(1) for force, at in rows}


def received_since(moment: datetime) -> list[tuple[int, int]]:
    """Incidents whose highest version arrived at ``moment`` or later: (incident, version), in order of arrival."""
    since = Incident.objects.filter(received_at__gte=moment).order_by("received_at", "pk")
    return list(since.values_list("pk", "current_version"))


def any_taken_in() -> bool:
    return Incident.objects.exists()


def unfinished(done: QuerySet[Any], limit: int) -> list[tuple[int, int]]:
    """Incidents whose highest version has no row in ``done``: (incident, version), the earliest reported first.

    ``done`` is a caller's own table with ``incident_id`` and ``version``: it must have an index that begins with both.
    """
    waiting = _unfinished(done).order_by("reported_at", "pk")
    return list(waiting.values_list("pk", "current_version")[:limit])


def unfinished_count(done: QuerySet[Any]) -> int:
    return _unfinished(done).count()


def _unfinished(done: QuerySet[Any]) -> QuerySet[Incident]:
    return Incident.objects.filter(
        ~Exists(done.filter(incident_id=OuterRef("pk"), version=OuterRef("current_version")))
    )


def feed_health(now: datetime, policy: ForcePolicy) -> list[FeedHealth]:
    """How every feed stands at ``now``, by force. A force that never sent a line has no feed."""
    return [
        health(_arrivals(feed, now), now, silent_hours=policy.silent_feed_hours, thin_ratio=policy.thin_feed_ratio)
        for feed in Feed.objects.order_by("force")
    ]


def _arrivals(feed: Feed, now: datetime) -> Arrivals:
    spans = windows(now, feed.first_line_at)
    since = min(after for after, _ in spans)
    counts: dict[str, int] = IncidentVersion.objects.filter(
        incident__force=feed.force, received_at__gt=since, received_at__lte=now
    ).aggregate(
        **{
            f"of_{n}": Count("pk", filter=Q(received_at__gt=after, received_at__lte=until))
            for n, (after, until) in enumerate(spans)
        }
    )
    lately, *earlier = (counts[f"of_{n}"] for n in range(len(spans)))
    return Arrivals(feed.force, feed.last_line_at, lately, tuple(earlier))


def open_alarms() -> list[Alarm]:
    """Feeds that were found silent or thin and are not yet found well again, the longest first."""
    alarms = FeedAlarm.objects.filter(closed_at=None).order_by("opened_at", "force")
    return [_alarm(alarm) for alarm in alarms]


def alarms_of(force: str) -> list[Alarm]:
    """Every alarm there ever was about a force's feed, newest first."""
    return [_alarm(alarm) for alarm in FeedAlarm.objects.filter(force=force).order_by("-opened_at", "-pk")]


def _alarm(alarm: FeedAlarm) -> Alarm:
    return Alarm(alarm_reference(alarm.pk), alarm.force, alarm.state, alarm.sentence, alarm.opened_at, alarm.closed_at)


def _officers() -> dict[str, Officer]:
    """Everybody who signs in for the police, by e-mail."""
    return {one.email.lower(): Officer(one.email.lower(), one.name, one.phone) for one in accounts.police_people()}


def officers_not_compared() -> list[Officer]:
    """Those of the police who are not yet compared, as they are known today, with every incident on file."""
    done = set(ComparedOfficer.objects.values_list("email", "stamp"))
    return [officer for officer in _officers().values() if (officer.email, officer.stamp) not in done]


def tied_to(officer: Officer) -> dict[int, str]:
    """Every incident that the officer is tied to, as its highest version tells it, with what ties them."""
    ties = ((facts.incident_id, tie(officer, facts)) for facts in every_incident())
    return {number: found for number, found in ties if found}


def ties_of(incidents: Collection[IncidentFacts]) -> list[tuple[int, str, str]]:
    """Who of the police is tied to a party of one of these: (incident_id, e-mail, what ties them)."""
    officers = _officers().values()
    return [
        (facts.incident_id, officer.email, found)
        for facts in incidents
        for officer in officers
        if (found := tie(officer, facts))
    ]


def closed_to(email: str) -> frozenset[int]:
    """The incidents that this person may know nothing of, not even that they exist.

    Somebody new to the police, who is not yet compared with what is on file, is compared now.
    """
    rows = dict(Restriction.objects.filter(email=email.lower()).values_list("incident_id", "lifted_at"))
    closed = {number for number, lifted_at in rows.items() if lifted_at is None}
    officer = _officers().get(email.lower())
    if officer and not ComparedOfficer.objects.filter(email=officer.email, stamp=officer.stamp).exists():
        closed |= tied_to(officer).keys() - rows.keys()
    return frozenset(closed)


def is_closed_to(incident_id: int, email: str) -> bool:
    """As ``closed_to`` for one incident; the person is compared with it as it stands now, whatever was done before."""
    row = Restriction.objects.filter(incident_id=incident_id, email=email.lower()).values_list("lifted_at").first()
    if row is not None:
        return row[0] is None
    officer = _officers().get(email.lower())
    return officer is not None and bool(tie(officer, facts(incident_id)))


def restrictions_to_tell() -> list[int]:
    """Records that were closed and of which nobody has been told, by number, oldest first."""
    waiting = Restriction.objects.filter(told_at=None, lifted_at=None).order_by("pk")
    return list(waiting.values_list("pk", flat=True))


def restrictions(*, seen_by: Actor) -> list[ClosedRecord]:
    """Every record that is or was closed to somebody, newest first, without those closed to whoever asks."""
    rows = Restriction.objects.select_related("incident").exclude(email=seen_by.name.lower()).order_by("-pk")
    closed = closed_to(seen_by.name)
    return [_closed_record(row) for row in rows if row.incident_id not in closed]


def restriction_references() -> frozenset[str]:
    """What closed records are called in e-mails."""
    return frozenset(map(restriction_reference, Restriction.objects.values_list("pk", flat=True)))


def records_named(*, name: str, born: date | None, closed: Collection[int] = ()) -> tuple[Candidate, ...]:
    """Records of incidents that may be of somebody, the latest reported first, without the incidents ``closed`` to
    whoever asks. Their key is ``12:P1``: Firstbell's number of the incident, and who there."""
    found = people.mentioned(name=name, born=born)
    numbers = numbers_by_name({(one.force, one.incident_reference) for one in found})
    wanted = [(numbers.get((one.force, one.incident_reference), 0), one.person_id) for one in found]
    known = facts_many({number for number, _ in wanted} - set(closed))
    return tuple(candidate(known[number], person) for number, person in wanted if number in known)


def about_record(incident_id: int, person_id: str) -> tuple[Item, ...]:
    """What every version of the incident says of somebody in it, the latest first, each thing once."""
    versions = IncidentVersion.objects.filter(incident_id=incident_id).select_related("incident").order_by("-version")
    found: dict[tuple[str, str], Item] = {}
    for row in versions:
        for where, said, told in told_of(row.document, person_id):
            if value := in_words(said):
                item = Item(f"{row._meta.label}:{row.pk}:{where}", row.incident.reference, value, told)
                found.setdefault((where.rpartition(".")[2], value), item)
        for item in told_sealed(row, person_id):
            found.setdefault((item.key, ""), item)
    return tuple(found.values())


def reported_before(moment: datetime) -> tuple[int, ...]:
    """Firstbell's numbers of the incidents reported before this moment, the earliest first."""
    rows = Incident.objects.filter(reported_at__lt=moment).order_by("reported_at", "pk")
    return tuple(rows.values_list("pk", flat=True))


def names_of(incident_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """(force, reference) of each of these incidents."""
    rows = Incident.objects.filter(pk__in=incident_ids).values_list("pk", "force", "reference")
    return {number: (force, reference) for number, force, reference in rows}


def rows_of_incidents(incident_ids: tuple[int, ...]) -> dict[str, int]:
    """How many rows of which table of this part go with these incidents."""
    return rows_of(OF_AN_INCIDENT, incident_ids)


def _closed_record(row: Restriction) -> ClosedRecord:
    return ClosedRecord(
        reference=restriction_reference(row.pk),
        number=row.pk,
        incident_id=row.incident_id,
        force=row.incident.force,
        incident_reference=row.incident.reference,
        email=row.email,
        tie=row.tie,
        reason=row.reason or TIES[row.tie],
        placed_by=row.placed_by,
        placed_at=row.placed_at,
        lifted_at=row.lifted_at,
        tries=row.tries,
        tried_at=row.tried_at,
    )
