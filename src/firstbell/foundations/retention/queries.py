"""What is held, what waits to be destroyed, and what was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Model

from firstbell.foundations.retention.models import Certificate, LegalHold, Removal, RemovalLine
from firstbell.foundations.retention.rules import APPROVED, WAITING
from firstbell.pure.refusal import NotYours

Tables = tuple[tuple[type[Model], str], ...]
"""What goes with a thing: each table with the way from a row of it to the thing, those first that nothing points at."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold; ``ended_at`` is None while it stands."""

    reference: str
    kind: str
    subject: str
    reason: str
    placed_by: str
    placed_at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_why: str


@dataclass(frozen=True, slots=True)
class RemovalShown:
    """What somebody proposed to destroy, how many, and how many of them still wait."""

    reference: str
    kind: str
    years: int
    before: date
    status: str
    proposed_by: str
    proposed_at: datetime
    approved_by: str
    subjects: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that two people let be destroyed and that is not gone yet."""

    number: int
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """A certificate of destruction. It names nobody whom the records were about."""

    reference: str
    kind: str
    years: int
    before: date
    destroyed: int
    kept: int
    rows: dict[str, int]
    digest: str
    proposed_by: str
    proposed_at: datetime
    approved_by: str
    approved_at: datetime
    made_at: datetime


def holds() -> tuple[Hold, ...]:
    """Every hold, those that stand first, the newest before the others."""
    rows = sorted(LegalHold.objects.order_by("-pk"), key=lambda row: row.ended_at is not None)
    return tuple(Hold(**{name: getattr(row, name) for name in Hold.__dataclass_fields__}) for row in rows)


def hold(reference: str) -> Hold:
    """One hold. NotYours where there is none."""
    found = next((one for one in holds() if one.reference == reference), None)
    if found is None:
        raise NotYours(f"There is no hold {reference}.", "Look at the list.")
    return found


def held() -> frozenset[str]:
    """Every subject under a hold that stands."""
    return frozenset(LegalHold.objects.filter(ended_at=None).values_list("subject", flat=True))


def removals() -> tuple[RemovalShown, ...]:
    """What is proposed or being destroyed, the oldest first."""
    return tuple(_removal(row) for row in _open())


def removal(reference: str) -> RemovalShown:
    """One of those. NotYours where there is none."""
    found = next((one for one in removals() if one.reference == reference), None)
    if found is None:
        raise NotYours(f"Nothing is proposed as {reference}.", "Look at the list.")
    return found


def subjects_of(reference: str) -> tuple[str, ...]:
    """What was proposed, in order."""
    rows = RemovalLine.objects.filter(removal__reference=reference).order_by("subject")
    return tuple(rows.values_list("subject", flat=True))


def to_destroy(limit: int) -> tuple[Line, ...]:
    """Things that two people let be destroyed, in the order in which they were proposed."""
    rows = RemovalLine.objects.filter(removal__status=APPROVED, state=WAITING).order_by("pk")
    return tuple(Line(*row) for row in rows.values_list("pk", "removal__kind", "subject")[:limit])


def to_certify() -> tuple[str, ...]:
    """Removals of which nothing waits any more."""
    rows = Removal.objects.filter(status=APPROVED).exclude(lines__state=WAITING)
    return tuple(rows.order_by("pk").values_list("reference", flat=True))


def certificates() -> tuple[CertificateShown, ...]:
    """Every certificate, the newest first."""
    fields = CertificateShown.__dataclass_fields__
    rows = Certificate.objects.order_by("-pk")
    return tuple(CertificateShown(**{name: getattr(row, name) for name in fields}) for row in rows)


def certificate(reference: str) -> CertificateShown:
    """One certificate. NotYours where there is none."""
    found = next((one for one in certificates() if one.reference == reference), None)
    if found is None:
        raise NotYours(f"There is no certificate {reference}.", "Look at the list.")
    return found


def rows_of(tables: Tables, keys: Sequence[object]) -> dict[str, int]:
    """How many rows of each table go with these things; one that leads to two of them goes once."""
    found: dict[str, set[object]] = {}
    for table, way in tables:
        for page in _pages(keys):
            rows = table._default_manager.filter(**{f"{way}__in": page}).values_list("pk", flat=True)
            found.setdefault(table._meta.label, set()).update(rows)
    return {table: len(rows) for table, rows in found.items()}


def _pages(keys: Sequence[object]) -> Iterable[Sequence[object]]:
    return (keys[start : start + 500] for start in range(0, len(keys), 500))  # SQLite takes only so many at once


def _open() -> list[Removal]:
    counted = Removal.objects.annotate(subjects=Count("lines"))
    return list(counted.filter(finished_at=None).order_by("pk"))


def _removal(row: Removal) -> RemovalShown:
    computed = {"subjects", "waiting"}
    plain = {name: getattr(row, name) for name in RemovalShown.__dataclass_fields__ if name not in computed}
    lines = row.lines.values_list("state", flat=True)
    return RemovalShown(**plain, subjects=len(lines), waiting=list(lines).count(WAITING))
