"""Where the rolls say the child is registered (rank 1): every registration, as far as each can be trusted (R5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firstbell.pure.periods import academic_year_start
from firstbell.registers.linkage.rules import Candidate
from firstbell.registers.people.rules import BirthDate
from firstbell.registers.schools.rules import Registration
from firstbell.responses.encompass.rules.evidence import ROLL, Doubt, Evidence, Finding, Place
from firstbell.responses.encompass.rules.statements import agreeing, confirmed

SINGLE = "C"
ENROLMENTS = {"C": "single registration", "M": "dual, main", "S": "dual, subsidiary", "G": "guest"}
AT_HOME = {"ehe": "home educated", "cme": "missing education"}


@dataclass(frozen=True, slots=True)
class Line:
    """A current registration, and the open establishment that its URN is today (None: an authority's, or a problem)."""

    registration: Registration
    urn: str | None

    @property
    def place(self) -> str:
        """What it is a registration at, the same for lines that mean the same place."""
        entry = self.registration
        return entry.authority if entry.education in AT_HOME else self.urn or f"closed {entry.urn}"


def on_the_roll(evidence: Evidence, pupil: Candidate) -> Finding:
    """The places of every current registration of the pupil, with a doubt for each that must not be told unasked."""
    lines = current_lines(evidence, pupil.registrations)
    if not lines:
        return Finding(doubts=(_no_current_line(pupil.registrations, evidence.today),))
    kept, doubts = _one_single_registration(evidence, lines)
    places = []
    for line in kept:
        doubt = _doubt(evidence, pupil, line)
        if doubt is None:
            places.append(_told(evidence, line))
        else:
            doubts.append(doubt)
    return Finding(_once(places), tuple(dict.fromkeys(doubts)))


def current_lines(evidence: Evidence, registrations: Iterable[Registration]) -> list[Line]:
    """Registrations that have begun and not ended today; no leaving date means current."""
    lines = [
        Line(entry, evidence.open_urn(entry.urn) if entry.urn else None)
        for entry in registrations
        if not _left(entry, evidence.today) and not _not_yet(entry, evidence.today)
    ]
    return sorted(lines, key=lambda line: (line.place, line.registration.enrolment, line.registration.entry_id))


def left_urns(evidence: Evidence, registrations: Iterable[Registration]) -> set[str | None]:
    """Establishments, as they are today, that the pupil has left."""
    return {evidence.open_urn(e.urn) for e in registrations if e.urn and _left(e, evidence.today)}


def _left(entry: Registration, on: date) -> bool:
    return entry.leaving_date is not None and entry.leaving_date <= on


def _not_yet(entry: Registration, on: date) -> bool:
    return entry.entry_date is not None and entry.entry_date > on


def _no_current_line(registrations: Sequence[Registration], on: date) -> Doubt:
    """An old school alone is never told (mistake 7: the school the family fled)."""
    if any(_not_yet(entry, on) for entry in registrations):
        return Doubt("not_started", "The registration on the roll has not begun.")
    return Doubt("left_roll", "Every registration on the roll has ended.")


def _one_single_registration(evidence: Evidence, lines: list[Line]) -> tuple[list[Line], list[Doubt]]:
    """Nobody has two single registrations: the later may be told, the older alone never (FORMATS, readings).

    Where neither is the later, the one that other evidence confirms is told.
    """
    singles = [line for line in lines if line.registration.enrolment == SINGLE]
    places = {line.place for line in singles}
    if len(places) < 2:
        return lines, []
    told = _latest_place(singles) or _confirmed_place(evidence, singles)
    kept = [line for line in lines if line not in singles or line.place == told]
    why = "Several places hold a single registration of this pupil."
    why += " The latest or confirmed one is told." if told else " None is the latest, and nothing confirms one."
    return kept, [Doubt("two_registrations", why)]


def _latest_place(singles: list[Line]) -> str | None:
    entries = [(line.registration.entry_date, line.place) for line in singles]
    if any(entered is None for entered, _ in entries):
        return None
    last = max(entered for entered, _ in entries if entered)
    places = {place for entered, place in entries if entered == last}
    return places.pop() if len(places) == 1 else None


def _confirmed_place(evidence: Evidence, singles: list[Line]) -> str | None:
    places = {line.place for line in singles if line.urn and confirmed(evidence, line.urn)}
    return places.pop() if len(places) == 1 else None


def _doubt(evidence: Evidence, pupil: Candidate, line: Line) -> Doubt | None:
    """Why this registration must not be told unasked; None where nothing speaks against it."""
    entry = line.registration
    if entry.education not in AT_HOME:
        if line.urn is None:
            return _no_establishment(evidence, entry)
        if line.urn in evidence.not_pupil_at:
            return Doubt("not_our_pupil", "The establishment on the roll answered that this is not its pupil.")
    if confirmed(evidence, line.urn):
        return None
    if _recently_moved(evidence, pupil, line):
        return Doubt("recent_move", "The roll has another address, and nothing else gives this school.")
    if _outgrown(evidence, pupil, line):
        return Doubt("outgrown", "The roll is of an earlier school year, and the pupil is too old for that school now.")
    return None


def _no_establishment(evidence: Evidence, entry: Registration) -> Doubt:
    if entry.urn and entry.urn in evidence.establishments:
        now = evidence.current.get(entry.urn)
        return Doubt(
            "closed_establishment", f"Establishment {entry.urn} has closed. {now.reason if now else ''}".strip()
        )
    return Doubt("unknown_establishment", f"The register has no establishment {entry.urn or 'for this line'}.")


def _recently_moved(evidence: Evidence, pupil: Candidate, line: Line) -> bool:
    """A home that is not the roll's and too far away, or a protected one that is not surely the roll's (mistake 7)."""
    agrees = address_agrees(evidence, pupil)
    if evidence.protected:
        return agrees is not True
    return agrees is False and _too_far(evidence, line)


def address_agrees(evidence: Evidence, pupil: Candidate) -> bool | None:
    """Whether the roll's address is the child's; None where there is nothing to compare.

    A parent who still lives at the roll's address says nothing of a child whose own residence is elsewhere.
    """
    home = evidence.exposure.child.person.residence
    own, rolls = (_postcode(home.address.postcode) if home else ""), _postcode(pupil.pupil.postcode)
    return False if own and rolls and own != rolls else pupil.address_agrees


def _postcode(text: str | None) -> str:
    return "".join((text or "").split()).upper()


def _too_far(evidence: Evidence, line: Line) -> bool:
    if evidence.exposure.child.person.residence is None:
        return False
    if line.registration.education in AT_HOME:
        return evidence.home_authority not in (None, line.registration.authority)
    distance = evidence.distance_km.get(line.urn or "")
    return distance is not None and distance > evidence.policy.plausible_km


def _outgrown(evidence: Evidence, pupil: Candidate, line: Line) -> bool:
    """Whether the child has left the school with its year group since the roll was written (mistake 7)."""
    year = academic_year_start(evidence.today)
    school = evidence.establishments.get(line.urn or "")
    if school is None or school.high_age is None or line.registration.as_of >= year:
        return False
    return birth_of(evidence, pupil).surely_at_least(school.high_age, year - timedelta(days=1))


def birth_of(evidence: Evidence, pupil: Candidate | None) -> BirthDate:
    """The roll's date of birth where a pupil on it is surely the child (the school has seen the certificate)."""
    born = pupil.pupil.date_of_birth if pupil else None
    return BirthDate(born, born, "day") if born else evidence.exposure.child.person.birth


def _told(evidence: Evidence, line: Line) -> Place:
    entry = line.registration
    why = describe(entry)
    if entry.education in AT_HOME:
        return Place("authority", None, entry.authority, None, (ROLL,), why)
    if line.urn != entry.urn:
        why += f" Establishment {entry.urn} has become {line.urn}."
    ranks = agreeing(evidence, line.urn)
    if ranks:
        why += " Other evidence agrees."
    return Place("establishment", line.urn, None, None, (ROLL, *ranks), why)


def describe(entry: Registration) -> str:
    """A registration in a sentence that names nobody."""
    kind = AT_HOME.get(entry.education) or ENROLMENTS.get(entry.enrolment, "registration")
    since = f", from {entry.entry_date}" if entry.entry_date else ""
    until = f", until {entry.leaving_date}" if entry.leaving_date else ""
    return f"On the roll of {entry.authority} of {entry.as_of}: {kind}{since}{until}."


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    """One place an establishment or authority, the first line of each."""
    kept: dict[tuple[str | None, str | None], Place] = {}
    for place in places:
        kept.setdefault((place.urn, place.authority), place)
    return tuple(kept.values())
