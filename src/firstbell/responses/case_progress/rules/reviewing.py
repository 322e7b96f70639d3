"""Outcomes that close a case for want of evidence: proposed with reasons, reviewed, and let stand by somebody else.

A prosecution without the victim is considered before their not supporting one ends the case (DOMAIN.md section 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules.outcomes import OutcomeCode
from firstbell.responses.case_progress.rules.stages import must_be_written_out

PROPOSED, STANDS, TURNED_DOWN = "proposed", "stands", "turned_down"

EVIDENCE = {
    "body_worn_video": "Body-worn video",
    "call_999": "The 999 call",
    "injuries_photographed": "Photographs of injuries",
    "witness": "Somebody who saw or heard it",
    "admissions": "What the suspect admitted",
    "forensic": "Forensic evidence, telephones among it",
    "earlier_account": "What the victim said at the time",
}
"""What a prosecution without the victim may stand on. A review looks for each, and says whether it was found."""

CANNOT, CAN = "cannot_proceed", "can_proceed"
CONCLUSIONS = {
    CANNOT: "A prosecution without the victim was considered, and cannot proceed",
    CAN: "A prosecution without the victim can proceed",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An outcome that somebody proposed. ``conclusion`` is the latest review's, ``""`` before there is one."""

    code: str
    status: str
    proposed_by: str
    conclusion: str = ""


def may_record_at_once(outcome: OutcomeCode) -> None:
    if outcome.review:
        raise Refused(
            f"Outcome {outcome.code} is not recorded in one step.", "Propose it with reasons, and have it reviewed."
        )


def may_propose(outcome: OutcomeCode, why: str, waiting: bool) -> None:
    """Refused unless the code needs a review, its reasons are written out, and no other proposal waits."""
    if not outcome.review:
        raise Refused(f"Outcome {outcome.code} needs no second person.", "Record it.")
    must_be_written_out(why, "why this outcome is proposed")
    if waiting:
        raise Refused("Another outcome is proposed for this case already.", "Have that one decided first.")


def may_review(proposal: Proposal, found: Mapping[str, bool], conclusion: str, why: str) -> None:
    """Refused unless every kind of evidence was looked for, and the conclusion is one of two, with reasons."""
    _waits(proposal)
    if strange := sorted(found.keys() - EVIDENCE.keys()):
        raise Refused(f"{strange[0]!r} is nothing that a review looks for.", f"Choose of: {', '.join(EVIDENCE)}.")
    if missing := [kind for kind in EVIDENCE if kind not in found]:
        raise Refused(
            f"The review does not say: {EVIDENCE[missing[0]].lower()}.", "Look for it, and say if it was found."
        )
    if conclusion not in CONCLUSIONS:
        raise Refused(f"{conclusion!r} is no conclusion.", f"Choose one of: {', '.join(CONCLUSIONS)}.")
    must_be_written_out(why, "what the conclusion rests on")


def may_approve(proposal: Proposal, by: str) -> None:
    """Refused unless a review says that it cannot proceed without the victim, and another than its proposer decides."""
    may_decide(proposal, by)
    if not proposal.conclusion:
        raise Refused("Nobody has reviewed whether it can be prosecuted without the victim.", "Have it reviewed first.")
    if proposal.conclusion == CAN:
        raise Refused("The review says that a prosecution without the victim can proceed.", "Turn the outcome down.")


def may_decide(proposal: Proposal, by: str) -> None:
    _waits(proposal)
    if by.lower() == proposal.proposed_by.lower():
        raise Refused("Whoever proposed an outcome cannot decide on it.", "Ask another supervisor.")


def _waits(proposal: Proposal) -> None:
    if proposal.status != PROPOSED:
        raise Refused(
            f"Outcome {proposal.code} waits for nothing: it {_WAS[proposal.status]}.", "Look at how it stands."
        )


_WAS = {STANDS: "stands", TURNED_DOWN: "was turned down"}
