"""Partners as the support service that answers for them reads them, and nobody else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from firstbell.foundations.lists.queries import LongList
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.models import Participant, PartnerAlert, PartnerAnswer, PoliceReports
from firstbell.responses.programme.queries.answered import bounds_of, table_of
from firstbell.responses.programme.rules.bounds import Bounds
from firstbell.responses.programme.rules.courses import EVERYBODY, must_be_everybody
from firstbell.responses.programme.rules.participants import ACCEPTED
from firstbell.responses.programme.rules.partners import (
    ANSWERED,
    MAY,
    MAY_NOT,
    MINE,
    NEVER,
    OPEN,
    SUPPORT,
    TO_MAKE,
    must_be_measured,
)


@dataclass(frozen=True, slots=True)
class LinkForPartnerSupport:
    """A participant for whose partner the service answers; fields of the link are None until it is recorded."""

    participant: str
    status: str
    worker: str | None
    offer: str | None
    may_start: bool | None
    client_reference: str | None
    also_participant: str | None


@dataclass(frozen=True, slots=True)
class PartnerForPartnerSupport:
    """A participant by name, so that the service can tell whose partner it is, and what is recorded of the partner."""

    forenames: str
    surname: str
    date_of_birth: date | None
    link: LinkForPartnerSupport
    alerts: tuple["AlertForPartnerSupport", ...]
    answers: tuple["AnswerForPartnerSupport", ...]


@dataclass(frozen=True, slots=True)
class AlertForPartnerSupport:
    """Tell the partner within their safe-contact plan: of whom, what, and who is to do it ("" while nobody is named).

    ``told`` is None until somebody said that it was done, or ``why`` not."""

    participant: str
    event: str
    worker: str
    made_at: datetime
    told: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class AnswerForPartnerSupport:
    """A partner's answer to one measure at one moment."""

    moment: str
    measure: str
    answer: str


@dataclass(frozen=True, slots=True)
class OutcomeForPartnerSupport:
    """Between which means the answers to a measure at a moment lie."""

    measure: str
    moment: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class ReportsForPartnerSupport:
    """How often police were told again in a period."""

    first_day: date
    last_day: date
    reports: int


def partner_links(*, seen_by: Actor) -> LongList[LinkForPartnerSupport]:
    """Of everybody for whose partner their service answers, those first of whom nothing is recorded."""
    unmade = Q(partner_link=None)
    return LongList(
        _partnered(seen_by).order_by(F("partner_link__may_start").asc(nulls_first=True), "pk"),
        lambda row: LinkForPartnerSupport(*row),
        _LINK,
        narrows={
            "link": {
                TO_MAKE: unmade & Q(status=ACCEPTED),
                MAY: Q(partner_link__may_start=True),
                MAY_NOT: Q(partner_link__may_start=False),
                NEVER: unmade & ~Q(status=ACCEPTED),
            }
        },
        orders={"participant": "reference", "status": "status", "worker": "partner_link__worker"},
        searched=("reference", "partner_link__client_reference"),
    )


def partner(participant: str, *, seen_by: Actor) -> PartnerForPartnerSupport:
    """What is recorded of the partner of one participant. NotYours where another service answers for them."""
    link = _partnered(seen_by).filter(reference=participant).values_list(*_LINK).first()
    if link is None:
        raise NotYours(f"There is no participant {participant}.", "Look at the reference.")
    named = Participant.objects.filter(reference=participant).values_list("forenames", "surname", "date_of_birth")
    return PartnerForPartnerSupport(
        *named[0],
        link=LinkForPartnerSupport(*link),
        alerts=tuple(map(_alert, _alerts(seen_by).filter(participant__reference=participant).values_list(*_ALERT))),
        answers=partner_answers(participant, seen_by=seen_by),
    )


def partner_alerts(*, seen_by: Actor) -> LongList[AlertForPartnerSupport]:
    """Those of their service, the open ones and the oldest first."""
    return LongList(
        _alerts(seen_by),
        _alert,
        _ALERT,
        narrows={
            "alert": {OPEN: Q(told=None), ANSWERED: ~Q(told=None)},
            "whose": {MINE: Q(participant__partner_link__worker=seen_by.name)},
        },
        orders={"participant": "participant__reference", "event": "event", "made_at": "made_at", "told": "told"},
        searched=("participant__reference",),
    )


def partner_answers(participant: str, *, seen_by: Actor) -> tuple[AnswerForPartnerSupport, ...]:
    """What a partner answered, by moment and measure; nothing for a partner for whom another service answers."""
    rows = PartnerAnswer.objects.filter(
        participant__reference=participant, participant__support_service=_service(seen_by)
    )
    shown = rows.order_by("pk").values_list("moment", "measure", "answer")
    return tuple(AnswerForPartnerSupport(*row) for row in shown)


def police_reports(participant: str, *, seen_by: Actor) -> tuple[ReportsForPartnerSupport, ...]:
    """Counts given for a participant, the earliest first."""
    rows = PoliceReports.objects.filter(
        participant__reference=participant, participant__support_service=_service(seen_by)
    )
    shown = rows.order_by("first_day", "pk").values_list("first_day", "last_day", "reports")
    return tuple(ReportsForPartnerSupport(*row) for row in shown)


def outcome_bounds(*, measure: str, moment: str, seen_by: Actor, of: str = EVERYBODY) -> Bounds:
    """Between which means the answers lie, over everybody for whom the service answers: who gave none is missing.

    Refused for completers alone, and where there is nobody.
    """
    must_be_everybody(of)
    must_be_measured(measure, moment)
    return bounds_of(Participant.objects.filter(support_service=_service(seen_by)), measure, moment)


def outcomes(*, seen_by: Actor, of: str = EVERYBODY) -> tuple[OutcomeForPartnerSupport, ...]:
    """``outcome_bounds`` of every measure at every moment; none where the service answers for nobody."""
    must_be_everybody(of)
    everybody = Participant.objects.filter(support_service=_service(seen_by))
    return tuple(OutcomeForPartnerSupport(*pair, found) for pair, found in table_of(everybody).items())


_LINK = (
    "reference",
    "status",
    "partner_link__worker",
    "partner_link__offer",
    "partner_link__may_start",
    "partner_link__client_reference",
    "partner_link__also_participant",
)
_ALERT = ("participant__reference", "event", "participant__partner_link__worker", "made_at", "told", "why")


def _partnered(seen_by: Actor) -> QuerySet[Participant]:
    """Each participant for whose partner their service answers."""
    return Participant.objects.filter(support_service=_service(seen_by))


def _alerts(seen_by: Actor) -> QuerySet[PartnerAlert]:
    """Each alert of their service, the open ones and the oldest first."""
    rows = PartnerAlert.objects.filter(participant__support_service=_service(seen_by))
    return rows.order_by(F("answered_at").asc(nulls_first=True), "made_at", "pk")


def _alert(row: tuple[Any, ...]) -> AlertForPartnerSupport:
    reference, event, named, made_at, told, why = row
    return AlertForPartnerSupport(reference, event, named or "", made_at, told, why)


def _service(seen_by: Actor) -> str:
    """The support service of ``seen_by``. NotYours for an organisation of any other kind."""
    if seen_by.kind != SUPPORT:
        raise NotYours("There is nothing here.", "Partners are known to their support service only.")
    return seen_by.organisation
