"""Keeping the school register and its links as the last file of each said."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.registers.schools.models import Establishment, EstablishmentLink, RegisterRevision
from firstbell.registers.schools.rules.gias import EstablishmentLine, LinkLine

KEPT = [field.name for field in Establishment._meta.concrete_fields if field.name not in ("id", "urn")]


def record_establishments(*, lines: Sequence[EstablishmentLine], by: Actor, now: datetime) -> int:
    """Add these establishments or bring them up to date; what a line leaves out stays as it was. Returns how many
    changed."""
    stated = {line.urn: line.values for line in lines}
    with transaction.atomic():
        known = {row.urn: row for row in Establishment.objects.filter(urn__in=stated)}
        changed = []
        for urn, values in stated.items():
            row = known.get(urn)
            if row is None:
                changed.append(Establishment(urn=urn, **{"is_open": True} | values))
            elif any(getattr(row, name) != value for name, value in values.items()):
                changed.append(_updated(row, values))
        if changed:
            Establishment.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["urn"], update_fields=KEPT, batch_size=500
            )
            _revise()
            details = {"establishments": len(changed)}
            audit.record(by=by, now=now, action="schools.register", subject="schools:register", details=details)
    return len(changed)


def record_links(*, lines: Sequence[LinkLine], by: Actor, now: datetime) -> int:
    """Add these links or bring them up to date. Returns how many changed."""
    stated = {(line.urn, line.link_urn, line.kind): (line.link_name, line.established_on) for line in lines}
    with transaction.atomic():
        rows = EstablishmentLink.objects.filter(urn__in={urn for urn, _, _ in stated})
        known = {(row.urn, row.link_urn, row.kind): (row.link_name, row.established_on) for row in rows}
        changed = [
            EstablishmentLink(urn=urn, link_urn=link_urn, kind=kind, link_name=name, established_on=on)
            for (urn, link_urn, kind), (name, on) in stated.items()
            if known.get((urn, link_urn, kind)) != (name, on)
        ]
        if changed:
            EstablishmentLink.objects.bulk_create(
                changed,
                update_conflicts=True,
                unique_fields=["urn", "link_urn", "kind"],
                update_fields=["link_name", "established_on"],
            )
            _revise()
            details = {"links": len(changed)}
            audit.record(by=by, now=now, action="schools.links", subject="schools:register", details=details)
    return len(changed)


def _updated(row: Establishment, values: dict[str, object]) -> Establishment:
    for name, value in values.items():
        setattr(row, name, value)
    row.pk = None  # so that the upsert goes by URN alone, on either database
    return row


def _revise() -> None:
    RegisterRevision.objects.update_or_create(pk=1, defaults={"stamp": uuid4()})
