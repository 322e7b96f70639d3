"""What is done in a case: stages and outcomes recorded, its victim told and asked."""

from firstbell.responses.case_progress.actions.cases import correct_stage, open_case, record_stage
from firstbell.responses.case_progress.actions.facts import record_fact, record_stance, set_court_date
from firstbell.responses.case_progress.actions.outcomes import (
    approve_outcome,
    propose_outcome,
    record_outcome,
    record_review,
    turn_down_outcome,
)
from firstbell.responses.case_progress.actions.telling import record_attempt, record_event, strike_event, vary_rights

__all__ = [
    "approve_outcome",
    "correct_stage",
    "open_case",
    "propose_outcome",
    "record_attempt",
    "record_event",
    "record_fact",
    "record_outcome",
    "record_review",
    "record_stage",
    "record_stance",
    "set_court_date",
    "strike_event",
    "turn_down_outcome",
    "vary_rights",
]
