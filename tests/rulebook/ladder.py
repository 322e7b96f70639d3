"""Evidence about one child in few words, for the tables about places.

A and B are primary schools near by, P a pupil referral unit near by, F a school 60 km away, K a closed school that S
carries on, X a closed school without successor, Y one that several carry on; Z is not on the register.
"""

import re
from collections.abc import Iterator
from datetime import date

from firstbell.pure.policy import ForcePolicy
from firstbell.registers.linkage.rules import Candidate, LinkAnswer
from firstbell.registers.people.rules import Address, Residence
from firstbell.registers.schools.rules import EstablishmentFacts, Pupil, Registration, StatedCandidate
from firstbell.registers.schools.rules.successors import CurrentUrn
from firstbell.responses.encompass.rules import scope
from firstbell.responses.encompass.rules.places import Decision, Earlier, Evidence, decide
from firstbell.responses.encompass.rules.residence import Owner
from rulebook.invented import child, incident

STOKE, COUNTY = "E06000021", "E10000028"
AUTHORITIES = {"Stoke": STOKE, "county": COUNTY}
NAMES = {STOKE: "Stoke", COUNTY: "county"}
ON = date(2026, 11, 19)
LAST_SUMMER = date(2026, 6, 30)
KM = {"A": 2.0, "B": 3.0, "P": 4.0, "S": 2.5, "F": 60.0}
CLOSED = {
    "K": CurrentUrn("S", "K has closed; S carries it on"),
    "X": CurrentUrn(None, "X is closed, with no successor"),
    "Y": CurrentUrn(None, "Y has closed and several carry it on: A, B"),
}

ENROLMENTS = {"single": "C", "main": "M", "subsidiary": "S", "guest": "G"}
HOMES = {
    # what is known: the child's own postcode, protected, kilometres to every school, whether the roll's address agrees
    "not known": (None, False, None, None),
    "a parent's, as on the roll": (None, False, None, True),
    "a parent's, elsewhere": (None, False, None, False),
    "a parent's, elsewhere, protected": (None, True, None, False),
    "as on the roll": ("ST4 1AA", False, KM, True),
    "as on the roll, protected": ("ST4 1AA", True, KM, True),
    "not said, protected": (None, True, None, None),
    "elsewhere, distance not known": ("SK9 1AA", False, {}, False),
    "elsewhere, exactly 15 km": ("SK9 1AA", False, dict.fromkeys("ABPSF", 15.0), False),
    "elsewhere, near": ("ST6 1AA", False, KM, False),
    "elsewhere, near, protected": ("ST6 1AA", True, KM, False),
    "elsewhere, far": ("SK9 1AA", False, dict.fromkeys("ABPS", 62.0) | {"F": 3.0}, False),
    "elsewhere, far; a parent's on the roll": ("SK9 1AA", False, dict.fromkeys("ABPS", 62.0) | {"F": 3.0}, True),
}


def establishment(urn: str) -> EstablishmentFacts:
    oldest = None if urn == "P" else 11
    return EstablishmentFacts(
        urn, f"School {urn}", STOKE, "", "Primary", urn not in CLOSED, 4, oldest, None, None, 0, 0
    )


def evidence(
    roll: str,
    home: str = "as on the roll",
    named: str = "-",
    earlier: str = "-",
    *,
    birth: str = "born 2016-06-01",
    owner: Owner | None = None,
    question: str | None = None,
    refused: str = "",
    policy: ForcePolicy | None = None,
) -> Evidence:
    postcode, protected, km, agrees = HOMES[home]
    lives = Residence(Address((), postcode), ON, "victim", protected) if postcode else None
    (exposure,) = scope.assess(incident(children=[child(birth, residence=lives)]))
    if question:
        exposure = scope.Exposure(exposure.child, True, question, "A doubt.", exposure.related_to)
    stated, stated_by = _named(named)
    return Evidence(
        exposure=exposure,
        owner=owner or Owner("ours", None, "The child lives here."),
        link=_link(roll, agrees),
        stated=stated,
        stated_by=stated_by,
        earlier=_earlier(earlier),
        establishments={urn: establishment(urn) for urn in "ABPFKSXY"},
        current={urn: CLOSED.get(urn, CurrentUrn(urn, "open")) for urn in "ABPFKSXY"},
        home_authority=STOKE if postcode and "far" not in home else COUNTY,
        distance_km=dict.fromkeys("ABPFKSXY") | (km or {}),
        reported_on=ON,
        today=ON,
        protected=protected,
        not_pupil_at=frozenset(refused.split()),
        policy=policy or ForcePolicy(),
    )


def answer(decision: Decision) -> tuple[str, str]:
    """Who is told, with the ranks that agree, and the question for a person."""
    told = "; ".join(_place(decision)) or ("nobody: no setting" if decision.nowhere else "-")
    return told, decision.question.code if decision.question else "-"


def decided(roll: str, home: str = "as on the roll", named: str = "-", earlier: str = "-") -> tuple[str, ...]:
    return answer(decide(evidence(roll, home, named, earlier)))


def _place(decision: Decision) -> Iterator[str]:
    for place in decision.places:
        who = place.urn or place.force or f"the officer of {NAMES[place.authority or '']}"
        yield f"{who} ({', '.join(map(str, place.found_by))})" if place.found_by else who


def _link(words: str, agrees: bool | None) -> LinkAnswer | None:
    if words == "not looked for":
        return None
    if words == "nobody":
        return LinkAnswer("none", (), "Nobody on the rolls is this child.")
    kind, colon, rest = words.partition(": ")
    outcome = {"unsure": "review", "several": "many"}[kind] if colon else "automatic"
    pupils = (rest if colon else words).split(" or ")
    candidates = tuple(_pupil(lines, agrees, number) for number, lines in enumerate(pupils))
    return LinkAnswer(outcome, candidates, "Several pupils could be this child.")


def _pupil(words: str, agrees: bool | None, number: int) -> Candidate:
    pupil = Pupil(f"H80120000{number}", "Oliver", "", "Okafor", "", None, "M", ("12 Example Road",), "ST4 1AA", None)
    lines = [] if words == "no line" else words.split(", ")
    registrations = tuple(_registration(line, number * 10 + at) for at, line in enumerate(lines))
    return Candidate(pupil, registrations, 30.0, 0.999, ("Name and date of birth agree.",), agrees)


def _registration(words: str, entry_id: int) -> Registration:
    """``single at A from 2022-09-05 until 2026-11-18``, ``home educated in Stoke``, ``old single at A``."""
    as_of = LAST_SUMMER if words.startswith("old ") else ON
    words = words.removeprefix("old ")
    dates = dict(re.findall(r"(from|until) (\S+)", words))
    entered, left = (date.fromisoformat(dates[key]) if key in dates else None for key in ("from", "until"))
    kind, _, where = re.sub(r" (from|until) \S+", "", words).partition(" at ")
    education = {"college": "fe", "home": "ehe", "missing": "cme"}.get(kind.split()[0], "school")
    authority = AUTHORITIES[kind.rpartition(" in ")[2]] if education in ("ehe", "cme") else STOKE
    urn = where or None
    return Registration(entry_id, authority, as_of, urn, ENROLMENTS.get(kind, "C"), education, entered, left)


def _named(words: str) -> tuple[tuple[StatedCandidate, ...], str | None]:
    """``A by victim``, ``A or B by child``, ``something by other``; then ``wrong age``, ``far`` and so on."""
    if words == "-":
        return (), None
    said, *how = words.split(", ")
    meant, _, speaker = said.partition(" by ")
    if meant == "something":
        return (), speaker
    urns = meant.split(" or ")
    age = None if "age not known" in how else "wrong age" not in how
    km = None if "distance not known" in how else 40.0 if "far" in how else 2.0
    return tuple(StatedCandidate(u, f"School {u}", len(urns) == 1, age, km, ("The name fits.",)) for u in urns), speaker


def _earlier(words: str) -> tuple[Earlier, ...]:
    """``A``, ``A and B``, ``A before a move``."""
    if words == "-":
        return ()
    return tuple(Earlier(urn[0], "before a move" in urn) for urn in words.split(" and "))
