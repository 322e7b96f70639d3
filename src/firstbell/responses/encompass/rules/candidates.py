"""What a person chooses from: every place that any evidence names, with the reasons, but none that answered no."""

from collections.abc import Iterator
from dataclasses import replace

from firstbell.registers.linkage.rules import Candidate
from firstbell.responses.encompass.rules.evidence import CandidateForPerson, Evidence
from firstbell.responses.encompass.rules.roll import AT_HOME, describe
from firstbell.responses.encompass.rules.statements import SPOKEN


def candidates_for(evidence: Evidence) -> tuple[CandidateForPerson, ...]:
    """Pupils on the rolls first, best first; then schools named or told before; then whom to ask, if nobody else."""
    found: list[CandidateForPerson] = []
    for pupil in evidence.link.candidates if evidence.link else ():
        found.extend(_places_of(pupil))
    for urn, reasons in _other_evidence(evidence):
        _add(found, urn, reasons)
    left = tuple(each for each in found if each.urn is None or not _answered_no(evidence, each.urn))
    return left or _whom_to_ask(evidence)


def _whom_to_ask(evidence: Evidence) -> tuple[CandidateForPerson, ...]:
    if evidence.home_authority is None:
        return ()
    reasons = ("The authority of the area can say where the child is registered.",)
    return (CandidateForPerson(None, evidence.home_authority, None, None, None, reasons),)


def _answered_no(evidence: Evidence, urn: str) -> bool:
    return urn in evidence.not_pupil_at or evidence.open_urn(urn) in evidence.not_pupil_at


def _places_of(pupil: Candidate) -> Iterator[CandidateForPerson]:
    for entry in pupil.registrations:
        authority = entry.authority if entry.education in AT_HOME else None
        reasons = (*pupil.reasons, describe(entry))
        yield CandidateForPerson(entry.urn, authority, pupil.pupil.upn, pupil.weight, pupil.probability, reasons)
    if not pupil.registrations:
        yield CandidateForPerson(None, None, pupil.pupil.upn, pupil.weight, pupil.probability, pupil.reasons)


def _other_evidence(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for stated in evidence.stated:
        said = f"Named by {SPOKEN.get(evidence.stated_by or 'other', 'somebody else')}."
        yield stated.urn, (said, *stated.reasons)
    for earlier in evidence.earlier:
        moved = " The child lived elsewhere then." if earlier.residence_changed else ""
        yield earlier.urn, (f"Acknowledged a notice about this child this academic year.{moved}",)


def _add(found: list[CandidateForPerson], urn: str, reasons: tuple[str, ...]) -> None:
    """To the candidates at that establishment where there are any, else as one more."""
    known = [at for at, each in enumerate(found) if each.urn == urn]
    for at in known:
        found[at] = replace(found[at], reasons=(*found[at].reasons, *reasons))
    if not known:
        found.append(CandidateForPerson(urn, None, None, None, None, reasons))
