"""Who must be told about one child: the ladder of evidence, from the roll down to a person (R4, R5).

Every child in scope leaves ``decide`` with a place, a question, or ``nowhere``.
"""

from collections.abc import Callable
from datetime import timedelta

from firstbell.pure.periods import academic_year_start
from firstbell.registers.linkage.rules import Candidate
from firstbell.responses.encompass.rules.candidates import candidates_for
from firstbell.responses.encompass.rules.evidence import (
    ROLL,
    CandidateForPerson,
    Decision,
    Doubt,
    Earlier,
    Evidence,
    Finding,
    Place,
    Question,
)
from firstbell.responses.encompass.rules.roll import address_agrees, birth_of, current_lines, left_urns, on_the_roll
from firstbell.responses.encompass.rules.statements import by_statement, stated_place

__all__ = [
    "CandidateForPerson",
    "Decision",
    "Earlier",
    "Evidence",
    "Place",
    "Question",
    "decide",
]

RECEPTION_AGE = 4
SETTLED_BY_ANOTHER_PLACE = frozenset({"left_roll", "not_started", "outgrown"})
"""Doubts of a roll that a new school, surely known from elsewhere, answers."""


def decide(evidence: Evidence) -> Decision:
    """Whom to tell about the child, what to ask a person, or that there is nobody to tell."""
    return next(found for rule in _RULES if (found := rule(evidence)) is not None)


def _out_of_scope(evidence: Evidence) -> Decision | None:
    exposure = evidence.exposure
    return None if exposure.in_scope else Decision((), None, False, exposure.why)


def _scope_in_doubt(evidence: Evidence) -> Decision | None:
    """Nobody is told until a person has decided that somebody should be (R2)."""
    exposure = evidence.exposure
    return _ask(evidence, Doubt(exposure.question, exposure.why)) if exposure.question else None


def _outside_england_and_wales(evidence: Evidence) -> Decision | None:
    if evidence.owner.kind != "person":
        return None
    return _ask(evidence, Doubt("outside_england_wales", evidence.owner.why))


def _another_forces_child(evidence: Evidence) -> Decision | None:
    """The force of the child's home is told; an establishment surely on a roll here may be told as well (R4)."""
    owner = evidence.owner
    if owner.kind != "force":
        return None
    force = Place("force", None, None, owner.force, (), owner.why)
    found = Finding() if _left_out_as_nursery(evidence) else _by_roll(evidence)
    here = tuple(place for place in found.places if ROLL in place.found_by) if found and not found.doubts else ()
    return Decision((force, *here), None, False, owner.why)


def _nursery_left_out(evidence: Evidence) -> Decision | None:
    if not _left_out_as_nursery(evidence):
        return None
    return Decision((), None, True, "Below school age, and this force does not tell nurseries.")


def _known_place(evidence: Evidence) -> Decision | None:
    """By the roll where a pupil on it is surely the child, else by what was said and answered before."""
    found = _by_roll(evidence) or _by_words(evidence)
    if not found.places and not found.doubts:
        return None
    return _decided(evidence, found)


def _no_school_age(evidence: Evidence) -> Decision | None:
    if not _below_school_age(evidence):
        return None
    return Decision((), None, True, "Below school age, and no setting is known.")


def _unknown(evidence: Evidence) -> Decision:
    if evidence.link is None:
        return _ask(evidence, Doubt("no_roll", "The child has not been looked for on a roll, and no school was named."))
    return _ask(evidence, Doubt("school_unknown", "No pupil on a roll is this child, and no school was named."))


_RULES: tuple[Callable[[Evidence], Decision | None], ...] = (
    _out_of_scope,
    _scope_in_doubt,
    _outside_england_and_wales,
    _another_forces_child,
    _nursery_left_out,
    _known_place,
    _no_school_age,
    _unknown,
)
"""The first that has something to say decides; the last one always has."""


def _by_roll(evidence: Evidence) -> Finding | None:
    """What the roll comes to, weighed against what was said; None where no pupil is surely the child."""
    pupil = evidence.link.chosen if evidence.link else None
    if pupil is None:
        return None
    found = on_the_roll(evidence, pupil)
    if _named_elsewhere(evidence, pupil) and _roll_stands(found):
        return _against_what_was_said(evidence, pupil, found)
    return found if found.places else _helped_by_words(evidence, pupil, found)


def _named_elsewhere(evidence: Evidence, pupil: Candidate) -> bool:
    """Whether an establishment was surely named that is none of the pupil's, and nothing makes it unlikely."""
    stated = stated_place(evidence)
    on_roll = {line.urn for line in current_lines(evidence, pupil.registrations)}
    return stated is not None and not stated.unfit and stated.urn not in on_roll


def _roll_stands(found: Finding) -> bool:
    """Whether the roll has a place of its own to set against the one that was named, told or not."""
    return bool(found.places) or any(doubt.code == "recent_move" for doubt in found.doubts)


def _against_what_was_said(evidence: Evidence, pupil: Candidate, found: Finding) -> Finding:
    """The roll's places wait for a person, unless the words are the weaker: then the roll is told beside the question.

    A child may change school without moving home: where the child or the caring parent plainly names another school, of
    a fitting age and distance, the roll may be the old one (mistake 7), and the old school alone is never told.
    """
    doubt = Doubt("stated_elsewhere", "The school that was named is not the one on the roll.")
    stated = stated_place(evidence)
    plainly_said = stated is not None and stated.trusted and stated.fits
    places = found.places if address_agrees(evidence, pupil) is True and not plainly_said else ()
    return Finding(places, (doubt, *found.doubts))


def _helped_by_words(evidence: Evidence, pupil: Candidate, found: Finding) -> Finding:
    """Another establishment, surely known, where the roll gives none; it answers for a school that was left."""
    left = left_urns(evidence, pupil.registrations)
    places = tuple(place for place in by_statement(evidence).places if place.urn not in left)
    answered = SETTLED_BY_ANOTHER_PLACE if places else frozenset()
    return Finding(places, tuple(doubt for doubt in found.doubts if doubt.code not in answered))


def _by_words(evidence: Evidence) -> Finding:
    """What was said and answered before. Where several pupils may be the child, only what one of theirs bears out."""
    found = by_statement(evidence)
    link = evidence.link
    if link is None or link.outcome not in ("review", "many"):
        return found
    theirs = {line.urn for pupil in link.candidates for line in current_lines(evidence, pupil.registrations)}
    places = tuple(place for place in found.places if place.urn in theirs)
    return Finding(places, (Doubt("which_pupil", link.reason),))


def _left_out_as_nursery(evidence: Evidence) -> bool:
    return not evidence.policy.tell_nursery and _below_school_age(evidence)


def _below_school_age(evidence: Evidence) -> bool:
    """Surely not yet four on the 31 August before this academic year, so in no reception class (R5)."""
    last_birthday = academic_year_start(evidence.reported_on) - timedelta(days=1)
    pupil = evidence.link.chosen if evidence.link else None
    return birth_of(evidence, pupil).surely_under(RECEPTION_AGE, last_birthday)


def _decided(evidence: Evidence, found: Finding) -> Decision:
    if found.doubts:
        return _ask(evidence, *found.doubts, places=found.places)
    return Decision(found.places, None, False, " ".join(place.why for place in found.places))


def _ask(evidence: Evidence, first: Doubt, *more: Doubt, places: tuple[Place, ...] = ()) -> Decision:
    why = " ".join(doubt.why for doubt in (first, *more))
    return Decision(places, Question(first.code, why, candidates_for(evidence)), False, why)
