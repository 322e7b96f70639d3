"""Operations as they stand. Whom one is for is never among it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Operation, SealOpening
from firstbell.responses.cocoon.rules.gates import SIGNED_OFF

LASTS = timedelta(days=365)
"""How long an operation stands: the same for all, as to end one after its visits would tell when they were."""


@dataclass(frozen=True, slots=True)
class OperationLine:
    """An operation in a list: its state, and not whom it is for."""

    reference: str
    status: str
    basis: str
    officer: str
    proposed_at: datetime
    quiet_until: date | None


@dataclass(frozen=True, slots=True)
class OperationShown:
    """An operation: who did what about it and when. ``has_exclusions`` says that some are sealed with it."""

    reference: str
    status: str
    basis: str
    basis_reason: str
    asked_at: datetime
    officer: str
    proposed_at: datetime
    plan_confirmed_by: str
    plan_confirmed_at: datetime | None
    quiet_until: date | None
    quiet_why: str
    signed_off_by: str
    signed_off_at: datetime | None
    ended_at: datetime | None
    ended_why: str
    has_exclusions: bool


@dataclass(frozen=True, slots=True)
class SealOpened:
    """A seal that somebody opened: an operation's (``OC-``), or that of an informant (``H-``)."""

    reference: str
    by: str
    why: str
    at: datetime
    told: tuple[str, ...]


def operations() -> tuple[OperationLine, ...]:
    """Every operation, the newest first."""
    rows = Operation.objects.order_by("-proposed_at", "-pk")
    return tuple(OperationLine(*row) for row in rows.values_list(*OperationLine.__dataclass_fields__))


def operation(reference: str) -> OperationShown:
    """One operation. NotYours where there is none."""
    row = Operation.objects.filter(reference=reference).first()
    if row is None:
        raise NotYours(f"There is no operation {reference}.", "Look at the reference.")
    plain = [name for name in OperationShown.__dataclass_fields__ if name != "has_exclusions"]
    return OperationShown(**{name: getattr(row, name) for name in plain}, has_exclusions=bool(row.exclusions))


def openings() -> tuple[SealOpened, ...]:
    """Every opening of a seal there ever was, the newest first."""
    return tuple(
        SealOpened(one.reference, one.by, one.why, one.at, tuple(one.told))
        for one in SealOpening.objects.order_by("-at", "-pk")
    )


def operations_to_end(now: datetime) -> tuple[str, ...]:
    """Operations that were signed off so long ago that they end."""
    rows = Operation.objects.filter(status=SIGNED_OFF, signed_off_at__lte=now - LASTS).order_by("signed_off_at", "pk")
    return tuple(rows.values_list("reference", flat=True))
