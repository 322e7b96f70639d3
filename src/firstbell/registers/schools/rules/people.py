"""Contacts and staff: who can be told today, and who is the same person."""

import unicodedata
from datetime import date, datetime, timedelta
from hashlib import blake2b

from firstbell.pure.periods import london_date

ROLES = ("dsl", "deputy", "head", "trust_lead", "la_officer")


def is_away(on: date, away_from: date | None, away_until: date | None) -> bool:
    """Both ends are days away. A start without an end is away until told otherwise."""
    if away_from is None and away_until is None:
        return False
    return (away_from is None or away_from <= on) and (away_until is None or on <= away_until)


def is_verified(on: date, verified_on: date | None, valid_days: int) -> bool:
    """A verification holds for ``valid_days`` days after its own."""
    return verified_on is not None and on <= verified_on + timedelta(days=valid_days)


def still_bounces(verified_on: date | None, bounced_at: datetime | None) -> bool:
    """An address that bounced is dead until verified on a later day: of the same day nobody knows which was first."""
    return bounced_at is not None and (verified_on is None or verified_on <= london_date(bounced_at))


def fold_name(text: str) -> str:
    """A name as compared here: case, accents, spacing and punctuation taken away."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split())


def digest_of(*parts: object) -> str:
    """32 hexadecimal digits that stand for the parts in this order."""
    return blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=16).hexdigest()
