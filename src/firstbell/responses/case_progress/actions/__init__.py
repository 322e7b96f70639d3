"""What is done in a case: stages, outcomes, risk and orders recorded, its victim told and asked, agencies met."""

from firstbell.responses.case_progress.actions.cases import correct_stage, open_case, record_stage
from firstbell.responses.case_progress.actions.conferences import (
    call_conference,
    correct_research,
    finish_task,
    record_research,
    refer_case,
    set_task,
)
from firstbell.responses.case_progress.actions.facts import record_fact, record_stance, set_court_date
from firstbell.responses.case_progress.actions.forgetting import forget_cases
from firstbell.responses.case_progress.actions.orders import (
    discharge_order,
    record_breach,
    record_order,
    vary_order,
)
from firstbell.responses.case_progress.actions.outcomes import (
    approve_outcome,
    propose_outcome,
    record_outcome,
    record_review,
    turn_down_outcome,
)
from firstbell.responses.case_progress.actions.risk import grade_again, record_assessment
from firstbell.responses.case_progress.actions.telling import record_attempt, record_event, strike_event, vary_rights

__all__ = [
    "approve_outcome",
    "call_conference",
    "correct_research",
    "correct_stage",
    "discharge_order",
    "finish_task",
    "forget_cases",
    "grade_again",
    "open_case",
    "propose_outcome",
    "record_assessment",
    "record_attempt",
    "record_breach",
    "record_event",
    "record_fact",
    "record_order",
    "record_outcome",
    "record_research",
    "record_review",
    "record_stage",
    "record_stance",
    "refer_case",
    "set_court_date",
    "set_task",
    "strike_event",
    "turn_down_outcome",
    "vary_order",
    "vary_rights",
]
