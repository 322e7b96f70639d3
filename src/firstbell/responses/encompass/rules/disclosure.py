"""What a notice says: a profile, field by field, in neutral words, and never what must not leave (R9, R10, R15)."""

import re
from collections.abc import Mapping, Sequence

from firstbell.pure.periods import london, london_date, years_between
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.people.rules import BirthDate, PersonFacts
from firstbell.responses.encompass.rules.gate import Secrets, secrets_of, unsafe_name, unsafe_words
from firstbell.responses.encompass.rules.listing import Listed, listed_people
from firstbell.responses.encompass.rules.scope import Exposure

WITHHELD = "withheld for safety"

FIELDS: dict[str, str] = {
    "child_name": "Child's name",
    "known_as": "Known as",
    "date_of_birth": "Date of birth",
    "happened_at": "When it is reported to have happened",
    "reported_at": "When it was reported to the police",
    "present": "Reported to have been present",
    "welfare_check": "Welfare check done by an officer",
    "reference": "Police reference",
    "place": "Kind of place",
    "voice": "What the child said",
    "circumstances": "Circumstances",
}
"""Every field that a notice can have, with its label: what is not here cannot be said."""

MINIMAL = ("child_name", "known_as", "date_of_birth", "happened_at", "reported_at", "present", "welfare_check")
RICH = (*MINIMAL, "reference", "place", "voice", "circumstances")
PROFILES: dict[str, tuple[str, ...]] = {"minimal": MINIMAL, "rich": RICH}
"""The two profiles found in practice; minimal is the default (R9)."""

NEEDED = ("child_name", "reported_at")
"""Child, establishment and time are enough for a notice, and less is none (R17)."""

PLACES = {
    "home": "at a home",
    "relative": "at a relative's home",
    "public": "in a public place",
    "online": "online",
    "other": "elsewhere",
}
REPORTED = "An incident of domestic abuse was reported to the police."
PRESENCE = {
    "yes": "The child was reported to have been present.",
    "no": "The child was not reported to have been present.",
    "unknown": "It is not known whether the child was present.",
}

SEEN = "An officer saw the child."
SPOKEN_TO = "An officer spoke to the child."
SPOKEN_TO_ALONE = "An officer spoke to the child alone."

Content = dict[str, str | bool | None]


def profile_named(policy: ForcePolicy) -> tuple[str, ...]:
    """The fields of the force's profile, its own or one of the two. ValueError names what is wrong with it."""
    name = policy.profile
    if name in PROFILES:
        if name in policy.profiles:
            raise ValueError(f"profile {name!r} is Firstbell's own: give the force's another name")
        return PROFILES[name]
    if name not in policy.profiles:
        raise ValueError(f"there is no profile {name!r}: use {', '.join((*PROFILES, *policy.profiles))}")
    chosen = tuple(policy.profiles[name])
    unknown = [field for field in chosen if field not in FIELDS]
    missing = [field for field in NEEDED if field not in chosen]
    if unknown or missing:
        raise ValueError(f"profile {name!r}: unknown {unknown}, missing {missing}; there are {', '.join(FIELDS)}")
    return chosen


def content(*, profile_fields: Sequence[str], incident: IncidentFacts, exposure: Exposure) -> Content:
    """What a notice about this child says, ready for JSON, in the order of ``profile_fields``."""
    child = exposure.child
    moment = incident.occurred_from
    said: Content = {
        "child_name": _full_name(child.person),
        "known_as": child.person.known_as,
        "date_of_birth": _birth(child.person.birth, incident),
        "happened_at": london(moment).isoformat() if moment else None,
        "reported_at": london(incident.reported_at).isoformat(),
        "present": child.present,
        "welfare_check": child.welfare_check,
        "reference": incident.reference,
        "place": PLACES.get(incident.location.kind, PLACES["other"]) if incident.location else None,
        "voice": gate(child.voice, incident, exposure) if child.voice else None,
        "circumstances": _circumstances(child),
    }
    return {field: said[field] for field in profile_fields}


def _birth(birth: BirthDate, incident: IncidentFacts) -> str | None:
    """As precisely as it is known: ``2015-06-01``, ``2015-06``, ``2015``, ``aged 11``, or None."""
    if birth.earliest is None or birth.latest is None:
        return None
    if birth.precision == "age":
        return f"aged {max(0, years_between(birth.latest, london_date(incident.reported_at)))}"
    return birth.earliest.isoformat()[: {"month": 7, "year": 4}.get(birth.precision, 10)]


def _circumstances(child: ChildFacts) -> str:
    """In our own words, from facts alone: never what somebody wrote, never who did what to whom."""
    spoken = SPOKEN_TO_ALONE if child.spoken_to_alone else SPOKEN_TO if child.spoken_to else ""
    said = (REPORTED, PRESENCE.get(child.present, ""), SEEN if child.seen_by_officer else "", spoken)
    return " ".join(sentence for sentence in said if sentence)


def gate(text: str, incident: IncidentFacts, exposure: Exposure) -> str:
    """The text as it is, or WITHHELD whole: a sentence with a hole in it still points at what was cut out."""
    secrets = secrets_of(incident, exposure.child.person.person_id)
    return WITHHELD if unsafe_words(text, secrets) else text


def leaks(content: Mapping[str, object], incident: IncidentFacts) -> tuple[str, ...]:
    """What the content holds that must never leave, as ``field: what``; anything found blocks the notice.

    It trusts nothing that ``content`` did: every field must have its own form, and words are read again. Of namesakes
    in one incident, the one to whom the content fits best is meant.
    """
    name = content.get("child_name")
    about = [who for who in _possible_children(incident) if name in {_full_name(each) for each in who.people}]
    found = [_leaks_about(who, content, incident) for who in about or [Listed()]]
    return min(found, key=len)


def _leaks_about(who: Listed, content: Mapping[str, object], incident: IncidentFacts) -> tuple[str, ...]:
    secrets = secrets_of(incident, who.person_id if who.people else "")
    return tuple(
        f"{field}: {what}"
        for field, value in content.items()
        for what in _leaks_in(field, value, who, incident, secrets)
    )


def _leaks_in(field: str, value: object, who: Listed, incident: IncidentFacts, secrets: Secrets) -> tuple[str, ...]:
    if field not in FIELDS:
        return ("not a field of a notice",)
    if value is None:
        return ()
    if field == "welfare_check":
        return () if isinstance(value, bool) else ("not yes or no",)
    if not isinstance(value, str):
        return ("not words",)
    if field in _FORMS:
        return () if _FORMS[field].fullmatch(value) else ("not of its form",)
    if field == "reference":
        return () if value == incident.reference else ("not this incident's",)
    if field in ("child_name", "known_as"):
        theirs = {_full_name(each) if field == "child_name" else each.known_as for each in who.people}
        return unsafe_name(value, secrets) + (() if value in theirs else ("not this child's",))
    return () if value == WITHHELD else unsafe_words(value, secrets)


def _possible_children(incident: IncidentFacts) -> list[Listed]:
    on = london_date(incident.reported_at)
    return [who for who in listed_people(incident) if who.child_entries or who.is_young_party(on)]


def _full_name(person: PersonFacts) -> str:
    return f"{person.forenames} {person.surname}".strip()


_SENTENCES = (REPORTED, *PRESENCE.values(), SEEN, SPOKEN_TO, SPOKEN_TO_ALONE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:\d\d")
_FORMS = {
    "date_of_birth": re.compile(r"\d{4}(-\d\d(-\d\d)?)?|aged \d{1,3}"),
    "happened_at": _MOMENT,
    "reported_at": _MOMENT,
    "present": re.compile("yes|no|unknown"),
    "place": re.compile("|".join(map(re.escape, PLACES.values()))),
    "circumstances": re.compile(f"(?:(?:{'|'.join(map(re.escape, _SENTENCES))}) ?)+"),
}
