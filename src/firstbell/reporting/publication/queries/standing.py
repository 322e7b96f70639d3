"""How the register stands: what was released, what a draft is tried beside, and the months counted for good."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.disclosure import Budget, Period, Release
from firstbell.pure.disclosure.auditor import disclosures
from firstbell.pure.disclosure.form import beside, refuse_form
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.performance import queries as performance
from firstbell.reporting.publication.models import CountedMonth, Register, RegisterEntry
from firstbell.reporting.publication.rules.drafting import MonthBy, Wanted, may_count
from firstbell.reporting.publication.rules.signing import ELSEWHERE, FIGURES, MAP, PUBLISHED, Signing
from firstbell.reporting.publication.rules.values import release_of


@dataclass(frozen=True, slots=True)
class Fresh:
    """A month as it is counted now, to be kept with what is made of it."""

    month: date
    extracted: datetime
    counts: MonthBy


@dataclass(frozen=True, slots=True)
class Counted:
    """The months of a table, in order; ``fresh`` are those of them that were not counted before, and ``known`` the
    numbers of the rows that have the others."""

    definition: str
    months: tuple[MonthBy, ...]
    fresh: tuple[Fresh, ...]
    known: frozenset[int]


@dataclass(frozen=True, slots=True)
class Tried:
    """``beside`` which releases something was tried, at which ``version`` of the register; of its ``cells``, and of
    what lies between figures, so many are ``endangered``."""

    version: int
    beside: tuple[str, ...]
    cells: int
    endangered: int


def version_of(force: str) -> int:
    return Register.objects.filter(force=force).values_list("version", flat=True).first() or 0


def released(force: str, measure: str) -> tuple[Release, ...]:
    """Everything that was published of a measure, by others too, in order."""
    rows = RegisterEntry.objects.filter(force=force, measure=measure, status=PUBLISHED, kind__in=(FIGURES, ELSEWHERE))
    return tuple(release_of(row.reference, row.value, row.digest) for row in rows.order_by("published_at", "pk"))


def tried(candidate: Release, force: str) -> Tried:
    """What the auditor finds. Takes up to half a minute, and reads files of nobody: outside any transaction.

    Refused for its form, which looks at no count; how many cells are in danger is told to signatories only.
    """
    version, before = version_of(force), released(force, candidate.measure)
    refuse_form(candidate, before)
    together = tuple(one.reference for one in beside(candidate, before))
    endangered = len(disclosures(candidate, before, explained=0))
    return Tried(version, together, len(candidate.figures), endangered)


def counted(wanted: Wanted, force: str, *, revised: bool) -> Counted:
    """The months of a table: as they were counted for an earlier one, else as they are now, to be kept from then on.

    Refused where a month is not wholly loaded, and where they were not all counted by one definition.
    """
    known = {row.month: row for row in _rows(wanted, force, revised)}
    fresh = {one.month: one for one in _fresh(wanted, force, known)}
    definitions = {row.definition for row in known.values()} | {one.definition for one in fresh.values()}
    if len(definitions) > 1:
        raise Refused(
            f"What {wanted.measure} counts became another thing since these months were first published.",
            "Publish the months that were not published yet by themselves.",
        )
    return Counted(
        definitions.pop(),
        tuple(known[month].counts if month in known else fresh[month].by for month in wanted.span.months()),
        tuple(Fresh(one.month, one.extracted, one.by) for one in fresh.values()),
        frozenset(row.pk for row in known.values()),
    )


def signing(reference: str, *, force: str) -> Signing:
    """NotYours where the force has no such entry."""
    row = RegisterEntry.objects.filter(reference=reference, force=force).prefetch_related("signatures").first()
    if row is None:
        raise NotYours(f"There is no release {reference}.", "Look at the reference.")
    return Signing(row.reference, row.status, row.drafted_by, tuple(one.by for one in row.signatures.all()))


def budgets_spent(force: str) -> tuple[Budget, ...]:
    """Of every map that was made, those that were withdrawn among them."""
    rows = RegisterEntry.objects.filter(force=force, kind=MAP)
    return tuple(Budget(Period(row.first, row.months), **row.noise) for row in rows)


def kind_of(reference: str) -> str:
    return RegisterEntry.objects.values_list("kind", flat=True).get(reference=reference)


def value_of(reference: str) -> Release:
    """An entry's release, as it was drafted."""
    row = RegisterEntry.objects.get(reference=reference)
    return release_of(row.reference, row.value, row.digest)


def wanted_of(reference: str, *, force: str) -> tuple[Wanted, str]:
    """What a published release is of, and the definition by which it was counted. NotYours where it is none."""
    rows = RegisterEntry.objects.filter(reference=reference, force=force, status=PUBLISHED, kind=FIGURES)
    row = rows.first()
    if row is None:
        raise NotYours(f"There is no release {reference}.", "Look at the reference.")
    return Wanted(row.measure, row.level, Period(row.first, row.months), row.by_dimension), row.definition


def _rows(wanted: Wanted, force: str, revised: bool) -> Iterator[CountedMonth]:
    yield from CountedMonth.objects.filter(
        force=force, measure=wanted.measure, revised=revised, month__in=wanted.span.months()
    )


def _fresh(wanted: Wanted, force: str, known: Mapping[date, object]) -> Iterator[performance.MonthCounted]:
    """Nothing is read where every month is known."""
    if all(month in known for month in wanted.span.months()):
        return
    found = performance.months_once(wanted.measure, span=wanted.span, force=force, groups=wanted.of.dimensions)
    fresh = [one for one in found if one.month not in known]
    may_count((one.month, one.whole) for one in fresh)
    yield from fresh
