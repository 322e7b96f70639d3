"""Writing down who is one person across incidents, and what people say of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import product

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.rules import Deed
from firstbell.pure.actor import Actor
from firstbell.registers.linkage.actions.clusters import next_turn, write
from firstbell.registers.linkage.models import Record, Ruling
from firstbell.registers.linkage.queries.identities import find_identity, find_records
from firstbell.registers.linkage.queries.recognising import Recognised, settled_again
from firstbell.registers.linkage.rules import rulings
from firstbell.registers.linkage.rules.rulings import Member


def record_identities(*, recognised: Recognised, by: Actor, now: datetime) -> bool:
    """Store who the people of incident versions are. False, and nothing is written, where identities have changed since
    they were recognised: look again."""
    with transaction.atomic():
        if next_turn() != recognised.turn:
            transaction.set_rollback(True)
            return False
        write(recognised, now)
        deeds = [
            Deed("incident.identified", "/".join(recognised.incidents[number]), details={"version": version})
            for number, version in recognised.versions.items()
            if number in recognised.incidents
        ]
        audit.record_many(by=by, now=now, deeds=deeds)
    return True


def split_identity(*, reference: str, records: Sequence[tuple[str, str]], reason: str, by: Actor, now: datetime) -> str:
    """Part records, each as (incident reference, person_id), from the others of an identity; the reference of theirs.

    No model joins them again; only a person can. Raises Refused for records that are not the identity's, for all of
    them or none, and without a reason.
    """
    with transaction.atomic():
        next_turn()
        identity = find_identity(reference)
        parted, rest = find_records(identity, records)
        rulings.refuse_split(reference, parted, rest, reason)
        _store_rulings(product(parted, rest), False, reason, by, now)
        write(settled_again({identity}), now)
        new = _reference_of(parted[0])
        details = {"parted": new, "records": len(parted)}
        audit.record(by=by, now=now, action="identity.split", subject=reference, why=reason, details=details)
    return new


def join_identities(*, reference: str, other: str, reason: str, by: Actor, now: datetime) -> str:
    """Make two identities one; the reference that stays, which is the older one's. The other still resolves.

    A person's earlier word that they are two no longer counts. Raises Refused for one identity twice, for two whom one
    incident or two forces name, for an empty one, and without a reason.
    """
    with transaction.atomic():
        next_turn()
        one, two = find_identity(reference), find_identity(other)
        ones, others = find_records(one, [])[1], find_records(two, [])[1]
        rulings.refuse_join(reference, other, ones, others, reason)
        _store_rulings([*_once_parted(ones, others), (ones[0], others[0])], True, reason, by, now)
        write(settled_again({one, two}), now)
        kept = _reference_of(ones[0])
        details = {"joined": f"{reference} {other}"}
        audit.record(by=by, now=now, action="identity.join", subject=kept, why=reason, details=details)
    return kept


def _store_rulings(
    pairs: Iterable[tuple[Member, Member]], together: bool, reason: str, by: Actor, now: datetime
) -> None:
    rows = ((min(one.row, other.row), max(one.row, other.row)) for one, other in pairs)
    Ruling.objects.bulk_create(
        Ruling(one_id=one, other_id=other, together=together, why=reason, ruled_by=by.name, ruled_at=now)
        for one, other in dict.fromkeys(rows)
    )


def _once_parted(ones: Sequence[Member], others: Sequence[Member]) -> list[tuple[Member, Member]]:
    """The pairs of which somebody once said that they are two people."""
    rows = [member.row for member in (*ones, *others)]
    ruled = Ruling.objects.filter(one__in=rows, other__in=rows, together=False)
    parted = set(ruled.values_list("one_id", "other_id"))
    return [pair for pair in product(ones, others) if tuple(sorted(member.row for member in pair)) in parted]


def _reference_of(member: Member) -> str:
    reference = Record.objects.values_list("identity__reference", flat=True).get(pk=member.row)
    return str(reference)
