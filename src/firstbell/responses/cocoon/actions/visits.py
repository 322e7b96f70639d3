"""Recording visits as phones send them: late, twice, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.models import Slot, Visit
from firstbell.responses.cocoon.queries.streets import walk_of
from firstbell.responses.cocoon.rules.doors import Entry, may_record, not_theirs


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of entries, by their keys: taken, here already, or refused with a sentence for who sent them."""

    accepted: tuple[UUID, ...]
    already: tuple[UUID, ...]
    refused: tuple[tuple[UUID, str], ...]


def record_visits(*, entries: Sequence[Entry], by: Actor, now: datetime) -> Synced:
    """Keep each entry that can be kept, whatever becomes of the others; an entry sent twice is kept once.

    First attempts are taken before second ones, so that the order of sending does not matter.
    """
    accepted, already, refused = list[UUID](), list[UUID](), list[tuple[UUID, str]]()
    with transaction.atomic():
        known = set(
            Visit.objects.filter(entry_key__in=[one.entry_key for one in entries]).values_list("entry_key", flat=True)
        )
        for entry in sorted(entries, key=lambda one: (one.attempt, one.at)):
            if entry.entry_key in known:
                already.append(entry.entry_key)
                continue
            try:
                _record(entry, by, now)
            except Refused as no:
                refused.append((entry.entry_key, str(no)))
            else:
                accepted.append(entry.entry_key)
                known.add(entry.entry_key)
        _note(entries, accepted, refused, by, now)
    return Synced(tuple(accepted), tuple(already), tuple(refused))


def _record(entry: Entry, by: Actor, now: datetime) -> None:
    slot = _locked(entry)
    may_record(entry, walk_of(slot), by.name, now)
    Visit.objects.create(
        slot=slot,
        position=entry.position,
        attempt=entry.attempt,
        outcome=entry.outcome,
        minutes=entry.minutes,
        leaflet=entry.leaflet,
        by=by.name,
        at=entry.at,
        recorded_at=now,
        entry_key=entry.entry_key,
        late_entry=london_date(now) > london_date(entry.at),
    )


def _locked(entry: Entry) -> Slot:
    rows = Slot.objects.select_for_update(of=("self",)).select_related("campaign", "cell")
    slot = rows.filter(campaign__reference=entry.campaign, cell__code=entry.cell).first()
    if slot is None:
        raise not_theirs(entry.cell)
    return slot


def _note(
    entries: Sequence[Entry], accepted: Sequence[UUID], refused: Sequence[object], by: Actor, now: datetime
) -> None:
    """One entry a sync, by counts: which door had which outcome stays out of the trail."""
    subject = ", ".join(sorted({one.campaign for one in entries}))[:100] or "cocoon"
    details = {"sent": len(entries), "kept": len(accepted), "refused": len(refused)}
    audit.record(by=by, now=now, action="cocoon.visits_recorded", subject=subject, details=details)
