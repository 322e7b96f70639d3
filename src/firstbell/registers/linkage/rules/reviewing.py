"""What a person sees who must say which pupil a child is: both records side by side, what is for it and against."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from firstbell.pure.matching.evidence import Evidence, compare, in_words
from firstbell.pure.matching.records import Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.scoring import Part
from firstbell.registers.linkage.rules import Candidate
from firstbell.registers.linkage.rules.judgements import Judgement, pupil_key, pupil_keys
from firstbell.registers.schools.rules import Pupil, Registration

AGREES, NEARLY, DIFFERS, UNKNOWN = "agrees", "nearly", "differs", "not known"
_AGREEMENT: dict[str, dict[str, tuple[str, ...]]] = {
    "forename": {
        AGREES: ("equal", "spelling", "nickname"),
        NEARLY: ("middle", "near", "cut", "shared", "kin", "initial"),
        DIFFERS: ("different", "begins"),
    },
    "surname": {AGREES: ("equal", "form", "previous"), NEARLY: ("part", "near", "relative"), DIFFERS: ("different",)},
    "birth": {AGREES: ("equal",), NEARLY: ("swapped", "slip", "month", "year"), DIFFERS: ("year_out", "different")},
    "address": {AGREES: ("home",), NEARLY: ("postcode", "nearby"), DIFFERS: ("another",)},
    "sex": {AGREES: ("same",), DIFFERS: ("different",)},
    "upn": {AGREES: ("same",), DIFFERS: ("different",)},
}


@dataclass(frozen=True, slots=True)
class FieldBeside:
    """One field of both records as they are written, and whether it agrees: ``agrees``, ``nearly``, ``differs`` or
    ``not known``."""

    label: str
    child: str
    pupil: str
    agreement: str


@dataclass(frozen=True, slots=True)
class OnTheRoll:
    """Another pupil of the same home."""

    forenames: str
    surname: str
    date_of_birth: date | None
    sex: str


@dataclass(frozen=True, slots=True)
class PupilBeside:
    """A pupil who may be the child. ``speaks_for`` and ``speaks_against`` are sentences; ``weight``, ``probability``
    and ``parts`` are None and empty for one who looks at it blind. ``judgements`` are what people said of it."""

    pupil: str
    fields: tuple[FieldBeside, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    registrations: tuple[Registration, ...]
    same_home: tuple[OnTheRoll, ...]
    weight: float | None
    probability: float | None
    parts: tuple[Part, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class SiblingBeside:
    """Another child of the incident, and what was answered of it. ``pupil`` is the name that the roll has for it."""

    person_id: str
    name: str
    born: str
    outcome: str
    pupil: str


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """All that a review page shows of one child, best pupil first. ``outcome`` and ``reason`` are what was answered;
    empty for one who looks at it blind, who sees the pupil put first and no other."""

    force: str
    incident_reference: str
    person_id: str
    name: str
    outcome: str
    reason: str
    pupils: tuple[PupilBeside, ...]
    siblings: tuple[SiblingBeside, ...]
    blind: bool


def beside(
    child: Sought,
    candidate: Candidate,
    *,
    kin: frozenset[str],
    same_home: Sequence[OnTheRoll],
    judgements: Iterable[Judgement],
    blind: bool,
) -> PupilBeside:
    """Both records, field by field. ``kin`` are the houses of pupils who are surely other children of the incident."""
    pupil = candidate.pupil
    found = compare(features_of_sought(child), features_of_pupil(pupil), kin)
    sentences = list(_sentences(found, child, pupil))
    keys = pupil_keys(pupil)
    return PupilBeside(
        pupil=pupil_key(pupil),
        fields=tuple(_fields(found, child, pupil)),
        speaks_for=tuple(words for words, agreement in sentences if agreement in (AGREES, NEARLY)),
        speaks_against=tuple(words for words, agreement in sentences if agreement == DIFFERS),
        registrations=candidate.registrations,
        same_home=tuple(same_home),
        weight=None if blind else candidate.weight,
        probability=None if blind else candidate.probability,
        parts=() if blind else candidate.parts,
        judgements=() if blind else tuple(each for each in judgements if each.pupil in keys),
    )


def agreement(field: str, found: str) -> str:
    """The word for a class of evidence."""
    return next((word for word, classes in _AGREEMENT[field].items() if found in classes), UNKNOWN)


def _sentences(found: Evidence, child: Sought, pupil: Pupil) -> Iterator[tuple[str, str]]:
    """Each sentence of ``in_words`` with whether it speaks for or against."""
    first_four, more = (words := in_words(found, child, pupil))[:4], words[4:]
    for field, sentence in zip(("forename", "surname", "birth", "address"), first_four, strict=True):
        yield sentence, agreement(field, getattr(found, field))
    for sentence in more:
        yield sentence, DIFFERS if sentence in ("sex differs", "another UPN") else AGREES


def _fields(found: Evidence, child: Sought, pupil: Pupil) -> Iterator[FieldBeside]:
    def field(label: str, name: str, of_child: str, of_pupil: str) -> FieldBeside:
        return FieldBeside(label, of_child, of_pupil, agreement(name, getattr(found, name)))

    yield field(
        "Forenames", "forename", _called(child.forenames, child.known_as), _called(pupil.forenames, pupil.known_as)
    )
    yield field(
        "Surname", "surname", _surnames(child), "; ".join(filter(None, (pupil.surname, pupil.previous_surname)))
    )
    yield field("Born", "birth", born_in_words(child), pupil.date_of_birth.isoformat() if pupil.date_of_birth else "")
    homes = "; ".join(_home(lines, postcode) for lines, postcode, _ in child.homes)
    yield field("Address", "address", homes, _home(pupil.address_lines, pupil.postcode))
    yield field("Sex", "sex", child.sex, pupil.sex)
    yield field("UPN", "upn", child.upn, pupil.upn or pupil.upn_as_written)


def _called(forenames: str, known_as: str) -> str:
    return f"{forenames} (known as {known_as})" if known_as else forenames


def _surnames(child: Sought) -> str:
    return _either(child.surname, *child.previous_surnames)


def _either(*names: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, names)))


def born_in_words(child: Sought) -> str:
    """The day, or from when to when; empty where nothing is known."""
    if child.born_from is None or child.born_to is None:
        return ""
    return child.born_from.isoformat() if child.born else f"{child.born_from} to {child.born_to}"


def _home(lines: Sequence[str], postcode: str | None) -> str:
    return ", ".join((*lines, *((postcode,) if postcode else ())))
