"""Who parties are by what the law protects: for counting, and for whoever asks what is held about them."""

from collections.abc import Collection, Iterator

from django.conf import settings
from django.db.models import F

from firstbell.foundations.seals.rules import Ring
from firstbell.foundations.subject_access.rules.items import NAME, PARTY, Item, Told
from firstbell.registers.incidents.models import IncidentVersion
from firstbell.registers.incidents.rules.characteristics import FIELD, Characteristics, opened, version_name

SEALED = Told(NAME, (PARTY,), sealed=True)
COLUMNS = ("incident", "incident__force", "incident__reference", "version", FIELD)


def characteristics_to_count(incident_ids: Collection[int]) -> dict[tuple[int, str], Characteristics]:
    """What the highest versions say of parties, by (incident, person_id); of whom nothing is recorded is missing.

    For counts alone: whoever asks for them puts nobody beside what they say.
    """
    current = IncidentVersion.objects.filter(incident_id__in=incident_ids, version=F("incident__current_version"))
    ring = Ring.of(settings.SEAL_KEYS)
    return {
        (number, who): opened(text, ring, version_name(force, reference, version), who)
        for number, force, reference, version, sealed in current.exclude(characteristics={}).values_list(*COLUMNS)
        for who, text in sealed.items()
    }


def told_sealed(row: IncidentVersion, person_id: str) -> Iterator[Item]:
    """For somebody who asks what is held about them: that it is, sealed until it is released to them."""
    if text := row.characteristics.get(person_id):
        yield Item(f"{row._meta.label}:{row.pk}:{person_id}.{FIELD}", row.incident.reference, text, SEALED)


def characteristics_in(row: IncidentVersion, person_id: str) -> Characteristics:
    version = version_name(row.incident.force, row.incident.reference, row.version)
    return opened(row.characteristics[person_id], Ring.of(settings.SEAL_KEYS), version, person_id)


def role_of(row: IncidentVersion, person_id: str) -> str:
    return next(str(one["role"]) for one in row.document["parties"] if one["person_id"] == person_id)
