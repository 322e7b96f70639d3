"""Sealing and opening who reported, and photographs. Nothing here is listed for pages."""

import base64
import json
from dataclasses import asdict

from django.conf import settings

from firstbell.foundations.seals.rules import Ring, keyed, seal, unseal
from firstbell.joint.early_picture.models import Concern, Photograph
from firstbell.joint.early_picture.rules.feedback import plain_code
from firstbell.joint.early_picture.rules.raising import Informant
from firstbell.pure.names.folding import fold
from firstbell.pure.telephones import in_one_spelling, is_possible


def sealed_informant(informant: Informant, concern: str) -> str:
    """Sealed for this concern only; "" for nobody."""
    if not informant:
        return ""
    return seal(json.dumps(asdict(informant)), ring=_ring(), bound=_bound("Concern.informant", concern))


def informant_of(row: Concern) -> Informant:
    return Informant(
        **json.loads(unseal(row.informant, ring=_ring(), bound=_bound("Concern.informant", row.reference)))
    )


def sealed_picture(content: bytes, concern: str, number: int) -> str:
    text = base64.b64encode(content).decode()
    return seal(text, ring=_ring(), bound=_bound("Photograph.picture", concern, str(number)))


def picture_in(row: Photograph) -> bytes:
    bound = _bound("Photograph.picture", row.concern.reference, str(row.number))
    return base64.b64decode(unseal(row.picture, ring=_ring(), bound=bound))


def root_of_informant(informant: Informant) -> str:
    """The same for all that one informant reports, and to whoever lacks the key nothing else; "" for nobody.

    Somebody is known again by their e-mail or telephone; by their name only where they gave neither.
    """
    number = in_one_spelling(informant.contact)
    contact = number if is_possible(number) else informant.contact.strip().casefold()
    known_by = contact or fold(informant.name)
    return _likeness("informant", known_by) if known_by else ""


def digest_of_code(code: str, concern: str) -> str:
    """By what a code that was shown once is known again, for this concern only, however it is spaced or cased."""
    return _likeness("code", f"{concern}:{plain_code(code)}")


def root_of_incident(number: int) -> str:
    """The same for all that one incident brought about: what an authority answers because police asked is no second
    pair of eyes."""
    return _likeness("incident", str(number))


def _likeness(kind: str, text: str) -> str:
    return keyed(str(settings.LIKENESS_KEY).encode(), "early_picture", kind, text).hex()


def _ring() -> Ring:
    return Ring.of(settings.SEAL_KEYS)


def _bound(field: str, *where: str) -> str:
    return f"early_picture.{field}:{':'.join(where)}"
