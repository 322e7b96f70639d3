"""Making a safe-contact plan with a client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support.actions.shared import locked_client, recorded
from firstbell.responses.support.models import Client, ContactPlan, ContactWay
from firstbell.responses.support.queries.contact import shared_likenesses, stored_windows
from firstbell.responses.support.queries.reach import child_age_of
from firstbell.responses.support.queries.sealed import likeness, sealed_code_word, sealed_detail
from firstbell.responses.support.rules.referrals import STEPS
from firstbell.responses.support.rules.safe_contact import SafeContactPlan, Way, check_plan


@dataclass(frozen=True, slots=True)
class GivenWay:
    """A way as the client gave it: when it is safe, and the number or address that it leads to, "" where that is the
    one of an adult who is a client too."""

    way: Way
    detail: str = ""


def make_plan(
    *, client: str, ways: Sequence[GivenWay], last_day: date, code_word: str = "", by: Actor, now: datetime
) -> None:
    """What this client said is safe, in place of what they said before. The same number as another's is said.

    Refused where a number leads to another client too and the plan does not say that others hear it: a message for
    one would be a message to both.
    """
    plan = SafeContactPlan(tuple(given.way for given in ways), last_day, code_word)
    with transaction.atomic():
        row = locked_client(client, by)
        _must_be_open(row)
        check_plan(plan, london_date(now), child_age_of(row, now))
        rows = [_row(row, given, now) for given in ways]
        _check_shared(row, rows)
        row.plans.filter(in_force=True).update(in_force=False)
        made = ContactPlan.objects.create(
            client=row, code_word=sealed_code_word(code_word, client), last_day=last_day, made_by=by.name, made_at=now
        )
        for way in rows:
            way.plan = made
        ContactWay.objects.bulk_create(rows)
        recorded("plan_made", client, by, now, ways=len(rows))


def _must_be_open(client: Client) -> None:
    if not client.referrals.filter(status__in=STEPS).exists():
        raise Refused("Nothing of this client is open, so nobody is to reach them.", "Have them referred again.")


def _row(client: Client, given: GivenWay, now: datetime) -> ContactWay:
    way, adult = given.way, _adult(client, given, now)
    return ContactWay(
        channel=way.channel,
        detail="" if adult else sealed_detail(given.detail, client.reference, way.channel),
        likeness="" if adult else likeness(way.channel, given.detail),
        windows=stored_windows(way.windows),
        message_allowed=way.message,
        others_read=way.others_read,
        adult=adult,
        adult_name=way.adult.name.strip() if way.adult and not adult else "",
        adult_safe_why=way.adult.safe_why.strip() if way.adult else "",
        understands_why=way.understands.strip(),
    )


def _adult(child: Client, given: GivenWay, now: datetime) -> Client | None:
    """The client through whom this way of a child runs; None where it runs through nobody, or through no client."""
    if given.way.adult is None or not given.way.adult.client:
        return None
    row = Client.objects.filter(reference=given.way.adult.client, service=child.service).first()
    if row is None:
        raise NotYours(f"There is no client {given.way.adult.client}.", "Look at the reference.")
    if given.detail.strip() or child_age_of(row, now) is not None:
        raise Refused("Such a way runs through somebody of age, and has no number but theirs.", "Leave the number out.")
    return row


def _check_shared(client: Client, rows: list[ContactWay]) -> None:
    if shared_likenesses(client, [row.likeness for row in rows if row.likeness and not row.others_read]):
        raise Refused(
            "Another client of this service is reached in the same way.",
            "Ask whose it is; then say that somebody else reads or hears it, or leave it out.",
        )
