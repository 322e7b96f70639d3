"""Referrals as a return to a funder may tell them: what was asked and what came of it, and nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, Q

from firstbell.pure.periods import london_date, london_moment, years_between
from firstbell.responses.support.models import Referral

BANDS = ((18, "under 18"), (25, "18 to 24"), (35, "25 to 34"), (50, "35 to 49"), (65, "50 to 64"), (200, "65 and over"))


@dataclass(frozen=True, slots=True)
class ReferralForReturn:
    """One referral. ``month`` is of its making, ``age_band`` the client's then; days are None where it did not come to
    that. ``tries`` counts those that were safe."""

    service: str
    month: str
    referred_from: str
    basis: str
    grade: str
    status: str
    age_band: str
    contacted: bool
    engaged: bool
    days_to_answer: int | None
    days_to_engaged: int | None
    tries: int


def referrals_for_return(since: date, until: date) -> Iterable[ReferralForReturn]:
    """Every referral made from the first to the last of these London days, in order."""
    first, after = (london_moment(day, time(0)) for day in (since, date.fromordinal(until.toordinal() + 1)))
    rows = Referral.objects.filter(made_at__gte=first, made_at__lt=after).select_related("client")
    counted = rows.annotate(
        spoken=Count("attempts", filter=Q(attempts__reached=True)),
        safe=Count("attempts", filter=Q(attempts__safe=True)),
    )
    return [_told(row, row.spoken > 0, row.safe) for row in counted.order_by("made_at", "pk")]


@dataclass(frozen=True, slots=True)
class ReferralFromIncident:
    """That somebody in an incident was referred, and whether they took part: nothing of who."""

    incident_reference: str
    engaged: bool


def referrals_from_incidents(*, force: str) -> tuple[ReferralFromIncident, ...]:
    """Every referral that came from an incident of a force, in order, for counts; those of clients who are closed to
    forces are among them, as counts name nobody."""
    rows = Referral.objects.filter(force=force).exclude(incident_reference="").order_by("pk")
    return tuple(
        ReferralFromIncident(reference, engaged_at is not None)
        for reference, engaged_at in rows.values_list("incident_reference", "engaged_at")
    )


def _told(row: Referral, contacted: bool, tries: int) -> ReferralForReturn:
    made = london_date(row.made_at)
    return ReferralForReturn(
        service=row.client.service,
        month=f"{made:%Y-%m}",
        referred_from=row.referred_from,
        basis=row.basis,
        grade=row.grade,
        status=row.status,
        age_band=_band(row.client.date_of_birth, made),
        contacted=contacted,
        engaged=row.engaged_at is not None,
        days_to_answer=(london_date(row.answered_at) - made).days if row.answered_at else None,
        days_to_engaged=(london_date(row.engaged_at) - made).days if row.engaged_at else None,
        tries=tries,
    )


def _band(born: date | None, on: date) -> str:
    if born is None:
        return "not known"
    return next(words for years, words in BANDS if years_between(born, on) < years)


@dataclass(frozen=True, slots=True)
class ReferralCounted:
    """A referral as figures count it. ``force`` and ``incident`` are "" where it came from no incident."""

    force: str
    incident: str
    made_on: date
    referred_from: str
    contacted: bool
    engaged: bool


def referrals_counted() -> Iterator[ReferralCounted]:
    """Every referral, in the order of their making."""
    rows = Referral.objects.annotate(spoken=Count("attempts", filter=Q(attempts__reached=True))).order_by("pk")
    for row in rows.iterator(chunk_size=500):
        yield ReferralCounted(
            force=row.force,
            incident=row.incident_reference,
            made_on=london_date(row.made_at),
            referred_from=row.referred_from,
            contacted=row.spoken > 0,
            engaged=row.engaged_at is not None,
        )
