"""Who is exposed: which children of an incident somebody must be told about, and why (R1 to R3).

Presence, risk, crime and outcome are never read here (Domestic Abuse Act 2021 ss. 3 and 49A).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from firstbell.pure.periods import london_date
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.people.rules import Residence
from firstbell.responses.encompass.rules.listing import ADULT, Listed, listed_people

SCOPE_QUESTIONS = frozenset(
    {"relationship_unknown", "suspect_16_17", "suspect_under_16", "young_other_party", "born_after_incident"}
)
"""Questions of whether to tell at all; all others are about whom to tell."""

YOUNG_PERSON = 16

KINDS = {
    "child": "child",
    "stepchild": "stepchild",
    "grandchild": "grandchild",
    "sibling": "sibling",
    "niece_nephew": "niece or nephew",
    "cousin": "cousin",
    "other_relative": "relative",
}
ROLES = {"victim": "the victim", "suspect": "the suspect", "both": "a party recorded as victim and as suspect"}


@dataclass(frozen=True, slots=True)
class Exposure:
    """One child of one incident. ``question`` is a code of QUESTIONS where a person decides on scope.

    ``related_to`` are the person_ids of the parties that the child is related to, in order; ``why`` names nobody.
    """

    child: ChildFacts
    in_scope: bool
    question: str | None
    why: str
    related_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """What the rules of scope look at for one child."""

    who: Listed
    relations: tuple[tuple[str, str], ...]  # (role of the party, kind of relationship)
    related_to: tuple[str, ...]
    unclear: bool  # related to somebody who is no party
    on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class _Verdict:
    in_scope: bool
    why: str
    question: str | None = None


def assess(incident: IncidentFacts) -> tuple[Exposure, ...]:
    """Every child of the incident once, by person_id; nobody where there is no domestic abuse (R1).

    A child who is also a party comes once, under the party's own person_id.
    """
    if not incident.domestic_abuse:
        return ()
    people = listed_people(incident)
    on = london_date(incident.reported_at)
    return tuple(_exposure(who, people, incident) for who in people if who.child_entries or who.is_young_party(on))


def protected(exposure: Exposure, incident: IncidentFacts) -> bool:
    """Whether the child's address must be kept from everybody (R15).

    The child's own residence decides. A child without one shares the protection of those it is related to; so does one
    who lives with somebody protected.
    """
    own = exposure.child.person.residence
    kin = [who for who in listed_people(incident) if who.person_id in exposure.related_to]
    homes = [person.residence for who in kin for person in who.people]
    guarded = [home for home in homes if home is not None and home.protected]
    if own is None:
        return bool(guarded)
    return own.protected or any(_same_home(own, home) for home in guarded)


def _same_home(one: Residence, other: Residence) -> bool:
    if one.address.uprn and one.address.uprn == other.address.uprn:
        return True
    postcodes = {"".join((home.address.postcode or "").split()).upper() for home in (one, other)}
    first_lines = {" ".join("".join(home.address.lines[:1]).lower().split()) for home in (one, other)}
    return len(postcodes) == 1 == len(first_lines) and "" not in postcodes


def _exposure(who: Listed, people: tuple[Listed, ...], incident: IncidentFacts) -> Exposure:
    case = _case(who, people, incident)
    verdict = next(found for rule in _RULES if (found := rule(case)) is not None)
    return Exposure(who.child(case.on), verdict.in_scope, verdict.question, verdict.why, case.related_to)


def _case(who: Listed, people: tuple[Listed, ...], incident: IncidentFacts) -> _Case:
    parties = {person_id: other for other in people if other.role and other is not who for person_id in other.ids}
    stated = [(parties.get(r.to), r.kind) for r in who.relationships if r.to not in who.ids]
    ended = incident.occurred_to or incident.occurred_from
    return _Case(
        who=who,
        relations=tuple(sorted((party.role, kind) for party, kind in stated if party)),
        related_to=tuple(sorted({party.person_id for party, kind in stated if party and kind != "none"})),
        unclear=any(party is None and kind != "none" for party, kind in stated),
        on=london_date(incident.reported_at),
        ended_on=london_date(ended) if ended else None,
    )


def _of_age(case: _Case) -> _Verdict | None:
    """17 at the report and 18 at the run is a child; a date of birth that leaves a doubt makes one (R2)."""
    if case.who.surely_at_least(ADULT, case.on):
        return _Verdict(False, "18 or over when it was reported.")
    return None


def _direct_victim(case: _Case) -> _Verdict | None:
    """A counter-allegation does not unmake a victim: role both counts (R2, mistake 21)."""
    if case.who.role in ("victim", "both"):
        return _Verdict(True, "Under 18, and recorded as a victim.")
    return None


def _young_suspect(case: _Case) -> _Verdict | None:
    if case.who.role != "suspect":
        return None
    if case.who.surely_under(YOUNG_PERSON, case.on):
        return _Verdict(True, "Under 16 and recorded only as a suspect.", "suspect_under_16")
    return _Verdict(True, "16 or 17 and recorded only as a suspect.", "suspect_16_17")


def _young_other_party(case: _Case) -> _Verdict | None:
    if case.who.child_entries:
        return None
    return _Verdict(
        True, "Under 18, a party who is neither victim nor suspect, and not listed as a child.", "young_other_party"
    )


def _relationship_unknown(case: _Case) -> _Verdict | None:
    if _tied_to_a_side(case) or not (case.unclear or not case.relations):
        return None
    return _Verdict(True, "The incident does not say to whom the child is related.", "relationship_unknown")


def _unrelated(case: _Case) -> _Verdict | None:
    if any(kind != "none" for _, kind in case.relations):
        return None
    return _Verdict(False, "Related to no party: a child-concern referral, not a notice.")


def _related_to_others_only(case: _Case) -> _Verdict | None:
    if _tied_to_a_side(case):
        return None
    return _Verdict(False, "Related only to a party who is neither victim nor suspect.")


def _born_after(case: _Case) -> _Verdict | None:
    if case.ended_on and case.who.surely_born_after(case.ended_on):
        return _Verdict(True, "Related to a party, and born after the incident.", "born_after_incident")
    return None


def _related(case: _Case) -> _Verdict:
    ties = sorted({f"{KINDS.get(kind, 'relative')} of {ROLES[role]}" for role, kind in _tied_to_a_side(case)})
    age = "Under 18" if case.who.surely_under(ADULT, case.on) else "Perhaps under 18, and so treated"
    return _Verdict(True, f"{age}; {', '.join(ties)}.")


def _tied_to_a_side(case: _Case) -> list[tuple[str, str]]:
    return [(role, kind) for role, kind in case.relations if role in ROLES and kind != "none"]


_RULES: tuple[Callable[[_Case], _Verdict | None], ...] = (
    _of_age,
    _direct_victim,
    _young_suspect,
    _young_other_party,
    _relationship_unknown,
    _unrelated,
    _related_to_others_only,
    _born_after,
    _related,
)
"""The first that has something to say decides; the last one always has."""
