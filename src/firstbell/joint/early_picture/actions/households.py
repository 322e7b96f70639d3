"""Which concerns are of one household: tied at night, and joined, parted and ruled on by people."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.rules import Deed
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.joint.early_picture.actions.shared import changed, locked_household, recorded
from firstbell.joint.early_picture.models import Concern, Doubt, Household, Insider, Matter, Ruling, Try
from firstbell.joint.early_picture.queries.tying import Tied, settled
from firstbell.joint.early_picture.rules import households as rules
from firstbell.joint.early_picture.rules import insiders
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused

BATCH = 500


def tie_concerns(*, concerns: Collection[int], by: Actor, now: datetime) -> int:
    """Tie each of these concerns to a household, or open one for it and ask a person of others; how many were tied."""
    with transaction.atomic():
        waiting = Concern.objects.select_for_update().filter(pk__in=list(concerns), household=None)
        tied = settled(list(waiting.values_list("pk", flat=True)))
        households = _opened(tied, now)
        _tie(tied, households)
        _ask(tied, households, now)
        changed({households[one.household] for one in tied.answers}, now)
        deeds = [
            Deed("early_picture.tied", tied.references[one.concern], details={"joined": bool(one.joined)})
            for one in tied.answers
        ]
        audit.record_many(by=by, now=now, deeds=deeds)
    return len(tied.answers)


def _opened(tied: Tied, now: datetime) -> dict[int, int]:
    """The row of every household that an answer names; one below 0 is opened, and one that was joined meanwhile leads
    to the other."""
    new = sorted({one.household for one in tied.answers if one.household < 0}, reverse=True)
    rows = [Household(reference=drawn_reference("HH"), opened_at=now, changed_at=now) for _ in new]
    made = Household.objects.bulk_create(rows, BATCH)
    wanted = {one.household for one in tied.answers if one.household > 0}
    known = Household.objects.select_for_update().filter(pk__in=wanted).values_list("pk", "joined_into")
    return {number: joined_into or number for number, joined_into in known} | {
        number: row.pk for number, row in zip(new, made, strict=True)
    }


# Plain SQL, alike on both databases: the ORM prepares each value of each row, which takes four times as long.
_TIE = "UPDATE early_picture_concern SET household_id = %s, tied_why = %s WHERE id = %s"
_FIND_BY = "INSERT INTO early_picture_concernkey (concern_id, blocking_key) VALUES (%s, %s)"


def _tie(tied: Tied, households: dict[int, int]) -> None:
    keys = [(one.concern, key) for one in tied.answers for key in sorted(one.keys)]
    with connection.cursor() as cursor:
        cursor.executemany(_TIE, [(households[one.household], one.joined, one.concern) for one in tied.answers])
        cursor.executemany(_FIND_BY, keys)


def _ask(tied: Tied, households: dict[int, int], now: datetime) -> None:
    Doubt.objects.bulk_create(
        (
            Doubt(
                concern_id=one.concern,
                other_household_id=households.get(asked.household, asked.household),
                why=asked.why,
                words=list(asked.words),
                asked_at=now,
            )
            for one in tied.answers
            for asked in one.questions
        ),
        batch_size=BATCH,
    )


def join_households(*, reference: str, other: str, reason: str, by: Actor, now: datetime) -> str:
    """A person says that two households are one; the reference that stays, the older one's. The other leads to it."""
    with transaction.atomic():
        found = sorted((locked_household(reference, by), locked_household(other, by)), key=lambda row: row.pk)
        kept, gone = found
        rules.may_join(kept.reference, gone.reference, reason)
        if Matter.objects.filter(household__in=found, closed_at=None).count() > 1:
            raise Refused("Both are at the hub’s table.", "Close one of their matters first.")
        _rule(kept, gone, True, reason, by, now)
        Concern.objects.filter(household=gone).update(household=kept)
        Matter.objects.filter(household=gone).update(household=kept)
        Insider.objects.filter(household=gone).update(household=kept)
        Try.objects.filter(household=gone).exclude(reader__in=kept.tries.values("reader")).update(household=kept)
        Try.objects.filter(household=gone).delete()
        Doubt.objects.filter(other_household=gone).update(other_household=kept)
        Doubt.objects.filter(concern__household=kept, other_household=kept).delete()
        Household.objects.filter(pk=gone.pk).update(joined_into=kept)
        changed([kept.pk], now)
        recorded("joined", kept.reference, by, now, why=reason.strip(), joined=gone.reference)
    return kept.reference


def split_household(*, reference: str, concerns: Collection[str], reason: str, by: Actor, now: datetime) -> str:
    """A person parts concerns from a household; the reference of theirs. What was decided stays with the household.

    Nothing joins them again but a person: only concerns that no household has are tied at night. Who was held to be
    tied to the one is held so to both.
    """
    with transaction.atomic():
        row = locked_household(reference, by)
        parted = list(row.concerns.filter(reference__in=list(concerns)).values_list("pk", flat=True))
        rest = list(row.concerns.exclude(pk__in=parted).values_list("pk", flat=True))
        rules.may_split(parted if len(parted) == len(set(concerns)) else (), rest, reason)
        new = Household.objects.create(reference=drawn_reference("HH"), opened_at=now, changed_at=now)
        Concern.objects.filter(pk__in=parted).update(household=new, tied_why="")
        for one in row.insiders.order_by("pk"):
            Insider.objects.create(
                household=new, reader=one.reader, tied=one.tied, why=one.why, by=one.by, recorded_at=one.recorded_at
            )
        _rule(row, new, False, reason, by, now)
        changed([row.pk], now)
        recorded("split", row.reference, by, now, why=reason.strip(), parted=new.reference, concerns=len(parted))
    return new.reference


def keep_apart(*, doubt: int, reason: str, by: Actor, now: datetime) -> None:
    """A person says that a concern is of another household than the one asked about: nobody is asked again."""
    with transaction.atomic():
        row = Doubt.objects.select_related("concern__household", "other_household").filter(pk=doubt).first()
        if row is None or row.concern.household is None:
            raise NotYours("There is no such question.", "Look at the list.")
        one = locked_household(row.concern.household.reference, by)
        other = locked_household(row.other_household.reference, by)
        rules.may_join(one.reference, other.reference, reason)
        _rule(one, other, False, reason, by, now)
        Doubt.objects.filter(concern__household=one, other_household=other).delete()
        Doubt.objects.filter(concern__household=other, other_household=one).delete()
        recorded("kept_apart", one.reference, by, now, why=reason.strip(), other=other.reference)


def say_insider(*, household: str, reader: str, tied: bool, reason: str, by: Actor, now: datetime) -> None:
    """A supervisor says that a household is about somebody who reads at the hub (a sign-in e-mail), or is not: a
    namesake's is opened to them again, a relative's is closed."""
    insiders.may_say(reader, reason, by.name)
    with transaction.atomic():
        row = locked_household(household, by)
        Insider.objects.create(
            household=row, reader=reader.strip().lower(), tied=tied, why=reason.strip(), by=by.name, recorded_at=now
        )
        recorded("closed_to" if tied else "opened_to", row.reference, by, now)


def _rule(one: Household, other: Household, together: bool, reason: str, by: Actor, now: datetime) -> None:
    Ruling.objects.create(
        household=one, other_household=other, together=together, why=reason.strip(), ruled_by=by.name, ruled_at=now
    )
