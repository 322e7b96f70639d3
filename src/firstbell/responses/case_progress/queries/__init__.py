"""What may be read of cases, each answer a type made for its reader."""

from firstbell.responses.case_progress.queries.about import (
    about_party,
)
from firstbell.responses.case_progress.queries.attrition import attrition
from firstbell.responses.case_progress.queries.cases import (
    NOTHING,
    AttemptShown,
    CaseLine,
    CaseShown,
    EntryShown,
    FactShown,
    OutcomeShown,
    ReviewShown,
    StanceShown,
    StruckShown,
    case,
    cases,
    incident_of,
)
from firstbell.responses.case_progress.queries.clocks import Clock, clocks_running
from firstbell.responses.case_progress.queries.conferences import (
    AHEAD,
    PAST,
    Agenda,
    ConferenceLine,
    ItemShown,
    ResearchShown,
    TaskDue,
    TaskShown,
    agenda,
    conferences,
    conferences_of,
    tasks_due,
)
from firstbell.responses.case_progress.queries.ends import CaseEnd, ends
from firstbell.responses.case_progress.queries.forgetting import rows_of_cases, worked_on_since
from firstbell.responses.case_progress.queries.funnel import funnel
from firstbell.responses.case_progress.queries.opening import IncidentToOpen, cases_of, incident_to_open
from firstbell.responses.case_progress.queries.orders import (
    BreachShown,
    OrderEntryShown,
    OrderShown,
    OrderWarned,
    order_warnings,
    orders,
)
from firstbell.responses.case_progress.queries.risk import AssessmentShown, SecondGradeShown, assessments
from firstbell.responses.case_progress.queries.standing import Reached
from firstbell.responses.case_progress.queries.weeks import (
    BreachLine,
    Outstanding,
    StageDay,
    breaches_since,
    outstanding_suspects,
    stage_days,
)

__all__ = [
    "AHEAD",
    "NOTHING",
    "PAST",
    "Agenda",
    "AssessmentShown",
    "AttemptShown",
    "BreachLine",
    "BreachShown",
    "CaseEnd",
    "CaseLine",
    "CaseShown",
    "Clock",
    "ConferenceLine",
    "EntryShown",
    "FactShown",
    "IncidentToOpen",
    "ItemShown",
    "OrderEntryShown",
    "OrderShown",
    "OrderWarned",
    "OutcomeShown",
    "Outstanding",
    "Reached",
    "ResearchShown",
    "ReviewShown",
    "SecondGradeShown",
    "StageDay",
    "StanceShown",
    "StruckShown",
    "TaskDue",
    "TaskShown",
    "about_party",
    "agenda",
    "assessments",
    "attrition",
    "breaches_since",
    "case",
    "cases",
    "cases_of",
    "clocks_running",
    "conferences",
    "conferences_of",
    "ends",
    "funnel",
    "incident_of",
    "incident_to_open",
    "order_warnings",
    "orders",
    "outstanding_suspects",
    "rows_of_cases",
    "stage_days",
    "tasks_due",
    "worked_on_since",
]
