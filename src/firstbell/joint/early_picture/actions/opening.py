"""Opening who reported a concern, and what was sent with it: an entry and an alarm before anything is shown."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.delivery import actions as delivery
from firstbell.joint.early_picture.actions.shared import locked_concern, recorded
from firstbell.joint.early_picture.models import InformantOpening, Photograph
from firstbell.joint.early_picture.queries.sealed import informant_of, picture_in
from firstbell.joint.early_picture.rules.raising import Informant
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused, is_written_out


def open_informant(*, concern: str, reason: str, by: Actor, now: datetime, policy: ForcePolicy) -> Informant:
    """Who reported it. Refused without a reason written out, where nobody gave a name, and where nobody else would hear
    of it; NotYours for all but the force's hub, and for a concern that is closed to who asks."""
    if by.kind != "force":
        raise NotYours(f"There is no concern {concern}.", "Look at the reference.")
    if not is_written_out(reason):
        raise Refused("A seal is opened for a reason.", "Write in a sentence why you need to know.")
    if not (told := who_hears(policy, by.name)):
        raise Refused("Nobody else would hear of it.", "Have hub_alarm_emails named in force.toml.")
    with transaction.atomic():
        row = locked_concern(concern, by)
        if not row.informant:
            raise Refused("Nobody gave a name.", "There is nothing to open.")
        opened = informant_of(row)
        opening = InformantOpening.objects.create(concern=row, by=by.name, why=reason.strip(), told=told, at=now)
        recorded("informant_opened", concern, by, now, why=reason.strip(), told=len(told))
        key = f"early-picture-{concern}-opened-{opening.pk}"
        delivery.queue_to_each(to=told, key=key, template="hub_alarm", reference=concern, by=by, now=now)
    return opened


def open_photograph(*, concern: str, number: int, by: Actor, now: datetime) -> tuple[str, bytes]:
    """The type and the bytes of a photograph, for the hub, with an entry in the audit trail."""
    with transaction.atomic():
        row = locked_concern(concern, by)
        photograph = Photograph.objects.filter(concern=row, number=number).select_related("concern").first()
        if photograph is None or by.kind != "force":
            raise NotYours("There is no such photograph.", "Look at the concern.")
        recorded("photograph_opened", concern, by, now, number=number)
        return photograph.media_type, picture_in(photograph)


def who_hears(policy: ForcePolicy, without: str) -> list[str]:
    """The people who hear of an alarm at the hub, without whoever it is about."""
    wanted = policy.hub_alarm_emails or policy.desk_emails
    return [one for one in wanted if one.strip().lower() != without.lower()]
