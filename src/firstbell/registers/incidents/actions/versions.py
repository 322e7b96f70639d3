"""Keeping every version of every incident, in whatever order they arrive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import Ring
from firstbell.foundations.take_in.rules import Stored, Unfit
from firstbell.pure.actor import Actor
from firstbell.registers.incidents.actions.restrictions import close_at_arrival
from firstbell.registers.incidents.models import Feed, Incident, IncidentVersion
from firstbell.registers.incidents.rules.characteristics import apart, keyed_digest, sealed, version_name
from firstbell.registers.incidents.rules.document import IncidentDocument
from firstbell.registers.incidents.rules.facts import facts_from, people_in
from firstbell.registers.incidents.rules.reading import stored_form
from firstbell.registers.people import actions as people

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Received:
    """A document and the line of the file it came from (0: from no file)."""

    line: int
    document: IncidentDocument


@dataclass(frozen=True, slots=True)
class _Arrival:
    line: int
    document: IncidentDocument
    stored: dict[str, Any]
    digest: str
    characteristics: dict[str, str]

    @property
    def name(self) -> Name:
        return self.document.force, self.document.reference

    @property
    def version(self) -> int:
        return self.document.version


def record_version(*, document: IncidentDocument, by: Actor, now: datetime, feed: bool = True) -> bool:
    """Keep one version of an incident. True if it changed something, False if it was here already.

    ``feed`` is False for what no feed sent, so that its force is not expected to send more.
    Raises Unfit where the same version was taken in before with other content.
    """
    with transaction.atomic():
        result = record_versions(received=[Received(0, document)], by=by, now=now, feed=feed)
        for _, field, reason in result.unfit:
            raise Unfit(field, reason)
        return result.changed > 0


def record_versions(
    *, received: Sequence[Received], by: Actor, now: datetime, file: str = "", feed: bool = True
) -> Stored:
    """Keep versions of incidents; the highest version of each is the truth, whatever the order of arrival.

    A version that is here already with the same content is unchanged; with other content it is unfit, and what is here
    stays. ``file`` is the name of the file they come from.
    """
    arrivals, unfit = _readable(received)
    if not arrivals:
        return Stored(0, 0, unfit)
    with transaction.atomic():
        incidents = _incidents_of(arrivals, now)
        new, unchanged, refused = _sorted_out(arrivals, incidents)
        _write_versions(new, incidents, now, file)
        risen = _write_current(new, incidents, now)
        if feed:
            _note_feeds({arrival.document.force for arrival in arrivals}, now)
        if risen:
            recorded = [people_in(facts_from(incidents[arrival.name].pk, arrival.stored)) for arrival in risen]
            people.record_people(recorded=recorded, by=by, now=now)
            close_at_arrival([facts_from(incidents[arrival.name].pk, arrival.stored) for arrival in risen], by, now)
        if new:
            counts = {"new": len(new), "unchanged": unchanged, "current": len(risen), "refused": len(refused)}
            audit.record(by=by, now=now, action="incidents.record", subject=_subject(new), details=counts)
    return Stored(len(new), unchanged, sorted([*unfit, *refused]))


def _readable(received: Sequence[Received]) -> tuple[list[_Arrival], list[tuple[int, str, str]]]:
    arrivals, unfit = [], []
    for one in received:
        try:
            arrivals.append(_arrival(one))
        except Unfit as error:
            unfit.append((one.line, error.field, error.reason))
    return arrivals, unfit


def _arrival(one: Received) -> _Arrival:
    """As it is kept: who a party is by what the law protects is taken out and sealed."""
    document = one.document
    stored, digest = stored_form(document)
    stored, said = apart(stored)
    if said:
        digest = keyed_digest(digest, str(settings.LIKENESS_KEY).encode())
    version = version_name(document.force, document.reference, document.version)
    return _Arrival(one.line, document, stored, digest, sealed(said, Ring.of(settings.SEAL_KEYS), version))


def _subject(new: list[_Arrival]) -> str:
    if len(new) == 1:
        force, reference = new[0].name
        return f"incident:{force}:{reference}"
    return f"incidents:{','.join(sorted({force for (force, _) in (arrival.name for arrival in new)}))}"[:500]


def _incidents_of(arrivals: list[_Arrival], now: datetime) -> dict[Name, Incident]:
    """The incidents that the arrivals are about, made where they are new, all locked until the transaction ends."""
    highest = _highest(arrivals)
    found = _locked(highest)
    missing = [_incident(highest[name], now) for name in sorted(highest.keys() - found.keys())]
    if missing:
        Incident.objects.bulk_create(missing, ignore_conflicts=True)  # another take-in may have made one just now
        found |= _locked([(incident.force, incident.reference) for incident in missing])
    return found


def _locked(names: Iterable[Name]) -> dict[Name, Incident]:
    references: dict[str, list[str]] = {}
    for force, reference in names:
        references.setdefault(force, []).append(reference)
    of_these = Q(pk=None)
    for force, its in references.items():
        of_these |= Q(force=force, reference__in=its)
    incidents = Incident.objects.select_for_update().filter(of_these).order_by("force", "reference")
    return {(incident.force, incident.reference): incident for incident in incidents}


def _incident(arrival: _Arrival, now: datetime) -> Incident:
    document = arrival.document
    return Incident(
        force=document.force,
        reference=document.reference,
        current_version=document.version,
        reported_at=document.reported_at,
        received_at=now,
        domestic_abuse=document.domestic_abuse,
    )


def _highest(arrivals: Iterable[_Arrival]) -> dict[Name, _Arrival]:
    """Of each incident the arrival with the highest version, the first of those."""
    highest: dict[Name, _Arrival] = {}
    for arrival in arrivals:
        if arrival.name not in highest or arrival.version > highest[arrival.name].version:
            highest[arrival.name] = arrival
    return highest


def _sorted_out(
    arrivals: list[_Arrival], incidents: dict[Name, Incident]
) -> tuple[list[_Arrival], int, list[tuple[int, str, str]]]:
    """What is new, how many were here already, and what contradicts the same version that is here."""
    numbers = {incident.pk for incident in incidents.values()}
    here = IncidentVersion.objects.filter(incident__in=numbers, version__in={arrival.version for arrival in arrivals})
    known = {(number, version): digest for number, version, digest in here.values_list("incident", "version", "digest")}
    new, unchanged, refused = [], 0, []
    for arrival in arrivals:
        digest = known.setdefault((incidents[arrival.name].pk, arrival.version), "")
        if not digest:
            known[incidents[arrival.name].pk, arrival.version] = arrival.digest
            new.append(arrival)
        elif digest == arrival.digest:
            unchanged += 1
        else:
            refused.append((arrival.line, "version", _contradiction(arrival)))
    return new, unchanged, refused


def _contradiction(arrival: _Arrival) -> str:
    return (
        f"version {arrival.version} of {arrival.document.reference} was already taken in with other content; "
        "send it as a higher version"
    )


def _write_versions(new: list[_Arrival], incidents: dict[Name, Incident], now: datetime, file: str) -> None:
    IncidentVersion.objects.bulk_create(
        IncidentVersion(
            incident=incidents[arrival.name],
            version=arrival.version,
            document=arrival.stored,
            characteristics=arrival.characteristics,
            digest=arrival.digest,
            recorded_at=arrival.document.recorded_at,
            received_at=now,
            file=file[:255],
            line=arrival.line or None,
        )
        for arrival in new
    )


def _write_current(new: list[_Arrival], incidents: dict[Name, Incident], now: datetime) -> list[_Arrival]:
    """Let the highest versions be the truth; the arrivals that now are it. Nothing goes back."""
    risen, outgrown = [], []
    for name, arrival in _highest(new).items():
        incident = incidents[name]
        if arrival.version < incident.current_version:
            continue
        risen.append(arrival)
        if arrival.version > incident.current_version:
            incident.current_version = arrival.version
            incident.reported_at = arrival.document.reported_at
            incident.domestic_abuse = arrival.document.domestic_abuse
            incident.received_at = now
            outgrown.append(incident)
    Incident.objects.bulk_update(
        outgrown, ["current_version", "reported_at", "domestic_abuse", "received_at"], batch_size=100
    )
    return risen


def _note_feeds(forces: set[str], now: datetime) -> None:
    for force in sorted(forces):
        feed, _ = Feed.objects.select_for_update().get_or_create(
            force=force, defaults={"first_line_at": now, "last_line_at": now}
        )
        first, last = min(feed.first_line_at, now), max(feed.last_line_at, now)
        if (first, last) != (feed.first_line_at, feed.last_line_at):
            Feed.objects.filter(pk=feed.pk).update(first_line_at=first, last_line_at=last)
