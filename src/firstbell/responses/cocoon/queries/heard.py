"""What was heard at doors and waits for somebody. Who said it stays sealed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import CellHome, Heard
from firstbell.responses.cocoon.queries.sealed import said_in
from firstbell.responses.cocoon.rules.listening import CONCERN, DISCLOSURE, NEW


@dataclass(frozen=True, slots=True)
class HeardLine:
    """Something heard, without its words."""

    reference: str
    kind: str
    safeguarding_path: str
    status: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HeardShown:
    """Something heard, with its words. ``named`` says that a name is sealed with it; it is opened as a seal is."""

    reference: str
    kind: str
    said: str
    named: bool
    wishes_to_be_named: bool
    safeguarding_path: str
    status: str
    recorded_at: datetime
    passed_to: str
    passed_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeardAtDoor:
    """That something was heard, of which kind and at which door, without its words: they lie sealed here. ``uprn`` is
    None where the door is not known any more."""

    reference: str
    kind: str
    at: datetime
    uprn: int | None


def heard_references() -> list[str]:
    """Every worry and disclosure that was heard, the oldest first."""
    rows = Heard.objects.filter(kind__in=(CONCERN, DISCLOSURE)).order_by("pk")
    return list(rows.values_list("reference", flat=True))


def heard_at_doors(references: Collection[str]) -> tuple[HeardAtDoor, ...]:
    """These, in the order in which they were heard."""
    rows = Heard.objects.filter(reference__in=list(references)).order_by("pk").select_related("visit__slot")
    return tuple(HeardAtDoor(row.reference, row.kind, row.visit.at, _door_of(row)) for row in rows)


def _door_of(row: Heard) -> int | None:
    homes = CellHome.objects.filter(cell=row.visit.slot.cell_id, position=row.visit.position)
    return homes.values_list("uprn", flat=True).first()


def heard_waiting() -> tuple[HeardLine, ...]:
    """What nobody has passed on yet: disclosures first, then the oldest."""
    rows = Heard.objects.filter(status=NEW).order_by("recorded_at", "pk")
    lines = [HeardLine(*row) for row in rows.values_list(*HeardLine.__dataclass_fields__)]
    return tuple(sorted(lines, key=lambda one: one.kind != "disclosure"))


def heard(reference: str) -> HeardShown:
    """One of them with its words: whoever shows it leaves an entry. NotYours where there is none."""
    row = Heard.objects.filter(reference=reference).first()
    if row is None:
        raise NotYours(f"Nothing was heard under {reference}.", "Look at the reference.")
    return HeardShown(
        row.reference,
        row.kind,
        said_in(row),
        bool(row.informant),
        row.wishes_to_be_named,
        row.safeguarding_path,
        row.status,
        row.recorded_at,
        row.passed_to,
        row.passed_at,
    )
