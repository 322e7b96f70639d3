"""What those see who draft and sign: drafts, what was tried of each, who signed, and the whole register."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import Period
from firstbell.pure.periods import day_in_words, london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.publication.models import RegisterEntry
from firstbell.reporting.publication.queries.shown import PublicFigure, figures_of, wanted_of_row
from firstbell.reporting.publication.rules.signing import (
    DRAFT,
    FIGURES,
    KINDS,
    MAP,
    REFUSED,
    SIGNATURES,
    STATUSES,
    Signing,
    may_sign,
)
from firstbell.reporting.publication.rules.words import says_of, says_of_map, title_of


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An entry of the register. ``kind`` and ``status`` are in words; ``on`` is the day of its last step."""

    reference: str
    kind: str
    status: str
    title: str
    revises: str
    drafted_by: str
    signed: int
    on: date
    where: str


@dataclass(frozen=True, slots=True)
class Signed:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseForSigning:
    """All that somebody needs who answers for it.

    ``beside``: releases that it was tried together with; ``cells``: how many figures the auditor looked at;
    ``refused``: what else was tried of the same measure and months, and was not let through, in words. ``why_not`` says
    in words why whoever looks may not sign; "" where they may.
    """

    reference: str
    kind: str
    status: str
    title: str
    summary: str
    says: tuple[str, ...]
    definition: str
    level: str
    revises: str
    drafted_by: str
    drafted_at: datetime
    signatures: tuple[Signed, ...]
    signatures_needed: int
    published_at: datetime | None
    withdrawn_why: str
    beside: tuple[str, ...]
    cells: int
    refused: tuple[str, ...]
    figures: tuple[PublicFigure, ...]
    why_not: str


def drafts(*, seen_by: Actor) -> tuple[RegisterLine, ...]:
    """Those that wait for a signature, the oldest first."""
    rows = RegisterEntry.objects.filter(force=_force(seen_by), status=DRAFT).order_by("pk")
    return tuple(_line(row) for row in rows.prefetch_related("signatures"))


def register(*, seen_by: Actor) -> LongList[RegisterLine]:
    """Everything that was ever drafted, refused, withdrawn or published, others' figures too; the latest first."""
    rows = RegisterEntry.objects.filter(force=_force(seen_by)).order_by("-pk").prefetch_related("signatures")
    narrows = {"kind": each("kind", KINDS), "status": each("status", STATUSES)}
    return LongList(rows, _line, narrows=narrows, searched=("reference", "measure"))


def release_for_signing(reference: str, *, seen_by: Actor) -> ReleaseForSigning:
    """NotYours where the force has no such draft or release."""
    rows = RegisterEntry.objects.filter(reference=reference, force=_force(seen_by), kind__in=(FIGURES, MAP))
    row = rows.prefetch_related("signatures").first()
    if row is None:
        raise NotYours(f"There is no release {reference}.", "Look at the reference.")
    signatures = tuple(Signed(one.by, one.recorded_at) for one in row.signatures.all())
    return ReleaseForSigning(
        reference=reference,
        kind=KINDS[row.kind],
        status=row.status,
        title=_title(row),
        summary=row.summary,
        says=says_of_map(**row.noise) if row.kind == MAP else says_of(wanted_of_row(row), revises=row.revises),
        definition=row.definition,
        level=row.level,
        revises=row.revises,
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        signatures=signatures,
        signatures_needed=SIGNATURES,
        published_at=row.published_at,
        withdrawn_why=row.withdrawn_why,
        beside=tuple(row.tried.get("beside", ())),
        cells=row.tried.get("cells", 0),
        refused=_refused_beside(row),
        figures=figures_of(row) if row.value else (),
        why_not=_why_not(row, signatures, seen_by),
    )


def _force(seen_by: Actor) -> str:
    return seen_by.code if seen_by.kind == "force" else ""


def _line(row: RegisterEntry) -> RegisterLine:
    last = row.withdrawn_at or row.published_at or row.drafted_at
    return RegisterLine(
        reference=row.reference,
        kind=KINDS[row.kind],
        status=STATUSES[row.status],
        title=_title(row),
        revises=row.revises,
        drafted_by=row.drafted_by,
        signed=len(row.signatures.all()),
        on=london_date(last),
        where=row.where,
    )


def _title(row: RegisterEntry) -> str:
    return title_of(wanted_of_row(row))


def _refused_beside(row: RegisterEntry) -> tuple[str, ...]:
    """What else was tried of the same months and refused: whoever signs should know that something was left out."""
    refused = RegisterEntry.objects.filter(force=row.force, measure=row.measure, status=REFUSED)
    rows = refused.exclude(pk=row.pk).order_by("pk")
    mine = Period(row.first, row.months).covers
    return tuple(
        f"{_title(one)} (tried on {day_in_words(london_date(one.drafted_at))})"
        for one in rows
        if Period(one.first, one.months).covers & mine
    )


def _why_not(row: RegisterEntry, signatures: tuple[Signed, ...], seen_by: Actor) -> str:
    try:
        may_sign(Signing(row.reference, row.status, row.drafted_by, tuple(one.by for one in signatures)), seen_by)
    except Refused as no:
        return no.reason
    return ""
