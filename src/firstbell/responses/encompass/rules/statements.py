"""What was said and what was answered before: the stated school (rank 3) and earlier notices (rank 4).

The suspect's word never counts, not even beside other evidence (the ladder's last line).
"""

from dataclasses import dataclass

from firstbell.registers.schools.rules import StatedCandidate
from firstbell.responses.encompass.rules.evidence import EARLIER, STATED, Doubt, Evidence, Finding, Place

TRUSTED = ("child", "victim")
"""The child and the caring parent. Anybody else's word needs an earlier notice beside it."""
HEARD = (*TRUSTED, "other")

SPOKEN = {"child": "the child", "victim": "the victim", "other": "somebody else", "suspect": "the suspect"}


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """The one open establishment that somebody's words mean."""

    urn: str
    trusted: bool
    fits: bool  # age and distance both speak for it: the second agreeing fact
    unfit: bool  # age or distance speaks against it


def stated_place(evidence: Evidence) -> StatedPlace | None:
    """None where nothing was said, the words fit several or no establishment, or only the suspect said them."""
    if evidence.stated_by not in HEARD:
        return None
    unique = [each for each in evidence.stated if each.unique]
    if len({each.urn for each in unique}) != 1:
        return None
    urn = evidence.open_urn(unique[0].urn)
    if urn is None or urn in evidence.not_pupil_at:
        return None
    return _measured(evidence, unique[0], urn)


def _measured(evidence: Evidence, stated: StatedCandidate, urn: str) -> StatedPlace:
    distance = stated.distance_km if stated.distance_km is not None else evidence.distance_km.get(urn)
    far = distance is not None and distance > evidence.policy.plausible_km
    return StatedPlace(
        urn=urn,
        trusted=evidence.stated_by in TRUSTED,
        fits=stated.age_fits is True and distance is not None and not far,
        unfit=stated.age_fits is False or far,
    )


def earlier_places(evidence: Evidence) -> frozenset[str]:
    """Open establishments that acknowledged a notice this academic year, the child living where it lived then."""
    still = {evidence.open_urn(earlier.urn) for earlier in evidence.earlier if not earlier.residence_changed}
    return frozenset(urn for urn in still if urn is not None) - evidence.not_pupil_at


def agreeing(evidence: Evidence, urn: str | None) -> tuple[int, ...]:
    """The ranks, other than the roll, that name this establishment too."""
    stated = stated_place(evidence)
    by_word = (STATED,) if stated and stated.urn == urn else ()
    before = (EARLIER,) if urn in earlier_places(evidence) else ()
    return by_word + before


def confirmed(evidence: Evidence, urn: str | None) -> bool:
    """Whether the child, the caring parent or an earlier notice says so too, so that a roll does not stand alone."""
    stated = stated_place(evidence)
    return urn in earlier_places(evidence) or (stated is not None and stated.trusted and stated.urn == urn)


def by_statement(evidence: Evidence) -> Finding:
    """Where the child goes by what was said and answered before, without a roll."""
    stated, earlier = stated_place(evidence), earlier_places(evidence)
    if stated and stated.urn in earlier:
        return Finding((_told(evidence, stated.urn, (STATED, EARLIER)),))
    if _speaks_against(evidence, stated, earlier):
        return Finding(doubts=(Doubt("stated_elsewhere", _said(evidence) + " is not the one that answered before."),))
    if stated and stated.trusted and stated.fits:
        return Finding((_told(evidence, stated.urn, (STATED,)),))
    if len(earlier) == 1:
        return Finding((_told(evidence, next(iter(earlier)), (EARLIER,)),))
    return Finding(doubts=_left_open(evidence, earlier))


def _speaks_against(evidence: Evidence, stated: StatedPlace | None, earlier: frozenset[str]) -> bool:
    """Words that mean another establishment, or several others, than the one that acknowledged before."""
    if not earlier or evidence.stated_by not in HEARD:
        return False
    if stated is not None:
        return not stated.unfit
    meant = {evidence.open_urn(each.urn) for each in evidence.stated} - {None}
    return bool(meant) and not meant & earlier


def _told(evidence: Evidence, urn: str, ranks: tuple[int, ...]) -> Place:
    return Place("establishment", urn, None, None, ranks, _why(evidence, ranks))


def _why(evidence: Evidence, ranks: tuple[int, ...]) -> str:
    if ranks == (STATED,):
        return f"{_said(evidence)}; the words fit no other, and age and distance agree."
    acknowledged = "Acknowledged a notice about this child this academic year; the residence is the same."
    return f"{_said(evidence)}. {acknowledged}" if STATED in ranks else acknowledged


def _said(evidence: Evidence) -> str:
    return f"The school named by {SPOKEN[evidence.stated_by or 'other']}"


def _left_open(evidence: Evidence, earlier: frozenset[str]) -> tuple[Doubt, ...]:
    doubts = []
    if evidence.not_pupil_at:
        doubts.append(Doubt("not_our_pupil", "An establishment answered that this is not its pupil."))
    if earlier:
        doubts.append(Doubt("earlier_differ", "Several establishments acknowledged a notice this academic year."))
    if evidence.stated_by == "suspect":
        doubts.append(Doubt("stated_unsure", "Only the suspect named a school; that word is never enough."))
    elif evidence.stated_by is not None:
        doubts.append(Doubt("stated_unsure", f"{_said(evidence)} is not certain enough to be told."))
    return tuple(doubts)
