"""Requests as the officers of the organisation that was asked read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.foundations.subject_access.models import Bundle, Decision, PickedRecord, Request
from firstbell.foundations.subject_access.queries.sealed import content_of
from firstbell.foundations.subject_access.rules import bundles
from firstbell.foundations.subject_access.rules.bundles import Line
from firstbell.foundations.subject_access.rules.clock import may_extend, standing
from firstbell.foundations.subject_access.rules.deciding import Decided
from firstbell.foundations.subject_access.rules.requests import ABOUT_SUBJECT, OPEN, THEMSELVES
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours

OF_A_REQUEST: tuple[type[Bundle] | type[Decision] | type[PickedRecord], ...] = (Bundle, Decision, PickedRecord)
"""What goes with a request that is forgotten."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list: nobody is named on it. ``clock`` is ``due``, ``overdue``, or "" once it is ended."""

    reference: str
    asker: str
    status: str
    received_on: date
    due_on: date
    clock: str
    made_by: str


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One request. ``officers`` are who worked on it; ``may_extend``: the first month is not over."""

    reference: str
    asker: str
    forenames: str
    surname: str
    date_of_birth: date
    asker_forenames: str
    asker_surname: str
    asker_born: date | None
    proof: str
    proof_words: str
    received_on: date
    proved_on: date
    due_on: date
    clock: str
    may_extend: bool
    status: str
    made_by: str
    made_at: datetime
    extended_by: str
    extended_why: str
    allowed_by: str
    allowed_why: str
    answered_by: str
    answered_at: datetime | None
    exemption: str
    answer_why: str
    officers: frozenset[str]

    @property
    def asks_for_themselves(self) -> bool:
        return self.asker == THEMSELVES


@dataclass(frozen=True, slots=True)
class Picked:
    """A record that an officer says is somebody's."""

    kind: str
    key: str
    whose: str
    made_by: str


@dataclass(frozen=True, slots=True)
class BundleShown:
    """What somebody was given, as it was frozen. ``content`` is its text, of which ``digest`` is the SHA-256."""

    digest: str
    content: str
    lines: tuple[Line, ...]
    released_by: str
    released_at: datetime


def requests(*, seen_by: Actor, now: datetime) -> tuple[RequestLine, ...]:
    """Those to their organisation, the open ones and the most pressing first."""
    rows = sorted(_theirs(seen_by), key=lambda row: (row.status != OPEN, row.due_on, row.pk))
    plain = ("reference", "asker", "status", "received_on", "due_on", "made_by")
    return tuple(RequestLine(**{name: getattr(row, name) for name in plain}, clock=_clock(row, now)) for row in rows)


def request(reference: str, *, seen_by: Actor, now: datetime) -> RequestShown:
    """One request to their organisation. NotYours for any other."""
    row = _found(reference, seen_by)
    computed = {"clock", "may_extend", "officers"}
    plain = {name: getattr(row, name) for name in RequestShown.__dataclass_fields__ if name not in computed}
    extendable = row.extended_at is None and may_extend(max(row.received_on, row.proved_on), london_date(now))
    return RequestShown(**plain, clock=_clock(row, now), may_extend=extendable, officers=officers_of(row))


def picked(reference: str, *, seen_by: Actor) -> tuple[Picked, ...]:
    """The records that were picked, in the order in which they were."""
    rows = _found(reference, seen_by).picked.order_by("pk")
    return tuple(Picked(*row) for row in rows.values_list("kind", "record_key", "whose", "made_by"))


def decisions(reference: str, *, seen_by: Actor) -> dict[str, Decided]:
    """What was said of each item, by its key."""
    columns = ("item_key", "digest", "decision", "ground", "proposed_by", "confirmed_by", "sent_back_why")
    rows = _found(reference, seen_by).decisions.values_list(*columns)
    return {row[0]: Decided(*row) for row in rows}


def bundle(reference: str, *, seen_by: Actor) -> BundleShown:
    """What was given. NotYours before it was. Reading it is an entry of its own (``actions.open_bundle``)."""
    row = Bundle.objects.filter(request=_found(reference, seen_by)).first()
    if row is None:
        raise NotYours(f"Nothing was released for {reference}.", "Look at how the request stands.")
    content = content_of(row.content, reference)
    lines = tuple(bundles.read(content))
    return BundleShown(row.digest, content, lines, row.released_by, row.released_at)


def asked_about() -> tuple[tuple[str, str], ...]:
    """Records of people whose request is open, as (kind, key): nothing of theirs goes before they are answered."""
    rows = PickedRecord.objects.filter(request__status=OPEN, whose=ABOUT_SUBJECT).order_by("kind", "record_key")
    return tuple(rows.values_list("kind", "record_key").distinct())


def requests_ended(before: datetime) -> tuple[str, ...]:
    """Requests that ended before this moment, by reference."""
    return tuple(Request.objects.filter(answered_at__lt=before).order_by("pk").values_list("reference", flat=True))


def request_exists(reference: str) -> bool:
    return Request.objects.filter(reference=reference).exists()


def rows_of_requests(references: Collection[str]) -> dict[str, int]:
    """How many rows of which table go with these requests."""
    wanted = list(references)
    counted = {table._meta.label: table.objects.filter(request__reference__in=wanted).count() for table in OF_A_REQUEST}
    return counted | {Request._meta.label: Request.objects.filter(reference__in=wanted).count()}


def flagged(*, seen_by: Actor) -> tuple[str, ...]:
    """Open requests by which somebody asks about somebody else, the most pressing first: those that may be flagged."""
    rows = Request.objects.filter(organisation=seen_by.organisation, status=OPEN).exclude(asker=THEMSELVES)
    return tuple(rows.order_by("due_on", "pk").values_list("reference", flat=True))


def officers_of(row: Request) -> frozenset[str]:
    """Who made the request, picked records for it, or decided of an item."""
    picking = row.picked.values_list("made_by", flat=True)
    deciding = row.decisions.values_list("proposed_by", "confirmed_by")
    return frozenset({row.made_by, *picking, *(one for pair in deciding for one in pair if one)})


def _clock(row: Request, now: datetime) -> str:
    return standing(row.due_on, london_date(now)) if row.status == OPEN else ""


def _theirs(seen_by: Actor) -> list[Request]:
    return list(Request.objects.filter(organisation=seen_by.organisation))


def _found(reference: str, seen_by: Actor) -> Request:
    row = Request.objects.filter(reference=reference, organisation=seen_by.organisation).first()
    if row is None:
        raise NotYours(f"There is no request {reference}.", "Look at the reference.")
    return row
