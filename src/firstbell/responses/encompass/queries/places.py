"""Places and their keys: how a notice, its messages and a person's choice are named."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.utils.crypto import salted_hmac

from firstbell.pure import areas
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import EstablishmentFacts
from firstbell.responses.encompass.rules.places import CandidateForPerson, Place


def place_key(place: Place) -> str:
    """``urn:124490``, ``authority:E10000028`` or ``force:west-mercia``."""
    if place.kind == "establishment":
        return f"urn:{place.urn}"
    return f"{place.kind}:{place.authority if place.kind == 'authority' else place.force}"


def notice_reference(facts: IncidentFacts, person_id: str, place: Place) -> str:
    """``N-`` and ten letters or digits that say nothing of the child, the same however often the work is repeated."""
    key = f"{facts.force}|{facts.reference}|{person_id}|{place_key(place)}"
    digest = salted_hmac("firstbell.notice", key, algorithm="sha256").digest()
    return "N-" + base64.b32encode(digest)[:10].decode()


def message_key(reference: str, recipient: str, rung: str) -> str:
    """Stable per notice, recipient and rung, and safe as a file name."""
    return f"{reference}.{rung}.{hashlib.sha256(recipient.lower().encode()).hexdigest()[:8]}"


def upn_hash(upn: str | None) -> str | None:
    return salted_hmac("firstbell.upn", upn, algorithm="sha256").hexdigest()[:16] if upn else None


def candidates_as_stored(candidates: Sequence[CandidateForPerson]) -> list[dict[str, object]]:
    """Candidates as reviews keep and export them; a UPN leaves only as a keyed hash."""
    return [
        {
            "urn": candidate.urn,
            "authority": candidate.authority,
            "upn_hash": upn_hash(candidate.upn),
            "weight": candidate.weight,
            "probability": candidate.probability,
            "reasons": list(candidate.reasons),
        }
        for candidate in candidates
    ]


def chosen_place(*, urn: str | None, authority: str | None) -> Place | None:
    """The place a person names; None where neither is named. Refused where there is no such place."""
    if urn and authority:
        raise Refused("Choose one place.", "Give either --urn or --authority.")
    if authority:
        try:
            code = areas.gss(authority)
        except ValueError:
            raise Refused(f"{authority} is not an authority's code.", "Use its ONS code, such as E10000028.") from None
        return Place("authority", None, code, None, (5,), "A person chose this authority.")
    if not urn:
        return None
    current = schools.current_urn(urn)
    if current.urn is None or schools.establishment(current.urn) is None:
        raise Refused(f"Establishment {urn} cannot be told: {current.reason}", "Choose an open establishment.")
    return Place("establishment", current.urn, None, None, (5,), "A person chose this establishment.")


def place_name(key: str) -> str:
    """What people call the place of a key: the establishment's name, the authority's, the force's."""
    return place_names([key])[key]


def place_names(keys: Iterable[str]) -> dict[str, str]:
    """``place_name`` of many at once."""
    parts = {key: key.partition(":")[::2] for key in keys}
    known = schools.establishments([code for kind, code in parts.values() if kind == "urn"])
    return {key: _called(kind, code, known) for key, (kind, code) in parts.items()}


def _called(kind: str, code: str, known: Mapping[str, EstablishmentFacts]) -> str:
    if kind == "urn":
        return known[code].name if code in known else f"Establishment {code}"
    if kind == "authority":
        try:
            return areas.authority_name(code)
        except ValueError:
            return f"Authority {code}"
    return f"{code.replace('-', ' ').title()} Police"


def decision_in_words(decision: str) -> str:
    """What a review came to, as it is stored: a place's key, ``none`` or ``rule``."""
    if decision == "rule":
        return "it no longer needs a person"
    return "nobody is to be told" if decision == "none" else f"tell {place_name(decision)}"


def place_from_key(key: str) -> Place | None:
    kind, _, code = key.partition(":")
    if kind == "urn":
        return Place("establishment", code, None, None, (5,), "A person chose this establishment.")
    if kind == "authority":
        return Place("authority", None, code, None, (5,), "A person chose this authority.")
    return None
