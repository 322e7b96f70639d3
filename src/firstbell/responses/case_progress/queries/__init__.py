"""What may be read of cases, each answer a type made for its reader."""

from firstbell.responses.case_progress.queries.about import (
    about_party,
)
from firstbell.responses.case_progress.queries.attrition import attrition
from firstbell.responses.case_progress.queries.cases import (
    CaseLine,
    CaseShown,
    EntryShown,
    FactShown,
    OutcomeShown,
    ReviewShown,
    StanceShown,
    case,
    cases,
)
from firstbell.responses.case_progress.queries.clocks import Clock, clocks_running
from firstbell.responses.case_progress.queries.conferences import (
    Agenda,
    ConferenceLine,
    ItemShown,
    ResearchShown,
    TaskDue,
    TaskShown,
    agenda,
    conferences,
    tasks_due,
)
from firstbell.responses.case_progress.queries.ends import CaseEnd, ends
from firstbell.responses.case_progress.queries.forgetting import rows_of_cases, worked_on_since
from firstbell.responses.case_progress.queries.funnel import funnel
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

__all__ = [
    "Agenda",
    "AssessmentShown",
    "BreachShown",
    "CaseEnd",
    "CaseLine",
    "CaseShown",
    "Clock",
    "ConferenceLine",
    "EntryShown",
    "FactShown",
    "ItemShown",
    "OrderEntryShown",
    "OrderShown",
    "OrderWarned",
    "OutcomeShown",
    "Reached",
    "ResearchShown",
    "ReviewShown",
    "SecondGradeShown",
    "StanceShown",
    "TaskDue",
    "TaskShown",
    "about_party",
    "agenda",
    "assessments",
    "attrition",
    "case",
    "cases",
    "clocks_running",
    "conferences",
    "ends",
    "funnel",
    "order_warnings",
    "orders",
    "rows_of_cases",
    "tasks_due",
    "worked_on_since",
]
