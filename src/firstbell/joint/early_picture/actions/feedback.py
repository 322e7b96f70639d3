"""Telling whoever reported what may be told, and noting who read."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.accounts.rules.organisations import PUBLIC
from firstbell.joint.early_picture.actions.shared import (
    locked_concern,
    locked_household,
    locked_matter,
    recorded,
    sealed,
)
from firstbell.joint.early_picture.models import Feedback
from firstbell.joint.early_picture.queries.table import can_be_told
from firstbell.joint.early_picture.rules import feedback as rules
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours


def give_feedback(*, concern: str, sentence: str, by: Actor, now: datetime) -> None:
    """One sentence of ours for the organisation that reported, whoever of it is still there, or the person who did."""
    if by.kind != "force":
        raise NotYours(f"There is no concern {concern}.", "Look at the reference.")
    with transaction.atomic():
        row = locked_concern(concern, by)
        is_public = row.source_class == PUBLIC
        rules.may_tell(sentence, sees_linked=row.sees_linked, is_public=is_public, can_be_reached=can_be_told(row))
        Feedback.objects.create(concern=row, sentence=sentence, by=by.name, recorded_at=now)
        recorded("feedback_given", concern, by, now, sentence=sentence)


def note_picture_read(*, household: str, by: Actor, now: datetime) -> None:
    """Somebody reads the picture of a household. NotYours where it is closed to them."""
    with transaction.atomic():
        recorded("picture_read", locked_household(household, by).reference, by, now)


def note_matter_read(*, matter: str, by: Actor, now: datetime) -> None:
    """Somebody reads a matter. NotYours where it is not theirs, or closed to them."""
    with transaction.atomic():
        recorded("matter_read", locked_matter(matter, by).reference, by, now)


def note_concern_read(*, concern: str, by: Actor, now: datetime) -> None:
    """Somebody reads a concern of their organisation, or at the hub."""
    with transaction.atomic():
        recorded("concern_read", locked_concern(concern, by).reference, sealed(by), now)
