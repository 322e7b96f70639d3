"""Sealing and opening how a participant can be reached. Nothing here is listed for pages."""

from django.conf import settings

from firstbell.foundations.seals.rules import Ring, seal, unseal
from firstbell.responses.programme.models import ParticipantWay
from firstbell.responses.programme.rules.ways import Way


def sealed(text: str, field: str, participant: str) -> str:
    """``text`` for this field (``detail``, ``when_safe``) of the participant of this reference."""
    return seal(text.strip(), ring=_ring(), bound=_bound(field, participant))


def way_of(row: ParticipantWay) -> Way:
    """The way, opened."""
    whose = row.participant.reference
    detail, when_safe = (
        unseal(text, ring=_ring(), bound=_bound(field, whose))
        for field, text in (("detail", row.detail), ("when_safe", row.when_safe))
    )
    return Way(channel=row.channel, detail=detail, when_safe=when_safe, message_allowed=row.message_allowed)


def _ring() -> Ring:
    return Ring.of(settings.SEAL_KEYS)


def _bound(field: str, participant: str) -> str:
    return f"programme.ParticipantWay.{field}:{participant}"
