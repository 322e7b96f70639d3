"""Who a party is by what the law protects, as the force recorded it: counted, shown on no page, and lying sealed.

Nothing decides by it. The facts that other parts are given (``IncidentFacts``) do not hold it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from firstbell.foundations.seals.rules import Ring, keyed, seal, unseal

Stored = dict[str, Any]
FIELD, VICTIM = "characteristics", "victim"


@dataclass(frozen=True, slots=True)
class Characteristics:
    """In the format's words (``document.CharacteristicsDocument``); "" for what nobody recorded. ``relationship`` is
    what a victim is to whom they report, and a suspect to who reports them."""

    ethnicity: str = ""
    disability: str = ""
    sexual_orientation: str = ""
    relationship: str = ""


NOTHING = Characteristics()


def apart(stored: Stored) -> tuple[Stored, dict[str, Stored]]:
    """A document as it is stored, without them; and what it says of whom, by person_id."""
    said = {one["person_id"]: one[FIELD] for one in stored["parties"] if FIELD in one}
    parties = [{name: value for name, value in one.items() if name != FIELD} for one in stored["parties"]]
    return stored | {"parties": parties}, said


def keyed_digest(digest: str, key: bytes) -> str:
    """For a document that says them. Of the rest, which is not sealed, and of few words, a plain digest would be found
    by trying."""
    return keyed(key, "incidents", "version", digest).hex()


def version_name(force: str, reference: str, version: int) -> str:
    """Where each lies sealed: ``staffordshire/DA-26-004417/3``."""
    return f"{force}/{reference}/{version}"


def sealed(said: Mapping[str, Stored], ring: Ring, version: str) -> dict[str, str]:
    """Each of them sealed for their place in one version."""
    return {
        who: seal(json.dumps(one, sort_keys=True), ring=ring, bound=_bound(version, who)) for who, one in said.items()
    }


def opened(text: str, ring: Ring, version: str, who: str) -> Characteristics:
    return Characteristics(**json.loads(unseal(text, ring=ring, bound=_bound(version, who))))


def in_words(said: Characteristics, role: str) -> str:
    """For the party itself: ``ethnicity: white; disability: no``. What somebody is to the other side speaks of the
    other side: only a victim is told it."""
    own = said if role == VICTIM else replace(said, relationship="")
    return "; ".join(f"{name}: {word}" for name, word in asdict(own).items() if word).replace("_", " ")


def _bound(version: str, who: str) -> str:
    return f"incidents.IncidentVersion.{FIELD}:{version}:{who}"
