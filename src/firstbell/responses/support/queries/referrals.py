"""Referrals as the service that received them reads them, and as whoever made one does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.support.models import Attempt, ChildLink, Referral
from firstbell.responses.support.queries.contact import plan_of
from firstbell.responses.support.queries.whose import number_of, of_service
from firstbell.responses.support.rules.referrals import MOST_OPEN, RECEIVED, WORKED
from firstbell.responses.support.rules.safe_contact import SafeContactPlan
from firstbell.responses.support.rules.uptake import Referred, Uptake, uptake


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral in the service's list."""

    reference: str
    client: str
    status: str
    grade: str
    worker: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """A try to reach a client, and whether it was within the plan of that moment."""

    at: datetime
    channel: str
    safe: bool
    reached: bool
    message_left: bool
    unsafe_why: str
    by: str


@dataclass(frozen=True, slots=True)
class Linked:
    """The referral of a child that belongs with this one, or of the adult that this one belongs with."""

    referral: str
    client: str
    status: str


@dataclass(frozen=True, slots=True)
class ReferralForService:
    """A referral with its client. ``plan`` says when and how they can be reached, and never the number itself.

    ``adults`` and ``children`` are those that it belongs with, each a client in their own right.
    """

    reference: str
    client: str
    forenames: str
    surname: str
    date_of_birth: date | None
    referred_from: str
    basis: str
    basis_reason: str
    grade: str
    also_suspect: bool
    status: str
    step_reason: str
    worker: str
    made_at: datetime
    plan: SafeContactPlan | None
    attempts: tuple[AttemptShown, ...]
    adults: tuple[Linked, ...]
    children: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class ReferralForReferrer:
    """What whoever made a referral may know of it: how it stands, and nothing that the client said."""

    reference: str
    status: str
    made_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Caseload:
    """A worker's open cases, and how many more can be given to them."""

    worker: str
    open_cases: int
    room: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A referral whose client nobody has spoken with, and for how many days."""

    reference: str
    status: str
    worker: str
    days: int


def referrals(*, seen_by: Actor, statuses: Iterable[str] = (), worker: str = "") -> tuple[ReferralLine, ...]:
    """Those to the service of ``seen_by``, the newest first; of these statuses and this worker, or all."""
    rows = Referral.objects.filter(of_service(seen_by)).order_by("-made_at", "-pk")
    if wanted := list(statuses):
        rows = rows.filter(status__in=wanted)
    if worker:
        rows = rows.filter(worker=worker)
    shown = rows.values_list("reference", "client__reference", "status", "grade", "worker", "made_at")
    return tuple(ReferralLine(*row) for row in shown)


def referral(reference: str, *, seen_by: Actor) -> ReferralForService:
    """One referral to their service. NotYours for any other."""
    row = Referral.objects.select_related("client").get(pk=number_of(reference, seen_by))
    plain = ("referred_from", "basis", "basis_reason", "grade", "also_suspect", "status", "step_reason", "worker")
    attempts = row.attempts.order_by("at", "pk").values_list(*AttemptShown.__dataclass_fields__)
    return ReferralForService(
        reference=row.reference,
        client=row.client.reference,
        forenames=row.client.forenames,
        surname=row.client.surname,
        date_of_birth=row.client.date_of_birth,
        made_at=row.made_at,
        plan=plan_of(row.client),
        attempts=tuple(AttemptShown(*one) for one in attempts),
        adults=_linked(row.adult_links.all(), "adult"),
        children=_linked(row.child_links.all(), "child"),
        **{name: getattr(row, name) for name in plain},
    )


def referrals_made(*, seen_by: Actor) -> tuple[ReferralForReferrer, ...]:
    """Those that the organisation of ``seen_by`` made, the newest first."""
    rows = Referral.objects.filter(referrer=seen_by.organisation).order_by("-made_at", "-pk")
    return tuple(ReferralForReferrer(*row) for row in rows.values_list(*ReferralForReferrer.__dataclass_fields__))


def caseloads(*, seen_by: Actor) -> tuple[Caseload, ...]:
    """Each worker of their service who has an open case, the fullest first."""
    rows = Referral.objects.filter(of_service(seen_by)).filter(status__in=WORKED).exclude(worker="")
    counted = rows.values_list("worker").annotate(cases=Count("pk")).order_by("-cases", "worker")
    return tuple(Caseload(worker, cases, max(MOST_OPEN - cases, 0)) for worker, cases in counted)


def waiting(*, seen_by: Actor, now: datetime) -> tuple[Waiting, ...]:
    """Open referrals whose clients nobody has spoken with yet, the longest first."""
    rows = (
        Referral.objects.filter(of_service(seen_by))
        .filter(~_spoken_with(), status__in=(RECEIVED, *WORKED))
        .order_by("made_at", "pk")
    )
    today = london_date(now)
    return tuple(
        Waiting(row.reference, row.status, row.worker, (today - london_date(row.made_at)).days) for row in rows
    )


def uptake_by_year(*, seen_by: Actor) -> tuple[Uptake, ...]:
    """Referrals to their service by the year in which they were made."""
    rows = (
        Referral.objects.filter(of_service(seen_by))
        .annotate(contacted=_spoken_with())
        .values_list("made_at", "contacted", "engaged_at")
    )
    return uptake(Referred(london_date(made), contacted, engaged is not None) for made, contacted, engaged in rows)


def _linked(links: QuerySet[ChildLink], side: str) -> tuple[Linked, ...]:
    shown = links.filter(struck_at=None).order_by("pk")
    columns = (f"{side}__reference", f"{side}__client__reference", f"{side}__status")
    return tuple(Linked(*row) for row in shown.values_list(*columns))


def _spoken_with() -> Exists:
    return Exists(Attempt.objects.filter(referral=OuterRef("pk"), reached=True))
