"""Reaching a client: the one place that shows a number, and what came of each try."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.responses.support.actions.shared import locked_client, locked_referral, recorded
from firstbell.responses.support.models import Attempt
from firstbell.responses.support.queries.contact import detail_to
from firstbell.responses.support.queries.reach import reach_of
from firstbell.responses.support.rules.reaching import may_look, why_no_contact
from firstbell.responses.support.rules.referrals import RECEIVED
from firstbell.responses.support.rules.safe_contact import CHANNELS


def look_at_way(*, client: str, channel: str, reason: str = "", by: Actor, now: datetime) -> str:
    """The number or address of this way. Outside the plan it takes a reason, and the audit trail tells the two apart.

    Refused outside the plan without a reason, and where the plan has no such way: what was never said to be safe is
    not kept.
    """
    with transaction.atomic():
        row = locked_client(client, by)
        within = may_look(reach_of(row, now), channel, now, reason)
        detail = detail_to(row, channel, now)
        if detail is None:
            raise Refused("No such way is known.", "Ask whoever referred the client how they can be reached.")
        what, why = ("way_shown", "") if within else ("way_shown_outside_plan", reason.strip())
        recorded(what, client, by, now, why, channel=channel)
    return detail


def record_attempt(
    *,
    referral: str,
    channel: str,
    at: datetime,
    reached: bool,
    message_left: bool = False,
    unsafe_why: str = "",
    by: Actor,
    now: datetime,
) -> bool:
    """A try that was made, and whether everything that counted at that moment allowed it.

    One that was not safe is recorded too, also after the case had ended, and takes a sentence that says how it came
    about: a harm that is not written down is not noticed. Refused for one in the future, and before there is a case.
    """
    if channel not in CHANNELS or at > now:
        raise Refused("A try has a channel, and a time that has come.", "Look at both.")
    with transaction.atomic():
        row = locked_referral(referral, by)
        if row.status == RECEIVED:
            raise Refused(f"{referral} is not a case that anybody works on.", "Accept it first.")
        unsafe = why_no_contact(reach_of(row.client, at, row), channel, at, message=message_left)
        if unsafe and not is_written_out(unsafe_why):
            raise Refused(unsafe, "Write in a sentence how the client came to be contacted like this.")
        Attempt.objects.create(
            referral=row,
            at=at,
            channel=channel,
            safe=not unsafe,
            reached=reached,
            message_left=message_left,
            unsafe_why=unsafe_why.strip() if unsafe else "",
            by=by.name,
            recorded_at=now,
        )
        recorded("contact_tried" if not unsafe else "contact_tried_outside_plan", referral, by, now, channel=channel)
    return not unsafe
