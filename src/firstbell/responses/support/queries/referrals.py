"""Referrals as the service that received them reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import TruncDate

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.actor import Actor
from firstbell.pure.periods import LONDON, london_date
from firstbell.responses.support.models import Attempt, ChildLink, Client, Referral, Transfer
from firstbell.responses.support.queries.contact import plan_of
from firstbell.responses.support.queries.people import like, records_of
from firstbell.responses.support.queries.whose import number_of, of_service
from firstbell.responses.support.rules.referrals import MOST_OPEN, RECEIVED, STATUSES, STEPS, WORKED
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
class PassedOn:
    """To which service a case was passed, and what of it the client agreed to have passed on."""

    to: str
    carries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralForService:
    """A referral with its client. ``plan`` says when and how they can be reached, and never the number itself,
    and is None once it has ended.

    ``adults`` and ``children`` are those that it belongs with, each a client in their own right. ``one_person`` are the
    references of other records that are the same person, ``maybe_one_person`` of those of which somebody must say so or
    not.
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
    died_on: date | None
    closed_to_force: bool
    adults: tuple[Linked, ...]
    children: tuple[Linked, ...]
    one_person: tuple[str, ...]
    maybe_one_person: tuple[str, ...]
    passed_on: PassedOn | None


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


_OF_CLIENT = ("forenames", "surname", "date_of_birth", "died_on", "closed_to_force")


def referrals(
    *, seen_by: Actor, statuses: Iterable[str] = (), workers: Mapping[str, str] | None = None
) -> LongList[ReferralLine]:
    """Those to the service of ``seen_by``, their own first and the newest first; of these statuses, or all.

    ``workers`` are sign-in e-mails by a code that names nobody, "" for no worker: the list is narrowed by them.
    """
    rows = Referral.objects.filter(of_service(seen_by))
    if wanted := list(statuses):
        rows = rows.filter(status__in=wanted)
    mine = Case(When(worker=seen_by.name, then=0), default=1)
    return LongList(
        rows.order_by(mine, "-made_at", "-pk"),
        lambda row: ReferralLine(*row),
        ("reference", "client__reference", "status", "grade", "worker", "made_at"),
        narrows={
            "status": {one: Q(status=one) for one in wanted or STATUSES},
            "worker": {code: Q(worker=email) for code, email in (workers or {}).items()},
        },
        orders={
            "reference": "reference",
            "status": "status",
            "grade": "grade",
            "worker": "worker",
            "made_at": "made_at",
        },
        searched=("reference", "client__reference"),
    )


def referral(reference: str, *, seen_by: Actor) -> ReferralForService:
    """One referral to their service. NotYours for any other."""
    row = Referral.objects.select_related("client").get(pk=number_of(reference, seen_by))
    plain = ("referred_from", "basis", "basis_reason", "grade", "also_suspect", "status", "step_reason", "worker")
    attempts = row.attempts.order_by("at", "pk").values_list(*AttemptShown.__dataclass_fields__)
    return ReferralForService(
        reference=row.reference,
        client=row.client.reference,
        made_at=row.made_at,
        plan=plan_of(row.client) if row.status in STEPS else None,
        attempts=tuple(AttemptShown(*one) for one in attempts),
        adults=_linked(row.adult_links.all(), "adult"),
        children=_linked(row.child_links.all(), "child"),
        one_person=_others_of(row.client),
        maybe_one_person=like(row.client_id),
        passed_on=_passed_on(row),
        **{name: getattr(row, name) for name in plain},
        **{name: getattr(row.client, name) for name in _OF_CLIENT},
    )


def caseloads(*, seen_by: Actor) -> tuple[Caseload, ...]:
    """Each worker of their service who has an open case, the fullest first."""
    rows = Referral.objects.filter(of_service(seen_by)).filter(status__in=WORKED).exclude(worker="")
    counted = rows.values_list("worker").annotate(cases=Count("pk")).order_by("-cases", "worker")
    return tuple(Caseload(worker, cases, max(MOST_OPEN - cases, 0)) for worker, cases in counted)


def waiting(*, seen_by: Actor, now: datetime) -> LongList[Waiting]:
    """Open referrals whose clients nobody has spoken with yet, the longest first."""
    open_ones = Referral.objects.filter(of_service(seen_by), ~_spoken_with(), status__in=(RECEIVED, *WORKED))
    today = london_date(now)
    return LongList(
        open_ones.order_by("made_at", "pk"),
        lambda row: Waiting(row[0], row[1], row[2], (today - london_date(row[3])).days),
        ("reference", "status", "worker", "made_at"),
        orders={column: column for column in ("reference", "status", "worker")},
        searched=("reference",),
    )


def uptake_by_year(*, seen_by: Actor) -> tuple[Uptake, ...]:
    """Referrals to their service by the year in which they were made; days are counted by the database."""
    days = (
        Referral.objects.filter(of_service(seen_by))
        .annotate(on=TruncDate("made_at", tzinfo=LONDON), contacted=_spoken_with(), engaged=Q(engaged_at__isnull=False))
        .values_list("on", "contacted", "engaged")
        .annotate(many=Count("pk"))
    )
    return uptake(Referred(*day) for day in days)


def _others_of(client: Client) -> tuple[str, ...]:
    others = Client.objects.filter(pk__in=records_of(client.pk)).exclude(pk=client.pk).order_by("made_at", "pk")
    return tuple(others.values_list("reference", flat=True))


def _passed_on(row: Referral) -> PassedOn | None:
    found = Transfer.objects.filter(referral=row).first()
    return PassedOn(found.to, tuple(found.carries)) if found else None


def _linked(links: QuerySet[ChildLink], side: str) -> tuple[Linked, ...]:
    shown = links.filter(struck_at=None).order_by("pk")
    columns = (f"{side}__reference", f"{side}__client__reference", f"{side}__status")
    return tuple(Linked(*row) for row in shown.values_list(*columns))


def _spoken_with() -> Q:
    return Q(pk__in=Attempt.objects.filter(reached=True).values("referral"))
