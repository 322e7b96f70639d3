"""Making a safe-contact plan with a client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.support.actions.shared import locked_client, recorded
from firstbell.responses.support.models import Client, ContactPlan, ContactWay
from firstbell.responses.support.queries.contact import shared_likenesses, stored_windows
from firstbell.responses.support.queries.sealed import likeness, sealed_code_word, sealed_detail
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, Way, check_plan


@dataclass(frozen=True, slots=True)
class GivenWay:
    """A way as the client gave it: when it is safe, and the number or address that it leads to."""

    way: Way
    detail: str


def make_plan(
    *, client: str, ways: Sequence[GivenWay], last_day: date, code_word: str = "", by: Actor, now: datetime
) -> None:
    """What this client said is safe, in place of what they said before. The same number as another's is said.

    Refused where a number leads to another client too and the plan does not say that others hear it: a message for
    one would be a message to both.
    """
    plan = SafeContactPlan(tuple(given.way for given in ways), last_day, code_word)
    check_plan(plan, london_date(now))
    with transaction.atomic():
        row = locked_client(client, by)
        rows = [_row(row, given) for given in ways]
        _check_shared(row, rows)
        row.plans.filter(in_force=True).update(in_force=False)
        made = ContactPlan.objects.create(
            client=row, code_word=sealed_code_word(code_word, client), last_day=last_day, made_by=by.name, made_at=now
        )
        for way in rows:
            way.plan = made
        ContactWay.objects.bulk_create(rows)
        recorded("plan_made", client, by, now, ways=len(rows))


def _row(client: Client, given: GivenWay) -> ContactWay:
    return ContactWay(
        channel=given.way.channel,
        detail=sealed_detail(given.detail, client.reference, given.way.channel),
        likeness=likeness(given.way.channel, given.detail),
        windows=stored_windows(given.way.windows),
        message_allowed=given.way.message,
        others_read=given.way.others_read,
    )


def _check_shared(client: Client, rows: list[ContactWay]) -> None:
    if shared_likenesses(client, [row.likeness for row in rows if not row.others_read]):
        raise Refused(
            "Another client of this service is reached in the same way.",
            "Ask whose it is; then say that somebody else reads or hears it, or leave it out.",
        )
