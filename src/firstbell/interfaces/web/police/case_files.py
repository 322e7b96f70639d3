"""A case with all that is recorded in it, as its page and its forms need it."""

from dataclasses import dataclass

from firstbell.interfaces.web.access.doing import as_asked
from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.case_progress import queries
from firstbell.responses.case_progress.queries import AssessmentShown, CaseShown, OrderShown, OutcomeShown
from firstbell.responses.case_progress.rules.reviewing import PROPOSED


@dataclass(frozen=True, slots=True)
class CaseFile:
    case: CaseShown
    orders: tuple[OrderShown, ...]
    assessments: tuple[AssessmentShown, ...]

    @property
    def proposed(self) -> OutcomeShown | None:
        """The outcome that waits to be reviewed and decided on."""
        return next((one for one in self.case.outcomes if one.status == PROPOSED), None)

    @property
    def version(self) -> str:
        """Which proposal a reader saw, and how often it had been reviewed then."""
        return f"{self.proposed.proposed_at.isoformat()} {len(self.proposed.reviews)}" if self.proposed else ""

    def order(self, number: str) -> OrderShown:
        return next(one for one in self.orders if str(one.order) == number)


def open_file(request: SeatedRequest, reference: str) -> CaseFile:
    """The file; that it was read is written down. Where its incident is closed, the alarm is raised, and it is 404."""
    incident = queries.incident_of(reference, seen_by=request.seat.actor)
    incidents.open_record(incident_id=incident, what="case", policy=request.policy, **as_asked(request))
    return read_file(request, reference)


def read_file(request: SeatedRequest, reference: str) -> CaseFile:
    """The file as it is now, of a case that was opened for this page already."""
    seen_by, now = request.seat.actor, request.now
    return CaseFile(
        queries.case(reference, seen_by=seen_by, now=now),
        queries.orders(reference, seen_by=seen_by, now=now),
        queries.assessments(reference, seen_by=seen_by),
    )
